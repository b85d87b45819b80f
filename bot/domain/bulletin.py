"""The monthly bulletin: whole stories, let out to the whole service by a learning lead."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Final, NewType

from bot.domain.calendar import WorkingCalendar
from bot.domain.ids import ReportId, UserId

BulletinId = NewType("BulletinId", str)
"""A random UUID4 in hex."""

HOUR: Final = time(10)
"""When it is drafted, on the service's clock."""

MOST: Final = 12
"""Stories in one bulletin; more than that wait for the next one."""


class BulletinState(StrEnum):
    """How far a bulletin has come."""

    DRAFTED = "drafted"
    RELEASED = "released"
    LET_BE = "let_be"
    """There is none this month: its stories wait for the next one."""


@dataclass(frozen=True)
class Bulletin:
    """One month's bulletin; `stories` are in the order in which they were published."""

    id: BulletinId
    month: date
    """The first day of the month in which it was drafted."""
    state: BulletinState
    stories: tuple[ReportId, ...]
    decided_by: UserId | None = None
    """The learning lead who released it, or let it be."""


def next_draft(now: datetime, calendar: WorkingCalendar) -> datetime:
    """The next moment after `now`, in UTC: on the first working day of a month."""
    first = calendar.day_of(now).replace(day=1)
    while True:
        moment = calendar.at(calendar.add(first, 0), HOUR)
        if moment > now:
            return moment
        first = month_of(first + timedelta(days=31))


def month_of(day: date) -> date:
    """The month of a day, as its first day."""
    return day.replace(day=1)
