"""A person's own way of working: where they are, when their morning begins, when they are away."""

from dataclasses import dataclass
from datetime import date, time
from zoneinfo import ZoneInfo

_WEEK = frozenset(range(7))


@dataclass(frozen=True)
class Habits:
    """What somebody has told of their working week; None wherever their team's way is theirs too.

    `weekdays` are numbered as by `date.weekday()`, Monday being 0. All dates and times are those
    of the person's own zone.

    Raises:
        ValueError: no weekday is a working day, or one is not a number from 0 to 6.
    """

    timezone: ZoneInfo | None = None
    digest_at: time | None = None
    weekdays: frozenset[int] | None = None
    away_until: date | None = None
    """The last day away."""

    def __post_init__(self) -> None:
        if self.weekdays is None:
            return
        if not self.weekdays:
            raise ValueError("A person needs at least one working day in the week.")
        if not self.weekdays <= _WEEK:
            raise ValueError("Weekdays are numbered from 0 (Monday) to 6 (Sunday).")

    def is_away(self, on: date) -> bool:
        return self.away_until is not None and on <= self.away_until

    def works_on(self, day: date) -> bool:
        """Whether this is a day of theirs; whether their team works on it is another question."""
        its_weekday = self.weekdays is None or day.weekday() in self.weekdays
        return its_weekday and not self.is_away(day)
