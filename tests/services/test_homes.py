"""One person's page: their own reports, what waits for them, and what is tried near them."""

from datetime import date, timedelta

import pytest

from bot.domain.events import Reply
from bot.domain.home import Page
from bot.domain.ids import ChannelId, ReportId, UserId
from bot.domain.report import Audience, Mode
from bot.services.directory import DirectoryUnavailable
from bot.services.homes import MOST_NEAR, MOST_OWN, NEAR
from tests.builders import AMINA, CHANNEL, DAN, MOIRA, PRIYA, a_team
from tests.services.world import World, released_at

HILLSIDE = ChannelId("C0HILLSIDE")
TOM = UserId("U0TOM")
OWEN = UserId("U0OWEN")
KNOWN = pytest.mark.parametrize("mode", [Mode.NAMED, Mode.CONFIDENTIAL])
"""Ways to be known in which it is kept, to the bot alone, who somebody is."""


async def page(world: World, user: UserId) -> Page:
    """Everything of somebody's own, as the window has it."""
    return await world.services.homes.mine(user)


async def tab(world: World, user: UserId) -> Page:
    """What stands on somebody's Home tab."""
    return await world.services.homes.page(user)


def waiting(page: Page) -> list[ReportId]:
    return [report.id for _, reports in page.waiting.sections for report in reports]


async def test_who_is_in_no_team_gets_an_empty_page(world: World) -> None:
    await world.set_up()
    await world.file()
    nobody = world.people.introduce("U0IFE")

    found = await page(world, nobody)

    assert not found.belongs
    assert not found.decides
    assert (found.own, found.near, found.waiting.sections) == ((), (), ())


async def test_a_visitor_from_outside_gets_an_empty_page_though_in_the_channel(
    world: World,
) -> None:
    await world.set_up()
    id = await world.file()
    await world.say(AMINA, id, Reply.GO_AHEAD)
    visitor = world.people.introduce("U0VERA", CHANNEL, is_outsider=True)

    found = await page(world, visitor)

    assert found.is_outsider
    assert not found.belongs
    assert found.near == ()


async def test_where_slack_does_not_say_who_it_is_no_page_is_made(world: World) -> None:
    await world.set_up()

    with pytest.raises(DirectoryUnavailable):
        await page(world, UserId("U0NOBODY"))


@KNOWN
async def test_ones_own_reports_are_ones_own_alone_newest_first(world: World, mode: Mode) -> None:
    await world.set_up()
    world.people.introduce(TOM, CHANNEL)
    await world.file(TOM, mode=mode)
    older = await world.file(mode=mode)
    world.clock.move(days=1)
    newer = await world.file(mode=mode)

    found = await page(world, PRIYA)

    assert [own.report.id for own in found.own] == [newer, older]
    assert all(own.report.is_own for own in found.own)
    assert [own.answered_by for own in found.own] == [(AMINA,), (AMINA,)]


async def test_of_many_of_ones_own_those_under_way_come_first_then_the_newest_and_the_rest_counted(
    world: World,
) -> None:
    await world.set_up()
    old = [await world.file() for _ in range(3)]
    world.clock.move(days=1)
    taken_back = [await world.file() for _ in range(MOST_OWN)]
    for id in taken_back:
        await world.services.own.withdraw(PRIYA, id)
    world.clock.move(days=1)
    tried = await world.file()
    await world.say(AMINA, tried, Reply.GO_AHEAD)
    put_off = await world.file()
    await world.say(AMINA, put_off, Reply.NOT_NOW)

    found = await page(world, PRIYA)

    shown = [own.report.id for own in found.own]
    assert shown[0] == tried
    assert set(shown[1:4]) == set(old)
    assert shown[4] == put_off
    assert set(shown[5:]) < set(taken_back)
    assert (len(shown), found.more_own) == (MOST_OWN, 5)


