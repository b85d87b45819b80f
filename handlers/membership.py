"""What changes who may do what: people who come, go and change, and channels that do."""

from dataclasses import dataclass
from typing import Any

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.context.async_context import AsyncBoltContext

from bot.services.directory import Directory
from bot.services.hearing import Hearing
from bot.services.sending import Sending
from handlers import parse
from handlers.budget import budget

BACK = ("channel_unarchive", "group_unarchive")
GONE = ("channel_left", "group_left", "channel_deleted", "group_deleted")
"""The bot was taken out of a channel, or the channel is no more."""


@dataclass(frozen=True)
class MembershipListeners:
    """Keeps permissions from outliving what they rest on: what was known is forgotten at once."""

    directory: Directory
    sending: Sending
    hearing: Hearing

    async def joined(self, ack: AsyncAck, body: dict[str, Any], context: AsyncBoltContext) -> None:
        """Somebody joined a channel; it may be the bot itself that was invited."""
        async with budget():
            member, channel = parse.member(body), parse.channel(body)
            self.directory.forget(member)
            self.directory.forget_channel(channel)
            await self.sending.unblock(channel)
            if member == context.bot_user_id:
                await self.hearing.invited(channel)
        await ack()

    async def left(self, ack: AsyncAck, body: dict[str, Any]) -> None:
        """Somebody left a channel."""
        async with budget():
            self.directory.forget(parse.member(body))
            self.directory.forget_channel(parse.channel(body))
            await self.sending.unblock(parse.channel(body))
        await ack()

    async def changed(self, ack: AsyncAck, body: dict[str, Any]) -> None:
        """Somebody became a guest or an administrator, left Slack, or changed their picture."""
        async with budget():
            person = parse.changed_person(body)
            self.directory.forget(person)
            await self.sending.account_changed(person)
        await ack()

    async def gone(self, ack: AsyncAck, body: dict[str, Any]) -> None:
        """The bot sees no more of a channel, and so of nobody in it."""
        async with budget():
            self.directory.forget_channel(parse.channel(body))
        await ack()

    async def back(self, ack: AsyncAck, body: dict[str, Any]) -> None:
        """A channel was brought back: what waits for it can go."""
        async with budget():
            await self.sending.unblock(parse.channel(body))
        await ack()

    async def shared(self, ack: AsyncAck, body: dict[str, Any]) -> None:
        """Another organisation was let into a channel."""
        async with budget():
            channel = parse.channel(body)
            self.directory.forget_channel(channel)
            await self.sending.shared(channel)
        await ack()

    async def unshared(self, ack: AsyncAck, body: dict[str, Any]) -> None:
        """Another organisation was shown out of a channel; it may not have been the last one."""
        async with budget():
            channel = parse.channel(body)
            self.directory.forget_channel(channel)
            if not parse.is_still_shared(body):
                await self.sending.unshared(channel)
        await ack()


def register(app: AsyncApp, directory: Directory, sending: Sending, hearing: Hearing) -> None:
    listeners = MembershipListeners(directory, sending, hearing)
    app.event("member_joined_channel")(listeners.joined)
    app.event("member_left_channel")(listeners.left)
    app.event("user_change")(listeners.changed)
    app.event("channel_shared")(listeners.shared)
    app.event("channel_unshared")(listeners.unshared)
    for event in GONE:
        app.event(event)(listeners.gone)
    for event in BACK:
        app.event(event)(listeners.back)
