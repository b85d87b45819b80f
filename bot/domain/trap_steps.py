"""What an error trap waits for next, and on which days somebody is reminded of it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.domain.calendar import WorkingCalendar
from bot.domain.trap import Trap
from bot.domain.trap_lifecycle import TrapEventKind, TrapState

BETWEEN = 5
"""Working days from one reminder of the same step to the next."""


class TrapStep(StrEnum):
    """What is waited for; the value is stored."""

    NEXT_STEP = "next_step"
    """Somebody is to plan what is changed."""
    PLANNED = "planned"
    """The day has come by which a change is planned."""
    CHECK_BACK = "check_back"
    """A change has had its four weeks: has it helped?"""


MOST = {TrapStep.NEXT_STEP: 3, TrapStep.PLANNED: 2, TrapStep.CHECK_BACK: 2}
"""How often each is spoken of."""

_BEGINS_ANEW = (TrapEventKind.CONFIRMED, TrapEventKind.OWNED, TrapEventKind.REOPENED)


@dataclass(frozen=True)
class Asking:
    """One reminder: of which step, since which event of the trap, from 1, and the how-manieth."""

    step: TrapStep
    since: int
    number: int

    @property
    def is_last(self) -> bool:
        """Whether no reminder of this step follows."""
        return self.number >= MOST[self.step]

    def __str__(self) -> str:
        return f"{self.step}-{self.since}-{self.number}"


@dataclass(frozen=True)
class Due:
    """A reminder, and the working day of the team on which it is due."""

    asking: Asking
    on: date


def waits_for(trap: Trap) -> tuple[TrapStep, int] | None:
    """What the trap waits for, and since which of its events, from 1; None for nothing."""
    match trap.state:
        case TrapState.CONFIRMED | TrapState.REDESIGNING:
            if trap.plan is not None:
                return TrapStep.PLANNED, position(trap, TrapEventKind.PLANNED)
            return TrapStep.NEXT_STEP, position(trap, *_BEGINS_ANEW)
        case TrapState.CHANGED:
            return TrapStep.CHECK_BACK, position(trap, TrapEventKind.CHANGED)
        case _:
            return None


def still_owed(trap: Trap, asking: Asking) -> bool:
    """Whether the trap waits still for what somebody was to be reminded of."""
    return waits_for(trap) == (asking.step, asking.since)


def upcoming(trap: Trap, calendar: WorkingCalendar, done: str) -> Due | None:
    """The reminder that comes after the one that `done` stands for; None where there is none.

    `done` is empty, or an `Asking` as text. Where the trap has moved on since, it begins anew.
    """
    waiting = waits_for(trap)
    if waiting is None:
        return None
    step, since = waiting
    number = next(
        (n + 1 for n in range(MOST[step], 0, -1) if done == str(Asking(step, since, n))), 1
    )
    if number > MOST[step]:
        return None
    return Due(Asking(step, since, number), _day(trap, step, since, number, calendar))


def read(written: str) -> Asking | None:
    """The reminder that was written as text; None where it is none."""
    step, _, rest = written.partition("-")
    since, _, number = rest.partition("-")
    try:
        return Asking(TrapStep(step), int(since), int(number))
    except ValueError:
        return None


def position(trap: Trap, *kinds: TrapEventKind) -> int:
    """Where the latest event of one of these kinds stands among the trap's, from 1; 0 for none."""
    places = [place for place, event in enumerate(trap.events, start=1) if event.kind in kinds]
    return places[-1] if places else 0


def _day(trap: Trap, step: TrapStep, since: int, number: int, calendar: WorkingCalendar) -> date:
    event = trap.events[since - 1]
    if step is TrapStep.NEXT_STEP:
        return calendar.add(calendar.day_of(event.at), BETWEEN * number)
    first = calendar.add(event.until or calendar.day_of(event.at), 0)
    return calendar.add(first, BETWEEN * (number - 1))
