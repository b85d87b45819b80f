"""The card: one report in its team's channel, redrawn as things happen to it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from bot.domain.lifecycle import State
from bot.domain.privacy import VisibleReport
from bot.views import blocks, labels
from bot.views.answers import promise, spoken
from bot.views.blocks import Block, Message
from bot.views.ids import Action
from bot.views.text import plural
from bot.views.words import byline, choices, drawn, excerpt, parts_of

_WHOLE = 1_000_000
"""More characters than any report has."""

_REACTIONS = " · ".join(
    f"{emoji} {words}"
    for emoji, words in zip(
        labels.EMOJI.values(),
        ("thank you", "go ahead", "try it for ten working days", "talk it over"),
        strict=True,
    )
)


@dataclass(frozen=True)
class _Room:
    """How many characters the report, and each answer to it, may take on the card."""

    report: int
    answer: int


_ROOMS = (_Room(_WHOLE, _WHOLE), _Room(_WHOLE, 300), _Room(5_000, 300), _Room(2_500, 200))
"""In the order in which they are tried.

Ordinary text from the form fits whole; the last two are for the rare text, nothing but emoji
say, that takes far more room on its way to Slack than it has characters.
"""


def card(report: VisibleReport, *, has_decider: bool, today: date) -> Message:
    """The report as the team sees it; `has_decider` says whether anybody is there to answer."""
    drafts = (tuple(_blocks(report, today, room, has_decider=has_decider)) for room in _ROOMS)
    return Message(
        text=f"A new {labels.KINDS[report.kind]} in your team: {report.reference}",
        blocks=blocks.first_that_fits(drafts),
    )


def _blocks(
    report: VisibleReport, today: date, room: _Room, *, has_decider: bool
) -> Iterator[Block]:
    yield blocks.header(labels.title(report))
    yield blocks.rich_text(blocks.paragraph(*byline(report)))
    parts, more = excerpt(parts_of(report), room.report)
    yield from drawn(parts)
    if more:
        yield blocks.context("There is more than Slack lets me show in one message.")
    yield from choices(report)
    for event in (report.thanks, report.answer):
        if event:
            yield from spoken(event, today=today, room=room.answer)
    if report.state is not State.ANSWERED:
        yield blocks.section(promise(report.promise, today, has_decider=has_decider))
    yield blocks.actions(blocks.button("Seen this too", Action.SEEN_TOO, report.id))
    if report.seen_too:
        seen = plural(report.seen_too, "colleague has", "colleagues have")
        yield blocks.context(f"{seen} seen this too.")
    if report.state is not State.ANSWERED:
        yield blocks.context(f"Managers can react: {_REACTIONS}")
