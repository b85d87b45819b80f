"""The guard: the only way from a report to something that can be shown.

A view takes a `VisibleReport`, and only `visible_to` can make one, so a report that nobody has
checked cannot be drawn: the type checker refuses it.
"""

from dataclasses import dataclass
from datetime import date

from bot.domain.errors import NotAvailable
from bot.domain.events import Event, EventKind
from bot.domain.ids import ReportId, UserId
from bot.domain.lifecycle import State
from bot.domain.people import Role, Viewer
from bot.domain.report import Audience, Kind, Mode, Promise, Report, Words

_READERS_OF_SHARED = frozenset(Role)
_READERS_OF_UNSHARED = frozenset({Role.REPORTER, Role.MANAGER, Role.ACTING, Role.LEARNING_LEAD})


class _Seal:
    """Held by this module alone: what a `VisibleReport` must be made with."""


_SEAL = _Seal()


@dataclass(frozen=True)
class VisibleReport:
    """What one viewer may see of one report. Made by `visible_to` and nowhere else."""

    seal: _Seal
    id: ReportId
    reference: str
    kind: Kind
    mode: Mode
    audience: Audience
    words: Words
    state: State
    filed_on: date
    promise: Promise
    seen_too: int
    byline: UserId | None
    """Who wrote it, where the viewer may know; None reads as "a colleague"."""
    thanks: Event | None
    """The first thank-you, where there is one."""
    answer: Event | None
    """The latest answer, where there is one."""
    may_decide: bool
    """Whether this viewer may thank and answer."""


def may_see(report: Report, viewer: Viewer) -> bool:
    """Whether the viewer may read the report's words at all."""
    readers = _READERS_OF_SHARED if report.audience is Audience.TEAM else _READERS_OF_UNSHARED
    return bool(viewer.roles & readers)


def visible_to(report: Report, viewer: Viewer) -> VisibleReport:
    """The part of `report` that `viewer` may see.

    Raises:
        NotAvailable: the viewer may not see it; the words are those for a report that does not
            exist.
    """
    if not may_see(report, viewer):
        raise NotAvailable
    thanks = [event for event in report.events if event.kind is EventKind.THANKED]
    answers = [event for event in report.events if event.kind is EventKind.ANSWERED]
    return VisibleReport(
        seal=_SEAL,
        id=report.id,
        reference=report.reference,
        kind=report.kind,
        mode=report.mode,
        audience=report.audience,
        words=report.words,
        state=report.state,
        filed_on=report.filed_on,
        promise=report.promise,
        seen_too=report.seen_too,
        byline=report.named_reporter if report.mode is Mode.NAMED else None,
        thanks=thanks[0] if thanks else None,
        answer=answers[-1] if answers else None,
        may_decide=viewer.may_decide,
    )
