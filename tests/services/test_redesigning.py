"""A trap is planned, changed and looked back on; its reports go its way."""

from datetime import date, timedelta

import pytest

from bot.domain.change import Strength, Verdict
from bot.domain.delivery import DeliveryKind
from bot.domain.errors import DateNeeded, IdentifiersSeen, NotAvailable, SaidAlready, WordsNeeded
from bot.domain.events import TEAM, Reply
from bot.domain.ids import TrapId, UserId
from bot.domain.lifecycle import State
from bot.domain.report import Mode
from bot.domain.retention import USUAL
from bot.domain.trap_lifecycle import TrapState
from bot.services import following
from bot.services.changes import Altered
from bot.services.contents import WeekContent
from bot.services.redesigning import Planned, Redesigned, Redesigning
from tests.builders import AMINA, MOIRA, PRIYA
from tests.services.trapping import (
    BY,
    HANNAH,
    PLAN,
    SAM,
    TOM,
    ZOE,
    changed,
    confirmed,
    fresh,
    near_misses,
    planned,
    the_report,
    the_trap,
    told,
    two_teams,
)
from tests.services.world import World, of_kind

YES_OR_A_BIT = pytest.mark.parametrize("verdict", [Verdict.YES, Verdict.A_BIT])


@pytest.fixture
def redesigning(world: World) -> Redesigning:
    return world.services.redesigning


async def test_a_plan_says_what_by_when_and_how_strong(world: World) -> None:
    await two_teams(world)
    trap = await confirmed(world, await near_misses(world))

    await planned(world, trap)

    found = await the_trap(world, trap)
    assert found.state is TrapState.REDESIGNING
    assert found.plan is not None
    assert (found.plan.words, found.plan.until) == (PLAN, BY)
    assert (found.plan.strength, found.plan.actor) == (Strength.DESIGN_OUT, AMINA)


@pytest.mark.parametrize("days", [-1, 0, 400])
async def test_a_plan_is_for_a_day_to_come_within_a_year(world: World, days: int) -> None:
    await two_teams(world)
    trap = await confirmed(world, await near_misses(world))

    with pytest.raises(DateNeeded):
        await planned(world, trap, by=date(2026, 11, 23) + timedelta(days=days))


async def test_a_plan_or_change_needs_words_that_tell_nobody_who_a_child_is(
    world: World, redesigning: Redesigning
) -> None:
    await two_teams(world)
    trap = await confirmed(world, await near_misses(world))

    for words, problem in (("\u200b", WordsNeeded), ("NHS 943 476 5919", IdentifiersSeen)):
        with pytest.raises(problem):
            await redesigning.plan(Planned(AMINA, trap, words, Strength.EASIER, BY, fresh()))
        with pytest.raises(problem):
            await redesigning.change(Redesigned(AMINA, trap, words, Strength.EASIER, fresh()))


async def test_the_same_form_changes_it_once(world: World, redesigning: Redesigning) -> None:
    await two_teams(world)
    ids = await near_misses(world)
    trap = await confirmed(world, ids)
    given = Redesigned(AMINA, trap, PLAN, Strength.EASIER, "the same form")

    await redesigning.change(given)
    await redesigning.change(given)

    assert await world.kinds(ids[0]) == ["filed", "changed"]


@pytest.mark.parametrize("mode", Mode)
async def test_every_report_follows_the_change_of_its_trap(world: World, mode: Mode) -> None:
    await two_teams(world)
    ids = await near_misses(world, here=2, mode=mode)
    trap = await confirmed(world, ids)

    await changed(world, trap)

    for id in ids:
        report = await the_report(world, id)
        change = report.events[-1]
        assert report.state is State.CHANGED
        assert (change.words, change.strength) == (PLAN, Strength.DESIGN_OUT)
        assert (change.actor, change.until) == (AMINA, None)


async def test_reporters_are_told_of_the_change_where_they_can_be_reached(world: World) -> None:
    await two_teams(world)
    await near_misses(world, here=1, mode=Mode.ANONYMOUS)
    ids = await near_misses(world, here=1, there=1, mode=Mode.CONFIDENTIAL)
    trap = await confirmed(world, ids)

    sent = await changed(world, trap)

    assert told(sent, DeliveryKind.REPLY_TO_REPORTER) == {TOM, SAM}


async def test_nobody_writes_to_a_reporter_who_left_no_name(world: World) -> None:
    await two_teams(world)
    ids = await near_misses(world, here=2, mode=Mode.ANONYMOUS)
    trap = await confirmed(world, ids)

    sent = await changed(world, trap)

    assert not of_kind(sent, DeliveryKind.REPLY_TO_REPORTER)
    assert not of_kind(sent, DeliveryKind.TRAP_TO_REPORTER)


