"""The clock goes on whatever a single row holds, and acts on no timer as it was before."""

from dataclasses import replace
from datetime import timedelta
from functools import partial

import pytest
from sqlalchemy import update
from structlog.testing import capture_logs

from bot.domain.change import Strength
from bot.domain.delivery import DeliveryKind
from bot.domain.events import Reply
from bot.domain.ids import ChannelId, ReportId, UserId
from bot.services.changes import Altered
from bot.services.clockwork import BROKEN_AGAIN_AFTER
from storage import people, schema, timers
from storage.database import Transaction
from storage.errors import StorageUnavailable
from storage.timers import Timer, TimerKind
from tests.builders import AMINA, MOIRA, PRIYA, a_team
from tests.conftest import MONDAY
from tests.services.reminders import DAY_AFTER, DAY_BEFORE, nudges
from tests.services.world import World, of_kind

BEN = UserId("U0BEN")
HILLSIDE = ChannelId("C0HILLSIDE")
A_DAY = timedelta(days=1)

TOLD_BY = {
    TimerKind.NUDGE: DeliveryKind.NUDGE,
    TimerKind.SLIP: DeliveryKind.SLIP_TO_REPORTER,
    TimerKind.CHECK_BACK: DeliveryKind.CHECK_BACK_TO_TEAM,
    TimerKind.WEEKLY: DeliveryKind.WEEKLY,
}
"""What goes out when a timer of each kind is acted on."""


async def put_off(world: World, timer: Timer) -> None:
    await world.database.write(partial(timers.put_off, what=timer))


async def of(world: World, kind: TimerKind, subject: str) -> Timer:
    found = await world.database.read(partial(timers.of, kind=kind, subject=subject))
    assert found is not None
    return found


async def spoil(world: World, id: ReportId) -> Timer:
    """A reminder that nobody can read any more, due before any other."""
    spoilt = Timer(TimerKind.NUDGE, id, DAY_BEFORE - timedelta(minutes=1), "thrice")
    await put_off(world, spoilt)
    return spoilt


async def test_a_timer_that_cannot_be_read_waits_an_hour_and_the_others_go_on(
    world: World,
) -> None:
    await world.set_up()
    bad, good = await world.file(), await world.file()
    spoilt = await spoil(world, bad)

    sent = await nudges(world)

    assert [nudge.delivery.report for nudge in sent] == [good]
    again = DAY_BEFORE + BROKEN_AGAIN_AFTER
    assert await of(world, TimerKind.NUDGE, bad) == replace(spoilt, due_at=again)


async def test_kinds_that_come_after_a_bad_timer_are_seen_to(world: World) -> None:
    await world.set_up()
    id = await world.file()
    await world.say(AMINA, await world.file(), Reply.GO_AHEAD)
    await spoil(world, id)
    weekly = DAY_BEFORE + A_DAY + timedelta(hours=5)

    world.clock.moment = weekly
    out = await world.tick_at()

    assert len(of_kind(out, DeliveryKind.WEEKLY)) == 1


async def test_once_it_is_mended_the_next_try_goes_well(world: World) -> None:
    await world.set_up()
    id = await world.file()
    await spoil(world, id)
    assert await nudges(world) == []
    waiting = await of(world, TimerKind.NUDGE, id)

    await put_off(world, replace(waiting, detail=""))

    assert await nudges(world, waiting.due_at - timedelta(seconds=1)) == []
    assert [nudge.delivery.report for nudge in await nudges(world, waiting.due_at)] == [id]


async def test_the_log_says_which_kind_broke_and_how_and_not_whose_it_was(world: World) -> None:
    await world.set_up()
    await spoil(world, await world.file())

    with capture_logs() as lines:
        await nudges(world)

    assert [line for line in lines if line["event"] == "timer broke"] == [
        {"event": "timer broke", "log_level": "critical", "kind": "nudge", "error": "ValueError"}
    ]


