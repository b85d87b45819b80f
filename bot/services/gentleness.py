"""The gentle question: what would be different on Monday morning? Whom it was asked is not kept."""

from dataclasses import dataclass
from functools import partial

from bot.domain import hollow
from bot.domain.change import Strength
from bot.domain.hollow import Gentle
from bot.services.context import Context
from storage import teams
from storage.database import Transaction


@dataclass(frozen=True)
class Gentleness:
    """Weighs words before they are kept; it stands in nobody's way."""

    context: Context

    async def ask(self, words: str, strength: Strength | None = None) -> Gentle | None:
        """What to ask whoever wrote this, once, before it is kept; None for nothing.

        Raises:
            StorageUnavailable: the database cannot be read.
        """
        return await self.context.database.read(partial(of_words, words=words, strength=strength))


async def of_words(tx: Transaction, words: str, strength: Strength | None = None) -> Gentle | None:
    """The same, within a transaction."""
    phrases = hollow.phrases_of((await teams.the_service(tx)).hollow_phrases)
    return hollow.gently(words, phrases, strength)
