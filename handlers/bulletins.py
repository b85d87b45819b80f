"""The draft of the monthly bulletin: a learning lead leaves a story out, sends it or lets it be."""

from dataclasses import dataclass
from typing import Any

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck

from bot.services.bulletins import Bulletins
from bot.views.ids import Action
from handlers import parse, parse_library
from handlers.budget import budget


@dataclass(frozen=True)
class BulletinListeners:
    """Takes what a learning lead decides; every draft shows it a moment later."""

    bulletins: Bulletins

    async def left_out(self, ack: AsyncAck, body: dict[str, Any]) -> None:
        """*Leave this one out* was pressed beside a story."""
        async with budget():
            pressed = parse.press(body)
            id = parse_library.bulletin_of(pressed)
            await self.bulletins.leave_out(pressed.user, id, pressed.report)
        await ack()

    async def released(self, ack: AsyncAck, body: dict[str, Any]) -> None:
        """*Send it* was pressed, and meant."""
        async with budget():
            pressed = parse.press(body)
            await self.bulletins.release(pressed.user, parse_library.bulletin_of(pressed))
        await ack()

    async def let_be(self, ack: AsyncAck, body: dict[str, Any]) -> None:
        """*Not this month* was pressed."""
        async with budget():
            pressed = parse.press(body)
            await self.bulletins.let_be(pressed.user, parse_library.bulletin_of(pressed))
        await ack()


def register(app: AsyncApp, bulletins: Bulletins) -> None:
    listeners = BulletinListeners(bulletins)
    app.action(Action.BULLETIN_LEAVE_OUT.value)(listeners.left_out)
    app.action(Action.BULLETIN_RELEASE.value)(listeners.released)
    app.action(Action.BULLETIN_LET_BE.value)(listeners.let_be)
