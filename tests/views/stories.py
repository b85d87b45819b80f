"""What may have happened to a report, and who looks at it, in the shapes that these tests need."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any, Final

from bot.domain.change import Strength, Verdict
from bot.domain.events import REPORTER, TEAM, Event, EventKind, Reply
from bot.domain.ids import UserId
from bot.domain.people import TEAM_CHANNEL, Role, Viewer
from bot.domain.privacy import VisibleReport, visible_to
from bot.domain.report import Mode
from tests.views.reports import A_REPORT, AMINA, NOW, PRIYA

LATER: Final = date(2026, 12, 21)
"""A Monday, more than three weeks after `reports.TODAY`."""

THE_REPORTER: Final = Viewer(PRIYA, frozenset({Role.REPORTER, Role.PRACTITIONER}))
TRYING_ONES_OWN: Final = Viewer(PRIYA, frozenset({Role.REPORTER, Role.TRYING}))


def event(kind: EventKind, words: str = "", **changes: Any) -> Event:  # noqa: ANN401 - any field
    """Something that whoever wrote the report did, unless `actor` says otherwise."""
    at = datetime(2026, 11, 25, 9, tzinfo=UTC)
    return replace(Event(kind=kind, at=at, actor=REPORTER, words=words), **changes)


def answered(reply: Reply, words: str = "", **changes: Any) -> Event:  # noqa: ANN401 - any field
    """A thank-you or an answer by Amina."""
    kind = EventKind.ANSWERED if reply.is_answer else EventKind.THANKED
    return event(kind, words, actor=AMINA, reply=reply, **changes)


def changed(words: str = "", actor: str = AMINA, until: date | None = LATER) -> Event:
    return event(EventKind.CHANGED, words, actor=actor, strength=Strength.EASIER, until=until)


def helped(verdict: Verdict = Verdict.YES) -> Event:
    return event(EventKind.HELPED, actor=TEAM, verdict=verdict)


def every_event(words: str, doer: UserId | None = None) -> tuple[Event, ...]:
    """One of everything that people can say to each other, in an order that can be."""
    return (
        answered(Reply.THANK_YOU, words),
        event(EventKind.ADDED, words),
        answered(Reply.NOT_NOW, words),
        event(EventKind.REOPENED, words),
        answered(Reply.TRY_UNTIL, words, until=LATER, doer=doer),
        changed(words),
        helped(Verdict.A_BIT),
    )


def seen_by(viewer: Viewer, **changes: Any) -> VisibleReport:  # noqa: ANN401 - any field
    """The report of these tests with `changes` to its fields, as `viewer` sees it."""
    report = replace(A_REPORT, **changes)
    if report.mode is not Mode.NAMED:
        report = replace(report, named_reporter=None)
    return visible_to(report, viewer, NOW)


def seen_by_team(**changes: Any) -> VisibleReport:  # noqa: ANN401 - any field
    return seen_by(TEAM_CHANNEL, **changes)


def seen_by_reporter(**changes: Any) -> VisibleReport:  # noqa: ANN401 - any field
    return seen_by(THE_REPORTER, **changes)
