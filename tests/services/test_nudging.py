"""Reminders: three kind words at most about a promise, in working hours, to whoever decides."""

from dataclasses import replace
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.domain.delivery import DeliveryKind
from bot.domain.events import Reply
from bot.domain.ids import UserId
from bot.domain.nudges import Step
from bot.domain.report import Mode
from bot.services.contents import NudgeContent
from tests.builders import AMINA, DAN, MOIRA, PRIYA, a_team
from tests.conftest import MONDAY
from tests.services.reminders import DAY_AFTER, DAY_BEFORE, ON_THE_DAY, gone, nudges, through, works
from tests.services.world import Sent, World, of_kind

BEN = UserId("U0BEN")
MON, TUE, WED, THU, FRI = range(5)


def is_last(nudge: Sent) -> bool:
    content = nudge.outgoing.content
    assert isinstance(content, NudgeContent)
    return content.is_last


async def test_nobody_is_reminded_a_second_before_the_hours_begin(world: World) -> None:
    await world.set_up()
    id = await world.file()

    assert await nudges(world, DAY_BEFORE - timedelta(seconds=1)) == []
    (nudge,) = await nudges(world)

    assert (nudge.to, nudge.delivery.report) == (AMINA, id)


async def test_there_are_three_reminders_before_on_and_after_the_day_and_no_more(
    world: World,
) -> None:
    await world.set_up()
    await world.file()

    sent = await through(world, MONDAY + timedelta(days=14), every=timedelta(hours=1))

    assert [(moment, nudge.to) for moment, nudge in sent] == [
        (DAY_BEFORE, AMINA),
        (ON_THE_DAY, AMINA),
        (DAY_AFTER, AMINA),
    ]
    assert [is_last(nudge) for _, nudge in sent] == [False, False, True]


async def test_ticking_again_and_again_reminds_once(world: World) -> None:
    await world.set_up()
    await world.file()
    first = await nudges(world)

    assert len(first) == 1
    for minutes in range(1, 10):
        assert await nudges(world, DAY_BEFORE + timedelta(minutes=minutes)) == []


async def test_one_person_is_reminded_however_many_decide(world: World) -> None:
    await world.set_up(a_team(managers=(BEN, AMINA)))
    await world.file()

    assert [nudge.to for nudge in await nudges(world)] == [BEN]


@pytest.mark.parametrize("reply", [reply for reply in Reply if reply.is_answer])
async def test_whoever_has_answered_is_not_reminded(world: World, reply: Reply) -> None:
    await world.set_up()
    id = await world.file()
    until = (MONDAY + timedelta(days=14)).date()
    await world.say(AMINA, id, reply, until=until)

    assert await through(world, DAY_AFTER) == []


async def test_whoever_answers_after_the_first_reminder_gets_no_second(world: World) -> None:
    await world.set_up()
    id = await world.file()
    assert len(await nudges(world)) == 1

    await world.say(AMINA, id, Reply.GO_AHEAD)

    assert await through(world, DAY_AFTER + timedelta(days=1)) == []


async def test_thanks_are_no_answer(world: World) -> None:
    await world.set_up()
    id = await world.file()
    await world.say(AMINA, id, Reply.THANK_YOU)

    assert len(await nudges(world)) == 1


async def test_nobody_is_reminded_of_what_was_taken_back(world: World) -> None:
    await world.set_up()
    id = await world.file()
    await world.services.own.withdraw(PRIYA, id)

    assert await through(world, DAY_AFTER) == []


@pytest.mark.parametrize(
    ("weekdays", "days"),
    [
        pytest.param((MON, TUE, THU, FRI), (24, 26, 27), id="the day before moves back"),
        pytest.param((MON, TUE, WED, FRI), (25, 27), id="what would fall together is one"),
        pytest.param((MON, TUE, WED, THU), (25, 26), id="the day after is off, and dropped"),
        pytest.param((TUE,), (24,), id="one day, one reminder"),
        pytest.param((FRI,), (27,), id="a day that has gone by is dropped"),
    ],
)
async def test_reminders_keep_to_the_days_somebody_works(
    world: World, weekdays: tuple[int, ...], days: tuple[int, ...]
) -> None:
    await world.set_up()
    await works(world, AMINA, *weekdays)
    await world.file()

    sent = await through(world, MONDAY + timedelta(days=10))

    assert [moment for moment, _ in sent] == [DAY_BEFORE.replace(day=day) for day in days]


