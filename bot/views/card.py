"""The card: one report in its team's channel, redrawn as things happen to it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from bot.domain.change import Verdict
from bot.domain.events import Reply
from bot.domain.lesson import Lesson
from bot.domain.lifecycle import OPEN, State
from bot.domain.likeness import Related
from bot.domain.privacy import VisibleReport
from bot.domain.trap_privacy import VisibleTrap
from bot.views import blocks, labels, trap_buttons
from bot.views.answers import about_traps, promise
from bot.views.blocks import Block, Message
from bot.views.ids import Action, row_id
from bot.views.notices import taken_back
from bot.views.related import possibly_related
from bot.views.story import told
from bot.views.text import on_day, plural
from bot.views.trap_words import part_of
from bot.views.words import byline, choices, drawn, excerpt, origin, parts_of, verdict_of

_WHOLE: Final = 1_000_000
"""More characters than any report has, and more events than any story."""


@dataclass(frozen=True)
class _Room:
    """How many characters the report, and each piece of its story, may take on the card.

    `newest` is how many pieces of the story are shown: the latest ones.
    """

    report: int
    piece: int
    newest: int


_ROOMS: Final = (
    _Room(_WHOLE, _WHOLE, _WHOLE),
    _Room(_WHOLE, 300, _WHOLE),
    _Room(_WHOLE, 300, 8),
    _Room(_WHOLE, 300, 2),
    _Room(5_000, 300, 2),
    _Room(2_500, 200, 5),
)
"""In the order in which they are tried.

Ordinary text from the form fits whole; the last two are for the rare text, nothing but emoji
say, that takes far more room on its way to Slack than it has characters.
"""

_MEANINGS: Final = {
    Reply.THANK_YOU: "thank you",
    Reply.GO_AHEAD: "go ahead",
    Reply.TRY_UNTIL: "try it for ten working days",
    Reply.TALK_IT_OVER: "talk it over",
}


def card(
    report: VisibleReport,
    *,
    has_decider: bool,
    today: date,
    reactions: Mapping[str, Reply],
    trap: VisibleTrap | None = None,
    related: tuple[Related, ...] = (),
    spread_from: Lesson | None = None,
) -> Message:
    """The report as the team sees it, with the story that has come of it.

    `has_decider` says whether anybody is there to answer; `reactions` is what an emoji says in
    this team, by the emoji's own name. `trap` is the error trap that it is part of;
    `related` is what may have to do with it, which a card without room for it leaves out.
    `spread_from` is the story in the library that it is an idea about.
    """
    if report.state is State.WITHDRAWN:
        return taken_back(report.reference)
    hint = _hint(reactions)
    end = tuple(_end(report, trap, today, hint, has_decider=has_decider))
    like = (blocks.rich_text(possibly_related(related)),) if related else ()
    drafts = (
        (*_blocks(report, today, room, spread_from), *(like if room.report == _WHOLE else ()), *end)
        for room in _ROOMS
    )
    return Message(
        text=f"A new {labels.KINDS[report.kind]} in your team: {report.reference}",
        blocks=blocks.first_that_fits(drafts),
    )


def _hint(reactions: Mapping[str, Reply]) -> str:
    """What an emoji says here, in the order of the replies; empty where none says anything."""
    return " · ".join(
        f":{name}: {meaning}"
        for reply, meaning in _MEANINGS.items()
        for name, says in reactions.items()
        if says is reply
    )


def _blocks(
    report: VisibleReport, today: date, room: _Room, spread_from: Lesson | None
) -> Iterator[Block]:
    yield blocks.header(labels.title(report))
    yield blocks.rich_text(blocks.paragraph(*byline(report)))
    yield from origin(report, says_about=spread_from is None)
    if spread_from is not None:
        yield blocks.rich_text(_story_of(spread_from))
    parts, more = excerpt(parts_of(report), room.report)
    yield from drawn(parts)
    if more:
        yield blocks.context("There is more than Slack lets me show in one message.")
    yield from choices(report)
    yield from _story(report, today, room)


def _story_of(lesson: Lesson) -> Block:
    """What the idea came from, as a paragraph: a title is somebody's words, and no name."""
    return blocks.paragraph(
        blocks.words("It came from a story in the library: "),
        blocks.bold(lesson.title),
        blocks.words(f". To read it, type /goodcatch find {lesson.reference}"),
    )


def _end(
    report: VisibleReport, trap: VisibleTrap | None, today: date, hint: str, *, has_decider: bool
) -> Iterator[Block]:
    yield from _standing(report, trap, today, has_decider=has_decider)
    if trap is not None:
        yield blocks.rich_text(part_of(trap))
    yield blocks.actions(
        blocks.button("Seen this too", Action.SEEN_TOO, report.id),
        blocks.button("I have an idea", Action.HAVE_AN_IDEA, report.id),
        trap_buttons.read(trap, "Its error trap") if trap else about_traps(),
        block=row_id(report.id),
    )
    if report.seen_too:
        seen = plural(report.seen_too, "colleague has", "colleagues have")
        yield blocks.context(f"{seen} seen this too.")
    if report.state in OPEN and hint:
        yield blocks.context(f"Managers can react: {hint}")


def _story(report: VisibleReport, today: date, room: _Room) -> Iterator[Block]:
    shown = report.story[-room.newest :]
    if len(shown) < len(report.story):
        yield blocks.context("What was said before this is not shown here any more.")
    for event in shown:
        yield from told(event, today=today, room=room.piece)


def _standing(
    report: VisibleReport, trap: VisibleTrap | None, today: date, *, has_decider: bool
) -> Iterator[Block]:
    if report.state in OPEN:
        yield blocks.section(promise(report.answer_by, today, has_decider=has_decider))
    if report.state is State.CHANGED and trap and report.change and report.change.until is None:
        yield blocks.section("*Something was changed*, because of the error trap it is part of.")
    elif report.state is State.CHANGED:
        when = report.change.until if report.change else None
        asked = f"{on_day(when, today)} you are asked" if when and when > today else "you are asked"
        yield blocks.section(f"*Something was changed*; {asked} here whether it has helped.")
    if report.state is State.CHECKED:
        helped = labels.VERDICTS[verdict_of(report) or Verdict.YES]
        yield blocks.section(f"*Something was changed, and {helped}.*")
