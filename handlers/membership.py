"""Who joins and leaves channels: what was known of them is asked anew."""

from dataclasses import dataclass
from typing import Any

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck

from bot.services.directory import Directory
from handlers import parse

EVENTS = ("member_joined_channel", "member_left_channel")


@dataclass(frozen=True)
class MembershipListeners:
    """Keeps permissions from outliving the membership they rest on."""

    directory: Directory

    async def changed(self, ack: AsyncAck, body: dict[str, Any]) -> None:
        self.directory.forget(parse.member(body))
        await ack()


def register(app: AsyncApp, directory: Directory) -> None:
    listeners = MembershipListeners(directory)
    for event in EVENTS:
        app.event(event)(listeners.changed)