@pytest.mark.parametrize("zone", ["America/New_York", "Asia/Kolkata"])
async def test_nobody_is_reminded_outside_nine_to_five_where_they_are(
    world: World, zone: str
) -> None:
    await world.set_up()
    await works(world, AMINA, zone=ZoneInfo(zone))
    await world.file()

    sent = await through(world, MONDAY + timedelta(days=5), every=timedelta(minutes=30))

    local = [moment.astimezone(ZoneInfo(zone)) for moment, _ in sent]
    assert [(moment.day, moment.time()) for moment in local] == [
        (25, time(9)),
        (26, time(9)),
        (27, time(9)),
    ]


async def test_reminders_pass_over_weekends_and_bank_holidays(world: World) -> None:
    """Christmas 2026: the 25th is a Friday, and Monday the 28th stands in for Boxing Day."""
    await world.set_up()
    world.clock.moment = datetime.fromisoformat("2026-12-23T10:00:00+00:00")
    await world.services.clockwork.tick()
    await world.file()

    sent = await through(world, world.clock.now() + timedelta(days=12))

    assert [moment.date().isoformat() for moment, _ in sent] == [
        "2026-12-29",
        "2026-12-30",
        "2026-12-31",
    ]


async def test_reminders_pass_over_the_days_a_team_is_closed(world: World) -> None:
    closed = frozenset({DAY_BEFORE.date(), DAY_AFTER.date()})
    (team,) = await world.set_up()
    await world.services.settings.save_team(replace(team, closures=closed))
    await world.file()

    sent = await through(world, MONDAY + timedelta(days=14))

    assert [moment.day for moment, _ in sent] == [26, 30, 1]


async def test_a_reminder_that_comes_due_in_an_outage_is_left_to_the_next_working_day(
    world: World,
) -> None:
    await world.set_up()
    await world.file()

    assert await nudges(world, DAY_BEFORE.replace(hour=17)) == []
    assert len(await nudges(world, ON_THE_DAY)) == 1
    assert len(await nudges(world, DAY_AFTER)) == 1


async def test_a_late_tick_still_reminds_before_the_hours_end(world: World) -> None:
    await world.set_up()
    await world.file()

    assert len(await nudges(world, DAY_BEFORE.replace(hour=16, minute=59))) == 1


async def test_after_a_long_outage_nobody_is_reminded_of_what_has_passed(world: World) -> None:
    await world.set_up()
    await world.file()

    assert await nudges(world, DAY_AFTER + timedelta(days=1)) == []
    assert await nudges(world, DAY_AFTER + timedelta(days=3)) == []


async def test_a_reminder_that_cannot_leave_before_the_hours_end_is_dropped(
    world: World,
) -> None:
    await world.set_up()
    await world.file()
    world.clock.moment = DAY_BEFORE
    await world.services.clockwork.tick()
    world.clock.moment = DAY_BEFORE.replace(hour=17, second=1)

    assert of_kind(await world.deliver(), DeliveryKind.NUDGE) == []


@pytest.mark.parametrize("who", ["gone", "away", "reporter"])
async def test_the_deputy_is_reminded_where_the_manager_cannot_decide(
    world: World, who: str
) -> None:
    await world.set_up()
    await world.file(*([AMINA] if who == "reporter" else []))
    if who == "gone":
        await gone(world, AMINA)
    if who == "away":
        await world.services.absences.go(AMINA, DAY_BEFORE.date())

    assert [nudge.to for nudge in await nudges(world)] == [DAN]


