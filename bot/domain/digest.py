"""What belongs in a manager's morning, and on which mornings it is sent."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from bot.domain.calendar import WorkingCalendar
from bot.domain.events import EventKind
from bot.domain.habits import Habits
from bot.domain.lifecycle import OPEN, State
from bot.domain.privacy import VisibleReport
from bot.domain.report import Report

CATCH_UP = timedelta(hours=6)
"""After an outage a digest still goes out this much late; later, it is left to the next one."""

_A_FORTNIGHT_AND_MORE = 40
"""Days looked ahead for a working one; longer closures than this are looked at again then."""


WORTH_THANKS_FOR = timedelta(days=14)
"""How long a report is shown that nobody has said thank you for, from the day after its answer."""

ROWS_IN_A_PART = 8
"""Of a digest: as many as fit into one message, however long their words are."""


class Section(StrEnum):
    """The parts of a digest, in the order they are read."""

    NEW = "new"
    WAITING = "waiting"
    TRYING = "trying"
    CHANGED = "changed"
    THANKS = "thanks"
    DONE = "done"
    """Only in a digest that is redrawn after its reader has seen to a report."""


@dataclass(frozen=True)
class Digest:
    """One manager's morning, or one part of it: by section, oldest first.

    `part` is 1 for the message that comes by itself; each further part is asked for with one tap.
    `left` is how many reports are in none of the parts up to this one.
    """

    on: date
    sections: tuple[tuple[Section, tuple[VisibleReport, ...]], ...]
    part: int = 1
    left: int = 0

    @property
    def is_empty(self) -> bool:
        return not self.sections


def section_of(report: Report, on: date) -> Section | None:
    """Where a report stands in a digest of that day; None where there is nothing to see to."""
    if report.state in OPEN:
        return Section.NEW if report.state is State.NEW else Section.WAITING
    if report.look_on is not None and report.look_on <= on:
        if report.state is State.CHANGED:
            return Section.CHANGED
        return Section.TRYING if _goes_on(report) else Section.WAITING
    answer = report.latest(EventKind.ANSWERED)
    if report.state is State.WITHDRAWN or report.is_thanked or answer is None:
        return None
    since = on - answer.at.date()
    return Section.THANKS if timedelta() < since <= WORTH_THANKS_FOR else None


def _goes_on(report: Report) -> bool:
    """Whether something is to come of its answer; whoever asks about a *not now* wants another."""
    answer = report.latest(EventKind.ANSWERED)
    return bool(answer and answer.reply and answer.reply.goes_on)


def section_again(report: Report, on: date, before: Section) -> Section:
    """Where a report stands in a digest that showed it under `before`."""
    now = section_of(report, on)
    if now is before or (now is Section.WAITING and before is Section.NEW):
        return now
    return Section.DONE


def compose(
    on: date, rows: Iterable[tuple[Section, VisibleReport]], *, part: int = 1, left: int = 0
) -> Digest:
    """The digest of these reports: by section, oldest first, empty sections left out."""
    ordered = sorted(rows, key=lambda row: (row[1].filed_on, row[1].reference))
    sections = (
        (section, tuple(report for under, report in ordered if under is section))
        for section in Section
    )
    return Digest(on, tuple(found for found in sections if found[1]), part=part, left=left)


def next_morning(
    now: datetime,
    zone: ZoneInfo,
    digest_at: time,
    calendars: Sequence[WorkingCalendar],
    habits: Habits,
) -> datetime:
    """The next moment, in UTC and after `now`, at which a digest is due.

    It is a day on which its reader works, and at least one of their teams. Where there is none for
    weeks, the last day looked at is returned: nothing will be sent then, but it is looked at again.
    """
    clock = WorkingCalendar(timezone=zone, nation=calendars[0].nation)
    day = clock.day_of(now)
    for _ in range(_A_FORTNIGHT_AND_MORE):
        moment = clock.at(day, digest_at)
        at_work = habits.works_on(day) and any(one.is_working(day) for one in calendars)
        if moment > now and at_work:
            return moment
        day += timedelta(days=1)
    return clock.at(day, digest_at)


def is_still_morning(due: datetime, now: datetime) -> bool:
    """Whether a digest due at `due` is still worth sending at `now`."""
    return now - due <= CATCH_UP