async def test_who_left_the_teams_channel_still_has_what_they_wrote_and_nothing_else(
    world: World,
) -> None:
    await world.set_up()
    id = await world.file()
    await world.say(AMINA, await world.file(DAN), Reply.GO_AHEAD)
    world.people.introduce(PRIYA)

    found = await page(world, PRIYA)

    assert [own.report.id for own in found.own] == [id]
    assert not found.belongs
    assert not found.decides
    assert (found.near, found.waiting.sections) == ((), ())


async def test_who_is_from_outside_now_has_nothing_any_more(world: World) -> None:
    await world.set_up()
    await world.file()
    world.people.introduce(PRIYA, CHANNEL, is_outsider=True)

    assert (await page(world, PRIYA)).own == ()


@pytest.mark.parametrize(
    "closed", [pytest.param(5, id="a Saturday"), pytest.param(32, id="Christmas Day")]
)
async def test_what_waits_waits_also_on_days_the_team_is_closed(world: World, closed: int) -> None:
    await world.set_up()
    id = await world.file()
    world.clock.move(days=closed)

    assert waiting(await page(world, AMINA)) == [id]


async def test_an_answered_report_is_in_nobodys_hands_any_more(world: World) -> None:
    await world.set_up()
    id = await world.file()
    await world.say(AMINA, id, Reply.GO_AHEAD)

    (own,) = (await page(world, PRIYA)).own

    assert own.answered_by == ()


@pytest.mark.parametrize("mode", Mode)
async def test_what_waits_is_shown_to_whoever_decides_once_it_may_be_seen(
    world: World, mode: Mode
) -> None:
    await world.set_up()
    world.people.authors = 8
    id = await world.file(mode=mode)
    if mode is not Mode.NAMED:
        assert waiting(await page(world, AMINA)) == []
        world.clock.moment = await released_at(world, id) + timedelta(seconds=1)

    assert waiting(await page(world, AMINA)) == [id]
    for user in (DAN, MOIRA, PRIYA):
        assert waiting(await page(world, user)) == []


async def test_while_the_manager_is_away_it_waits_for_the_deputy(world: World) -> None:
    await world.set_up()
    id = await world.file()
    await world.services.absences.go(AMINA, date(2026, 11, 30))

    manager, deputy = await page(world, AMINA), await page(world, DAN)

    assert manager.away_until == date(2026, 11, 30)
    assert waiting(manager) == []
    assert waiting(deputy) == [id]
    world.clock.move(days=8)
    assert (await page(world, AMINA)).away_until is None


async def test_ones_own_report_does_not_wait_for_oneself(world: World) -> None:
    await world.set_up()
    id = await world.file(AMINA)

    assert waiting(await page(world, AMINA)) == []
    assert waiting(await page(world, DAN)) == [id]


async def test_a_manager_of_several_teams_is_told_which_each_is_of(world: World) -> None:
    await world.set_up(a_team(), a_team(channel=HILLSIDE, name="Hillside"))
    world.people.introduce(OWEN, HILLSIDE)
    one = await world.file()
    two = await world.file(OWEN, channel=HILLSIDE)

    found = await page(world, AMINA)

    assert found.teams == {one: "Riverside", two: "Hillside"}


async def test_near_one_is_what_ones_own_teams_try_or_changed_and_nothing_else(
    world: World,
) -> None:
    await world.set_up(a_team(), a_team(channel=HILLSIDE, name="Hillside"))
    world.people.introduce(TOM, CHANNEL)
    world.people.introduce(OWEN, HILLSIDE)
    tried = await world.file()
    await world.say(AMINA, tried, Reply.GO_AHEAD)
    for reply in (Reply.THANK_YOU, Reply.TALK_IT_OVER, Reply.NOT_NOW):
        await world.say(AMINA, await world.file(), reply)
    unshared = await world.file(audience=Audience.DECIDERS)
    await world.say(AMINA, unshared, Reply.GO_AHEAD)
    elsewhere = await world.file(OWEN, channel=HILLSIDE)
    await world.say(AMINA, elsewhere, Reply.GO_AHEAD)
    world.clock.move(minutes=1)

    assert [report.id for report in (await page(world, TOM)).near] == [tried]
    assert [report.id for report in (await page(world, OWEN)).near] == [elsewhere]