async def test_a_reminder_whose_recipient_no_longer_decides_goes_to_whoever_does(
    world: World,
) -> None:
    await world.set_up()
    id = await world.file()
    await world.deliver()
    world.clock.moment = DAY_BEFORE
    await world.services.clockwork.tick()
    await world.set_up(a_team(managers=(BEN,)))

    (nudge,) = of_kind(await world.deliver(), DeliveryKind.NUDGE)

    assert (nudge.to, nudge.delivery.report) == (BEN, id)
    assert await nudges(world, DAY_BEFORE + timedelta(hours=1)) == []


async def test_nobody_is_reminded_out_of_hours_in_the_place_of_somebody_else(
    world: World,
) -> None:
    await world.set_up()
    await world.file()
    await works(world, DAN, zone=ZoneInfo("America/New_York"))
    world.clock.moment = DAY_BEFORE
    await world.services.clockwork.tick()
    await gone(world, AMINA)

    assert of_kind(await world.deliver(), DeliveryKind.NUDGE) == []
    nine_in_new_york = ON_THE_DAY.replace(hour=14)
    assert await nudges(world, ON_THE_DAY) == []
    assert [nudge.to for nudge in await nudges(world, nine_in_new_york)] == [DAN]


async def test_a_reminder_that_is_answered_before_it_leaves_does_not_leave(world: World) -> None:
    await world.set_up()
    id = await world.file()
    world.clock.moment = DAY_BEFORE
    await world.services.clockwork.tick()
    await world.say(AMINA, id, Reply.GO_AHEAD)

    assert of_kind(await world.deliver(), DeliveryKind.NUDGE) == []


async def test_a_reminder_that_is_dropped_because_of_an_answer_is_owed_to_nobody_else(
    world: World,
) -> None:
    await world.set_up()
    id = await world.file()
    world.clock.moment = DAY_BEFORE
    await world.services.clockwork.tick()
    await world.say(AMINA, id, Reply.GO_AHEAD)
    await world.set_up(a_team(managers=(BEN,)))

    assert of_kind(await world.deliver(), DeliveryKind.NUDGE) == []


async def test_while_nobody_decides_the_reminder_waits_for_the_next_day(world: World) -> None:
    await world.set_up()
    await world.file()
    await gone(world, AMINA, DAN, MOIRA)

    assert await nudges(world) == []
    await gone(world, DAN, is_gone=False)
    assert await nudges(world, DAY_BEFORE + timedelta(hours=1)) == []
    assert [nudge.to for nudge in await nudges(world, ON_THE_DAY)] == [DAN]


@pytest.mark.parametrize("mode", Mode)
async def test_nobody_is_reminded_on_the_day_the_promise_was_made(world: World, mode: Mode) -> None:
    """For whoever works on Mondays only the reminder would move back to the very same day."""
    await world.set_up()
    await works(world, AMINA, MON)
    # Of one that appears on Tuesday the promise was made on Tuesday.
    last = DAY_AFTER + timedelta(days=int(mode is Mode.ANONYMOUS))
    await world.file(mode=mode)

    assert await through(world, last + timedelta(hours=8)) == []


async def test_a_new_promise_has_reminders_of_its_own(world: World) -> None:
    await world.set_up()
    id = await world.file()
    assert len(await nudges(world)) == 1
    await world.say(AMINA, id, Reply.NOT_NOW)
    world.clock.moment = DAY_AFTER
    await world.services.own.reopen(PRIYA, id, "May we look at it again?", "reply")

    sent = await through(world, DAY_AFTER + timedelta(days=8))

    assert [moment.date().isoformat() for moment, _ in sent] == [
        "2026-12-01",
        "2026-12-02",
        "2026-12-03",
    ]


async def test_each_step_is_owed_under_its_own_name(world: World) -> None:
    await world.set_up()
    await world.file()

    steps = [
        (await nudges(world, moment))[0].delivery.subject
        for moment in (DAY_BEFORE, ON_THE_DAY, DAY_AFTER)
    ]

    assert steps == list(Step)
