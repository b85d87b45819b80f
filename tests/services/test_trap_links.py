"""Reports are put to an error trap and taken out by hand, and two traps become one."""

import pytest

from bot.domain.delivery import DeliveryKind
from bot.domain.errors import (
    InATrapAlready,
    NoSuchTrapNow,
    NotAvailable,
    NotPossibleNow,
    SharedFirst,
    TakenBack,
)
from bot.domain.ids import ReportId, TrapId, UserId
from bot.domain.report import Audience
from bot.domain.trap_lifecycle import TrapState
from bot.services.trap_contents import (
    TrapProposedContent,
)
from bot.services.trap_links import TrapLinks
from storage import timers
from storage.timers import TimerKind
from tests.builders import AMINA, MOIRA, PRIYA
from tests.services.trapping import (
    HANNAH,
    SAM,
    TOM,
    changed,
    confirmed,
    near_misses,
    proposed,
    the_report,
    the_trap,
    told,
    two_teams,
)
from tests.services.world import World, of_kind


@pytest.fixture
def links(world: World) -> TrapLinks:
    return world.services.trap_links


async def test_a_linked_report_belongs_to_the_trap_and_its_reporter_is_told(
    world: World, links: TrapLinks
) -> None:
    await two_teams(world)
    first, second = await near_misses(world)
    trap = await confirmed(world, [first])

    seen = await links.link(AMINA, trap, second)
    sent = await world.deliver()

    assert {one.id for one in seen.trap.reports} == {first, second}
    assert told(sent, DeliveryKind.TRAP_TO_REPORTER) == {TOM}
    assert {one.delivery.report for one in of_kind(sent, DeliveryKind.CARD_UPDATE)} == {second}
    assert len(of_kind(sent, DeliveryKind.TRAP_CARD_UPDATE)) == 1


async def test_linking_twice_does_nothing_more(world: World, links: TrapLinks) -> None:
    await two_teams(world)
    first, second = await near_misses(world)
    trap = await confirmed(world, [first])

    await links.link(AMINA, trap, second)
    await links.link(AMINA, trap, second)

    assert [event.kind.value for event in (await the_trap(world, trap)).events] == [
        "proposed",
        "confirmed",
        "linked",
    ]


async def test_a_report_of_another_trap_is_not_linked(world: World, links: TrapLinks) -> None:
    await two_teams(world)
    first, second = await near_misses(world)
    trap = await confirmed(world, [first])
    await confirmed(world, [second])

    with pytest.raises(InATrapAlready):
        await links.link(AMINA, trap, second)


async def test_what_is_unshared_or_taken_back_is_not_linked(world: World, links: TrapLinks) -> None:
    await two_teams(world)
    first, second = await near_misses(world)
    hidden = await world.released(await world.file(TOM, audience=Audience.DECIDERS))
    trap = await confirmed(world, [first])
    await world.services.own.withdraw(TOM, second)

    with pytest.raises(SharedFirst):
        await links.link(AMINA, trap, hidden)
    with pytest.raises(TakenBack):
        await links.link(AMINA, trap, second)


async def test_a_manager_links_no_report_of_another_team(world: World, links: TrapLinks) -> None:
    await two_teams(world)
    here, there = await near_misses(world, here=1, there=1)
    trap = await confirmed(world, [here])
    # Even where she reads along in their channel.
    world.people.introduce(AMINA, "C0RIVERSIDE", "C0HILLSIDE")

    with pytest.raises(NotAvailable):
        await links.link(AMINA, trap, there)


async def test_a_learning_lead_links_across_teams_and_that_team_has_a_notice(
    world: World, links: TrapLinks
) -> None:
    await two_teams(world)
    here, there = await near_misses(world, here=1, there=1)
    trap = await confirmed(world, [here])

    await links.link(MOIRA, trap, there)
    sent = await world.deliver()

    assert told(sent, DeliveryKind.TRAP_NOTICE) == {"C0HILLSIDE"}
    assert told(sent, DeliveryKind.TRAP_TO_REPORTER) == {SAM}


async def test_an_unlinked_report_stands_by_itself(world: World, links: TrapLinks) -> None:
    await two_teams(world)
    first, second = await near_misses(world)
    trap = await confirmed(world, [first, second])

    await links.unlink(AMINA, trap, second)
    await links.unlink(AMINA, trap, second)
    sent = await world.deliver()

    assert (await the_trap(world, trap)).reports == {first}
    assert (await the_report(world, second)).trap is None
    assert {one.delivery.report for one in of_kind(sent, DeliveryKind.CARD_UPDATE)} == {second}


