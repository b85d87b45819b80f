"""A month of a team's life: who works when, who is at their desk, and who writes what when."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random

from bot.domain.ids import UserId

PEOPLE = tuple(UserId(f"U0AUTHOR{number:02}") for number in range(14))
"""Practitioners of one team; each works most days of the week, and some work part of it."""

_REPORTS_A_DAY = (0, 0, 0, 1, 1, 1, 1)
_SHORTEST_STAY, _LONGEST_STAY = 20, 150
_FIRST_MINUTE, _LAST_MINUTE = 8 * 60, 18 * 60


@dataclass(frozen=True)
class Stay:
    """Somebody's green dot in Slack: from when to when they were at their desk."""

    who: UserId
    begins: datetime
    ends: datetime

    def covers(self, moment: datetime) -> bool:
        return self.begins <= moment < self.ends


@dataclass(frozen=True)
class Writing:
    """A report that was really written, by whom and when."""

    author: UserId
    at: datetime


@dataclass(frozen=True)
class Month:
    """What happened: presence is what everybody could see, and who wrote is what nobody could."""

    stays: tuple[Stay, ...]
    written: tuple[Writing, ...]


def a_month(days: list[datetime], random: Random) -> Month:
    """A month of working days, each given by its midnight."""
    off = {who: random.sample(range(5), random.choice((0, 0, 1, 2))) for who in PEOPLE}
    stays: list[Stay] = []
    written: list[Writing] = []
    for midnight in days:
        here = [who for who in PEOPLE if midnight.weekday() not in off[who]]
        today = [stay for who in here for stay in _stays(who, midnight, random)]
        stays += today
        for _ in range(random.choice(_REPORTS_A_DAY)):
            author = random.choice(here)
            stay = random.choice([stay for stay in today if stay.who == author])
            written.append(Writing(author, _within(stay, random)))
    return Month(tuple(stays), tuple(sorted(written, key=lambda one: one.at)))


def working_days(first: date, count: int) -> Iterator[date]:
    """The next `count` days from Monday to Friday."""
    day = first
    while count:
        if day.weekday() < 5:
            yield day
            count -= 1
        day += timedelta(days=1)


def _stays(who: UserId, midnight: datetime, random: Random) -> Iterator[Stay]:
    """At one's desk, away on a visit, at one's desk again: from one to some six times a day."""
    minute = _FIRST_MINUTE + random.randrange(90)
    leaves = _LAST_MINUTE - random.randrange(120)
    while minute < leaves:
        until = min(minute + random.randint(_SHORTEST_STAY, _LONGEST_STAY), leaves)
        yield Stay(who, midnight + timedelta(minutes=minute), midnight + timedelta(minutes=until))
        minute = until + random.randint(15, 120)


def _within(stay: Stay, random: Random) -> datetime:
    return stay.begins + (stay.ends - stay.begins) * random.random()
