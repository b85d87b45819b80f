"""Which cases are tried: on PostgreSQL, where each takes longer, a tenth of those on SQLite."""

from dataclasses import dataclass
from random import Random

from storage.engine import is_sqlite
from tests.services.world import World

A_TENTH = 0.1
A_FIFTH = 0.2
"""Of the cases in which the table lets nobody through: they are all alike."""


@dataclass(frozen=True)
class Drawing:
    """Draws the same cases in every run."""

    share: float
    """Of all cases: what of them is tried on this database."""
    random: Random

    def takes(self, part: float = 1) -> bool:
        """Whether the next case is tried, where only this part of them is."""
        return self.random.random() < self.share * part


def drawing(world: World, *seed: object) -> Drawing:
    """What draws the cases of one test."""
    share = 1 if is_sqlite(world.database.url) else A_TENTH
    return Drawing(share, Random(str(seed)))
