"""Keeping what has happened to a report, and everything that follows from it every time."""

from dataclasses import replace

from bot.domain import release
from bot.domain.events import REPORTER, TEAM, Event, EventKind
from bot.domain.lifecycle import OPEN
from bot.domain.report import Mode
from bot.services import nudging, owing, slipping, standing
from bot.services.context import Context
from bot.services.standing import Standing
from storage import audit, reports, timers
from storage.database import Transaction
from storage.timers import TimerKind


async def happened(
    tx: Transaction, context: Context, found: Standing, event: Event, *, at_once: bool = False
) -> int:
    """Keep an event of a report that was loaded for change; its position among the events.

    Its messages are owed a fresh look, and the clockwork is set by where it stands now. What a
    confidential reporter or a colleague does is kept by the hour, and its own fresh look comes
    after a random wait unless it is to show `at_once`: else a card that changes would tell who was
    writing. Somebody who decides and looks for themselves, or does something to the report
    meanwhile, brings it to light sooner.
    """
    now = context.now()
    report = found.report
    mode = _mode(found, event)
    event = replace(event, at=release.coarse(mode, now))
    position = await reports.record(tx, report, event)
    # What shows at once is due since the day began: the row is not to keep the moment either.
    today = release.coarse_day(mode, now)
    due = today if at_once else release.released_at(mode, now, context.random)
    cause = f"event-{position}"
    await owing.redraw(tx, report, found.team, cause=cause, now=today, due=due)
    if event.kind is EventKind.WITHDRAWN:
        await owing.taken_back(tx, report, cause=cause, now=today)
    if event.kind is EventKind.ANSWERED:
        await owing.answered(tx, report, cause=cause, now=now)
    await audit.note(tx, at=event.at, actor=event.actor, action=event.kind.value, subject=report.id)
    await _wind(tx, context, found)
    return position


async def _wind(tx: Transaction, context: Context, before: Standing) -> None:
    """Set or clear what time is to bring about, where the state or the promise is another one."""
    now = context.now()
    id = before.report.id
    after = await standing.of_report(tx, context.vault, id, now)
    is_open, was_open = after.report.state in OPEN, before.report.state in OPEN
    if is_open and not was_open:
        await nudging.watch(tx, after, now)
        await slipping.watch(tx, after)
        await timers.clear(tx, TimerKind.CHECK_BACK, id)
    if not is_open:
        await timers.clear(tx, TimerKind.NUDGE, id)
        await timers.clear(tx, TimerKind.SLIP, id)


def _mode(found: Standing, event: Event) -> Mode:
    """How finely the moment is kept: a colleague who is not named is like a confidential one."""
    if event.actor == TEAM:
        return Mode.CONFIDENTIAL
    return found.report.mode if event.actor == REPORTER else Mode.NAMED
