"""Is this one error trap? The question to those who can say so, and what it turns into."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from bot.domain.ids import UserId
from bot.domain.trap_lifecycle import TrapState
from bot.domain.trap_privacy import VisibleTrap
from bot.domain.trap_reading import TrapSeen
from bot.views import blocks, trap_buttons
from bot.views.blocks import Block, Message
from bot.views.ids import Action
from bot.views.trap_near_misses import OTHERS, Room, in_short, whole
from bot.views.trap_words import choices, standing, titled

_ROOMS: Final = (Room(12, 600), Room(8, 300), Room(5, 200), Room(3, 100))
"""In the order in which they are tried, where not all of the words fit."""

_BY_BOT: Final = (
    "*These look alike to me*: much the same words, or the same place and the same cause. I only "
    "compare words, and you know the work. Could the same thing catch somebody else?"
)

_BY_SOMEBODY: Final = (
    "*A colleague thinks that there is an error trap here.* Could the same thing catch somebody "
    "else?"
)

_WHAT_FOLLOWS: Final = (
    "With a yes it gets a name and a card in the team's channel, to be talked over and redesigned. "
    "It is about how the work is set up, never about who."
)


def trap_proposed(seen: TrapSeen, *, by_bot: bool) -> Message:
    """Asks it with the words of the reports that the reader may read: whole where they fit."""
    opening, end = tuple(_opening(seen.trap, by_bot=by_bot)), tuple(_end(seen))
    drafts = (
        (*opening, *_all_of_them(seen), *end),
        *((*opening, *in_short(seen, room), *end) for room in _ROOMS),
    )
    return Message(
        text=f"Is this one error trap? {seen.trap.reference}",
        blocks=blocks.first_that_fits(drafts),
    )


def _opening(trap: VisibleTrap, *, by_bot: bool) -> Iterator[Block]:
    yield blocks.header("Is this one error trap?")
    yield blocks.section(_BY_BOT if by_bot else _BY_SOMEBODY)
    yield blocks.rich_text(titled(trap))
    yield from choices(trap)
    yield blocks.divider()


def _all_of_them(seen: TrapSeen) -> Iterator[Block]:
    for report in reversed(seen.trap.reports):
        yield from whole(seen, report)
    if seen.trap.has_others:
        yield blocks.context(OTHERS)


def _end(seen: TrapSeen) -> Iterator[Block]:
    trap = seen.trap
    if not trap.reports:
        yield blocks.context("None of them can be read any more.")
    yield blocks.divider()
    yield blocks.actions(
        blocks.button("Yes, one trap …", Action.TRAP_CONFIRM, trap.id, primary=True),
        trap_buttons.dismiss(trap),
        trap_buttons.read(trap, "Read all of it, leave one out …"),
    )
    yield blocks.context(_WHAT_FOLLOWS)


_SAID: Final = {
    TrapState.DISMISSED: " said that these are not one error trap.",
    TrapState.MERGED: " put these to another error trap.",
}


def trap_settled(trap: VisibleTrap, by: UserId | None, *, today: date) -> Message:
    """What the question turns into once somebody has answered it; `by` is who, where it is kept."""
    who = blocks.person(by, first=True) if by else blocks.words("Somebody")
    said = _SAID.get(trap.state, " said that this is one error trap.")
    shown = [
        blocks.rich_text(titled(trap)),
        blocks.rich_text(blocks.paragraph(who, blocks.words(said))),
    ]
    if trap.state not in _SAID:
        shown += [
            blocks.context(standing(trap, today)),
            blocks.actions(trap_buttons.read(trap)),
        ]
    return Message(text=f"About the error trap {trap.reference}", blocks=tuple(shown))
