"""Reminders: one kind word before a promise passes, in working hours, to whoever decides."""

from datetime import datetime, timedelta

import pytest

from bot.domain.delivery import DeliveryKind
from bot.domain.events import Reply
from bot.domain.ids import UserId
from storage import people, timers
from storage.database import Transaction
from storage.timers import Timer, TimerKind
from tests.builders import AMINA, DAN, MOIRA, a_team
from tests.services.world import Sent, World, of_kind

BEN = UserId("U0BEN")
DAY_BEFORE = datetime.fromisoformat("2026-11-25T09:00:00+00:00")
"""What is filed on Monday is promised by Thursday."""


async def nudges(world: World, moment: datetime = DAY_BEFORE) -> list[Sent]:
    world.clock.moment = moment
    await world.services.clockwork.tick()
    return of_kind(await world.deliver(), DeliveryKind.NUDGE)


async def gone(world: World, *users: UserId, is_gone: bool = True) -> None:
    async def mark(tx: Transaction) -> None:
        for user in users:
            await people.mark_gone(tx, user, is_gone=is_gone)

    await world.database.write(mark)


async def test_a_working_day_before_the_manager_is_reminded_once(world: World) -> None:
    await world.set_up()
    id = await world.file()

    assert await nudges(world, DAY_BEFORE - timedelta(seconds=1)) == []
    (nudge,) = await nudges(world)

    assert (nudge.to, nudge.delivery.report) == (AMINA, id)
    for hours in range(1, 50):
        assert await nudges(world, DAY_BEFORE + timedelta(hours=hours)) == []


async def test_whoever_has_answered_is_not_reminded(world: World) -> None:
    await world.set_up()
    id = await world.file()
    await world.say(AMINA, id, Reply.TALK_IT_OVER)

    assert await nudges(world) == []


async def test_thanks_are_no_answer(world: World) -> None:
    await world.set_up()
    id = await world.file()
    await world.say(AMINA, id, Reply.THANK_YOU)

    assert len(await nudges(world)) == 1


async def test_a_reminder_that_comes_due_in_an_outage_waits_for_working_hours(
    world: World,
) -> None:
    await world.set_up()
    await world.file()

    assert await nudges(world, DAY_BEFORE.replace(hour=22)) == []
    assert len(await nudges(world, DAY_BEFORE.replace(day=26))) == 1


async def test_once_the_promised_day_is_over_nobody_is_reminded(world: World) -> None:
    await world.set_up()
    await world.file()

    assert await nudges(world, DAY_BEFORE.replace(day=27)) == []
    assert await nudges(world, DAY_BEFORE.replace(day=30)) == []


@pytest.mark.parametrize("who", ["gone", "reporter"])
async def test_the_deputy_is_reminded_where_the_manager_cannot_decide(
    world: World, who: str
) -> None:
    await world.set_up()
    await world.file(*([AMINA] if who == "reporter" else []))
    if who == "gone":
        await world.database.write(lambda tx: people.mark_gone(tx, AMINA, is_gone=True))

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


async def test_while_nobody_decides_the_reminder_looks_again_in_an_hour(world: World) -> None:
    await world.set_up()
    id = await world.file()
    await gone(world, AMINA, DAN, MOIRA)

    assert await nudges(world) == []
    due = await world.database.read(lambda tx: timers.due(tx, DAY_BEFORE + timedelta(hours=1)))
    assert Timer(TimerKind.NUDGE, id, DAY_BEFORE + timedelta(hours=1)) in due

    await gone(world, DAN, is_gone=False)
    assert await nudges(world, DAY_BEFORE + timedelta(minutes=59)) == []
    assert [one.to for one in await nudges(world, DAY_BEFORE + timedelta(hours=1))] == [DAN]


async def test_every_manager_is_reminded(world: World) -> None:
    await world.set_up(a_team(managers=(AMINA, BEN)))
    await world.file()

    assert sorted(nudge.to for nudge in await nudges(world)) == [AMINA, BEN]


async def test_a_reminder_that_is_answered_before_it_leaves_does_not_leave(world: World) -> None:
    await world.set_up()
    id = await world.file()
    world.clock.moment = DAY_BEFORE
    await world.services.clockwork.tick()
    await world.say(AMINA, id, Reply.GO_AHEAD)

    assert of_kind(await world.deliver(), DeliveryKind.NUDGE) == []


async def test_a_reminder_that_cannot_leave_for_hours_is_dropped(world: World) -> None:
    await world.set_up()
    await world.file()
    world.clock.moment = DAY_BEFORE
    await world.services.clockwork.tick()
    world.clock.move(hours=6, minutes=1)

    assert of_kind(await world.deliver(), DeliveryKind.NUDGE) == []