async def test_a_report_that_was_taken_back_does_not_follow(world: World) -> None:
    await two_teams(world)
    ids = await near_misses(world)
    trap = await confirmed(world, ids)
    await world.services.own.withdraw(TOM, ids[0])

    await changed(world, trap)

    assert await world.kinds(ids[0]) == ["filed", "withdrawn"]
    assert await world.kinds(ids[1]) == ["filed", "changed"]


async def test_the_trap_alone_asks_whether_its_change_has_helped(world: World) -> None:
    await two_teams(world)
    ids = await near_misses(world)
    trap = await confirmed(world, ids)
    await world.say(AMINA, ids[0], Reply.GO_AHEAD)

    await changed(world, trap)

    sent = await world.tick_at(days=28)

    assert len(of_kind(sent, DeliveryKind.TRAP_CHECK_BACK)) == 1
    for kind in (DeliveryKind.CHECK_BACK_TO_TEAM, DeliveryKind.CHECK_BACK_TO_REPORTER):
        assert of_kind(sent, kind) == []


async def test_more_reports_than_a_click_has_time_for_follow_with_the_next_tick(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    await two_teams(world)
    monkeypatch.setattr(following, "AT_ONCE", 2)
    ids = await near_misses(world, here=3, there=2)
    trap = await confirmed(world, ids)

    await changed(world, trap)
    first = [await world.kinds(id) for id in ids].count(["filed", "changed"])
    await world.services.clockwork.tick()
    again = [await world.kinds(id) for id in ids]
    await world.services.clockwork.tick()

    assert first == 2
    assert again == [["filed", "changed"]] * len(ids)
    assert [await world.kinds(id) for id in ids] == again


@YES_OR_A_BIT
async def test_what_has_helped_a_trap_has_helped_its_reports(
    world: World, redesigning: Redesigning, verdict: Verdict
) -> None:
    await two_teams(world)
    ids = await near_misses(world)
    trap = await confirmed(world, ids)
    await changed(world, trap)

    seen = await redesigning.say(PRIYA, trap, verdict)

    assert seen.trap.state is TrapState.CHECKED
    for id in ids:
        report = await the_report(world, id)
        assert report.state is State.CHECKED
        assert (report.events[-1].actor, report.events[-1].verdict) == (TEAM, verdict)


async def test_who_said_so_is_not_kept_and_the_moment_by_the_hour(
    world: World, redesigning: Redesigning
) -> None:
    await two_teams(world)
    trap = await confirmed(world, await near_misses(world))
    await changed(world, trap)
    world.clock.move(minutes=17)

    await redesigning.say(AMINA, trap, Verdict.YES)

    said = (await the_trap(world, trap)).events[-1]
    assert (said.actor, said.at.minute) == (TEAM, 0)


async def test_a_second_yes_adds_nothing_to_the_reports(
    world: World, redesigning: Redesigning
) -> None:
    await two_teams(world)
    ids = await near_misses(world)
    trap = await confirmed(world, ids)
    await changed(world, trap)

    await redesigning.say(PRIYA, trap, Verdict.YES)
    await redesigning.say(AMINA, trap, Verdict.A_BIT)

    assert await world.kinds(ids[0]) == ["filed", "changed", "helped"]


async def test_each_person_says_once_for_each_change_that_it_has_helped(
    world: World, redesigning: Redesigning
) -> None:
    await two_teams(world)
    trap = await confirmed(world, await near_misses(world))
    await changed(world, trap)
    await redesigning.say(PRIYA, trap, Verdict.YES)

    with pytest.raises(SaidAlready):
        await redesigning.say(PRIYA, trap, Verdict.A_BIT)
    await changed(world, trap, words="And the list is printed anew")
    await redesigning.say(PRIYA, trap, Verdict.YES)


async def test_still_there_opens_the_trap_and_not_its_reports(
    world: World, redesigning: Redesigning
) -> None:
    await two_teams(world)
    ids = await near_misses(world)
    trap = await confirmed(world, ids)
    await changed(world, trap)

    seen = await redesigning.say(PRIYA, trap, Verdict.NO)

    assert seen.trap.state is TrapState.REDESIGNING
    assert (await the_report(world, ids[0])).state is State.CHANGED


async def test_somebody_who_said_yes_can_still_say_that_it_is_there(
    world: World, redesigning: Redesigning
) -> None:
    await two_teams(world)
    trap = await confirmed(world, await near_misses(world))
    await changed(world, trap)
    await redesigning.say(PRIYA, trap, Verdict.YES)

    seen = await redesigning.say(PRIYA, trap, Verdict.NO)

    assert seen.trap.state is TrapState.REDESIGNING


@pytest.mark.parametrize("user", [SAM, HANNAH])
async def test_the_other_teams_can_say_so_too(
    world: World, redesigning: Redesigning, user: UserId
) -> None:
    await two_teams(world)
    trap = await confirmed(world, await near_misses(world, here=1, there=1))
    await changed(world, trap)

    assert (await redesigning.say(user, trap, Verdict.NO)).trap.is_neighbour


async def test_nobody_from_elsewhere_can(world: World, redesigning: Redesigning) -> None:
    await two_teams(world)
    trap = await confirmed(world, await near_misses(world))
    await changed(world, trap)

    for user, id in ((SAM, trap), (ZOE, trap), (MOIRA, TrapId("none"))):
        with pytest.raises(NotAvailable):
            await redesigning.say(user, id, Verdict.NO)


@pytest.mark.parametrize(
    ("verdict", "state"), [(Verdict.YES, TrapState.CHECKED), (Verdict.NO, TrapState.REDESIGNING)]
)
async def test_what_is_said_on_a_report_that_follows_counts_for_its_trap(
    world: World, verdict: Verdict, state: TrapState
) -> None:
    await two_teams(world)
    ids = await near_misses(world)
    trap = await confirmed(world, ids)
    await changed(world, trap)

    await world.services.changes.say(PRIYA, ids[0], verdict)

    assert (await the_trap(world, trap)).state is state
    assert (await the_report(world, ids[0])).state is not State.SEEN


async def test_saying_so_on_two_reports_of_a_trap_is_saying_so_twice(world: World) -> None:
    await two_teams(world)
    ids = await near_misses(world)
    trap = await confirmed(world, ids)
    await changed(world, trap)
    await world.services.changes.say(PRIYA, ids[0], Verdict.YES)

    with pytest.raises(SaidAlready):
        await world.services.changes.say(PRIYA, ids[1], Verdict.YES)


async def test_a_reporter_who_has_left_the_team_can_still_say_so(world: World) -> None:
    await two_teams(world)
    ids = await near_misses(world)
    trap = await confirmed(world, ids)
    await changed(world, trap)
    world.people.introduce(TOM)

    await world.services.changes.say(TOM, ids[0], Verdict.NO)

    assert (await the_trap(world, trap)).state is TrapState.REDESIGNING


async def test_what_is_said_of_a_reports_own_change_counts_for_the_report(world: World) -> None:
    await two_teams(world)
    ids = await near_misses(world)
    trap = await confirmed(world, ids)
    await world.say(AMINA, ids[0], Reply.GO_AHEAD)
    await world.services.changes.record(
        Altered(AMINA, ids[0], "A new list", Strength.EASIER, fresh())
    )

    await world.services.changes.say(PRIYA, ids[0], Verdict.NO)

    assert (await the_report(world, ids[0])).state is State.SEEN
    assert (await the_trap(world, trap)).state is TrapState.CONFIRMED


async def test_whose_report_it_was_is_forgotten_once_the_trap_has_helped(
    world: World, redesigning: Redesigning
) -> None:
    await two_teams(world)
    (id,) = await near_misses(world, here=1, mode=Mode.CONFIDENTIAL)
    trap = await confirmed(world, [id])
    await changed(world, trap)
    world.clock.move(days=30)

    await redesigning.say(PRIYA, trap, Verdict.YES)

    report = await the_report(world, id)
    assert USUAL.forget_on(report) == date(2026, 12, 23) + timedelta(days=14)


async def test_the_week_tells_of_the_change_of_a_trap_once(world: World) -> None:
    await two_teams(world)
    ids = await near_misses(world, here=3)
    trap = await confirmed(world, ids)
    await changed(world, trap)
    await world.services.clockwork.wind_up()

    (post,) = of_kind(await world.tick_at(days=3, hours=5), DeliveryKind.WEEKLY)

    assert isinstance(post.outgoing.content, WeekContent)
    (told_of,) = post.outgoing.content.week.changed
    assert {told_of.report.id, *(one.id for one in told_of.also)} == set(ids)


async def test_somebody_who_is_quicker_than_all_the_reports_is_waited_for(
    world: World, redesigning: Redesigning, monkeypatch: pytest.MonkeyPatch
) -> None:
    await two_teams(world)
    monkeypatch.setattr(following, "AT_ONCE", 1)
    ids = await near_misses(world, here=3)
    trap = await confirmed(world, ids)
    await changed(world, trap)

    await redesigning.say(PRIYA, trap, Verdict.YES)
    await world.services.clockwork.tick()

    assert [await world.kinds(id) for id in ids] == [["filed", "changed", "helped"]] * 3
