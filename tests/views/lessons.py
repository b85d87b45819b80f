"""Stories as everybody in the service reads them, in the shapes that these tests need."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, Final

from bot.domain.change import Strength, Verdict
from bot.domain.events import REPORTER, TEAM, Event, EventKind, Reply
from bot.domain.lesson import Lesson, lesson_of
from bot.domain.library import Reading
from bot.domain.report import Kind, Mode
from tests.views.reports import A_REPORT, AMINA, LONGEST, NOW, TODAY, worst

AT: Final = datetime(2026, 11, 25, 10, 0, tzinfo=UTC)
TITLE: Final = "Two old addresses"
CHANGE: Final = "One list, which the school desk keeps"
CHANGED: Final = Event(EventKind.CHANGED, AT, AMINA, words=CHANGE, strength=Strength.DESIGN_OUT)

STORY: Final = (
    Event(EventKind.ANSWERED, AT, AMINA, reply=Reply.GO_AHEAD, words="Please do"),
    CHANGED,
    Event(EventKind.HELPED, AT, TEAM, verdict=Verdict.YES),
)


def lesson(
    said: tuple[str, ...] = ("It happened to us too.",),
    story: tuple[Event, ...] = STORY,
    title: str = TITLE,
    **changes: Any,  # noqa: ANN401 - any field of a report
) -> Lesson:
    """A story in the library, with `changes` to the fields of its report."""
    out = (
        Event(EventKind.CONSENTED, AT, REPORTER),
        Event(EventKind.PUBLISHED, AT, AMINA, words=title),
    )
    report = replace(A_REPORT, **{"mode": Mode.CONFIDENTIAL, "named_reporter": None} | changes)
    return lesson_of(replace(report, events=(*story, *out)), said, NOW)


def longest(text: str = LONGEST) -> Lesson:
    """Every box of its form filled, fifty replies in its thread, and ten changes."""
    changes = tuple(replace(CHANGED, words=f"{n} {text}"[:3_000]) for n in range(10))
    said = tuple(f"{n} {text}"[:3_000] for n in range(50))
    return lesson(said, changes, title=text[:120], words=worst(Kind.NEAR_MISS, text))


def reading(of: Lesson | None = None, *, may_take_out: bool = False) -> Reading:
    """A story before somebody's eyes."""
    return Reading(of or lesson(), TODAY, may_take_out=may_take_out)
