"""Error traps in a list, as one person reads it: what each waits for, and since when."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from bot.domain.calendar import WorkingCalendar
from bot.domain.events import TEAM
from bot.domain.release import LONGEST
from bot.domain.trap import Trap
from bot.domain.trap_lifecycle import TrapState
from bot.domain.trap_privacy import VisibleTrap
from bot.domain.trap_steps import TrapStep, waits_for

ON_A_PAGE: Final = 8

_AN_HOUR: Final = timedelta(hours=1)
"""How finely it is kept when somebody spoke who is not kept."""

_ORDER: Final = (TrapStep.NEXT_STEP, TrapStep.PLANNED, TrapStep.CHECK_BACK)


@dataclass(frozen=True)
class TrapRow:
    """One of them, on a day of the calendar of the team that works on it."""

    trap: VisibleTrap
    step: TrapStep | None
    """What is waited for; None where that is a yes or no to a guess, or nothing any more."""
    since: date
    is_since_told: bool
    """Whether it may be said since when: not of what somebody said who is not kept."""
    team: str
    today: date


@dataclass(frozen=True)
class TrapList:
    """Some of them, what waits for somebody first; `first` is counted from 0."""

    rows: tuple[TrapRow, ...]
    first: int
    following: int | None
    """From where on there is more; None where this is the end."""


def has_appeared(trap: Trap, now: datetime) -> bool:
    """Whether anybody may come upon it: a colleague's guess not before it is put to somebody.

    Else whoever looks often enough would see who was at their desk. The hour is kept in which it
    was said, and the question goes out `LONGEST` after it at the latest.
    """
    first = trap.events[0]
    is_a_colleagues_guess = trap.state is TrapState.PROPOSED and first.actor == TEAM
    return not is_a_colleagues_guess or now >= first.at + _AN_HOUR + LONGEST


def row(
    trap: Trap, shown: VisibleTrap, *, team: str, calendar: WorkingCalendar, today: date
) -> TrapRow:
    """The row of a trap that the guard has `shown` to somebody."""
    waiting = waits_for(trap)
    step, since = waiting or (None, len(trap.events))
    event = trap.events[since - 1]
    told = waiting is not None or trap.state is TrapState.PROPOSED
    return TrapRow(
        trap=shown,
        step=step,
        since=trap.proposed_on
        if trap.state is TrapState.PROPOSED
        else min(calendar.day_of(event.at), today),
        is_since_told=told and event.actor != TEAM,
        team=team,
        today=today,
    )


def page(rows: Iterable[TrapRow], first: int) -> TrapList:
    """Some of these: guesses first, then what waits longest, and at the end what is done."""
    ordered = sorted(rows, key=_place)
    if not 0 <= first < len(ordered):
        first = 0
    after = first + ON_A_PAGE
    return TrapList(tuple(ordered[first:after]), first, after if after < len(ordered) else None)


def _place(one: TrapRow) -> tuple[int, date, str]:
    if one.trap.state is TrapState.PROPOSED:
        return -1, one.since, one.trap.reference
    place = len(_ORDER) if one.step is None else _ORDER.index(one.step)
    return place, one.since, one.trap.reference
