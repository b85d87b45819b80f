"""Keeping what has happened to a report, and everything that follows from it every time."""

from dataclasses import replace
from datetime import date, datetime

from bot.domain import release
from bot.domain.events import REPORTER, TEAM, Event, EventKind
from bot.domain.ids import ReportId
from bot.domain.lifecycle import OPEN
from bot.domain.report import Mode, Report, Words
from bot.services import (
    beside,
    bulletin_owing,
    indexing,
    nudging,
    owing,
    settling,
    slipping,
    standing,
    trap_owing,
)
from bot.services.context import Context
from bot.services.standing import Standing
from storage import audit, reports, rewordings, timers
from storage.database import Transaction
from storage.timers import TimerKind

_SHOWS_SOON = frozenset(
    {EventKind.EDITED, EventKind.CORRECTED, EventKind.SHARED, EventKind.WITHDRAWN}
)
"""What a reporter does of their own accord, and would not have stand there another week."""
_SHOWN_ON_TRAPS = frozenset(
    {
        EventKind.WITHDRAWN,
        EventKind.EDITED,
        EventKind.CORRECTED,
        EventKind.REDACTED,
        EventKind.UNNAMED,
        EventKind.NAMED,
    }
)
"""What is to be seen wherever the report stands in the card of its error trap."""

_SHOWN_IN_BULLETINS = frozenset(
    {
        EventKind.WITHDRAWN,
        EventKind.DECLINED,
        EventKind.UNPUBLISHED,
        EventKind.REDACTED,
        EventKind.UNNAMED,
        EventKind.UNCREDITED,
    }
)
"""What takes words, a name or the whole story away from everybody: at once."""

_SHOWN_BESIDE_OTHERS = frozenset(
    {
        EventKind.WITHDRAWN,
        EventKind.DECLINED,
        EventKind.UNPUBLISHED,
        EventKind.REDACTED,
        EventKind.EDITED,
        EventKind.CORRECTED,
    }
)
"""What takes first words away that may stand beside another report as possibly related."""


async def happened(
    tx: Transaction, context: Context, found: Standing, event: Event, *, at_once: bool = False
) -> int:
    """Keep an event of a report that was loaded for change; its position among the events.

    Its messages are owed a fresh look, and the clockwork is set by where it stands now. What a
    confidential reporter or a colleague does is kept by the hour, what an anonymous one does by
    the day on which it shows; and nobody else sees it before it is released, unless it is to show
    `at_once`: else whoever was writing could be told by the moment.
    """
    now = context.now()
    report = found.report
    mode = _mode(found, event)
    waits = event.kind not in _SHOWS_SOON
    later = release.shows_at(mode, now, context.random, found.team.calendar, waits=waits)
    hidden = mode is not Mode.NAMED and not at_once
    counts_from = release.counts_from(mode, now, later) if hidden else now
    # Of what a colleague said the card alone waits: they are one of the whole team.
    shows_at = later if hidden and event.actor == REPORTER else None
    at = release.kept_at(report.mode, mode, counts_from)
    event = replace(event, at=at, shows_at=shows_at, until=_until(found, event, counts_from))
    position = await reports.record(tx, report, event, found.team.retention)
    # What shows at once is due since the day began: the row is not to keep the moment either.
    today = release.coarse_day(mode, counts_from)
    due = later if hidden else today
    cause = f"event-{position}"
    await owing.redraw(tx, report, found.team, cause=cause, now=today, due=due)
    if event.kind is EventKind.WITHDRAWN:
        await settling.taken_back(tx, report, cause=cause, due=due, now=today)
    if event.kind in _SHOWN_IN_BULLETINS:
        # Not only once it shows: what everybody in the service can read goes without delay.
        gone = release.coarse_day(mode, now)
        await bulletin_owing.redraw(tx, report.id, cause=cause, due=gone, now=gone)
    if event.kind is EventKind.CORRECTED:
        await bulletin_owing.redraw(tx, report.id, cause=cause, due=due, now=today)
    if event.kind in _SHOWN_BESIDE_OTHERS:
        # What other teams could read is like a bulletin: it goes without delay.
        is_out = report.is_published and event.kind in _SHOWN_IN_BULLETINS
        gone = release.coarse_day(mode, now) if is_out else due
        shown = f"beside-{report.reference}-{position}"
        await beside.again(tx, context, report.id, cause=shown, due=gone, now=today)
    if event.kind is EventKind.ANSWERED:
        await settling.answered(tx, report, cause=cause, now=now)
    if report.trap is not None and event.kind in _SHOWN_ON_TRAPS:
        shown = f"{report.reference}-{position}"
        await trap_owing.words_changed(tx, report.trap, cause=shown, due=due, now=today)
    if not _is_noted_later(report, event):
        action = event.kind.value
        await audit.note(tx, at=event.at, actor=event.actor, action=action, subject=report.id)
    await _wind(tx, context, found)
    if event.kind in indexing.CONCERNED:
        await indexing.refresh(tx, context, report.id)
    return position


async def reworded(tx: Transaction, context: Context, id: ReportId, words: Words) -> None:
    """Keep the new words of a report whose change was kept as its last event.

    Others read the old ones until that event shows; before the report does, nobody has read any.
    """
    now = context.now()
    found = await standing.of_report(tx, context.vault, id, now)
    unseen = found.report.released_at > now
    shows_at = None if unseen else found.report.events[-1].shows_at
    await rewordings.keep(tx, id, words, shows_at)
    await indexing.refresh(tx, context, id)


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


def _until(found: Standing, event: Event, counts_from: datetime) -> date | None:
    """By when somebody answers: counted from the day on which they can read what it is about."""
    if event.kind is not EventKind.REOPENED:
        return event.until
    calendar = found.team.calendar
    return calendar.add(calendar.day_of(counts_from), found.team.answer_days)


def _is_noted_later(report: Report, event: Event) -> bool:
    """What an anonymous reporter does is noted in the night, together with all of its day."""
    return report.mode is Mode.ANONYMOUS and event.actor == REPORTER


def _mode(found: Standing, event: Event) -> Mode:
    """How finely the moment is kept: a colleague who is not named is like a confidential one."""
    if event.actor == TEAM:
        return Mode.CONFIDENTIAL
    return found.report.mode if event.actor == REPORTER else Mode.NAMED
