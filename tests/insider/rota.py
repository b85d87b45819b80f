"""A month of a team's life: who works when, who is at their desk, and who writes what when."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from random import Random

from bot.domain.ids import UserId

PEOPLE = tuple(UserId(f"U0AUTHOR{number:02}") for number in range(14))
"""Practitioners of one team; each works most days of the week, and some work part of it."""

ON_LEAVE = 0.1
"""The share of weeks that somebody is on leave, as with five to six weeks in a year."""

_AT_NIGHT, _AT_WEEKENDS = 1, 2
"""How many are on duty each night, and on each day of a weekend."""
_WRITES = 0.044
"""How likely somebody is to write a report on a day on which they are on duty."""
_SHORTEST_STAY, _LONGEST_STAY = 20, 150
_SATURDAY = 5


@dataclass(frozen=True)
class Stay:
    """Somebody's green dot in Slack: from when to when they were at their desk."""

    who: UserId
    begins: datetime
    ends: datetime

    def covers(self, moment: datetime) -> bool:
        return self.begins <= moment < self.ends

    def touches(self, begins: datetime, ends: datetime) -> bool:
        return self.begins < ends and self.ends > begins


@dataclass(frozen=True)
class Writing:
    """A report that was really written, by whom and when."""

    author: UserId
    at: datetime


@dataclass(frozen=True)
class Shift:
    """A time on duty, by the minute of the day on which it begins."""

    begins: int
    ends: int
    late_by: int = 0
    """How much later somebody may come, or earlier they may leave."""


_DAY = Shift(8 * 60, 18 * 60, late_by=90)
_WEEKEND = Shift(9 * 60, 17 * 60)
_NIGHT = Shift(22 * 60, 30 * 60)
_NIGHT_ENDS = timedelta(hours=7)


def a_rota(days: Iterable[date], random: Random) -> tuple[Stay, ...]:
    """Everybody's stays on these days: by day, at night, at weekends, and none while on leave."""
    off = {who: random.sample(range(5), random.choice((0, 0, 1, 2))) for who in PEOPLE}
    stays: list[Stay] = []
    away: set[UserId] = set()
    week = None
    for day in days:
        if day.isocalendar()[:2] != week:
            week = day.isocalendar()[:2]
            away = {who for who in PEOPLE if random.random() < ON_LEAVE}
        there = [who for who in PEOPLE if who not in away]
        for who, shift in _on_duty(day, there, off, random):
            stays += _stays(who, day, shift, random)
    return tuple(sorted(stays, key=lambda stay: stay.begins))


def written(stays: Iterable[Stay], random: Random) -> tuple[Writing, ...]:
    """What is written while at one's desk, by chance, whoever and whenever it is."""
    by_shift: dict[tuple[date, UserId], list[Stay]] = {}
    for stay in stays:
        # A night belongs to the day on which it began.
        by_shift.setdefault(((stay.begins - _NIGHT_ENDS).date(), stay.who), []).append(stay)
    found = [
        Writing(who, within(random.choice(theirs), random))
        for (_, who), theirs in by_shift.items()
        if random.random() < _WRITES
    ]
    return tuple(sorted(found, key=lambda one: one.at))


def within(stay: Stay, random: Random, *, after: datetime | None = None) -> datetime:
    """Some moment of a stay; `after` another one where it must be."""
    begins = max(stay.begins, after) if after else stay.begins
    return begins + (stay.ends - begins) * random.random()


def _on_duty(
    day: date, there: list[UserId], off: dict[UserId, list[int]], random: Random
) -> Iterator[tuple[UserId, Shift]]:
    if day.weekday() < _SATURDAY:
        yield from ((who, _DAY) for who in there if day.weekday() not in off[who])
    else:
        yield from ((who, _WEEKEND) for who in random.sample(there, _AT_WEEKENDS))
    yield from ((who, _NIGHT) for who in random.sample(there, _AT_NIGHT))


def _stays(who: UserId, day: date, shift: Shift, random: Random) -> Iterator[Stay]:
    """At one's desk, away on a visit, at one's desk again: from one to some six times."""
    midnight = datetime.combine(day, time(), UTC)
    minute = shift.begins + random.randint(0, shift.late_by)
    leaves = shift.ends - random.randint(0, shift.late_by)
    while minute < leaves:
        until = min(minute + random.randint(_SHORTEST_STAY, _LONGEST_STAY), leaves)
        yield Stay(who, midnight + timedelta(minutes=minute), midnight + timedelta(minutes=until))
        minute = until + random.randint(15, 120)
