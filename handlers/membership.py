"""Who joins and leaves channels, and channels that come back: what was known is asked anew."""

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

CHANNELS = ("channel_unarchive", "group_unarchive")


@dataclass(frozen=True)
class MembershipListeners:
    """Keeps permissions from outliving the membership they rest on."""

    directory: Directory
    sending: Sending
    hearing: Hearing

    async def joined(self, ack: AsyncAck, body: dict[str, Any], context: AsyncBoltContext) -> None:
        """Somebody joined a channel; it may be the bot itself that was invited."""
        async with budget():
            member, channel = parse.member(body), parse.channel(body)
            self.directory.forget(member)
            await self.sending.unblock(channel)
            if member == context.bot_user_id:
                await self.hearing.invited(channel)
        await ack()

    async def left(self, ack: AsyncAck, body: dict[str, Any]) -> None:
        """Somebody left a channel."""
        async with budget():
            self.directory.forget(parse.member(body))
            await self.sending.unblock(parse.channel(body))
        await ack()

    async def mended(self, ack: AsyncAck, body: dict[str, Any]) -> None:
        """A channel was brought back: what waits for it can go."""
        async with budget():
            await self.sending.unblock(parse.channel(body))
        await ack()


def register(app: AsyncApp, directory: Directory, sending: Sending, hearing: Hearing) -> None:
    listeners = MembershipListeners(directory, sending, hearing)
    app.event("member_joined_channel")(listeners.joined)
    app.event("member_left_channel")(listeners.left)
    for event in CHANNELS:
        app.event(event)(listeners.mended)
