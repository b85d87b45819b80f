"""What is done at night: codes and forgetting, erasing and tidying, and the day's late notes."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from sqlalchemy import update

from bot.domain.change import Verdict
from bot.domain.delivery import Delivery, DeliveryKind
from bot.domain.events import Reply
from bot.domain.ids import ReportId
from bot.domain.report import Mode, Report
from bot.services.contents import FarewellContent
from bot.services.settings import Changes
from storage import receipts, reports, schema
from tests.builders import AMINA, DAN, PRIYA
from tests.conftest import MONDAY
from tests.services.at_night import at_night, begin, content, helped, night, noted, row_of, shown
from tests.services.keys import under_both, under_old
from tests.services.world import LEASE, NO_PACE, World, of_kind
from tests.storage.dumps import everything_in, rows_of

A_DAY = timedelta(days=1)
MODES_WITH_A_NAME = pytest.mark.parametrize("mode", [Mode.NAMED, Mode.CONFIDENTIAL])


FORGOTTEN_ON = (MONDAY + 14 * A_DAY).date()
CODE_ON = FORGOTTEN_ON - 3 * A_DAY


async def test_three_days_before_the_reporter_gets_a_code_that_leads_back(world: World) -> None:
    await begin(world)
    id = await helped(world)
    assert await row_of(world, id) == (FORGOTTEN_ON, True)
    assert await night(world, CODE_ON - A_DAY) == []

    (farewell,) = await night(world, CODE_ON)

    assert farewell.to == PRIYA
    told = content(farewell)
    assert told.report.id == id
    assert told.forgotten_on == FORGOTTEN_ON
    assert told.code.reference == told.report.reference
    vault = world.context.vault
    found = await world.database.read(lambda tx: receipts.report_of(tx, vault, told.code))
    assert found == id


async def test_the_code_is_given_once_and_then_it_is_forgotten_who_wrote_it(world: World) -> None:
    await begin(world)
    id = await helped(world)
    (farewell,) = await night(world, CODE_ON)

    for days in (1, 2):
        assert await night(world, CODE_ON + days * A_DAY) == []
        assert await row_of(world, id) == (FORGOTTEN_ON, True)
    assert await night(world, FORGOTTEN_ON) == []

    assert await row_of(world, id) == (None, False)
    assert await noted(world, "forgotten") == [("bot", id, world.clock.moment)]
    seen = await world.services.own.happening(content(farewell).code, id)
    assert seen.own.report.words.what == "A trap"


async def test_nothing_in_the_database_leads_from_the_report_to_its_reporter_any_more(
    world: World,
) -> None:
    await begin(world)
    id = await helped(world)
    vault = world.context.vault
    mark = vault.verdict(id, PRIYA)
    assert mark in await everything_in(world.database)

    for days in range(-3, 1):
        await night(world, FORGOTTEN_ON + days * A_DAY)

    rows = [
        value
        for table, row in await rows_of(world.database)
        if id in row.values() or f"reporter:{id}" in row.values()
        for value in row.values()
    ]
    assert mark not in rows
    assert f"reporter:{id}" not in rows
    assert vault.finder(PRIYA, Mode.CONFIDENTIAL) not in rows


async def test_of_what_ended_without_a_change_it_is_forgotten_after_ninety_days(
    world: World,
) -> None:
    await begin(world)
    put_off = await world.file(mode=Mode.CONFIDENTIAL)
    taken_back = await world.file(mode=Mode.CONFIDENTIAL)
    await shown(world)
    await world.say(AMINA, put_off, Reply.NOT_NOW)
    await world.services.own.withdraw(PRIYA, taken_back)
    day = (MONDAY + 90 * A_DAY).date()

    given = await night(world, day - 3 * A_DAY)
    await night(world, day)

    assert {sent.delivery.report for sent in given} == {put_off, taken_back}
    assert await row_of(world, put_off) == (None, False)
    assert await row_of(world, taken_back) == (None, False)


async def test_a_report_that_is_opened_again_is_its_reporters_as_before(world: World) -> None:
    await begin(world)
    id = await helped(world)
    await night(world, CODE_ON)
    await world.services.changes.say(DAN, id, Verdict.NO)

    await night(world, FORGOTTEN_ON)

    assert await row_of(world, id) == (None, True)
    assert await noted(world, "forgotten") == []


async def test_a_farewell_that_is_owed_when_it_is_opened_again_is_not_sent(world: World) -> None:
    await begin(world)
    id = await helped(world)
    await at_night(world, CODE_ON)
    world.clock.moment = datetime.combine(CODE_ON, time(12), UTC)
    await world.services.changes.say(DAN, id, Verdict.NO)

    assert of_kind(await world.deliver(), DeliveryKind.FAREWELL_TO_REPORTER) == []


async def test_named_and_nameless_reports_are_never_taken_leave_of(world: World) -> None:
    await begin(world)
    named = await helped(world, Mode.NAMED)
    nameless = await world.file(mode=Mode.ANONYMOUS)
    await world.tick_at(days=1)
    await world.say(AMINA, nameless, Reply.NOT_NOW)

    for days in (11, 14, 87, 90):
        assert await night(world, (MONDAY + days * A_DAY).date()) == []

    assert (await row_of(world, named))[1]


async def claim_farewell(world: World) -> Delivery:
    """Once what goes before it has been sent: the question whether the story may be shared."""
    for _ in range(2):
        claimed = await world.services.sending.claim(lease=LEASE, pace=NO_PACE, limit=50)
        for one in claimed:
            if one.kind is DeliveryKind.FAREWELL_TO_REPORTER:
                return one
            await world._deliver(one)
    raise AssertionError("no farewell is owed")


async def test_a_code_that_cannot_be_handed_over_is_waited_for_a_week_and_no_longer(
    world: World,
) -> None:
    await begin(world)
    id = await helped(world)
    await at_night(world, CODE_ON)
    world.clock.moment = datetime.combine(CODE_ON, time(12), UTC)
    await world.services.sending.hold(await claim_farewell(world), problem="history too long")

    for days in (3, 6, 9):
        await night(world, CODE_ON + days * A_DAY)
        assert (await row_of(world, id))[1]
    await night(world, CODE_ON + 10 * A_DAY)

    assert await row_of(world, id) == (None, False)


async def test_of_whoever_slack_cannot_reach_any_more_nothing_is_waited_for(world: World) -> None:
    await begin(world)
    id = await helped(world)
    await at_night(world, CODE_ON)
    world.clock.moment = datetime.combine(CODE_ON, time(12), UTC)
    await world.services.sending.drop(await claim_farewell(world), problem="user_disabled")

    await night(world, FORGOTTEN_ON)

    assert await row_of(world, id) == (None, False)


async def test_sent_again_the_farewell_has_the_same_code_and_no_other(world: World) -> None:
    await begin(world)
    id = await helped(world)
    await at_night(world, CODE_ON)
    world.clock.moment = datetime.combine(CODE_ON, time(12), UTC)
    owed = await claim_farewell(world)

    made = [await world.services.preparing.prepare(owed) for _ in range(2)]

    one, again = [each.content for each in made if isinstance(each.content, FarewellContent)]
    assert one.code == again.code
    assert (await world.services.own.happening(one.code, id)).own.report.id == id
    assert await receipts_of(world, id) == 1


async def test_a_key_that_comes_between_two_tries_leaves_the_code_alone(world: World) -> None:
    world = under_old(world)
    await begin(world)
    id = await helped(world)
    await at_night(world, CODE_ON)
    world.clock.moment = datetime.combine(CODE_ON, time(12), UTC)
    owed = await claim_farewell(world)

    one = (await under_old(world).services.preparing.prepare(owed)).content
    again = (await under_both(world).services.preparing.prepare(owed)).content

    assert isinstance(one, FarewellContent)
    assert isinstance(again, FarewellContent)
    assert one.code == again.code
    assert await receipts_of(world, id) == 1


async def receipts_of(world: World, id: ReportId) -> int:
    """How many codes lead back to a report."""
    rows = await rows_of(world.database)
    return sum(table == "receipt" and row["report_id"] == id for table, row in rows)


async def test_two_farewells_have_two_codes(world: World) -> None:
    await begin(world)
    first, second = await helped(world), await helped(world)
    sent = await night(world, CODE_ON)
    assert {content(one).report.id for one in sent} == {first, second}
    assert len({content(one).code.secret for one in sent}) == 2


async def test_after_an_outage_the_code_comes_first_and_it_is_forgotten_in_the_night_after(
    world: World,
) -> None:
    await begin(world)
    id = await helped(world)
    late = FORGOTTEN_ON + 15 * A_DAY

    (farewell,) = await night(world, late)

    assert content(farewell).forgotten_on == late + A_DAY
    assert (await row_of(world, id))[1]
    assert await night(world, late + A_DAY) == []
    assert await row_of(world, id) == (None, False)


async def test_other_periods_hold_at_once_for_what_is_kept_already(world: World) -> None:
    await begin(world)
    id = await helped(world)
    await night(world, CODE_ON)

    await world.services.settings.change_service(Changes(identity_days=40))

    day = (MONDAY + 40 * A_DAY).date()
    assert await row_of(world, id) == (day, True)
    await night(world, FORGOTTEN_ON)
    assert (await row_of(world, id))[1]
    (again,) = await night(world, day - 3 * A_DAY)
    assert content(again).forgotten_on == day


async def test_a_shorter_period_gives_the_code_before_it_forgets(world: World) -> None:
    await begin(world)
    id = await helped(world)
    today = (MONDAY + 9 * A_DAY).date()
    world.clock.moment = datetime.combine(today, time(12), UTC)

    await world.services.settings.change_service(Changes(identity_days=1))

    assert await row_of(world, id) == ((MONDAY + A_DAY).date(), True)
    assert len(await night(world, today + A_DAY)) == 1
    assert (await row_of(world, id))[1]
    await night(world, today + 2 * A_DAY)
    assert not (await row_of(world, id))[1]


async def test_a_day_that_is_set_wrongly_is_set_right_in_the_night(world: World) -> None:
    """Whoever changed the periods may have been killed before every report had its new day."""
    await begin(world)
    id = await helped(world)
    wrong = update(schema.report).values(forget_on=MONDAY.date())
    await world.database.write(lambda tx: tx.execute(wrong))

    assert await night(world, (MONDAY + A_DAY).date()) == []

    assert await row_of(world, id) == (FORGOTTEN_ON, True)


@MODES_WITH_A_NAME
async def test_of_a_report_that_is_erased_nothing_is_left_anywhere(
    world: World, mode: Mode
) -> None:
    await begin(world)
    id = await helped(world, mode, what="kestrelcanary")
    other = await world.file(what="Something else")
    reference = (await loaded(world, id)).reference
    about = update(schema.report).where(schema.report.c.id == other).values(about=reference)
    await world.database.write(lambda tx: tx.execute(about))
    await night(world, (MONDAY + A_DAY).date())
    assert b"kestrelcanary" in await everything_in(world.database)
    # Four weeks after the change its reporter is asked whether it may be shared, which counts too.
    await night(world, (MONDAY + 30 * A_DAY).date())
    await touch(world, other, date(2029, 12, 1))

    await night(world, date(2030, 1, 1))

    left = await everything_in(world.database)
    assert b"kestrelcanary" not in left
    assert reference.encode() not in left
    of_it = [table for table, row in await rows_of(world.database) if id in str(row)]
    assert set(of_it) == {"audit"}
    assert await noted(world, "erased") == [("bot", id, world.clock.moment)]
    assert (await loaded(world, other)).words.what == "Something else"


async def test_a_report_stays_as_long_as_the_service_says(world: World) -> None:
    await begin(world)
    id = await world.file()
    await world.services.settings.change_service(Changes(report_months=6))

    await night(world, date(2027, 5, 31))
    assert (await loaded(world, id)).id == id
    await night(world, date(2027, 6, 1))

    assert await noted(world, "erased") == [("bot", id, world.clock.moment)]


async def touch(world: World, id: ReportId, on: date) -> None:
    touched = update(schema.report).where(schema.report.c.id == id).values(last_on=on)
    await world.database.write(lambda tx: tx.execute(touched))


async def loaded(world: World, id: ReportId) -> Report:
    found = await world.database.read(lambda tx: reports.load(tx, world.context.vault, id))
    assert found is not None
    return found
