"""The card of an error trap in the channel of the team that works on it, redrawn as it moves on."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from bot.domain.trap_lifecycle import TrapState
from bot.domain.trap_privacy import VisibleTrap
from bot.domain.trap_reading import TrapSeen
from bot.views import blocks, trap_buttons
from bot.views.blocks import Block, Message
from bot.views.trap_near_misses import Room, in_short
from bot.views.trap_words import came_of_it, choices, name_of, standing
from bot.views.words import heading

_MERGED: Final = TrapState.MERGED


@dataclass(frozen=True)
class _Shown:
    """How much of its near misses, and of plan and change, stands on the card."""

    near_misses: Room
    event: int


_ROOMS: Final = (
    _Shown(Room(8, 300), 1_500),
    _Shown(Room(5, 300), 600),
    _Shown(Room(5, 150), 300),
    _Shown(Room(3, 80), 150),
)
"""In the order in which they are tried; with the last one every card fits."""

_TALK: Final = (
    "Talk it over in the thread: a few minutes together are worth more than one good mind alone."
)


def trap_card(seen: TrapSeen) -> Message:
    """The trap as its team sees it, with the newest of its near misses."""
    drafts = (tuple(_blocks(seen, shown)) for shown in _ROOMS)
    return Message(
        text=f"An error trap in your team: {seen.trap.reference}",
        blocks=blocks.first_that_fits(drafts),
    )


def _blocks(seen: TrapSeen, shown: _Shown) -> Iterator[Block]:
    trap = seen.trap
    yield blocks.header(f"Error trap {trap.reference}")
    yield blocks.rich_text(heading(name_of(trap)))
    yield from choices(trap)
    yield blocks.section(standing(trap, seen.today))
    yield from came_of_it(trap, seen.today, shown.event)
    if trap.state is _MERGED:
        return
    yield blocks.rich_text(owner(trap))
    yield trap_buttons.for_everybody(trap)
    yield blocks.divider()
    yield blocks.section("*What has uncovered it*")
    yield from in_short(seen, shown.near_misses)
    yield blocks.context(_TALK)


def owner(trap: VisibleTrap) -> Block:
    """Who has taken it on, as a paragraph."""
    if trap.owner is None:
        return blocks.paragraph(blocks.words("Nobody has taken it on yet."))
    who = blocks.person(trap.owner, first=True)
    return blocks.paragraph(who, blocks.words(" has taken it on."))


def trap_gone(reference: str) -> Message:
    """Where a card or a notice stood of what was found not to be one error trap."""
    said = f"*{reference}* was found not to be one error trap. Its near misses stand by themselves."
    return Message(text=f"About the error trap {reference}", blocks=(blocks.section(said),))
