"""A long story in instalments, each of which Slack takes in one piece; nothing is left out."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from bot.domain.events import Event
from bot.domain.lesson import Lesson
from bot.domain.report import Words
from bot.domain.text import split

PIECE: Final = 2_900
"""Most characters of one piece of somebody's words; a longer text becomes several pieces."""

_OVERHEAD: Final = 300
"""What goes around a piece on its way to Slack: a question, a date, who says it."""


@dataclass(frozen=True)
class Room:
    """What one instalment holds: so much text, as it is written on its way, and so many pieces."""

    weight: int
    pieces: int


MESSAGE: Final = Room(weight=9_000, pieces=15)
"""A message takes 50 blocks, and some 13,000 characters of JSON: see `bot.views.blocks`."""

WINDOW: Final = Room(weight=30_000, pieces=40)
"""A window takes 100 blocks; how long it may be as a whole, Slack does not say."""

_Piece = tuple[str, str] | Event | str
"""A field with some of its words, an event with some of its words, or what a colleague said."""


def instalments(lesson: Lesson, room: Room) -> tuple[Lesson, ...]:
    """The story in order, in as few instalments as have room for it; always at least one.

    Each holds some of it, and the first also what was chosen from lists: where in the work, and
    what made it easy to slip.
    """
    shares: list[list[_Piece]] = [[]]
    left = room.weight
    for piece in _pieces(lesson):
        weight = _weight(piece)
        if shares[-1] and (weight > left or len(shares[-1]) >= room.pieces):
            shares.append([])
            left = room.weight
        shares[-1].append(piece)
        left -= weight
    first, *others = shares
    chosen = lesson.words.retold(dict.fromkeys(lesson.words.texts(), ""))
    return (
        _with(lesson, chosen, first),
        *(_with(lesson, Words(what=""), share) for share in others),
    )


def _pieces(lesson: Lesson) -> Iterator[_Piece]:
    for field, written in lesson.words.texts().items():
        for some in _cut(written):
            yield field, some
    for event in lesson.story:
        for some in _cut(event.words) or ("",):
            yield replace(event, words=some)
    for said in lesson.said:
        yield from _cut(said)


def _cut(text: str) -> tuple[str, ...]:
    pieces = []
    while text:
        parts = split(text, PIECE, PIECE)
        pieces += [parts.first, parts.more]
        text = parts.left_over
    return tuple(piece for piece in pieces if piece)


def _weight(piece: _Piece) -> int:
    """In UTF-16 units of JSON, which is what Slack counts a message by."""
    match piece:
        case (_, words) | Event(words=words) | words:
            written = json.dumps(words, ensure_ascii=False)
    return _OVERHEAD + len(written.encode("utf-16-le")) // 2


def _with(lesson: Lesson, words: Words, share: list[_Piece]) -> Lesson:
    texts: dict[str, str] = {}
    for piece in share:
        if isinstance(piece, tuple):
            field, some = piece
            texts[field] = texts.get(field, "") + some
    return replace(
        lesson,
        words=words.retold(texts),
        story=tuple(piece for piece in share if isinstance(piece, Event)),
        said=tuple(piece for piece in share if isinstance(piece, str)),
    )
