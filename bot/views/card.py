"""The card: one report in its team's channel, redrawn as things happen to it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from bot.domain.change import Verdict
from bot.domain.events import Reply
from bot.domain.lifecycle import OPEN, State
from bot.domain.privacy import VisibleReport
from bot.views import blocks, labels
from bot.views.answers import promise
from bot.views.blocks import Block, Message
from bot.views.ids import Action
from bot.views.notices import taken_back
from bot.views.story import told
from bot.views.text import on_day, plural
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
    report: VisibleReport, *, has_decider: bool, today: date, reactions: Mapping[str, Reply]
) -> Message:
    """The report as the team sees it, with the story that has come of it.

    `has_decider` says whether anybody is there to answer; `reactions` is what an emoji says in
    this team, by the emoji's own name.
    """
    if report.state is State.WITHDRAWN:
        return taken_back(report.reference)
    hint = _hint(reactions)
    drafts = (tuple(_blocks(report, today, room, hint, has_decider=has_decider)) for room in _ROOMS)
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
    report: VisibleReport, today: date, room: _Room, hint: str, *, has_decider: bool
) -> Iterator[Block]:
    yield blocks.header(labels.title(report))
    yield blocks.rich_text(blocks.paragraph(*byline(report)))
    yield from origin(report)
    parts, more = excerpt(parts_of(report), room.report)
    yield from drawn(parts)
    if more:
        yield blocks.context("There is more than Slack lets me show in one message.")
    yield from choices(report)
    yield from _story(report, today, room)
    yield from _standing(report, today, has_decider=has_decider)
    yield blocks.actions(
        blocks.button("Seen this too", Action.SEEN_TOO, report.id),
        blocks.button("I have an idea", Action.HAVE_AN_IDEA, report.id),
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


def _standing(report: VisibleReport, today: date, *, has_decider: bool) -> Iterator[Block]:
    if report.state in OPEN:
        yield blocks.section(promise(report.answer_by, today, has_decider=has_decider))
    if report.state is State.CHANGED:
        when = report.change.until if report.change else None
        asked = f"{on_day(when, today)} you are asked" if when and when > today else "you are asked"
        yield blocks.section(f"*Something was changed*; {asked} here whether it has helped.")
    if report.state is State.CHECKED:
        helped = labels.VERDICTS[verdict_of(report) or Verdict.YES]
        yield blocks.section(f"*Something was changed, and {helped}.*")
