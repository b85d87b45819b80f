"""Working days: which days a team works, counting them, and turning its wall clock into UTC."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.domain.bank_holidays import BUNDLED, BankHolidays, Nation

__all__ = ["Nation", "WorkingCalendar", "day_in", "moment_in"]

_DAY = timedelta(days=1)
_MINUTE = timedelta(minutes=1)
_WEEK = frozenset(range(7))
_MONDAY_TO_FRIDAY = frozenset(range(5))


@dataclass(frozen=True)
class WorkingCalendar:
    """The days on which a team works, in its own time zone.

    `weekdays` are numbered as by `date.weekday()`, Monday being 0. `closures` are further days
    off, such as an office closed between Christmas and New Year; `holidays` are the nation's.

    Every search ends: closures are a finite set and bank holidays are few, so a working day always
    comes. Only where the calendar itself ends (the years 1 and 9999) is `OverflowError` raised.

    Raises:
        ValueError: no weekday is a working day, or one is not a number from 0 to 6.
    """

    timezone: ZoneInfo
    nation: Nation
    weekdays: frozenset[int] = _MONDAY_TO_FRIDAY
    closures: frozenset[date] = frozenset()
    holidays: BankHolidays = BUNDLED

    def __post_init__(self) -> None:
        if not self.weekdays:
            raise ValueError("A team needs at least one working day in the week.")
        if not self.weekdays <= _WEEK:
            raise ValueError("Weekdays are numbered from 0 (Monday) to 6 (Sunday).")

    def is_working(self, day: date) -> bool:
        return (
            day.weekday() in self.weekdays
            and day not in self.closures
            and not self.holidays.is_holiday(self.nation, day)
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
        """The team's local date at `moment`, which must have a time zone, as for `day_in`."""
        return day_in(self.timezone, moment)

    def at(self, day: date, time: time) -> datetime:
        """The moment, in UTC, at which the team's clocks show `time` on `day`, as `moment_in`."""
        return moment_in(self.timezone, day, time)

    def _nearest(self, day: date, step: timedelta) -> date:
        while not self.is_working(day):
            day += step
        return day


def day_in(zone: ZoneInfo, moment: datetime) -> date:
    """The local date at `moment` in `zone`.

    Raises:
        ValueError: `moment` has no time zone.
    """
    if moment.utcoffset() is None:
        raise ValueError("A moment needs a time zone before it can fall on a day.")
    return moment.astimezone(zone).date()


def moment_in(zone: ZoneInfo, day: date, time: time) -> datetime:
    """The moment, in UTC, at which the clocks of `zone` show `time` on `day`.

    On the night the clocks go forward a time that does not exist becomes the first minute
    after the gap; on the night they go back a time that comes twice means its first coming.

    Raises:
        ValueError: `time` carries a time zone of its own.
    """
    if time.tzinfo is not None:
        raise ValueError("The time is read on the local clock: give it without a zone.")
    wall = datetime.combine(day, time.replace(fold=0))
    moment = wall.replace(tzinfo=zone).astimezone(UTC)
    if moment.astimezone(zone).replace(tzinfo=None) == wall:
        return moment
    return _end_of_gap(zone, wall)


def _end_of_gap(zone: ZoneInfo, wall: datetime) -> datetime:
    # Inside a gap, fold 1 reads the wall clock by the offset after the change and so lands
    # before it; fold 0 lands on or after it (PEP 495). The change is halved in on between.
    before = wall.replace(tzinfo=zone, fold=1, second=0, microsecond=0).astimezone(UTC)
    after = wall.replace(tzinfo=zone, second=0, microsecond=0).astimezone(UTC)
    new_offset = after.astimezone(zone).utcoffset()
    while after - before > _MINUTE:
        middle = before + (after - before) // _MINUTE // 2 * _MINUTE
        if middle.astimezone(zone).utcoffset() == new_offset:
            after = middle
        else:
            before = middle
    return after
