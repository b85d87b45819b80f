"""Working days: which days a team works, counting them, and turning its wall clock into UTC."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from functools import lru_cache
from zoneinfo import ZoneInfo

from holidays import country_holidays

_DAY = timedelta(days=1)
_MINUTE = timedelta(minutes=1)
_WEEK = frozenset(range(7))
_MONDAY_TO_FRIDAY = frozenset(range(5))


class Nation(StrEnum):
    """Whose bank holidays count, by the subdivision codes of ISO 3166-2:GB."""

    ENGLAND = "ENG"
    WALES = "WLS"
    SCOTLAND = "SCT"
    NORTHERN_IRELAND = "NIR"


# The nation is always given: for the United Kingdom as a whole the package knows only the days
# that all four share, and so misses Easter Monday, 2 January, 12 July and more.
@lru_cache(maxsize=512)
def _bank_holidays(nation: Nation, year: int) -> frozenset[date]:
    return frozenset(country_holidays("GB", subdiv=nation.value, years=year))


@dataclass(frozen=True)
class WorkingCalendar:
    """The days on which a team works, in its own time zone.

    `weekdays` are numbered as by `date.weekday()`, Monday being 0. `closures` are further days
    off, such as an office closed between Christmas and New Year.

    Every search ends: closures are a finite set and bank holidays are few, so a working day always
    comes. Only where the calendar itself ends (the years 1 and 9999) is `OverflowError` raised.

    Raises:
        ValueError: no weekday is a working day, or one is not a number from 0 to 6.
    """

    timezone: ZoneInfo
    nation: Nation
    weekdays: frozenset[int] = _MONDAY_TO_FRIDAY
    closures: frozenset[date] = frozenset()

    def __post_init__(self) -> None:
        if not self.weekdays:
            raise ValueError("A team needs at least one working day in the week.")
        if not self.weekdays <= _WEEK:
            raise ValueError("Weekdays are numbered from 0 (Monday) to 6 (Sunday).")

    def is_working(self, day: date) -> bool:
        return (
            day.weekday() in self.weekdays
            and day not in self.closures
            and day not in _bank_holidays(self.nation, day.year)
        )

    def add(self, day: date, n: int) -> date:
        """The date `n` working days after `day`; for 0, the first working day on or after it.

        Raises:
            ValueError: `n` is negative.
        """
        if n < 0:
            raise ValueError("Working days are added forwards only: n must be 0 or more.")
        if n == 0:
            return self._nearest(day, _DAY)
        for _ in range(n):
            day = self._nearest(day + _DAY, _DAY)
        return day

    def count(self, start: date, end: date) -> int:
        """How many working days lie after `start` and not after `end`; 0 if `end` is earlier."""
        return sum(
            self.is_working(start + timedelta(days=n)) for n in range(1, (end - start).days + 1)
        )

    def previous(self, day: date) -> date:
        """The last working day strictly before `day`."""
        return self._nearest(day - _DAY, -_DAY)

    def day_of(self, moment: datetime) -> date:
        """The team's local date at `moment`.

        Raises:
            ValueError: `moment` has no time zone.
        """
        if moment.utcoffset() is None:
            raise ValueError("A moment needs a time zone before it can fall on a day.")
        return moment.astimezone(self.timezone).date()

    def at(self, day: date, time: time) -> datetime:
        """The moment, in UTC, at which the team's clocks show `time` on `day`.

        On the night the clocks go forward a time that does not exist becomes the first minute
        after the gap; on the night they go back a time that comes twice means its first coming.

        Raises:
            ValueError: `time` carries a time zone of its own.
        """
        if time.tzinfo is not None:
            raise ValueError("The time is read on the team's own clock: give it without a zone.")
        wall = datetime.combine(day, time.replace(fold=0))
        moment = wall.replace(tzinfo=self.timezone).astimezone(UTC)
        if moment.astimezone(self.timezone).replace(tzinfo=None) == wall:
            return moment
        return self._end_of_gap(wall)

    def _nearest(self, day: date, step: timedelta) -> date:
        while not self.is_working(day):
            day += step
        return day

    def _end_of_gap(self, wall: datetime) -> datetime:
        # Inside a gap, fold 1 reads the wall clock by the offset after the change and so lands
        # before it; fold 0 lands on or after it (PEP 495). The change is halved in on between.
        before = wall.replace(tzinfo=self.timezone, fold=1, second=0, microsecond=0).astimezone(UTC)
        after = wall.replace(tzinfo=self.timezone, second=0, microsecond=0).astimezone(UTC)
        new_offset = after.astimezone(self.timezone).utcoffset()
        while after - before > _MINUTE:
            middle = before + (after - before) // _MINUTE // 2 * _MINUTE
            if middle.astimezone(self.timezone).utcoffset() == new_offset:
                after = middle
            else:
                before = middle
        return after
