"""A lesson: the whole story of a report, as everybody in the service may read it.

Never an edited summary: the reporter's own words, what was said in the thread, what was changed
and whether that has helped. It is read from the report itself, so whatever is corrected, masked or
taken back there is so here.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from bot.domain.change import Strength, Verdict
from bot.domain.errors import NotAvailable
from bot.domain.events import Event, EventKind
from bot.domain.ids import ReportId, TeamId, TrapId, UserId
from bot.domain.report import Kind, Mode, Report, Words

_TOLD = frozenset({EventKind.ANSWERED, EventKind.ADDED, EventKind.CHANGED, EventKind.HELPED})


class _Seal:
    """Held by this module alone: what a `Lesson` must be made with."""


_SEAL = _Seal()


@dataclass(frozen=True)
class Lesson:
    """A published story. Made by `lesson_of` and nowhere else."""

    seal: _Seal
    report: ReportId
    reference: str
    kind: Kind
    title: str
    """What the learning lead called it."""
    team: TeamId
    words: Words
    story: tuple[Event, ...]
    """What was said and done about it, oldest first."""
    said: tuple[str, ...]
    """What colleagues said in the thread, oldest first, without their names."""
    byline: UserId | None
    """Who wrote it, where they put their name to it and said yes to being thanked by name."""
    trap: TrapId | None
    published_on: date
    strength: Strength | None
    """How strong the latest change is."""
    verdict: Verdict | None
    """Whether it has helped, as somebody said last."""


def lesson_of(report: Report, said: Iterable[str], now: datetime) -> Lesson:
    """The story of a report, with what was `said` in its thread, as everybody may read it by now.

    Raises:
        NotAvailable: it is not published, or its reporter has not agreed, or does not any more.
    """
    shown = report.as_others_see_it(now)
    out = shown.latest(EventKind.PUBLISHED)
    if out is None or not (shown.is_published and report.is_published) or now < report.released_at:
        raise NotAvailable
    change = shown.latest(EventKind.CHANGED)
    helped = shown.latest(EventKind.HELPED)
    return Lesson(
        seal=_SEAL,
        report=shown.id,
        reference=shown.reference,
        kind=shown.kind,
        title=out.words,
        team=shown.team,
        words=shown.words,
        story=tuple(event for event in shown.events if event.kind in _TOLD),
        said=tuple(words for words in said if words),
        byline=_byline(shown),
        trap=shown.trap,
        published_on=out.at.date(),
        strength=change.strength if change else None,
        verdict=helped.verdict if helped else None,
    )


def _byline(report: Report) -> UserId | None:
    credit = report.latest(EventKind.CREDITED, EventKind.UNCREDITED)
    is_credited = credit is not None and credit.kind is EventKind.CREDITED
    return report.named_reporter if is_credited and report.mode is Mode.NAMED else None
