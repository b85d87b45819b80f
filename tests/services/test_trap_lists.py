"""The list of error traps: each person finds theirs, eight at a time, with what each waits for."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.domain.change import Verdict
from bot.domain.events import TEAM
from bot.domain.ids import UserId
from bot.domain.trap_list import ON_A_PAGE, TrapList
from bot.domain.trap_steps import TrapStep
from bot.services.trap_ideas import Proposed
from storage import teams
from tests.builders import AMINA, CHANNEL, DAN, MOIRA, PRIYA
from tests.services.trapping import (
    BY,
    HANNAH,
    NAME,
    SAM,
    TOM,
    ZOE,
    changed,
    confirmed,
    fresh,
    near_misses,
    planned,
    proposed,
    two_teams,
)
from tests.services.world import World

TODAY = date(2026, 11, 23)


async def listed(world: World, user: UserId = AMINA, first: int = 0) -> TrapList:
    return await world.services.trap_lists.live(user, first)


async def test_without_any_it_is_empty(world: World) -> None:
    await two_teams(world)
    assert await listed(world, MOIRA) == TrapList((), 0, None)


async def test_it_says_the_name_the_state_and_what_is_waited_for_since_when(world: World) -> None:
    await two_teams(world)
    trap = await confirmed(world, await near_misses(world))
    world.clock.move(days=2)

    [one] = (await listed(world)).rows
    assert (one.trap.name, one.trap.reports, one.team) == (NAME, (), "Riverside")
    assert (one.step, one.since, one.is_since_told) == (TrapStep.NEXT_STEP, TODAY, True)
    assert one.trap.owner is None

    await world.services.traps.take_on(TOM, trap)
    await planned(world, trap)
    [one] = (await listed(world)).rows
    assert (one.step, one.since) == (TrapStep.PLANNED, TODAY + timedelta(days=2))
    assert (one.trap.owner, one.trap.plan and one.trap.plan.until) == (TOM, BY)


@pytest.mark.parametrize(
    ("user", "theirs"),
    [
        (AMINA, {"guess", "trap"}),
        (MOIRA, {"guess", "trap"}),
        (PRIYA, {"trap"}),
        (DAN, {"trap"}),
        (HANNAH, set()),
        (SAM, set()),
        (ZOE, set()),
    ],
)
async def test_each_person_finds_what_is_theirs_to_see(
    world: World, user: UserId, theirs: set[str]
) -> None:
    """Dan stands in for Amina, who is here; Hannah and Sam are of the other team, Zoe of none."""
    await two_teams(world)
    known = await confirmed(world, await near_misses(world, there=1))
    guess = await proposed(world, await near_misses(world, here=3))
    called = {known: "trap", guess: "guess"}

    found = {called[one.trap.id] for one in (await listed(world, user)).rows}

    assert found == theirs


async def test_who_was_a_manager_a_moment_ago_finds_no_guess(world: World) -> None:
    await two_teams(world)
    (riverside,) = await world.database.read(lambda tx: teams.in_channels(tx, [CHANNEL]))
    await proposed(world, await near_misses(world, here=3))
    assert len((await listed(world)).rows) == 1

    await world.services.settings.save_team(replace(riverside, managers=(DAN,), deputies=()))

    assert (await listed(world)).rows == ()


async def test_they_come_eight_at_a_time_guesses_first_and_none_twice(world: World) -> None:
    await two_teams(world)
    ids = await near_misses(world, here=10)
    for id in ids[:9]:
        await confirmed(world, [id])
    await proposed(world, ids[9:])

    first = await listed(world)
    second = await listed(world, first=ON_A_PAGE)

    assert (len(first.rows), first.following) == (8, 8)
    assert (len(second.rows), second.following) == (2, None)
    assert first.rows[0].step is None
    assert len({one.trap.id for one in (*first.rows, *second.rows)}) == 10
    assert (await listed(world, first=999)).first == 0


async def test_what_is_dismissed_or_went_into_another_is_in_it_no_more(world: World) -> None:
    await two_teams(world)
    one, two, three = await near_misses(world, here=3)
    traps = [await confirmed(world, [id]) for id in (one, two, three)]
    await world.services.traps.dismiss(MOIRA, traps[0])
    await world.services.trap_links.merge(MOIRA, traps[1], traps[2])
    assert [row.trap.id for row in (await listed(world)).rows] == [traps[2]]


async def test_a_colleagues_guess_is_in_no_list_before_it_was_put_to_somebody(world: World) -> None:
    """Whoever looked often enough would see when it was said, and who was at their desk."""
    await two_teams(world)
    (id,) = await near_misses(world, here=1)
    await world.services.trap_ideas.propose(Proposed(PRIYA, id, "", fresh()))

    assert (await listed(world)).rows == ()
    assert await world.services.traps.live(AMINA) == ()

    world.clock.move(hours=3)
    [row] = (await listed(world)).rows
    assert not row.is_since_told
    assert len(await world.services.traps.live(AMINA)) == 1


async def test_since_when_is_not_said_of_what_nobody_is_kept_for(world: World) -> None:
    await two_teams(world)
    trap = await confirmed(world, await near_misses(world))
    await changed(world, trap)
    await world.services.redesigning.say(PRIYA, trap, Verdict.NO)

    [row] = (await listed(world)).rows

    assert row.trap.story[-1].actor == TEAM
    assert (row.step, row.is_since_told) == (TrapStep.NEXT_STEP, False)
