"""*You said, we did*: what a team tried and changed in a week."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from types import MappingProxyType

from bot.domain.calendar import WorkingCalendar
from bot.domain.events import Event, EventKind
from bot.domain.ids import ReportId, TrapId
from bot.domain.privacy import VisibleReport

_THURSDAY = 3
_TOLD = frozenset({EventKind.ANSWERED, EventKind.CHANGED})
_NONE: Mapping[ReportId, TrapId] = MappingProxyType({})
HOUR = time(14)
"""When the post is sent, on the team's clock."""


@dataclass(frozen=True)
class Done:
    """One thing that was tried or changed, and the event that says so."""

    report: VisibleReport
    event: Event
    also: tuple[VisibleReport, ...] = ()
    """Other reports that led to the same change: those of one error trap."""


@dataclass(frozen=True)
class Week:
    """What the team's post holds: `changed` first, then what is being tried."""

    on: date
    changed: tuple[Done, ...]
    tried: tuple[Done, ...]

    @property
    def is_empty(self) -> bool:
        return not (self.changed or self.tried)

    @property
    def told(self) -> tuple[ReportId, ...]:
        """Every report that it tells of."""
        every = (*self.changed, *self.tried)
        return tuple(report.id for done in every for report in (done.report, *done.also))


def next_post(now: datetime, calendar: WorkingCalendar) -> datetime:
    """The next weekly post after `now`, in UTC: Thursday afternoon, or the team's next working day.

    Thursday, because by then most of a part-time team has been in, and Friday is left to talk.
    """
    day = calendar.day_of(now) - timedelta(days=7)
    while True:
        if day.weekday() == _THURSDAY:
            moment = calendar.at(calendar.add(day, 0), HOUR)
            if moment > now:
                return moment
        day += timedelta(days=1)


def week(
    on: date,
    reports: Iterable[VisibleReport],
    since: datetime,
    until: datetime,
    traps: Mapping[ReportId, TrapId] = _NONE,
) -> Week:
    """What was said to have been tried or changed from `since` on and before `until`.

    What others are to see later than it happened counts from when they do: a post that comes in
    between does not hold it. A report that was changed is told of once, as changed. What has been
    answered in another way since, or changed later, is not being tried any more. `traps` are the
    error traps of those reports that were changed with theirs.
    """
    changed, tried = [], []
    for report in reports:
        told = [event for event in report.story if event.kind in _TOLD]
        in_time = [event for event in told if since <= _seen_from(event) < until]
        did = [event for event in in_time if event.kind is EventKind.CHANGED]
        if did:
            changed.append(Done(report, did[-1]))
        elif in_time and told[-1] is in_time[-1] and _is_tried(told[-1]):
            tried.append(Done(report, told[-1]))
    return Week(on, tuple(_told_once(changed, traps)), tuple(tried))


def _told_once(changed: Iterable[Done], traps: Mapping[ReportId, TrapId]) -> Iterable[Done]:
    """What was changed, that of an error trap once for all reports that follow it."""
    found: dict[str, Done] = {}
    for one in changed:
        key = traps.get(one.report.id, one.report.id)
        first = found.get(key)
        found[key] = replace(first, also=(*first.also, one.report)) if first else one
    return found.values()


def _seen_from(event: Event) -> datetime:
    return event.shows_at or event.at


def _is_tried(event: Event) -> bool:
    return event.reply is not None and event.reply.is_tried
