"""*You said, we did*: the weekly post in a team's channel."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from bot.domain.ids import UserId
from bot.domain.privacy import VisibleReport
from bot.domain.weekly import Done, Week
from bot.views import blocks, labels
from bot.views.blocks import Block, Message
from bot.views.text import plural, shortened


@dataclass(frozen=True)
class _Room:
    """How many things are told of under each heading, and in how many characters each."""

    things: int
    words: int


_ROOMS: Final = (
    _Room(20, 300),
    _Room(20, 160),
    _Room(20, 80),
    _Room(12, 80),
    _Room(6, 80),
)
"""In the order in which they are tried; a whole post has to fit into one message."""

_NAMED: Final = 5
"""As many reports of one change are told by their reference."""


def weekly(week: Week) -> Message:
    """What was changed, and then what is being tried, with how it began.

    Somebody is thanked by name only where they said yes to it.
    """
    drafts = (tuple(_blocks(week, room)) for room in _ROOMS)
    return Message(text="You said, we did", blocks=blocks.first_that_fits(drafts))


def _blocks(week: Week, room: _Room) -> Iterator[Block]:
    yield blocks.header("You said, we did")
    if week.is_empty:
        yield blocks.section("What stood here is not shown any more.")
    yield from _part("*Changed, because somebody spoke up*", week.changed, week.on, room)
    yield from _part("*Being tried*", week.tried, week.on, room)
    yield blocks.context("Seen something that nearly went wrong? `/near-miss`. An idea? `/suggest`")


def _part(heading: str, done: tuple[Done, ...], on: date, room: _Room) -> Iterator[Block]:
    if not done:
        return
    yield blocks.section(heading)
    shown = done[: room.things]
    for one in shown:
        yield _thing(one, on, room.words)
    if len(done) > len(shown):
        left = plural(len(done) - len(shown), "more thing", "more things")
        yield blocks.context(f"… and {left} this week.")


def _thing(done: Done, on: date, room: int) -> Block:
    """What was said and what came of it, each in its own words; and who is to be thanked."""
    report, event = done.report, done.event
    every = (report, *done.also)
    credited = tuple(one.byline for one in every if one.credited and one.byline)
    said = shortened(report.words.what, room)
    did = shortened(event.words, room)
    came_of_it = blocks.paragraph(blocks.bold(labels.outcome(event, on)))
    return blocks.rich_text(
        blocks.paragraph(blocks.bold(report.reference), *_with(done.also), *_thanks(credited)),
        *([blocks.quote(said)] if said else []),
        came_of_it,
        *([blocks.quote(did)] if did else []),
    )


def _with(also: tuple[VisibleReport, ...]) -> tuple[Block, ...]:
    """The other reports that led to the same change."""
    if not also:
        return ()
    named = ", ".join(one.reference for one in also[:_NAMED])
    more = f" and {len(also) - _NAMED} more" if len(also) > _NAMED else ""
    return (blocks.words(f" with {named}{more}"),)


def _thanks(credited: tuple[UserId, ...]) -> tuple[Block, ...]:
    if not credited:
        return (blocks.words(" \N{EN DASH} a colleague said"),)
    people = [blocks.person(user) for user in dict.fromkeys(credited)]
    separated = [part for person in people for part in (blocks.words(", "), person)]
    return (
        blocks.words(" \N{EN DASH} thank you, "),
        *separated[1:],
        blocks.words(", who said"),
    )
