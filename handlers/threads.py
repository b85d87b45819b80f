"""What a team says about a report: its thread, and "Seen this too"."""

from dataclasses import dataclass
from typing import Any

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck

from bot.services.discussion import Discussion
from bot.views.ids import Action
from handlers import parse
from handlers.budget import budget


@dataclass(frozen=True)
class ThreadListeners:
    """Passes replies on to be kept with their report; everything else is dropped unread."""

    discussion: Discussion

    async def message(self, ack: AsyncAck, body: dict[str, Any]) -> None:
        async with budget():
            reply = parse.message(body)
            if reply is not None:
                await self.discussion.said(reply)
        await ack()

    async def seen_too(self, ack: AsyncAck, body: dict[str, Any]) -> None:
        async with budget():
            pressed = parse.press(body)
            await self.discussion.seen_this_too(pressed.user, pressed.report)
        await ack()


def register(app: AsyncApp, discussion: Discussion) -> None:
    listeners = ThreadListeners(discussion)
    app.event("message")(listeners.message)
    app.action(Action.SEEN_TOO.value)(listeners.seen_too)