async def test_one_morning_that_cannot_be_worked_out_keeps_nobody_elses_back(
    world: World,
) -> None:
    await world.set_up(
        a_team(), a_team(channel=HILLSIDE, name="Hillside", managers=(BEN,), deputies=())
    )
    world.people.introduce(PRIYA, a_team().channel, HILLSIDE)
    for channel in (a_team().channel, HILLSIDE):
        await world.file(channel=channel)
    await world.tick_at(hours=3)

    async def spoil_amina(tx: Transaction) -> None:
        await people.mark_gone(tx, AMINA, is_gone=False)
        spoilt = update(schema.person).where(schema.person.c.user_id == AMINA)
        await tx.execute(spoilt.values(digest_at="soon"))

    await world.database.write(spoil_amina)
    world.clock.moment = MONDAY.replace(hour=9) + A_DAY
    out = await world.tick_at()

    assert [one.to for one in of_kind(out, DeliveryKind.DIGEST)] == [BEN]
    again = world.clock.now() + BROKEN_AGAIN_AFTER
    assert (await of(world, TimerKind.DIGEST, AMINA)).due_at == again


async def test_a_database_that_is_away_puts_no_timer_off(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    await world.set_up()
    id = await world.file()
    before = await of(world, TimerKind.NUDGE, id)

    async def away(*_: object) -> bool:
        raise StorageUnavailable("OperationalError")

    world.clock.moment = DAY_BEFORE
    with monkeypatch.context() as broken:
        broken.setattr(timers, "stands", away)
        with pytest.raises(StorageUnavailable):
            await world.services.clockwork.tick()

    assert await of(world, TimerKind.NUDGE, id) == before
    assert len(await nudges(world)) == 1


@pytest.mark.parametrize("kind", TOLD_BY)
async def test_a_timer_that_was_put_off_after_it_was_read_is_left_as_it_is(
    world: World, kind: TimerKind
) -> None:
    await world.set_up()
    await world.file()
    done = await world.file()
    await world.say(AMINA, done, Reply.GO_AHEAD)
    given = Altered(AMINA, done, "One list hangs by the door", Strength.EASIER, "change")
    await world.services.changes.record(given)
    await world.deliver()
    far = MONDAY + timedelta(days=60)
    set_now = await world.database.read(lambda tx: timers.due(tx, far))
    (read,) = [timer for timer in set_now if timer.kind is kind]
    world.clock.moment = read.due_at
    later = replace(read, due_at=read.due_at + timedelta(hours=1))
    await put_off(world, later)

    clockwork = world.services.clockwork
    hands = {
        TimerKind.NUDGE: clockwork.nudging.remind,
        TimerKind.SLIP: clockwork.slipping.pass_on,
        TimerKind.CHECK_BACK: clockwork.changes.ask,
        TimerKind.WEEKLY: clockwork.weeks.come,
    }
    await hands[kind]([read])

    assert await of(world, kind, read.subject) == later
    assert of_kind(await world.deliver(), TOLD_BY[kind]) == []
    assert len(of_kind(await world.tick_at(hours=1), TOLD_BY[kind])) == 1


async def test_a_start_has_promises_watched_that_older_code_has_made(world: World) -> None:
    await world.set_up()
    id = await world.file()
    watched = await of(world, TimerKind.SLIP, id)
    await world.database.write(lambda tx: timers.clear(tx, TimerKind.SLIP, id))

    await world.services.clockwork.wind_up()
    await world.services.clockwork.tick()

    assert await of(world, TimerKind.SLIP, id) == watched
    assert await world.kinds(id) == ["filed"]


async def test_a_start_leaves_a_promise_alone_that_nobody_more_can_be_asked_about(
    world: World,
) -> None:
    await world.set_up(a_team(managers=(MOIRA,), deputies=()))
    id = await world.file()
    world.clock.moment = DAY_AFTER
    await world.tick_at()
    assert await world.kinds(id) == ["filed", "slipped"]

    world.clock.move(days=7)
    await world.services.clockwork.wind_up()
    out = await world.tick_at()

    assert of_kind(out, DeliveryKind.SLIP_TO_REPORTER) == []
    assert await world.kinds(id) == ["filed", "slipped"]
