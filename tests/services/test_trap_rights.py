"""Who is refused what, in every state of an error trap: generated from the table in the domain."""

from collections.abc import Awaitable, Callable
from itertools import product

import pytest

from bot.domain.change import Strength, Verdict
from bot.domain.errors import GoodCatchError, NotAvailable
from bot.domain.ids import ReportId, TrapId, UserId
from bot.domain.trap_lifecycle import (
    MAY,
    TRANSITIONS,
    TrapAction,
    TrapRole,
    TrapState,
    refusal,
)
from bot.services.redesigning import Planned, Redesigned
from tests.builders import AMINA, DAN, MOIRA, PRIYA
from tests.services.trapping import (
    BY,
    HANNAH,
    PLAN,
    SAM,
    TOM,
    ZOE,
    changed,
    confirmed,
    described,
    fresh,
    near_misses,
    planned,
    proposed,
    the_trap,
    two_teams,
)
from tests.services.world import World

ROLES: dict[UserId, frozenset[TrapRole]] = {
    PRIYA: frozenset({TrapRole.MEMBER}),
    TOM: frozenset({TrapRole.MEMBER, TrapRole.OWNER}),
    DAN: frozenset({TrapRole.MEMBER}),
    AMINA: frozenset({TrapRole.MEMBER, TrapRole.DECIDER}),
    MOIRA: frozenset({TrapRole.MEMBER, TrapRole.LEARNING_LEAD}),
    SAM: frozenset({TrapRole.NEIGHBOUR}),
    HANNAH: frozenset({TrapRole.NEIGHBOUR}),
    ZOE: frozenset(),
}
"""Tom wrote a near miss of it and has taken it on; Dan stands in for Amina, who is here."""

Deed = Callable[[World, UserId, TrapId, tuple[ReportId, ...], TrapId], Awaitable[object]]

DEEDS: dict[TrapAction, Deed] = {
    TrapAction.CONFIRM: lambda w, user, trap, _, __: w.services.traps.confirm(
        described(trap, user)
    ),
    TrapAction.DESCRIBE: lambda w, user, trap, _, __: w.services.traps.describe(
        described(trap, user)
    ),
    TrapAction.DISMISS: lambda w, user, trap, _, __: w.services.traps.dismiss(user, trap),
    TrapAction.LINK: lambda w, user, trap, ids, _: w.services.trap_links.link(user, trap, ids[-1]),
    TrapAction.UNLINK: lambda w, user, trap, ids, _: w.services.trap_links.unlink(
        user, trap, ids[0]
    ),
    TrapAction.MERGE: lambda w, user, trap, _, into: w.services.trap_links.merge(user, trap, into),
    TrapAction.OWN: lambda w, user, trap, _, __: w.services.traps.own(user, trap, PRIYA),
    TrapAction.TAKE_ON: lambda w, user, trap, _, __: w.services.traps.take_on(user, trap),
    TrapAction.PLAN: lambda w, user, trap, _, __: w.services.redesigning.plan(
        Planned(user, trap, PLAN, Strength.EASIER, BY, fresh())
    ),
    TrapAction.CHANGE: lambda w, user, trap, _, __: w.services.redesigning.change(
        Redesigned(user, trap, PLAN, Strength.EASIER, fresh())
    ),
    TrapAction.HELPED: lambda w, user, trap, _, __: w.services.redesigning.say(
        user, trap, Verdict.YES
    ),
    TrapAction.STILL_THERE: lambda w, user, trap, _, __: w.services.redesigning.say(
        user, trap, Verdict.NO
    ),
}


async def brought_to(world: World, state: TrapState, ids: tuple[ReportId, ...]) -> TrapId:
    """A trap of these reports in this state; where it is at work Tom has taken it on."""
    if state is TrapState.PROPOSED:
        return await proposed(world, ids)
    trap = await confirmed(world, ids)
    await world.services.traps.take_on(TOM, trap)
    if state is TrapState.REDESIGNING:
        await planned(world, trap)
    if state in {TrapState.CHANGED, TrapState.CHECKED}:
        await changed(world, trap)
    if state is TrapState.CHECKED:
        await world.services.redesigning.say(PRIYA, trap, Verdict.YES)
    if state is TrapState.DISMISSED:
        await world.services.traps.dismiss(MOIRA, trap)
    if state is TrapState.MERGED:
        (other,) = await near_misses(world, here=1)
        into = await confirmed(world, [other])
        await world.services.trap_links.merge(MOIRA, trap, into)
    return trap


def refused(state: TrapState, action: TrapAction, user: UserId) -> type[GoodCatchError] | None:
    """What this person is told, by the table; None where they can do it."""
    roles = ROLES[user]
    if state is TrapState.PROPOSED:
        roles -= {TrapRole.OWNER}
    if state in {TrapState.DISMISSED, TrapState.MERGED}:
        # Its reports are gone from it, and so is whoever came with them.
        roles -= {TrapRole.NEIGHBOUR}
    if not roles & MAY[action] or not _knows_of_it(state, roles):
        return NotAvailable
    return None if (state, action) in TRANSITIONS else refusal(state)


def _knows_of_it(state: TrapState, roles: frozenset[TrapRole]) -> bool:
    if state in {TrapState.PROPOSED, TrapState.DISMISSED}:
        return bool(roles & {TrapRole.DECIDER, TrapRole.LEARNING_LEAD})
    return bool(roles)


@pytest.mark.parametrize("state", TrapState)
async def test_whoever_may_not_is_told_so_and_nothing_is_done(
    world: World, state: TrapState
) -> None:
    await two_teams(world)
    ids = await near_misses(world, here=1, there=1)
    *_, free = await near_misses(world, here=1)
    (elsewhere,) = await near_misses(world, here=1)
    into = await confirmed(world, [elsewhere])
    trap = await brought_to(world, state, ids)
    before = await the_trap(world, trap)

    tried = 0
    for (action, deed), user in product(DEEDS.items(), ROLES):
        problem = refused(state, action, user)
        if problem is not None:
            tried += 1
            with pytest.raises(problem):
                await deed(world, user, trap, (*ids, free), into)

    assert tried > len(ROLES)
    assert await the_trap(world, trap) == before


def test_every_deed_of_the_table_is_tried_but_the_library() -> None:
    assert set(DEEDS) == set(TrapAction) - {TrapAction.PUBLISH, TrapAction.UNPUBLISH}
