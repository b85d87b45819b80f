"""Emoji on cards and digests."""

from dataclasses import dataclass
from typing import Any

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck

from bot.services.reactions import Reactions
from handlers import parse
from handlers.budget import budget


@dataclass(frozen=True)
class ReactionListeners:
    """Passes emoji on; whether one says anything is not decided here."""

    reactions: Reactions

    async def added(self, ack: AsyncAck, body: dict[str, Any]) -> None:
        async with budget():
            given = parse.reaction(body)
            await self.reactions.added(given)
        await ack()

    async def removed(self, ack: AsyncAck, body: dict[str, Any]) -> None:
        async with budget():
            given = parse.reaction(body)
            await self.reactions.removed(given)
        await ack()


def register(app: AsyncApp, reactions: Reactions) -> None:
    listeners = ReactionListeners(reactions)
    app.event("reaction_added")(listeners.added)
    app.event("reaction_removed")(listeners.removed)
