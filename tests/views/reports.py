"""Reports as the guard hands them to the views, in the shapes that these tests need."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any, Final

from bot.domain.events import Event, EventKind, Reply
from bot.domain.ids import ReportId, TeamId, UserId
from bot.domain.people import Role, Viewer
from bot.domain.privacy import VisibleReport, visible_to
from bot.domain.report import Audience, Kind, Mode, Promise, Report, Words
from bot.domain.taxonomy import Factor, Stage

TODAY: Final = date(2026, 11, 26)
"""A Thursday."""

NOW: Final = datetime(2026, 11, 26, 10, 0, tzinfo=UTC)
"""On that day: by then everything in these tests shows."""

AMINA: Final = UserId("U0AMINA")
BEN: Final = UserId("U0BEN")
PRIYA: Final = UserId("U0PRIYA")

NASTY: Final = (
    "<!channel> <!here> <@U0SPY> <#C0SECRET> *bold* _it_ ~no~ `code` > quote & &amp; "
    "<https://evil.example|click me> https://evil.example 🙏🏽 :pray: مرحبا بالعالم שלום\n"
)
"""Everything that Slack would make something of, were it not shown literally."""

LONGEST: Final = (NASTY * 30)[:3_000]

MANAGER: Final = Viewer(user=AMINA, roles=frozenset({Role.MANAGER}))

A_REPORT: Final = Report(
    id=ReportId("0f" * 16),
    reference="NM-7K3Q",
    kind=Kind.NEAR_MISS,
    mode=Mode.NAMED,
    audience=Audience.TEAM,
    team=TeamId("ab" * 16),
    words=Words(
        what="Two letters for child A were nearly sent to the old address.",
        caught="The duty worker rang first.",
        stage=Stage.HANDOVER,
        factors=(Factor.INFORMATION, Factor.HANDOVER),
    ),
    filed_on=date(2026, 11, 24),
    released_at=datetime(2026, 11, 24, 10, 0, tzinfo=UTC),
    promise=Promise(thanks_by=date(2026, 11, 25), answer_by=date(2026, 11, 27)),
    events=(),
    named_reporter=PRIYA,
)


def seen_by_manager(**changes: Any) -> VisibleReport:  # noqa: ANN401 - any field of a report
    """The report of these tests with `changes` to its fields, as its manager sees it."""
    report = replace(A_REPORT, **changes)
    if report.mode is not Mode.NAMED:
        report = replace(report, named_reporter=None)
    return visible_to(report, MANAGER, NOW)


def replied(reply: Reply, words: str = "", until: date | None = None) -> Event:
    """A reply by the manager."""
    return Event(
        kind=EventKind.ANSWERED if reply.is_answer else EventKind.THANKED,
        at=datetime(2026, 11, 25, 9, 30, tzinfo=UTC),
        actor=AMINA,
        reply=reply,
        words=words,
        until=until,
    )


def worst(kind: Kind, text: str = LONGEST) -> Words:
    """Every box filled to the brim, and every choice made."""
    return Words(
        what=text,
        more=text,
        caught=text if kind is Kind.NEAR_MISS else "",
        idea=text,
        helps=text if kind is Kind.SUGGESTION else "",
        stage=Stage.PLACEMENT,
        factors=tuple(Factor),
    )
