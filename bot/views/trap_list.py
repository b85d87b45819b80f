"""The window with the error traps that somebody may know of, eight at a time."""

from collections.abc import Iterator
from typing import Final

from bot.domain.trap_lifecycle import TrapState
from bot.domain.trap_list import TrapList, TrapRow
from bot.domain.trap_steps import TrapStep
from bot.views import blocks, trap_buttons
from bot.views.blocks import Block, View
from bot.views.ids import Action
from bot.views.text import escape, on_day, waiting_since
from bot.views.trap_card import owner
from bot.views.trap_words import standing, titled

_EMPTY: Final = (
    "*No error trap is open just now.* When several near misses may have one cause, those who "
    "decide are asked. Or choose *Is this an error trap?* on a card: one near miss is enough."
)

_GUESS: Final = "A guess, until somebody who decides says that it is one."


def trap_list(found: TrapList) -> View:
    """Each with its name, where it stands, who has it, and what is waited for since when."""
    return blocks.modal("Error traps", _blocks(found), close="Done")


def _blocks(found: TrapList) -> Iterator[Block]:
    if not found.rows:
        yield blocks.section(_EMPTY)
    for number, one in enumerate(found.rows):
        if number:
            yield blocks.divider()
        yield from _row(one)
    yield from _turning(found)


def _row(one: TrapRow) -> Iterator[Block]:
    trap = one.trap
    is_guess = trap.state is TrapState.PROPOSED
    yield blocks.rich_text(titled(trap), *(() if is_guess else (owner(trap),)))
    yield blocks.section(_GUESS if is_guess else standing(trap, one.today))
    yield blocks.context(" · ".join(filter(None, (escape(one.team), _since(one)))))
    yield blocks.actions(trap_buttons.read(trap))


def _since(one: TrapRow) -> str:
    """Since when it stands there; nothing where that may not be told, or nothing is waited for."""
    if not one.is_since_told:
        return ""
    if one.step is TrapStep.PLANNED:
        return f"Planned {on_day(one.since, one.today)}"
    if one.step is TrapStep.CHECK_BACK:
        return f"Changed {on_day(one.since, one.today)}"
    return waiting_since(one.since, one.today).capitalize()


def _turning(found: TrapList) -> Iterator[Block]:
    if found.following is not None:
        more = blocks.button("Show the next ones", Action.TRAPS_PAGE, str(found.following))
        yield blocks.actions(more)
    elif found.first:
        yield blocks.actions(blocks.button("Back to the first ones", Action.TRAPS_PAGE, "0"))
