"""Nudges: when a promised answer is spoken of, at most three times and only in working hours."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from bot.domain.calendar import WorkingCalendar, day_in, moment_in
from bot.domain.habits import Habits

LONGEST_SEARCH_DAYS = 60
"""How far to look for a day that suits both the team and the person: a long leave fits in it."""

_DAY = timedelta(days=1)


class Step(StrEnum):
    """Where a nudge stands to its promise; the value is stored."""

    BEFORE = "before"
    """A working day before the promised day."""
    ON = "on"
    """On the promised day."""
    AFTER = "after"
    """A working day after it."""


@dataclass(frozen=True)
class Hours:
    """When somebody may be nudged: from `opens` until just before `closes`, by clocks in `zone`.

    The zone is that of the person who is nudged; the hours are their team's.

    Raises:
        ValueError: a time carries a zone of its own, or the hours end before they begin.
    """

    zone: ZoneInfo
    opens: time = time(9, 0)
    closes: time = time(17, 0)

    def __post_init__(self) -> None:
        if self.opens.tzinfo is not None or self.closes.tzinfo is not None:
            raise ValueError("Hours are read on the person's own clock: give them without a zone.")
        if self.opens >= self.closes:
            raise ValueError("The working hours must begin before they end.")

    def opening(self, day: date) -> datetime:
        """The moment, in UTC, at which the hours begin on `day`."""
        return moment_in(self.zone, day, self.opens)

    def closing(self, day: date) -> datetime:
        """The first moment, in UTC, that is too late on `day`."""
        return moment_in(self.zone, day, self.closes)


@dataclass(frozen=True)
class Nudge:
    """One reminder and when it is due, in UTC."""

    step: Step
    at: datetime


def plan(answer_by: date, team: WorkingCalendar, habits: Habits, hours: Hours) -> tuple[Nudge, ...]:
    """When one person is nudged about an answer promised by `answer_by`: three times at most.

    The steps follow the team's working days. A step on a day that is not the person's own moves
    back to the last day that is both theirs and the team's; where that is no later than an earlier
    step, or there is none within `LONGEST_SEARCH_DAYS`, the step is dropped. The days always
    strictly increase, and each nudge is due when the hours begin.
    """
    nudges: list[Nudge] = []
    latest = date.min
    for step, meant in (
        (Step.BEFORE, team.previous(answer_by)),
        (Step.ON, answer_by),
        (Step.AFTER, team.add(answer_by, 1)),
    ):
        day = _shared(meant, -_DAY, team, habits)
        if day is not None and day > latest:
            nudges.append(Nudge(step, hours.opening(day)))
            latest = day
    return tuple(nudges)


def upcoming(
    nudges: tuple[Nudge, ...], done: Step | None, now: datetime, hours: Hours
) -> Nudge | None:
    """The first nudge after the step `done` that can still be sent, or None.

    It is still to come, or its day is today and the hours have not ended: then `at` may lie in the
    past, and the nudge is due now. One whose day has gone by is passed over: a reminder of
    something that has passed is no kindness.
    """
    for nudge in _after(nudges, done):
        if nudge.at > now:
            return nudge
        today = day_in(hours.zone, now)
        if day_in(hours.zone, nudge.at) == today and now < hours.closing(today):
            return nudge
    return None


def moment(now: datetime, team: WorkingCalendar, habits: Habits, hours: Hours) -> datetime:
    """The next moment, in UTC and not before `now`, at which a nudge asked for may be sent.

    It lies within the hours of a day that is both the team's and the person's. If no such day
    comes within `LONGEST_SEARCH_DAYS`, the team's days alone decide: a nudge somebody asked for is
    not lost because they are away for long, or share no day with the team.
    """
    today = day_in(hours.zone, now)
    first = today if now < hours.closing(today) else today + _DAY
    day = _shared(first, _DAY, team, habits) or team.add(first, 0)
    return max(now.astimezone(UTC), hours.opening(day))


def snoozed(
    now: datetime, days: int, team: WorkingCalendar, habits: Habits, hours: Hours
) -> datetime:
    """The moment, in UTC, at which the hours begin `days` working days after today.

    Days that are both the team's and the person's are counted. Where the next of them does not
    come within `LONGEST_SEARCH_DAYS`, the team's days alone are counted, as for `moment`.

    Raises:
        ValueError: `days` is not at least 1.
    """
    if days < 1:
        raise ValueError("A nudge is put off by one working day or more.")
    today = day_in(hours.zone, now)
    day: date | None = today
    for _ in range(days):
        day = day and _shared(day + _DAY, _DAY, team, habits)
    return hours.opening(day or team.add(today, days))


def _after(nudges: tuple[Nudge, ...], done: Step | None) -> Iterator[Nudge]:
    order = list(Step)
    first = 0 if done is None else order.index(done) + 1
    return (nudge for nudge in nudges if order.index(nudge.step) >= first)


def _shared(day: date, step: timedelta, team: WorkingCalendar, habits: Habits) -> date | None:
    for _ in range(LONGEST_SEARCH_DAYS):
        if team.is_working(day) and habits.works_on(day):
            return day
        day += step
    return None
