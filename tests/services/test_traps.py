"""Error traps are proposed by anybody, and confirmed, described, let be and taken on by some."""

from datetime import date

import pytest

from bot.domain.delivery import DeliveryKind
from bot.domain.errors import (
    IdentifiersSeen,
    InATrapAlready,
    NobodyToTakeItOn,
    NoSuchTrapNow,
    NotAvailable,
    NotPossibleNow,
    SharedFirst,
    TakenBack,
    WordsNeeded,
)
from bot.domain.events import TEAM
from bot.domain.ids import UserId
from bot.domain.report import Audience, Mode
from bot.domain.taxonomy import Factor, Stage
from bot.domain.trap_lifecycle import TrapAction, TrapEventKind, TrapState
from bot.services.trap_ideas import Proposed
from tests.builders import AMINA, CHANNEL, DAN, MOIRA, PRIYA
from tests.services.trapping import (
    HANNAH,
    HILLSIDE,
    NAME,
    SAM,
    TOM,
    ZOE,
    changed,
    confirmed,
    described,
    every_trap,
    fresh,
    near_misses,
    planned,
    proposed,
    the_report,
    the_trap,
    told,
    two_teams,
)
from tests.services.world import World

NHS_NUMBER = "943 476 5919"


async def test_anybody_in_the_team_can_propose_one_from_a_card_and_is_not_kept(
    world: World,
) -> None:
    await two_teams(world)
    (id,) = await near_misses(world, here=1, mode=Mode.CONFIDENTIAL)

    await world.services.trap_ideas.propose(Proposed(PRIYA, id, NAME, fresh()))

    (trap,) = await every_trap(world)
    assert trap.events[0].actor == TEAM
    assert trap.events[0].at.minute == 0
    assert (trap.name, trap.state) == (NAME, TrapState.PROPOSED)
    assert trap.reports == {id}
    assert trap.reference.startswith("T-")


async def test_the_same_form_proposes_once(world: World) -> None:
    await two_teams(world)
    (id,) = await near_misses(world, here=1)
    given = Proposed(PRIYA, id, "", "the same form")

    await world.services.trap_ideas.propose(given)
    await world.services.trap_ideas.propose(given)

    assert len(await every_trap(world)) == 1


async def test_whoever_decides_is_kept_as_having_proposed_it(world: World) -> None:
    await two_teams(world)
    (id,) = await near_misses(world, here=1)

    await world.services.trap_ideas.propose(Proposed(AMINA, id, "", fresh()))

    (trap,) = await every_trap(world)
    assert trap.events[0].actor == AMINA


@pytest.mark.parametrize("user", [SAM, HANNAH, ZOE])
async def test_nobody_proposes_a_report_of_a_team_they_are_not_in(
    world: World, user: UserId
) -> None:
    await two_teams(world)
    (id,) = await near_misses(world, here=1)

    with pytest.raises(NotAvailable):
        await world.services.trap_ideas.propose(Proposed(user, id, "", fresh()))


async def test_a_report_belongs_to_one_trap_at_most(world: World) -> None:
    await two_teams(world)
    ids = await near_misses(world, here=1)
    await proposed(world, ids)

    with pytest.raises(InATrapAlready):
        await world.services.trap_ideas.may_propose(PRIYA, ids[0])


async def test_what_only_those_who_decide_may_read_is_not_put_to_a_trap(world: World) -> None:
    await two_teams(world)
    id = await world.released(await world.file(TOM, audience=Audience.DECIDERS))

    with pytest.raises(SharedFirst):
        await world.services.trap_ideas.may_propose(AMINA, id)
    with pytest.raises(NotAvailable):
        await world.services.trap_ideas.may_propose(PRIYA, id)


async def test_what_nobody_else_can_read_yet_is_not_proposed_by_its_reporter(world: World) -> None:
    await two_teams(world)
    id = await world.file(TOM, mode=Mode.CONFIDENTIAL)

    with pytest.raises(NotAvailable):
        await world.services.trap_ideas.may_propose(TOM, id)


async def test_what_was_taken_back_is_not_proposed(world: World) -> None:
    await two_teams(world)
    (id,) = await near_misses(world, here=1)
    await world.services.own.withdraw(TOM, id)

    with pytest.raises(TakenBack):
        await world.services.trap_ideas.may_propose(PRIYA, id)


