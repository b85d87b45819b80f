"""The library: what somebody looks for among the stories that everybody in the service may read."""

from dataclasses import dataclass
from datetime import date

from bot.domain.change import Strength
from bot.domain.lesson import Lesson
from bot.domain.taxonomy import Factor, Stage

LONGEST = 200
"""Characters of what is typed to look for something."""


@dataclass(frozen=True)
class Search:
    """What somebody looks for; without anything in it, everything there is."""

    words: str = ""
    stage: Stage | None = None
    factor: Factor | None = None
    strength: Strength | None = None
    """How strong the latest change is."""
    first: int = 0
    """From which of what is found on, counted from 0."""

    @property
    def is_open(self) -> bool:
        """Whether it looks for everything."""
        return not (self.words.strip() or self.stage or self.factor or self.strength)


@dataclass(frozen=True)
class Shelf:
    """What was found: some of it, the best first, as of a day of the service's calendar."""

    search: Search
    lessons: tuple[Lesson, ...]
    following: int | None
    """From where on there is more; None where this is the end."""
    is_empty: bool
    """Whether nothing at all stands in the library yet."""
    today: date


@dataclass(frozen=True)
class Reading:
    """One story before somebody's eyes."""

    lesson: Lesson
    today: date
    may_take_out: bool
    """Whether the reader, a learning lead, may take it out of the library again."""
