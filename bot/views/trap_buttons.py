"""What can be done with an error trap: its buttons, for a channel and for one person."""

from collections.abc import Iterator
from typing import Final

from bot.domain.trap_lifecycle import TrapAction, TrapState
from bot.domain.trap_privacy import VisibleTrap
from bot.views import blocks
from bot.views.blocks import Block
from bot.views.ids import Action

_AT_WORK: Final = frozenset(
    {TrapState.CONFIRMED, TrapState.REDESIGNING, TrapState.CHANGED, TrapState.CHECKED}
)

_DONE: Final = frozenset({TrapState.CHANGED, TrapState.CHECKED})

_LETTING_BE: Final = blocks.confirm(
    "Not one trap?",
    "Its near misses stand by themselves again. They are not proposed together again, unless "
    "several new ones come.",
    yes="Not one trap",
    no="Go back",
)


def read(trap: VisibleTrap, text: str = "Read all of it") -> Block:
    """The button that opens its window."""
    return blocks.button(text, Action.TRAP_READ, trap.id)


def dismiss(trap: VisibleTrap) -> Block:
    return blocks.button("Not one trap", Action.TRAP_DISMISS, trap.id, confirm=_LETTING_BE)


def for_everybody(trap: VisibleTrap) -> Block:
    """The row of a card, which does not know who looks at it; the service knows who presses."""
    return blocks.actions(*_for_everybody(trap))


def _for_everybody(trap: VisibleTrap) -> Iterator[Block]:
    if trap.state in _DONE:
        yield blocks.button("Still there", Action.TRAP_STILL_THERE, trap.id)
    if trap.state in _AT_WORK:
        if trap.owner is None:
            yield blocks.button("Take it on", Action.TRAP_TAKE_ON, trap.id, primary=True)
        if trap.state not in _DONE:
            yield blocks.button("Plan a change", Action.TRAP_PLAN, trap.id)
            yield blocks.button("It's changed", Action.TRAP_CHANGED, trap.id)
    yield read(trap)


def for_one(trap: VisibleTrap) -> tuple[Block, ...]:
    """Everything that the person who looks at it may do now, in a row; nothing where that is."""
    able = [
        blocks.button(text, action, trap.id, primary=step is TrapAction.CONFIRM)
        for step, (text, action) in _ABLE.items()
        if step in trap.may and not (step is TrapAction.TAKE_ON and trap.owner is not None)
    ]
    if TrapAction.DISMISS in trap.may:
        able.append(dismiss(trap))
    return (blocks.actions(*able),) if able else ()


_ABLE: Final = {
    TrapAction.CONFIRM: ("Yes, one trap …", Action.TRAP_CONFIRM),
    TrapAction.TAKE_ON: ("Take it on", Action.TRAP_TAKE_ON),
    TrapAction.OWN: ("Ask somebody to take it on …", Action.TRAP_OWN),
    TrapAction.PLAN: ("Plan a change …", Action.TRAP_PLAN),
    TrapAction.CHANGE: ("It's changed …", Action.TRAP_CHANGED),
    TrapAction.STILL_THERE: ("Still there", Action.TRAP_STILL_THERE),
    TrapAction.DESCRIBE: ("Put it another way …", Action.TRAP_DESCRIBE),
    TrapAction.MERGE: ("Let it go into another …", Action.TRAP_MERGE),
}
"""In the order in which they stand; to let it be has a question of its own."""


def verdicts(trap: VisibleTrap) -> Block:
    """Has it gone? One press, by anybody."""
    return blocks.actions(
        blocks.button("It has gone", Action.TRAP_GONE, trap.id),
        blocks.button("A bit", Action.TRAP_A_BIT, trap.id),
        blocks.button("Still there", Action.TRAP_STILL_THERE, trap.id),
    )
