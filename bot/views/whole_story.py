"""A whole story as everybody in the service reads it: no summary, and nobody named who answered."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Final

from bot.domain.change import Verdict
from bot.domain.events import Event, EventKind, Reply
from bot.domain.lesson import Lesson
from bot.views import blocks, labels
from bot.views.blocks import Block
from bot.views.story import piece
from bot.views.text import spread
from bot.views.words import choices, drawn, parts_of

_MORE: Final = "There is more than Slack lets me show at once."


def whole_story(lesson: Lesson, *, today: date, room: int) -> list[Block]:
    """All of a story, in at most `room` blocks: its words, what was said, changed and found.

    `room` is at least 30. Where that is not enough, the end gives way and it says so.
    """
    pieces = [
        *_words(lesson),
        *(block for event in lesson.story for block in _told(event, today)),
        *_said(lesson.said),
    ]
    if len(pieces) <= room:
        return pieces
    return [*pieces[: room - 1], blocks.context(_MORE)]


def _words(lesson: Lesson) -> Iterator[Block]:
    who = blocks.person(lesson.byline) if lesson.byline else blocks.words("A colleague")
    does = f" wrote this {labels.KINDS[lesson.kind]}:"
    yield blocks.rich_text(blocks.paragraph(who, blocks.words(does)))
    yield from drawn(parts_of(lesson))
    yield from choices(lesson)


def _told(event: Event, today: date) -> tuple[Block, ...]:
    return piece(tuple(_OPENINGS[event.kind](event, today)), event.words, None)


def _answered(event: Event, today: date) -> Iterator[Block]:
    yield blocks.words("The answer: ")
    yield blocks.bold(labels.reply(event.reply or Reply.THANK_YOU, event.until, today))


def _added(_: Event, __: date) -> Iterator[Block]:
    yield blocks.words("Whoever wrote it adds:")


def _changed(event: Event, _: date) -> Iterator[Block]:
    yield blocks.bold("What was changed")
    if event.strength:
        yield blocks.words(f" ({labels.strength(event.strength)})")


def _helped(event: Event, _: date) -> Iterator[Block]:
    yield blocks.words("A colleague says: ")
    yield blocks.bold(labels.VERDICTS[event.verdict or Verdict.YES])


_OPENINGS: Final[dict[EventKind, Callable[[Event, date], Iterator[Block]]]] = {
    EventKind.ANSWERED: _answered,
    EventKind.ADDED: _added,
    EventKind.CHANGED: _changed,
    EventKind.HELPED: _helped,
}
"""What a `Lesson.story` is made of."""


def _said(said: Iterable[str]) -> Iterator[Block]:
    """What colleagues said, several in one block where they are short."""
    quotes: list[Block] = []
    length = 0
    for words in (some for one in said for some in spread(one, blocks.TEXT_CHARACTERS)):
        if quotes and length + len(words) > blocks.TEXT_CHARACTERS:
            yield blocks.rich_text(*quotes)
            quotes, length = [], 0
        if not quotes:
            quotes = [blocks.paragraph(blocks.words("Colleagues say:"))]
        quotes.append(blocks.quote(words))
        length += len(words)
    if quotes:
        yield blocks.rich_text(*quotes)
