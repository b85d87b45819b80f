"""What belongs in a manager's morning, and on which mornings it is sent."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from bot.domain.calendar import WorkingCalendar
from bot.domain.lifecycle import State
from bot.domain.privacy import VisibleReport

CATCH_UP = timedelta(hours=6)
"""After an outage a digest still goes out this much late; later, it is left to the next one."""

_A_FORTNIGHT_AND_MORE = 40
"""Days looked ahead for a working one; longer closures than this are looked at again then."""


class Section(StrEnum):
    """The parts of a digest, in the order they are read."""

    NEW = "new"
    WAITING = "waiting"
    ANSWERED = "answered"
    """Only in a digest that is redrawn after its reader has answered from it."""


@dataclass(frozen=True)
class Digest:
    """One manager's morning: what is new and what waits, oldest first."""

    on: date
    sections: tuple[tuple[Section, tuple[VisibleReport, ...]], ...]

    @property
    def is_empty(self) -> bool:
        return not self.sections


def section_of(report: VisibleReport) -> Section:
    """Where a report stands in a digest."""
    return {
        State.NEW: Section.NEW,
        State.SEEN: Section.WAITING,
        State.ANSWERED: Section.ANSWERED,
    }[report.state]


def compose(on: date, reports: Iterable[VisibleReport]) -> Digest:
    """The digest of `reports`: by section, oldest first, sections without reports left out."""
    ordered = sorted(reports, key=lambda report: (report.filed_on, report.reference))
    sections = (
        (section, tuple(report for report in ordered if section_of(report) is section))
        for section in Section
    )
    return Digest(on=on, sections=tuple(part for part in sections if part[1]))


def next_morning(
    now: datetime, zone: ZoneInfo, digest_at: time, calendars: Sequence[WorkingCalendar]
) -> datetime:
    """The next moment, in UTC and after `now`, at which a digest is due.

    It is a day on which at least one of the manager's teams works. Where none does for weeks, the
    last day looked at is returned: nothing will be sent then, but it is looked at again.
    """
    clock = WorkingCalendar(timezone=zone, nation=calendars[0].nation)
    day = clock.day_of(now)
    for _ in range(_A_FORTNIGHT_AND_MORE):
        moment = clock.at(day, digest_at)
        if moment > now and any(calendar.is_working(day) for calendar in calendars):
            return moment
        day += timedelta(days=1)
    return clock.at(day, digest_at)


def is_still_morning(due: datetime, now: datetime) -> bool:
    """Whether a digest due at `due` is still worth sending at `now`."""
    return now - due <= CATCH_UP
