"""Reminders put off by those who get them: later, never more of them."""

from datetime import datetime, time, timedelta

import pytest

from bot.domain.delivery import DeliveryKind
from bot.domain.errors import LastReminder, NotAvailable
from bot.domain.events import Reply
from bot.domain.ids import ReportId, UserId
from bot.services.nudging import Later
from storage import timers
from storage.timers import TimerKind
from tests.builders import AMINA, DAN, MOIRA, PRIYA
from tests.conftest import MONDAY
from tests.services.reminders import DAY_AFTER, DAY_BEFORE, ON_THE_DAY, gone, nudges, through, works
from tests.services.world import World, of_kind


@pytest.mark.parametrize("days", [1, 3])
async def test_a_snoozed_reminder_comes_so_many_working_days_later(world: World, days: int) -> None:
    await world.set_up()
    id = await world.file()
    await nudges(world)

    later = await world.services.nudging.snooze(AMINA, id, days, "click")

    due = {1: ON_THE_DAY, 3: DAY_BEFORE.replace(day=30)}[days]
    assert later == Later(on=due.date(), today=DAY_BEFORE.date())
    sent = await through(world, DAY_BEFORE + timedelta(days=10))
    assert sent[0][0] == due
    assert len(sent) == {1: 2, 3: 1}[days]


async def test_what_is_snoozed_while_the_clock_looks_is_not_sent(world: World) -> None:
    await world.set_up()
    id = await world.file()
    world.clock.moment = DAY_BEFORE
    due = await world.database.read(lambda tx: timers.due(tx, DAY_BEFORE))
    later = await world.services.nudging.snooze(AMINA, id, 3, "click")

    await world.services.nudging.remind([one for one in due if one.kind is TimerKind.NUDGE])

    assert of_kind(await world.deliver(), DeliveryKind.NUDGE) == []
    snoozed = await world.database.read(lambda tx: timers.of(tx, TimerKind.NUDGE, id))
    assert snoozed is not None
    assert (snoozed.due_at.date(), snoozed.detail) == (later.on, "+before")


async def test_snoozing_again_and_again_makes_no_fourth_reminder(world: World) -> None:
    await world.set_up()
    id = await world.file()
    snooze = world.services.nudging.snooze
    for number in range(3):
        # Put off twice before it comes, and once it is here the next one is.
        await snooze(AMINA, id, 1, f"first {number}")
        later = await snooze(AMINA, id, 1, f"then {number}")
        moment = datetime.combine(later.on, time(9), MONDAY.tzinfo)
        assert len(await nudges(world, moment)) == 1

    with pytest.raises(LastReminder):
        await snooze(AMINA, id, 1, "once more")
    assert await through(world, world.clock.now() + timedelta(days=10)) == []


async def test_the_same_snooze_told_twice_is_one(world: World) -> None:
    await world.set_up()
    id = await world.file()
    await nudges(world)
    snooze = world.services.nudging.snooze
    first = await snooze(AMINA, id, 1, "click")
    await nudges(world, ON_THE_DAY)

    await snooze(AMINA, id, 1, "click")

    assert first.on == ON_THE_DAY.date()
    assert [nudge.to for nudge in await nudges(world, DAY_AFTER)] == [AMINA]


async def test_the_last_reminder_cannot_be_put_off(world: World) -> None:
    await world.set_up()
    id = await world.file()
    for moment in (DAY_BEFORE, ON_THE_DAY, DAY_AFTER):
        assert len(await nudges(world, moment)) == 1

    with pytest.raises(LastReminder):
        await world.services.nudging.snooze(AMINA, id, 1, "click")


async def test_what_is_answered_cannot_be_put_off(world: World) -> None:
    await world.set_up()
    id = await world.file()
    await world.say(AMINA, id, Reply.GO_AHEAD)

    with pytest.raises(LastReminder):
        await world.services.nudging.snooze(AMINA, id, 1, "click")


@pytest.mark.parametrize("user", [PRIYA, DAN, UserId("U0STRANGER")])
async def test_only_whoever_decides_may_snooze(world: World, user: UserId) -> None:
    await world.set_up()
    id = await world.file()

    with pytest.raises(NotAvailable):
        await world.services.nudging.snooze(user, id, 1, "click")
    assert len(await nudges(world)) == 1


async def test_a_report_that_is_not_there_cannot_be_put_off(world: World) -> None:
    await world.set_up()

    with pytest.raises(NotAvailable):
        await world.services.nudging.snooze(AMINA, ReportId("0" * 32), 1, "click")


async def test_a_snoozed_reminder_waits_while_nobody_is_there_to_decide(world: World) -> None:
    await world.set_up()
    id = await world.file()
    await world.services.nudging.snooze(AMINA, id, 1, "click")
    await gone(world, AMINA, DAN, MOIRA)

    assert await nudges(world, DAY_BEFORE.replace(day=24)) == []
    await gone(world, DAN, is_gone=False)
    assert [nudge.to for nudge in await nudges(world, DAY_BEFORE)] == [DAN]


async def test_a_snoozed_reminder_moves_with_the_days_of_whoever_decides_then(
    world: World,
) -> None:
    await world.set_up()
    id = await world.file()
    await works(world, DAN, 3, 4)
    await nudges(world)
    await world.services.nudging.snooze(AMINA, id, 1, "click")
    await gone(world, AMINA)

    assert [nudge.to for nudge in await nudges(world, ON_THE_DAY)] == [DAN]
