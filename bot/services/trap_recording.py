"""Keeping what has happened to an error trap, and everything that follows from it every time."""

from datetime import datetime, time

from bot.domain import release
from bot.domain.events import TEAM
from bot.domain.report import Mode
from bot.domain.team import Team
from bot.domain.trap import TrapEvent
from bot.domain.trap_lifecycle import TrapEventKind, TrapState
from bot.domain.trap_steps import upcoming, waits_for
from bot.services import trap_owing, trap_standing
from bot.services.context import Context
from bot.services.trap_standing import TrapStanding
from storage import audit, timers, traps
from storage.database import Transaction
from storage.timers import Timer, TimerKind

REMINDED_AT = time(9, 30)
"""When a step falls due, on the clock of the team; who is reminded has hours of their own."""

_SHOWN_ON_REPORTS = frozenset(
    {
        TrapEventKind.CONFIRMED,
        TrapEventKind.DESCRIBED,
        TrapEventKind.DISMISSED,
        TrapEventKind.PLANNED,
        TrapEventKind.REOPENED,
        TrapEventKind.MERGED,
    }
)
"""What the cards of its reports tell of it; a change comes to each of them as an event."""


def moment(actor: str, now: datetime) -> datetime:
    """When something is kept to have happened: by the hour, where it is not kept who did it."""
    return release.coarse(_mode(actor), now)


def shows_at(context: Context, actor: str, team: Team) -> datetime:
    """When others see it: where it is not kept who did it, later by chance, or they could tell."""
    return release.released_at(_mode(actor), context.now(), context.random, team.calendar)


async def happened(
    tx: Transaction, context: Context, found: TrapStanding, event: TrapEvent
) -> tuple[TrapStanding, int]:
    """Keep an event of a trap that was loaded for change; the trap then, and the event's position.

    What shows it is owed a fresh look, and the next reminder is set by where it stands now.
    """
    trap = found.trap
    position = await traps.record(tx, trap, event)
    await audit.note(
        tx, at=event.at, actor=event.actor, action=f"trap {event.kind}", subject=trap.id
    )
    after = await trap_standing.of_trap(tx, context, trap.id)
    due = shows_at(context, event.actor, found.team)
    now = release.coarse_day(_mode(event.actor), found.now)
    await trap_owing.redraw(tx, trap.id, cause=f"event-{position}", due=due, now=now)
    was_shown = trap.state is not TrapState.PROPOSED
    if event.kind in _SHOWN_ON_REPORTS and (was_shown or trap_owing.is_at_work(after.trap)):
        cause = f"trap-{trap.id}-{position}"
        await trap_owing.redraw_reports(tx, found, cause=cause, due=due, now=now)
    if waits_for(trap) != waits_for(after.trap):
        await wind(tx, after)
    return after, position


async def wind(tx: Transaction, found: TrapStanding, done: str = "") -> None:
    """Set the reminder that comes after the one that is `done`, or none where none comes."""
    trap = found.trap
    due = upcoming(trap, found.team.calendar, done)
    if due is None:
        await timers.clear(tx, TimerKind.TRAP, trap.id)
        return
    at = found.team.calendar.at(due.on, REMINDED_AT)
    await timers.put_off(tx, Timer(TimerKind.TRAP, trap.id, at, done))


def _mode(actor: str) -> Mode:
    """How finely the moment is kept: a colleague who is not named is like a confidential one."""
    return Mode.CONFIDENTIAL if actor == TEAM else Mode.NAMED