async def test_a_name_that_would_tell_who_a_child_is_is_not_kept(world: World) -> None:
    await two_teams(world)
    ids = await near_misses(world, here=2)
    trap = await proposed(world, ids[:1])

    with pytest.raises(IdentifiersSeen):
        await world.services.trap_ideas.propose(Proposed(PRIYA, ids[1], NHS_NUMBER, fresh()))
    with pytest.raises(IdentifiersSeen):
        await world.services.traps.confirm(described(trap, name=f"Mixed up {NHS_NUMBER}"))


async def test_learning_leads_and_those_who_decide_are_asked_about_a_trap_of_one_team(
    world: World,
) -> None:
    await two_teams(world)
    await proposed(world, await near_misses(world))

    assert told(await world.deliver(), DeliveryKind.TRAP_PROPOSED) == {AMINA, MOIRA}


async def test_learning_leads_alone_are_asked_about_a_trap_of_several_teams(world: World) -> None:
    await two_teams(world)
    await proposed(world, await near_misses(world, here=1, there=2))

    assert told(await world.deliver(), DeliveryKind.TRAP_PROPOSED) == {MOIRA}


async def test_a_confirmed_trap_has_the_name_and_factors_somebody_gave_it(world: World) -> None:
    await two_teams(world)
    trap = await proposed(world, await near_misses(world))

    seen = await world.services.traps.confirm(described(trap))

    assert seen.trap.name == NAME
    assert (seen.trap.stage, seen.trap.factors) == (Stage.COURT, (Factor.HANDOVER,))
    assert seen.trap.state is TrapState.CONFIRMED
    assert (await the_trap(world, trap)).events[-1].actor == MOIRA


async def test_a_trap_without_a_name_is_not_confirmed(world: World) -> None:
    await two_teams(world)
    trap = await proposed(world, await near_misses(world))

    with pytest.raises(WordsNeeded):
        await world.services.traps.confirm(described(trap, name=" \u200b"))


async def test_the_same_form_confirms_once(world: World) -> None:
    await two_teams(world)
    trap = await proposed(world, await near_misses(world))
    given = described(trap, key="the same form")

    await world.services.traps.confirm(given)
    await world.services.traps.confirm(given)

    kinds = [event.kind for event in (await the_trap(world, trap)).events]
    assert kinds == [TrapEventKind.PROPOSED, TrapEventKind.CONFIRMED]


async def test_of_two_who_confirm_the_second_reads_that_it_is_done(world: World) -> None:
    await two_teams(world)
    trap = await proposed(world, await near_misses(world))
    await world.services.traps.confirm(described(trap, AMINA))

    with pytest.raises(NotPossibleNow):
        await world.services.traps.confirm(described(trap, MOIRA))


async def test_reports_of_a_trap_let_be_stand_by_themselves(world: World) -> None:
    await two_teams(world)
    ids = await near_misses(world)
    trap = await confirmed(world, ids)

    await world.services.traps.dismiss(MOIRA, trap)

    assert (await the_trap(world, trap)).reports == frozenset()
    assert [(await the_report(world, id)).trap for id in ids] == [None, None]
    with pytest.raises(NoSuchTrapNow):
        await world.services.traps.confirm(described(trap))


async def test_anybody_in_the_team_can_take_it_on(world: World) -> None:
    await two_teams(world)
    trap = await confirmed(world, await near_misses(world))

    seen = await world.services.traps.take_on(PRIYA, trap)

    assert seen.trap.owner == PRIYA
    assert TrapAction.PLAN in seen.trap.may


async def test_taking_it_on_twice_is_kept_once(world: World) -> None:
    await two_teams(world)
    trap = await confirmed(world, await near_misses(world))

    await world.services.traps.take_on(PRIYA, trap)
    await world.services.traps.take_on(PRIYA, trap)

    owned = [one for one in (await the_trap(world, trap)).events if one.owner]
    assert len(owned) == 1


async def test_nobody_from_elsewhere_is_asked_to_take_it_on(world: World) -> None:
    await two_teams(world)
    trap = await confirmed(world, await near_misses(world))

    for user in (SAM, ZOE):
        with pytest.raises(NobodyToTakeItOn):
            await world.services.traps.own(AMINA, trap, user)
    assert (await world.services.traps.own(AMINA, trap, PRIYA)).trap.owner == PRIYA


