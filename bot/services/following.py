"""Letting reports go the way of the error trap they belong to, however many there are."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from bot.domain.errors import NotAvailable
from bot.domain.events import Event, EventKind
from bot.domain.ids import TrapId
from bot.domain.lifecycle import OPEN, TRANSITIONS, Action, State
from bot.domain.people import CLOCK
from bot.domain.report import Report
from bot.domain.trap import Trap, TrapEvent
from bot.domain.trap_lifecycle import TrapEventKind, TrapState
from bot.services import (
    consenting,
    owing,
    recording,
    settling,
    standing,
    trap_recording,
    trap_standing,
)
from bot.services.context import Context
from bot.services.standing import Standing
from bot.services.trap_standing import TrapStanding
from storage import timers
from storage.database import Transaction
from storage.timers import Timer, TimerKind

AT_ONCE = 10
"""Reports that follow within one transaction: Slack waits three seconds for whoever pressed."""

_ACTIONS = {
    TrapEventKind.CHANGED: Action.TRAP_CHANGED,
    TrapEventKind.HELPED: Action.TRAP_CHECKED,
}

_TIMERS = {
    TrapEventKind.CHANGED: TimerKind.FOLLOW,
    TrapEventKind.HELPED: TimerKind.FOLLOW_CHECK,
}

_ROOM = 24


@dataclass(frozen=True)
class Following:
    """Goes on where a click has stopped."""

    context: Context

    async def go_on(self, due: Sequence[Timer]) -> None:
        """Let all other reports of each of these traps follow, a few in each transaction."""
        for timer in due:
            left: Timer | None = timer
            while left is not None:
                left = await self.context.database.write(partial(self._go_on, left))

    async def _go_on(self, timer: Timer, tx: Transaction) -> Timer | None:
        """Let the next few follow; the timer of those that are left."""
        try:
            (found,) = await trap_standing.for_change(tx, self.context, TrapId(timer.subject))
        except NotAvailable:
            await timers.clear(tx, timer.kind, timer.subject)
            return None
        if not await timers.stands(tx, timer):
            return None
        position, _, after = timer.detail.partition(":")
        await begin(tx, self.context, found, int(position), after=after)
        return await timers.of(tx, timer.kind, timer.subject)


async def begin(
    tx: Transaction,
    context: Context,
    found: TrapStanding,
    position: int,
    *,
    after: str = "",
) -> None:
    """Let the reports of a trap follow its event at this position, from 1: the first few at once.

    The trap was loaded for change. The others follow with the next tick, in the order of their
    ids; a report that is linked meanwhile may be left out, as one that is linked afterwards is.
    """
    trap = found.trap
    event = trap.events[position - 1]
    rows = sorted((row for row in found.rows if _short(row) > after), key=_short)
    for row in rows[:AT_ONCE]:
        await _follow(tx, context, row, event)
        helped = trap.latest(TrapEventKind.HELPED)
        if event is trap.change and trap.state is TrapState.CHECKED and helped is not None:
            # Somebody was quicker than all the reports are.
            again = await standing.of_report(tx, context.vault, row.report.id, row.now)
            await _follow(tx, context, again, helped)
    kind = _TIMERS[event.kind]
    if len(rows) > AT_ONCE:
        detail = f"{position}:{_short(rows[AT_ONCE - 1])}"
        # Due at once, and no more finely kept than what somebody has said who is not kept.
        at = trap_recording.moment(event.actor, found.now)
        await timers.put_off(tx, Timer(kind, trap.id, at, detail))
    else:
        await timers.clear(tx, kind, trap.id)


def follows(report: Report, trap: Trap | None) -> bool:
    """Whether the latest change of a report is that of its trap, and not one of its own."""
    its, change = report.latest(EventKind.CHANGED), trap.change if trap else None
    if its is None or change is None:
        return False
    return (its.words, its.strength, its.actor) == (change.words, change.strength, change.actor)


async def _follow(tx: Transaction, context: Context, row: Standing, event: TrapEvent) -> None:
    action, report = _ACTIONS[event.kind], row.report
    if (report.state, action) not in TRANSITIONS:
        return
    if action is Action.TRAP_CHECKED and not _waits(row):
        return
    happened = Event(
        kind=row.decide(action, CLOCK),
        at=row.now,
        actor=event.actor,
        words=event.words,
        strength=event.strength,
        verdict=event.verdict,
    )
    position = await recording.happened(tx, context, row, happened)
    if action is Action.TRAP_CHANGED:
        await consenting.watch(tx, row)
        await owing.reply_to_reporter(tx, report, event=position, now=row.now)
    if report.state in OPEN:
        await settling.answered(tx, report, cause=f"event-{position}", now=row.now)


def _waits(row: Standing) -> bool:
    return row.report.state is State.CHANGED and follows(row.report, row.trap)


def _short(row: Standing) -> str:
    """As much of its id as a timer has room for beside the position."""
    return row.report.id[:_ROOM]