async def test_a_report_left_out_of_a_proposal_is_drawn_out_of_the_question(
    world: World, links: TrapLinks
) -> None:
    await two_teams(world)
    first, second = await near_misses(world)
    trap = await proposed(world, [first, second])
    await world.deliver()

    await links.unlink(MOIRA, trap, second)
    sent = of_kind(await world.deliver(), DeliveryKind.TRAP_PROPOSED_UPDATE)

    assert len(sent) == 2
    for one in sent:
        assert isinstance(one.outgoing.content, TrapProposedContent)
        assert [report.id for report in one.outgoing.content.seen.trap.reports] == [first]


@pytest.mark.parametrize("user", [PRIYA, TOM, HANNAH])
async def test_nobody_else_links_or_unlinks(world: World, links: TrapLinks, user: UserId) -> None:
    await two_teams(world)
    first, second = await near_misses(world)
    trap = await confirmed(world, [first])

    with pytest.raises(NotAvailable):
        await links.link(user, trap, second)
    with pytest.raises(NotAvailable):
        await links.unlink(user, trap, first)


@pytest.mark.parametrize("nowhere", ["trap", "report"])
async def test_what_does_not_exist_reads_like_what_is_not_theirs(
    world: World, links: TrapLinks, nowhere: str
) -> None:
    await two_teams(world)
    (id,) = await near_misses(world, here=1)
    trap = await confirmed(world, [id])

    where = (TrapId("none"), id) if nowhere == "trap" else (trap, ReportId("none"))
    with pytest.raises(NotAvailable):
        await links.link(MOIRA, *where)


async def test_merged_traps_have_all_reports_in_the_one_that_stays(
    world: World, links: TrapLinks
) -> None:
    await two_teams(world)
    first, second = await near_misses(world)
    going, staying = await confirmed(world, [first]), await confirmed(world, [second])

    seen = await links.merge(AMINA, going, staying)
    sent = await world.deliver()

    assert seen.trap.id == staying
    assert (await the_trap(world, staying)).reports == {first, second}
    gone = await the_trap(world, going)
    assert (gone.state, gone.merged_into) == (TrapState.MERGED, staying)
    assert len(of_kind(sent, DeliveryKind.TRAP_CARD_UPDATE)) == 2
    assert first in {one.delivery.report for one in of_kind(sent, DeliveryKind.CARD_UPDATE)}
    with pytest.raises(NoSuchTrapNow):
        await links.link(AMINA, going, first)


async def test_a_guess_goes_into_what_is_confirmed_and_not_the_other_way(
    world: World, links: TrapLinks
) -> None:
    await two_teams(world)
    first, second = await near_misses(world)
    guess, trap = await proposed(world, [first]), await confirmed(world, [second])

    with pytest.raises(NotPossibleNow):
        await links.merge(AMINA, trap, guess)
    with pytest.raises(NotPossibleNow):
        await links.merge(AMINA, trap, trap)
    await links.merge(AMINA, guess, trap)
    sent = await world.deliver()

    assert told(sent, DeliveryKind.TRAP_TO_REPORTER) == {TOM}


async def test_a_manager_merges_no_trap_of_another_team(world: World, links: TrapLinks) -> None:
    await two_teams(world)
    here, _ = await near_misses(world, here=2)
    (there,) = await near_misses(world, here=0, there=1)
    mine, theirs = await confirmed(world, [here]), await confirmed(world, [there])

    # Riverside works on both, so Hillside's manager decides on neither.
    with pytest.raises(NotAvailable):
        await links.merge(HANNAH, theirs, mine)


async def test_nobody_is_reminded_of_a_trap_that_went_into_another(
    world: World, links: TrapLinks
) -> None:
    await two_teams(world)
    first, second = await near_misses(world)
    going, staying = await confirmed(world, [first]), await confirmed(world, [second])

    await links.merge(MOIRA, going, staying)

    left = await world.database.read(lambda tx: timers.of(tx, TimerKind.TRAP, going))
    assert left is None


async def test_a_report_linked_after_the_change_waits_for_its_own_answer(
    world: World, links: TrapLinks
) -> None:
    await two_teams(world)
    first, second = await near_misses(world)
    trap = await confirmed(world, [first])
    await changed(world, trap)

    await links.link(AMINA, trap, second)

    assert await world.kinds(second) == ["filed"]
