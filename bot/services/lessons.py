"""Stories as everybody may read them: the report itself, with what was said in its thread."""

import re
from collections.abc import Iterator
from dataclasses import replace

from bot.domain.events import Event, EventKind
from bot.domain.ids import ReportId, UserId
from bot.domain.lesson import Lesson, lesson_of
from bot.services.standing import Standing
from storage import threads
from storage.database import Transaction

_MENTION = re.compile(r"<@[A-Z0-9]+(?:\|[^<>]*)?>")
"""As Slack writes somebody into a text (messaging/formatting-message-text, "Mentioning users")."""


async def of_report(tx: Transaction, found: Standing) -> Lesson:
    """The story of a report that is published, as everybody reads it now.

    Raises:
        NotAvailable: it is not, or its reporter does not agree any more.
    """
    return lesson_of(found.report, await _said(tx, found.report.id), found.now)


async def draft(tx: Transaction, found: Standing, title: str, by: UserId) -> Lesson:
    """What everybody would read, were it published under this title now.

    Raises:
        NotAvailable: its reporter has not agreed, or nobody else can read it yet.
    """
    out = Event(EventKind.PUBLISHED, found.now, by, words=title)
    report = replace(found.report, events=(*found.report.events, out))
    return lesson_of(report, await _said(tx, report.id), found.now)


def texts(lesson: Lesson) -> Iterator[str]:
    """Everything in a story that somebody has written."""
    yield lesson.title
    yield from lesson.words.texts().values()
    yield from (event.words for event in lesson.story)
    yield from lesson.said


async def _said(tx: Transaction, id: ReportId) -> tuple[str, ...]:
    """What colleagues said about it, oldest first; nobody is named who was only mentioned."""
    said = await threads.of_report(tx, id)
    return tuple(_MENTION.sub("a colleague", words) for _, words in said)
