"""The story of a report: what people said to each other about it, one piece at a time."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Final

from bot.domain.change import Verdict
from bot.domain.events import Event, EventKind, Reply
from bot.domain.privacy import VisibleReport
from bot.views import blocks, labels
from bot.views.blocks import Block
from bot.views.text import on_day, shortened, spread


@dataclass(frozen=True)
class _Writer:
    """Whoever wrote the report, as its reader calls them, doing what they do."""

    adds: str
    replies: str
    says: str
    answers: str
    asked: str


_SOMEBODY: Final = _Writer(
    adds="Whoever wrote it adds",
    replies="Whoever wrote it replies",
    says="Whoever wrote it says",
    answers="The reporter says",
    asked="asks the reporter",
)
_YOURSELF: Final = _Writer(
    adds="You add",
    replies="You reply",
    says="You say",
    answers="You say, as the reporter",
    asked="asks you",
)


_LOOKED_AT_AGAIN: Final = frozenset({Reply.GO_AHEAD, Reply.TALK_IT_OVER})
"""Whose day is told beside them; *Try it until …* has it in its words."""


def story(report: VisibleReport, *, today: date, room: int, own: bool = False) -> list[Block]:
    """All that was said, oldest first and whole, in at most `room` blocks.

    Of a story too long for that the newest part is kept, with a line that there is more.
    """
    pieces = [told(event, today=today, own=own) for event in report.story]
    more: list[Block] = []
    while sum(map(len, pieces)) + len(more) > room:
        del pieces[0]
        more = [blocks.context("There is more, from earlier, than Slack lets me show here.")]
    return [*more, *(block for piece in pieces for block in piece)]


def told(
    event: Event, *, today: date, room: int | None = None, own: bool = False
) -> tuple[Block, ...]:
    """One event of a `VisibleReport.story`: who says what, and their own words beneath.

    Where `room` is given, the words are cut to that many characters, ending in "…". `own` draws
    it for the person who wrote the report, who is then "you".
    """
    if event.kind in {EventKind.THANKED, EventKind.ANSWERED}:
        return spoken(event, today=today, room=room)
    opening = _OPENINGS[event.kind](event, _YOURSELF if own else _SOMEBODY)
    return piece(opening, event.words, room)


def spoken(event: Event, *, today: date, room: int | None = None) -> tuple[Block, ...]:
    """A thank-you or an answer: who says what, and their own words beneath.

    Where `room` is given, the words are cut to that many characters, ending in "…".
    """
    who = blocks.person(event.decider, first=True) if event.decider else blocks.words("Your team")
    reply = event.reply or Reply.THANK_YOU
    said = [blocks.bold(labels.reply(reply, event.until, today))]
    if event.doer:
        said += [blocks.words(" with "), blocks.person(event.doer)]
    if reply in _LOOKED_AT_AGAIN and event.until and event.until >= today:
        said.append(blocks.words(f", look again {on_day(event.until, today)}"))
    return piece((who, blocks.words(" says: "), *said), event.words, room)


def piece(opening: tuple[Block, ...], words: str, room: int | None) -> tuple[Block, ...]:
    """Who says something, and their own words beneath, cut to `room` characters if there is one."""
    kept = words if room is None else shortened(words, room)
    quotes = [blocks.quote(piece) for piece in spread(kept, blocks.TEXT_CHARACTERS)]
    first = blocks.rich_text(blocks.paragraph(*opening), *quotes[:1])
    return (first, *map(blocks.rich_text, quotes[1:]))


def _added(_: Event, writer: _Writer) -> tuple[Block, ...]:
    return (blocks.words(f"{writer.adds}:"),)


def _reopened(event: Event, writer: _Writer) -> tuple[Block, ...]:
    if event.verdict is Verdict.NO:
        return (blocks.words("It has not helped yet, so it is open again."),)
    return (blocks.words(f"{writer.replies}, so it is open again:"),)


def _changed(event: Event, writer: _Writer) -> tuple[Block, ...]:
    how = f" ({labels.strength(event.strength)})" if event.strength else ""
    what = f" what was changed{how}:"
    if event.decider:
        return blocks.person(event.decider, first=True), blocks.words(f" says{what}")
    return (blocks.words(f"{writer.says}{what}"),)


def _helped(event: Event, _: _Writer) -> tuple[Block, ...]:
    """Who it was is not told, whoever it was: nobody has to defend what they think."""
    verdict = labels.VERDICTS[event.verdict or Verdict.YES]
    return blocks.words("A colleague says: "), blocks.bold(verdict)


def _questioned(event: Event, writer: _Writer) -> tuple[Block, ...]:
    who = blocks.person(event.decider, first=True) if event.decider else blocks.words("Your team")
    return who, blocks.words(f" {writer.asked}:")


def _replied(_: Event, writer: _Writer) -> tuple[Block, ...]:
    return (blocks.words(f"{writer.answers}:"),)


_OPENINGS: Final[dict[EventKind, Callable[[Event, _Writer], tuple[Block, ...]]]] = {
    EventKind.ADDED: _added,
    EventKind.REOPENED: _reopened,
    EventKind.CHANGED: _changed,
    EventKind.HELPED: _helped,
    EventKind.QUESTIONED: _questioned,
    EventKind.REPLIED: _replied,
}