async def test_what_is_near_is_seen_for_two_months_and_of_much_only_the_latest(
    world: World,
) -> None:
    await world.set_up()
    for _ in range(MOST_NEAR + 2):
        await world.say(AMINA, await world.file(), Reply.GO_AHEAD)
    world.clock.move(minutes=1)
    assert len((await page(world, PRIYA)).near) == MOST_NEAR

    world.clock.move(days=NEAR.days + 1)

    assert (await page(world, PRIYA)).near == ()


async def test_what_somebody_told_confidentially_is_near_their_colleagues_without_a_name(
    world: World,
) -> None:
    await world.set_up()
    world.people.introduce(TOM, CHANNEL)
    id = await world.file(mode=Mode.CONFIDENTIAL)
    assert (await page(world, TOM)).near == ()
    world.clock.moment = await released_at(world, id) + timedelta(seconds=1)
    await world.say(AMINA, id, Reply.GO_AHEAD)
    world.clock.move(minutes=1)

    assert [report.id for report in (await page(world, TOM)).near] == [id]
    assert [report.byline for report in (await page(world, TOM)).near] == [None]


async def test_who_left_the_channel_keeps_what_they_decide_and_sees_no_cards(
    world: World,
) -> None:
    await world.set_up()
    tried = await world.file()
    await world.say(AMINA, tried, Reply.GO_AHEAD)
    open_one = await world.file()
    world.people.introduce(AMINA)

    found = await page(world, AMINA)

    assert found.decides
    assert waiting(found) == [open_one]
    assert found.near == ()


async def test_a_report_that_was_taken_back_is_left_to_its_reporter_alone(world: World) -> None:
    await world.set_up()
    id = await world.file()
    await world.services.own.withdraw(PRIYA, id)

    assert [own.report.state for own in (await page(world, PRIYA)).own] == ["withdrawn"]
    assert waiting(await page(world, AMINA)) == []


async def tried_in_each_mode(world: World) -> tuple[ReportId, ReportId, ReportId]:
    """Reports of Priya's that are being tried: named, confidential and without a name."""
    await world.set_up()
    world.people.authors = 8
    named = await world.file(mode=Mode.NAMED)
    confidential = await world.file(mode=Mode.CONFIDENTIAL)
    nameless = await world.file(mode=Mode.ANONYMOUS)
    world.clock.move(days=2)
    for id in (named, confidential, nameless):
        await world.say(AMINA, id, Reply.GO_AHEAD)
    world.clock.move(minutes=1)
    return named, confidential, nameless


async def test_the_home_tab_has_nothing_of_reports_that_do_not_show_their_name(
    world: World,
) -> None:
    named, _, _ = await tried_in_each_mode(world)

    for user in (PRIYA, TOM):
        world.people.introduce(user, CHANNEL)
        shown = await tab(world, user)
        assert [report.id for report in shown.near] == [named]
    assert [own.report.id for own in (await tab(world, PRIYA)).own] == [named]
    assert (await tab(world, PRIYA)).more_own == 0


async def test_the_window_has_all_that_is_known_to_be_ones_own_and_all_that_is_tried_near(
    world: World,
) -> None:
    named, confidential, nameless = await tried_in_each_mode(world)

    found = await page(world, PRIYA)

    assert {own.report.id for own in found.own} == {named, confidential}
    assert {report.id for report in found.near} == {named, confidential, nameless}


async def test_what_waits_for_somebody_stands_on_their_tab_whoever_wrote_it(world: World) -> None:
    await world.set_up()
    id = await world.file(mode=Mode.CONFIDENTIAL)
    world.clock.move(hours=3)
    assert waiting(await tab(world, AMINA)) == [id]
