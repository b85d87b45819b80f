"""What people write: in a report's thread, and to the bot alone; and "Seen this too"."""

from dataclasses import dataclass
from typing import Any

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_sdk.web.async_client import AsyncWebClient

from bot.services.discussion import Discussion
from bot.services.hearing import Hearing
from bot.views import hints
from bot.views.ids import Action
from handlers import parse
from handlers.budget import budget
from handlers.showing import tell_alone


@dataclass(frozen=True)
class ThreadListeners:
    """Passes replies on to be kept with their report, and direct messages to be answered.

    Everything else is dropped unread.
    """

    discussion: Discussion
    hearing: Hearing

    async def message(self, ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        async with budget():
            to_bot = parse.direct_message(body)
            reply = None if to_bot else parse.message(body)
            if to_bot is not None:
                await self.hearing.direct_message(to_bot)
            hint = await self.discussion.said(reply) if reply is not None else None
        if reply is not None and hint is not None:
            # At once and by hand: a delivery would be a row that says who was writing.
            await tell_alone(
                client, reply.author, hints.hint(unmasks=hint.unmasks, identifiers=hint.identifiers)
            )
        await ack()

    async def seen_too(self, ack: AsyncAck, body: dict[str, Any]) -> None:
        async with budget():
            pressed = parse.press(body)
            await self.discussion.seen_this_too(pressed.user, pressed.report)
        await ack()


def register(app: AsyncApp, discussion: Discussion, hearing: Hearing) -> None:
    listeners = ThreadListeners(discussion, hearing)
    app.event("message")(listeners.message)
    app.action(Action.SEEN_TOO.value)(listeners.seen_too)
