"""The bot asks at night whether reports that look alike are one trap; the pairs are given here."""

from collections.abc import Collection
from dataclasses import replace
from datetime import UTC, datetime
from itertools import combinations

import pytest

from bot.domain.delivery import DeliveryKind
from bot.domain.events import BOT
from bot.domain.form import Receipt
from bot.domain.ids import ReportId
from bot.domain.patterns import ALIKE, Pair
from bot.domain.report import Audience, Mode
from bot.domain.taxonomy import Factor, Stage
from bot.domain.trap_lifecycle import TrapState
from bot.services.patterns import MOST_AT_ONCE, Patterns
from storage import timers
from storage.database import Transaction
from storage.timers import Timer, TimerKind
from tests.builders import AMINA, MOIRA, sent
from tests.services.trapping import (
    TOM,
    confirmed,
    every_trap,
    near_misses,
    proposed,
    told,
    two_teams,
)
from tests.services.world import Sent, World, of_kind


async def all_alike(_: Transaction, ids: Collection[ReportId]) -> list[Pair]:
    return [Pair(one, other, ALIKE) for one, other in combinations(sorted(ids), 2)]


async def none_alike(_: Transaction, __: Collection[ReportId]) -> list[Pair]:
    return []


@pytest.fixture
def patterns(world: World) -> Patterns:
    return Patterns(world.context, all_alike)


async def a_night(world: World, patterns: Patterns) -> list[Sent]:
    """The next night, and what has gone out by ten the morning after."""
    now = world.clock.moment
    await patterns.wind_up()
    timer = await world.database.read(lambda tx: timers.of(tx, TimerKind.PATTERNS, "service"))
    assert timer is not None
    world.clock.moment = max(timer.due_at, now)
    await patterns.come([timer])
    morning = world.clock.moment
    assert not of_kind(await world.deliver(), DeliveryKind.TRAP_PROPOSED)
    world.clock.moment = datetime(morning.year, morning.month, morning.day, 10, tzinfo=UTC)
    return await world.deliver()


async def test_three_that_look_alike_are_asked_about_the_next_morning(
    world: World, patterns: Patterns
) -> None:
    await two_teams(world)
    ids = await near_misses(world, here=3, mode=Mode.CONFIDENTIAL)

    heard = await a_night(world, patterns)

    (trap,) = await every_trap(world)
    assert (trap.reports, trap.state) == (frozenset(ids), TrapState.PROPOSED)
    assert (trap.events[0].actor, trap.name) == (BOT, "")
    assert told(heard, DeliveryKind.TRAP_PROPOSED) == {AMINA, MOIRA}


async def test_two_are_not_asked_about_nor_what_is_not_alike(
    world: World, patterns: Patterns
) -> None:
    await two_teams(world)
    await near_misses(world, here=2)
    await a_night(world, patterns)
    await near_misses(world, here=2)
    await a_night(world, Patterns(world.context, none_alike))

    assert await every_trap(world) == ()


async def test_where_they_are_of_several_teams_learning_leads_alone_are_asked(
    world: World, patterns: Patterns
) -> None:
    await two_teams(world)
    await near_misses(world, here=2, there=1)

    assert told(await a_night(world, patterns), DeliveryKind.TRAP_PROPOSED) == {MOIRA}


async def test_what_not_everybody_may_read_is_looked_at_by_nobody(
    world: World, patterns: Patterns
) -> None:
    await two_teams(world)
    ids = await near_misses(world, here=3)
    await world.released(await world.file(TOM, audience=Audience.DECIDERS))
    await world.services.own.withdraw(TOM, ids[0])

    await a_night(world, patterns)

    assert await every_trap(world) == ()


async def test_what_belongs_to_a_trap_is_not_asked_about_again(
    world: World, patterns: Patterns
) -> None:
    await two_teams(world)
    trap = await confirmed(world, await near_misses(world, here=3))

    await a_night(world, patterns)

    assert [one.id for one in await every_trap(world)] == [trap]


async def test_a_false_pattern_is_proposed_at_most_once_more(
    world: World, patterns: Patterns
) -> None:
    await two_teams(world)
    asked = []
    for more in (3, 2, 1, 3, 6):
        await near_misses(world, here=more)
        await a_night(world, patterns)
        waiting = await every_trap(world)
        asked.append(len(waiting))
        for trap in waiting:
            await world.services.traps.dismiss(MOIRA, trap.id)

    assert asked == [1, 0, 1, 0, 0]


async def test_no_more_is_asked_about_a_team_than_people_answer(
    world: World, patterns: Patterns
) -> None:
    await two_teams(world)
    for _ in range(MOST_AT_ONCE):
        await proposed(world, await near_misses(world, here=1))
    await near_misses(world, here=3)

    await a_night(world, patterns)
    assert len(await every_trap(world)) == MOST_AT_ONCE
    world.clock.move(days=31)
    await a_night(world, patterns)
    assert len(await every_trap(world)) == MOST_AT_ONCE + 1


async def test_the_next_night_is_set_once_and_ten_days_missed_are_one_night(
    world: World, patterns: Patterns
) -> None:
    await two_teams(world)
    await patterns.wind_up()
    world.clock.move(days=10)
    await patterns.wind_up()

    async def set_for() -> Timer | None:
        return await world.database.read(lambda tx: timers.of(tx, TimerKind.PATTERNS, "service"))

    timer = await set_for()
    assert timer is not None
    assert timer.due_at == datetime(2026, 11, 24, 3, 45, tzinfo=UTC)
    await patterns.come([timer])
    after = await set_for()
    assert after is not None
    assert after.due_at == datetime(2026, 12, 4, 3, 45, tzinfo=UTC)


PLANTED = (
    "The bundle for the hearing was with the worker who had left, and nobody had handed it over",
    "I took a family over a week before the hearing and heard of the date from their solicitor",
    "After the change of worker the statement was not filed, each of us thought of the other",
)
"""The same cause, told by three people in their own words."""

BESIDE = (
    "The heating in the contact room did not work",
    "A letter went out with the wrong logo",
    "The lift was out of order on the day of the visit",
)


async def test_one_cause_told_in_different_words_is_found_among_others(world: World) -> None:
    await two_teams(world)
    planted = [await told_by(world, what, Stage.COURT, Factor.HANDOVER) for what in PLANTED]
    for what, stage, factor in zip(BESIDE, Stage, Factor, strict=False):
        await told_by(world, what, stage, factor)
    await world.services.clockwork.wind_up()

    await world.tick_at(days=1)

    (trap,) = await every_trap(world)
    assert trap.reports == frozenset(planted)
    assert (trap.stage, trap.factors) == (Stage.COURT, (Factor.HANDOVER,))


async def told_by(world: World, what: str, stage: Stage, factor: Factor) -> ReportId:
    """A near miss of this place and factor."""
    form = await world.form(TOM)
    given = sent(form, user=TOM, what=what, mode=Mode.NAMED)
    words = replace(given.words, stage=stage, factors=(factor,))
    receipt = await world.services.capture.submit(replace(given, words=words))
    assert isinstance(receipt, Receipt)
    return await world.id_of(receipt.reference)
