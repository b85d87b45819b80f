"""What an error trap is called, where it stands and what has come of it, in words."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from bot.domain.change import Verdict
from bot.domain.taxonomy import Factor, Stage
from bot.domain.trap import TrapEvent
from bot.domain.trap_lifecycle import TrapEventKind, TrapState
from bot.domain.trap_privacy import VisibleTrap
from bot.views import blocks, labels
from bot.views.blocks import Block
from bot.views.ids import Block as Field
from bot.views.story import piece
from bot.views.text import day, on_day, shortened

NAME_CHARACTERS: Final = 100
"""Of a name as a form takes it; a longer one is shortened wherever it is shown."""

SHORT: Final = 300
"""Characters of a plan or a change where there is more to see than that."""

_NOT_NAMED: Final = "Near misses that look alike"

QUESTIONS: Final = {
    Field.NAME: "What do you call it?",
    Field.STAGE: "Where in our work?",
    Field.FACTORS: "What makes it easy to slip?",
}
"""What is asked of a trap, and what its answers are shown under."""


def name_of(trap: VisibleTrap) -> str:
    """What people call it; until somebody has given it a name, where it is and what it is about."""
    if trap.name:
        return shortened(trap.name, NAME_CHARACTERS)
    where = trap.stage if trap.stage is not Stage.NOT_SURE else None
    about = next((factor for factor in trap.factors if factor is not Factor.SOMETHING_ELSE), None)
    said = [labels.FACTORS[about]] if about else []
    said += [labels.STAGES[where]] if where else []
    return " \N{EN DASH} ".join(label.partition(" (")[0] for label in said) or _NOT_NAMED


def titled(trap: VisibleTrap, before: str = "") -> Block:
    """Its reference and its name, as a paragraph: the name may be anybody's words."""
    opening = [blocks.words(before)] if before else []
    name = blocks.words(f" \N{EN DASH} {name_of(trap)}")
    return blocks.paragraph(*opening, blocks.bold(trap.reference), name)


def part_of(trap: VisibleTrap) -> Block:
    """What a report is a part of, as a paragraph."""
    return titled(trap, "Part of the error trap ")


def standing(trap: VisibleTrap, today: date) -> str:
    """Where it stands and what comes next, as mrkdwn; nothing in it is anybody's words."""
    match trap.state:
        case TrapState.REDESIGNING:
            return _redesigning(trap, today)
        case TrapState.CHANGED:
            return _changed(trap, today)
        case TrapState.CHECKED:
            helped = "it has helped a bit" if _verdict(trap) is Verdict.A_BIT else "it has gone"
            return f"*Something was changed, and {helped}.*"
        case state:
            return _STANDINGS[state]


_STANDINGS: Final = {
    TrapState.PROPOSED: "Those who decide are asked whether it is one error trap.",
    TrapState.CONFIRMED: "It is talked over. What could be changed is still to be planned.",
    TrapState.DISMISSED: "It was found not to be one error trap.",
    TrapState.MERGED: "It went into another error trap, with everything that belongs to it.",
}


def _redesigning(trap: VisibleTrap, today: date) -> str:
    until = trap.plan.until if trap.plan else None
    if until is None:
        return "It was still there after the change, so something else is looked for."
    if until < today:
        return f"A change was planned for {day(until, today)}, and is still to come."
    return f"A change is planned for {day(until, today)}."


def _changed(trap: VisibleTrap, today: date) -> str:
    until = trap.change.until if trap.change else None
    if until is None or until <= today:
        return "*Something was changed.* Those who work with it are asked whether it has gone."
    when = on_day(until, today)
    return f"*Something was changed.* Those who work with it are asked {when} whether it has gone."


def _verdict(trap: VisibleTrap) -> Verdict | None:
    said = [event.verdict for event in trap.story if event.kind is TrapEventKind.HELPED]
    return said[-1] if said else None


def choices(trap: VisibleTrap) -> Iterator[Block]:
    """Where in the work it is, and what makes it easy to slip: lines of our own labels."""
    chosen = {
        Field.STAGE: labels.STAGES[trap.stage] if trap.stage else "",
        Field.FACTORS: " · ".join(labels.FACTORS[factor] for factor in trap.factors),
    }
    for field, labelled in chosen.items():
        if labelled:
            yield blocks.context(f"*{QUESTIONS[field]}* {labelled}")


def came_of_it(trap: VisibleTrap, today: date, room: int = SHORT) -> Iterator[Block]:
    """The latest change, and what is planned since: each in the words of whoever wrote it."""
    for event in (trap.change, trap.plan):
        if event is not None:
            yield from told(event, today=today, room=room)


def told(event: TrapEvent, *, today: date, room: int | None = None) -> tuple[Block, ...]:
    """One event of a `VisibleTrap.story`: what happened, and the words beneath.

    Who it was is not told: other teams read it too, and a trap has no author.
    """
    return piece((blocks.words(_opening(event, today)),), event.words, room)


def _opening(event: TrapEvent, today: date) -> str:
    how = f" ({labels.strength(event.strength)})" if event.strength else ""
    match event.kind:
        case TrapEventKind.PLANNED:
            when = f" for {day(event.until, today)}" if event.until else ""
            return f"What is planned{when}{how}:"
        case TrapEventKind.CHANGED:
            return f"What was changed{how}:"
        case TrapEventKind.HELPED if event.verdict is Verdict.A_BIT:
            return "A colleague says: it has helped a bit."
        case TrapEventKind.HELPED:
            return "A colleague says: it has gone."
        case _:
            return "A colleague says: it is still there."
