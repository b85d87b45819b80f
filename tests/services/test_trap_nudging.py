"""Whoever has an error trap is reminded, kindly and not often; and after a change it is asked."""

from datetime import UTC, date, datetime

from bot.domain.change import Verdict
from bot.domain.delivery import DeliveryKind
from bot.domain.ids import TrapId
from bot.domain.trap_steps import TrapStep
from bot.services.trap_contents import (
    TrapCheckBackContent,
    TrapNudgeContent,
)
from storage import people
from tests.builders import AMINA, DAN, PRIYA
from tests.services.trapping import (
    HILLSIDE,
    changed,
    confirmed,
    described,
    near_misses,
    planned,
    two_teams,
)
from tests.services.world import Sent, World, of_kind


async def a_trap(world: World) -> TrapId:
    """Confirmed on Monday, the 23rd of November."""
    await two_teams(world)
    return await confirmed(world, await near_misses(world))


async def on(world: World, day: date, hour: int = 10) -> list[Sent]:
    """What goes out by that hour, in London."""
    world.clock.moment = datetime(day.year, day.month, day.day, hour, tzinfo=UTC)
    await world.services.clockwork.tick()
    return await world.deliver()


def nudges(messages: list[Sent]) -> list[tuple[str, TrapStep, bool]]:
    """To whom, of what, and whether it is the last."""
    found = []
    for one in of_kind(messages, DeliveryKind.TRAP_NUDGE):
        content = one.outgoing.content
        assert isinstance(content, TrapNudgeContent)
        assert content.trap.reports == ()
        found.append((one.to, content.step, content.is_last))
    return found


async def test_without_a_plan_those_who_decide_are_reminded_three_times(world: World) -> None:
    await a_trap(world)

    assert nudges(await on(world, date(2026, 11, 27))) == []
    assert nudges(await on(world, date(2026, 11, 30))) == [(AMINA, TrapStep.NEXT_STEP, False)]
    assert nudges(await on(world, date(2026, 12, 7))) == [(AMINA, TrapStep.NEXT_STEP, False)]
    assert nudges(await on(world, date(2026, 12, 14))) == [(AMINA, TrapStep.NEXT_STEP, True)]
    assert nudges(await on(world, date(2027, 1, 18))) == []


async def test_whoever_has_taken_it_on_is_reminded_alone(world: World) -> None:
    trap = await a_trap(world)
    await world.services.traps.take_on(PRIYA, trap)

    assert nudges(await on(world, date(2026, 11, 30))) == [(PRIYA, TrapStep.NEXT_STEP, False)]


async def test_where_the_owner_has_left_the_team_those_who_decide_are(world: World) -> None:
    trap = await a_trap(world)
    await world.services.traps.take_on(PRIYA, trap)
    world.people.introduce(PRIYA, HILLSIDE)

    assert nudges(await on(world, date(2026, 11, 30))) == [(AMINA, TrapStep.NEXT_STEP, False)]


async def test_where_slack_does_not_reach_the_owner_those_who_decide_are(world: World) -> None:
    trap = await a_trap(world)
    await world.services.traps.take_on(PRIYA, trap)
    await world.database.write(lambda tx: people.mark_gone(tx, PRIYA, is_gone=True))

    assert nudges(await on(world, date(2026, 11, 30))) == [(AMINA, TrapStep.NEXT_STEP, False)]


async def test_while_the_manager_is_away_the_deputy_is_reminded(world: World) -> None:
    await a_trap(world)
    await world.services.absences.go(AMINA, date(2026, 12, 4))

    assert nudges(await on(world, date(2026, 11, 30))) == [(DAN, TrapStep.NEXT_STEP, False)]


async def test_nobody_is_reminded_outside_their_hours(world: World) -> None:
    await a_trap(world)

    assert nudges(await on(world, date(2026, 11, 30), hour=18)) == []
    assert nudges(await on(world, date(2026, 12, 1), hour=9)) == [
        (AMINA, TrapStep.NEXT_STEP, False)
    ]


async def test_a_plan_is_asked_after_on_its_day_and_a_week_later(world: World) -> None:
    trap = await a_trap(world)
    await planned(world, trap, by=date(2026, 12, 3))

    assert nudges(await on(world, date(2026, 12, 1))) == []
    assert nudges(await on(world, date(2026, 12, 3))) == [(AMINA, TrapStep.PLANNED, False)]
    assert nudges(await on(world, date(2026, 12, 10))) == [(AMINA, TrapStep.PLANNED, True)]
    assert nudges(await on(world, date(2026, 12, 31))) == []


async def test_a_reminder_that_waits_is_dropped_where_it_is_not_owed_any_more(
    world: World,
) -> None:
    trap = await a_trap(world)
    world.clock.moment = datetime(2026, 11, 30, 18, tzinfo=UTC)
    await world.services.clockwork.tick()
    await planned(world, trap)

    assert nudges(await on(world, date(2026, 12, 1))) == []


async def test_four_weeks_after_a_change_its_thread_is_asked_and_then_whoever_has_it(
    world: World,
) -> None:
    trap = await a_trap(world)
    await changed(world, trap)

    (asked,) = of_kind(await on(world, date(2026, 12, 21)), DeliveryKind.TRAP_CHECK_BACK)
    assert isinstance(asked.outgoing.content, TrapCheckBackContent)
    assert asked.outgoing.content.trap.reports == ()
    assert nudges(await on(world, date(2026, 12, 30))) == [(AMINA, TrapStep.CHECK_BACK, True)]
    assert await on(world, date(2027, 2, 1)) == []


async def test_once_somebody_has_said_so_nobody_is_asked_again(world: World) -> None:
    trap = await a_trap(world)
    await changed(world, trap)
    await on(world, date(2026, 12, 21))
    await world.services.redesigning.say(PRIYA, trap, Verdict.YES)

    assert nudges(await on(world, date(2026, 12, 31))) == []


async def test_still_there_is_followed_by_a_reminder_to_plan_anew(world: World) -> None:
    trap = await a_trap(world)
    await changed(world, trap)
    await on(world, date(2026, 12, 21))
    await world.services.redesigning.say(PRIYA, trap, Verdict.NO)

    assert nudges(await on(world, date(2026, 12, 31))) == [(AMINA, TrapStep.NEXT_STEP, False)]


async def test_ticking_twice_reminds_once(world: World) -> None:
    await a_trap(world)
    await on(world, date(2026, 11, 30))

    assert nudges(await on(world, date(2026, 11, 30), hour=11)) == []


async def test_a_reminder_put_off_by_describing_it_comes_when_it_was_due(world: World) -> None:
    trap = await a_trap(world)
    world.clock.move(days=3)
    await world.services.traps.describe(described(trap, name="The address is the old one"))

    assert nudges(await on(world, date(2026, 11, 30))) == [(AMINA, TrapStep.NEXT_STEP, False)]
