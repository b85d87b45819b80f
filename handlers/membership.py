"""Who joins and leaves channels, and channels that come back: what was known is asked anew."""

from dataclasses import dataclass
from typing import Any

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck

from bot.services.directory import Directory
from bot.services.sending import Sending
from handlers import parse
from handlers.budget import budget

MEMBERS = ("member_joined_channel", "member_left_channel")
CHANNELS = ("channel_unarchive", "group_unarchive")


@dataclass(frozen=True)
class MembershipListeners:
    """Keeps permissions from outliving the membership they rest on."""

    directory: Directory
    sending: Sending

    async def changed(self, ack: AsyncAck, body: dict[str, Any]) -> None:
        """Somebody joined or left a channel; it may be the bot itself that was invited."""
        async with budget():
            self.directory.forget(parse.member(body))
            await self.sending.unblock(parse.channel(body))
        await ack()

    async def mended(self, ack: AsyncAck, body: dict[str, Any]) -> None:
        """A channel was brought back: what waits for it can go."""
        async with budget():
            await self.sending.unblock(parse.channel(body))
        await ack()


def register(app: AsyncApp, directory: Directory, sending: Sending) -> None:
    listeners = MembershipListeners(directory, sending)
    for event in MEMBERS:
        app.event(event)(listeners.changed)
    for event in CHANNELS:
        app.event(event)(listeners.mended)
