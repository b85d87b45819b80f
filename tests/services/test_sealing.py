"""The audit is sealed hour by hour, and whoever asks is told whether it is whole."""

from datetime import timedelta
from functools import partial

import pytest

from bot.domain.audit_chain import What, Wrong
from bot.domain.events import EventKind, Reply
from bot.domain.requests import RequestState
from bot.services import requests
from bot.services.sealing import OF_SETTINGS, PAST_THE_HOUR
from storage import audit, timers
from storage.database import Transaction
from storage.errors import StorageUnavailable
from storage.timers import TimerKind
from tests.builders import AMINA, a_team
from tests.conftest import MONDAY
from tests.services.world import World

HOUR = timedelta(hours=1)


async def seals(world: World) -> list[tuple[int, int]]:
    """Each seal's number, and how many rows stand under it."""

    async def look(tx: Transaction) -> list[tuple[int, int]]:
        rows = await tx.exec_driver_sql('SELECT number, "rows" FROM audit_seal ORDER BY number')
        return [(row.number, row.rows) for row in rows]

    return await world.database.read(look)


async def run(tx: Transaction, statement: str) -> None:
    await tx.exec_driver_sql(statement)


async def begin(world: World) -> None:
    """A service that is set up and started, with a report that was answered."""
    await world.set_up()
    await world.services.clockwork.wind_up()
    await world.services.clockwork.tick()
    id = await world.file()
    await world.say(AMINA, id, Reply.GO_AHEAD)


async def test_what_happened_is_sealed_soon_after_the_hour(world: World) -> None:
    await begin(world)
    world.clock.moment = MONDAY + HOUR + PAST_THE_HOUR - timedelta(seconds=1)
    await world.services.clockwork.tick()
    assert await seals(world) == []

    await world.tick_at(seconds=1)

    ((number, rows),) = await seals(world)
    assert number == 1
    found = await world.services.sealing.verify()
    assert found.is_whole
    assert (found.chain.rows, found.unsealed) == (rows, 0)


async def test_an_hour_in_which_nothing_happened_has_no_seal(world: World) -> None:
    await begin(world)
    for _ in range(3):
        await world.tick_at(hours=1)
    before = await seals(world)
    world.clock.move(hours=1)
    await world.services.clockwork.tick()
    assert await seals(world) == before


async def test_after_an_outage_everything_that_is_old_is_sealed_at_once(world: World) -> None:
    await begin(world)
    for _ in range(3):
        world.clock.move(hours=1)
        await world.services.settings.save_team(a_team())
    await world.tick_at(hours=5)
    assert len(await seals(world)) == 1
    assert (await world.services.sealing.verify()).is_whole


async def test_more_than_fits_into_one_seal_is_sealed_in_several(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(audit, "MOST_IN_A_SEAL", 2)
    await begin(world)
    await world.tick_at(hours=2)
    found = await world.services.sealing.verify()
    assert found.is_whole
    assert found.chain.seals > 1
    assert found.chain.rows == sum(rows for _, rows in await seals(world))


async def test_a_database_that_is_away_leaves_the_sealing_for_the_next_tick(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    await begin(world)

    async def away(*_: object) -> int:
        raise StorageUnavailable("OperationalError")

    with monkeypatch.context() as broken:
        broken.setattr(audit, "seal", away)
        with pytest.raises(StorageUnavailable):
            await world.tick_at(hours=2)
    await world.services.clockwork.tick()
    assert len(await seals(world)) == 1


async def test_the_next_sealing_is_set_by_the_clock_and_not_by_the_last_one(world: World) -> None:
    await begin(world)
    await world.tick_at(hours=2, minutes=40)
    timer = await world.database.read(lambda tx: timers.of(tx, TimerKind.SEAL, "service"))
    assert timer is not None
    assert timer.due_at == MONDAY + 3 * HOUR + PAST_THE_HOUR


async def test_a_start_leaves_a_sealing_that_is_set_as_it_is(world: World) -> None:
    await begin(world)
    before = await world.database.read(lambda tx: timers.of(tx, TimerKind.SEAL, "service"))
    world.clock.move(minutes=10)
    await world.services.clockwork.wind_up()
    after = await world.database.read(lambda tx: timers.of(tx, TimerKind.SEAL, "service"))
    assert before == after is not None


async def test_verifying_says_how_far_it_has_come(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(audit, "MOST_IN_A_SEAL", 1)
    monkeypatch.setattr(audit, "MOST_IN_A_PAGE", 2)
    await begin(world)
    await world.tick_at(hours=2)
    told: list[tuple[int, int]] = []
    found = await world.services.sealing.verify(lambda done, of: told.append((done, of)))
    assert [done for done, _ in told] == sorted({done for done, _ in told})
    assert told[-1] == (found.chain.seals, found.chain.seals)
    assert len(told) > 1


async def test_what_was_changed_is_told_with_its_seal(world: World) -> None:
    await begin(world)
    await world.tick_at(hours=2)
    spoilt = "UPDATE audit SET action = 'thanked' WHERE action = 'answered'"
    await world.database.write(partial(run, statement=spoilt))
    found = await world.services.sealing.verify()
    assert not found.is_whole
    assert found.chain.wrong == (Wrong(1, What.CHANGED_ROW),)


async def test_a_digest_of_an_earlier_check_is_looked_for(world: World) -> None:
    await begin(world)
    await world.tick_at(hours=2)
    earlier = (await world.services.sealing.verify()).chain.head.hex()
    await world.services.settings.save_team(a_team())
    await world.tick_at(hours=2)
    assert (await world.services.sealing.verify(earlier=earlier)).is_whole

    truncated = "DELETE FROM audit WHERE seal IS NOT NULL", "DELETE FROM audit_seal"
    for statement in truncated:
        await world.database.write(partial(run, statement=statement))

    assert (await world.services.sealing.verify()).is_whole
    found = await world.services.sealing.verify(earlier=earlier)
    assert not found.is_whole
    assert found.chain.wrong == ()


async def test_the_operator_reads_of_settings_and_never_of_reports(world: World) -> None:
    await begin(world)
    found = await world.services.sealing.of_settings(100)
    posts = {f"{post} added" for post in ("learning lead", "manager", "deputy")}
    assert {one.action for one in found} == {"service set", "team saved", *posts}


def test_the_operator_reads_what_was_asked_leave_for_and_what_came_of_it() -> None:
    decided = {RequestState.CONFIRMED.value, RequestState.REFUSED.value}
    assert {*requests._ASKED.values(), *requests._DONE.values(), *decided} <= OF_SETTINGS
    assert not OF_SETTINGS & {*EventKind}