async def test_an_owner_who_has_left_the_team_has_no_right_any_more(world: World) -> None:
    await two_teams(world)
    trap = await confirmed(world, await near_misses(world))
    await world.services.traps.take_on(PRIYA, trap)
    world.people.introduce(PRIYA, HILLSIDE)

    with pytest.raises(NotAvailable):
        await planned(world, trap, PRIYA)


async def test_a_deputy_decides_only_while_nobody_else_can(world: World) -> None:
    await two_teams(world)
    trap = await proposed(world, await near_misses(world))

    with pytest.raises(NotAvailable):
        await world.services.traps.confirm(described(trap, DAN))
    await world.services.absences.go(AMINA, date(2026, 12, 4))
    seen = await world.services.traps.confirm(described(trap, DAN))
    assert seen.trap.state is TrapState.CONFIRMED


async def test_a_manager_who_wrote_one_of_the_reports_can_work_on_the_trap(world: World) -> None:
    await two_teams(world)
    own = await world.released(await world.file(AMINA, mode=Mode.CONFIDENTIAL))
    trap = await proposed(world, [own])

    seen = await world.services.traps.confirm(described(trap, AMINA))

    assert seen.trap.state is TrapState.CONFIRMED


async def test_a_trap_of_several_teams_shows_each_person_what_they_may_read(world: World) -> None:
    await two_teams(world)
    trap = await confirmed(world, await near_misses(world, here=1, there=2))

    def count(reports: tuple[object, ...]) -> int:
        return len(reports)

    lead = await world.services.traps.open(MOIRA, trap)
    home = await world.services.traps.open(AMINA, trap)
    away = await world.services.traps.open(HANNAH, trap)
    assert [count(one.trap.reports) for one in (lead, home, away)] == [3, 1, 2]
    assert [one.trap.has_others for one in (lead, home, away)] == [False, True, True]
    assert away.trap.is_neighbour
    assert set(lead.teams.values()) == {"Riverside", "Hillside"}


async def test_a_trap_that_is_a_guess_is_shown_to_those_who_decide_alone(world: World) -> None:
    await two_teams(world)
    trap = await proposed(world, await near_misses(world, here=1, there=1))

    for user in (PRIYA, TOM, HANNAH, SAM, ZOE):
        with pytest.raises(NotAvailable):
            await world.services.traps.open(user, trap)


async def test_what_was_taken_back_is_in_no_trap_any_more(world: World) -> None:
    await two_teams(world)
    ids = await near_misses(world, here=3)
    trap = await confirmed(world, ids)

    await world.services.own.withdraw(TOM, ids[0])

    seen = await world.services.traps.open(AMINA, trap)
    assert {one.id for one in seen.trap.reports} == set(ids[1:])
    assert not seen.trap.has_others


async def test_links_lead_to_the_cards_that_somebody_can_open(world: World) -> None:
    await two_teams(world)
    here, there = await near_misses(world, here=1, there=1)
    trap = await confirmed(world, [here, there])
    world.people.introduce(MOIRA, CHANNEL)

    seen = await world.services.traps.open(MOIRA, trap)

    assert set(seen.links) == {here}


async def test_only_traps_with_which_something_can_be_done_are_offered(world: World) -> None:
    await two_teams(world)
    ids = await near_misses(world, here=2, there=1)
    mine, let_be = await confirmed(world, ids[:1]), await confirmed(world, ids[1:2])
    theirs = await confirmed(world, ids[2:])
    await world.services.traps.dismiss(MOIRA, let_be)

    assert {one.id for one in await world.services.traps.live(MOIRA)} == {mine, theirs}
    assert await world.services.traps.live(PRIYA) == ()
    offered = await world.services.traps.live(MOIRA, TrapAction.MERGE, without=mine)
    assert {one.id for one in offered} == {theirs}


async def test_a_plan_of_the_trap_is_told_on_its_reports(world: World) -> None:
    await two_teams(world)
    ids = await near_misses(world)
    trap = await confirmed(world, ids)

    await planned(world, trap)
    sent = await world.deliver()

    cards = [one for one in sent if one.delivery.kind is DeliveryKind.CARD_UPDATE]
    assert {one.delivery.report for one in cards} == set(ids)
    await changed(world, trap)
