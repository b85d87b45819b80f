"""A plan or a change of an error trap is handed back once with a gentle question, never twice."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from bot.domain.change import Strength
from bot.domain.errors import DateNeeded, IdentifiersSeen, NotAvailable, WordsNeeded
from bot.domain.hollow import Gentle
from bot.domain.ids import TrapId, UserId
from bot.domain.trap_lifecycle import TrapState
from bot.services.redesigning import Planned, Redesigned, Weighed
from tests.builders import AMINA
from tests.services.trapping import (
    BY,
    SAM,
    TOM,
    described,
    near_misses,
    proposed,
    the_trap,
    two_teams,
)
from tests.services.world import World

HOLLOW = "Lessons have been learned"
CLEAR = "The form fills the address in by itself"


async def taken_on(world: World, owner: UserId = TOM) -> TrapId:
    """A confirmed trap of Riverside that somebody has taken on."""
    await two_teams(world)
    trap = await proposed(world, await near_misses(world))
    await world.services.traps.confirm(described(trap))
    await world.services.traps.take_on(owner, trap)
    return trap


def a_plan(
    trap: TrapId,
    words: str = CLEAR,
    strength: Strength = Strength.EASIER,
    *,
    user: UserId = AMINA,
    by: date = BY,
) -> Planned:
    return Planned(user, trap, words, strength, by, "view:1")


def a_change(trap: TrapId, words: str = CLEAR, strength: Strength = Strength.EASIER) -> Redesigned:
    return Redesigned(AMINA, trap, words, strength, "view:1")


async def test_what_is_clear_is_kept_at_once(world: World) -> None:
    trap = await taken_on(world)
    redesigning = world.services.redesigning
    seen = await redesigning.give(a_plan(trap), is_asked=False)
    assert not isinstance(seen, Weighed)
    assert (await the_trap(world, trap)).state is TrapState.REDESIGNING
    await redesigning.give(a_change(trap), is_asked=False)
    assert (await the_trap(world, trap)).state is TrapState.CHANGED


@pytest.mark.parametrize("draw", [a_plan, a_change])
@pytest.mark.parametrize(
    ("words", "strength", "asked"),
    [
        (HOLLOW, Strength.EASIER, Gentle((HOLLOW,), reminds=False)),
        (CLEAR, Strength.REMIND, Gentle((), reminds=True)),
        (HOLLOW, Strength.REMIND, Gentle((HOLLOW,), reminds=True)),
    ],
)
async def test_what_is_hollow_or_reminds_is_handed_back_once_and_then_kept(
    world: World,
    draw: Callable[[TrapId, str, Strength], Planned | Redesigned],
    words: str,
    strength: Strength,
    asked: Gentle,
) -> None:
    trap = await taken_on(world)
    given = draw(trap, words, strength)
    weighed = await world.services.redesigning.give(given, is_asked=False)
    assert isinstance(weighed, Weighed)
    assert weighed.gentle == asked
    assert (await the_trap(world, trap)).state is TrapState.CONFIRMED

    assert not isinstance(await world.services.redesigning.give(given, is_asked=True), Weighed)
    assert (await the_trap(world, trap)).events[-1].words == words


async def test_the_words_of_a_practitioner_are_not_held_up_to_them(world: World) -> None:
    trap = await taken_on(world)
    given = a_plan(trap, HOLLOW, user=TOM)
    reminds = replace(given, strength=Strength.REMIND, key="view:2")
    weighed = await world.services.redesigning.give(reminds, is_asked=False)
    assert isinstance(weighed, Weighed)
    assert weighed.gentle == Gentle((), reminds=True)
    assert not isinstance(await world.services.redesigning.give(given, is_asked=False), Weighed)


@pytest.mark.parametrize(
    ("words", "user", "by", "refused"),
    [
        ("  ", AMINA, BY, WordsNeeded),
        (f"{HOLLOW}: ring 020 7946 0958", AMINA, BY, IdentifiersSeen),
        (HOLLOW, AMINA, date(2020, 1, 1), DateNeeded),
        (HOLLOW, SAM, BY, NotAvailable),
    ],
)
async def test_what_could_not_be_kept_is_refused_and_not_asked_about(
    world: World, words: str, user: UserId, by: date, refused: type[Exception]
) -> None:
    trap = await taken_on(world)
    with pytest.raises(refused):
        await world.services.redesigning.give(
            a_plan(trap, words, Strength.REMIND, user=user, by=by), is_asked=False
        )
