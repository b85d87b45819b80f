"""An answer that comes while a digest is being made shows in it, or brings it up to date."""

import asyncio
from collections.abc import Iterable

import pytest

from bot.domain.delivery import DeliveryKind
from bot.domain.events import Reply
from bot.domain.ids import ReportId, UserId
from bot.domain.report import Audience
from bot.domain.team import Team
from bot.services.contents import DigestContent, NoLongerOwed, Outgoing, ToPerson
from storage import digests, reports
from storage.database import Transaction
from tests.builders import AMINA, a_team
from tests.services.world import LEASE, NO_PACE, World

BEN = UserId("U0BEN")
SOON = 0.3
"""Seconds after which whoever has not come through a lock is taken to be waiting for it."""
PATIENCE = 20
"""Seconds after which two who should meet are taken to have missed each other."""


class Crossing:
    """Two pieces of work that meet: one stops at a point until the other has come so far."""

    def __init__(self) -> None:
        self._reached = asyncio.Event()
        self.go_on = asyncio.Event()

    async def stop(self) -> None:
        self._reached.set()
        await self.go_on.wait()

    async def reached_by(self, task: asyncio.Task[object]) -> None:
        """Wait until `task` stops there; whatever ends it on the way is raised."""
        reaching = asyncio.create_task(self._reached.wait())
        await asyncio.wait([reaching, task], return_when=asyncio.FIRST_COMPLETED)
        reaching.cancel()
        if task.done():
            raise AssertionError("it ended before it came so far") from task.exception()


async def the_digest(world: World) -> Outgoing:
    """Claim the digest that is due, and make it."""
    claimed = await world.services.sending.claim(lease=LEASE, pace=NO_PACE, limit=50)
    (digest,) = [one for one in claimed if one.kind is DeliveryKind.DIGEST]
    return await world.services.preparing.prepare(digest)


def shows_the_answer(made: Outgoing) -> bool:
    assert isinstance(made.content, DigestContent)
    ((_, (row,)),) = made.content.digest.sections
    return row.answer is not None


async def redraws_owed(world: World) -> int:
    async def look(tx: Transaction) -> int:
        asked = "SELECT count(*) FROM delivery WHERE kind = 'digest_update'"
        return int((await tx.exec_driver_sql(asked)).scalar_one())

    return await world.database.read(look)


async def a_morning(world: World, *teams: Team) -> ReportId:
    await world.set_up(*teams)
    id = await world.file(audience=Audience.DECIDERS)
    world.clock.move(days=1)
    await world.services.clockwork.tick()
    return id


async def is_stuck(task: asyncio.Task[object]) -> bool:
    done, _ = await asyncio.wait([task], timeout=SOON)
    return not done


on_postgres = pytest.mark.parametrize(
    "database_url", [pytest.param("postgres", marks=pytest.mark.postgres)], indirect=True
)
"""SQLite has one writer, so there two transactions never overlap."""


@on_postgres
async def test_a_digest_waits_for_an_answer_under_way_and_leaves_it_out(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    id = await a_morning(world)
    answering = Crossing()
    record = reports.record

    async def slowly(tx: Transaction, *given: object) -> int:
        position = await record(tx, *given)  # type: ignore[arg-type] # passed on as they came
        await answering.stop()
        return position

    monkeypatch.setattr(reports, "record", slowly)
    answer = asyncio.create_task(world.say(AMINA, id, Reply.GO_AHEAD))
    await answering.reached_by(answer)
    making = asyncio.create_task(the_digest(world))

    assert await is_stuck(making)
    answering.go_on.set()
    await answer
    with pytest.raises(NoLongerOwed):
        await making


@on_postgres
@pytest.mark.parametrize("step", ["put_items", "lock"])
async def test_an_answer_waits_for_a_digest_that_is_being_made_and_brings_it_up_to_date(
    world: World, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    id = await a_morning(world)
    making_it = Crossing()
    module = digests if step == "put_items" else reports
    carry_out = getattr(module, step)

    async def slowly(tx: Transaction, *given: object) -> None:
        await carry_out(tx, *given)
        await making_it.stop()

    monkeypatch.setattr(module, step, slowly)
    making = asyncio.create_task(the_digest(world))
    await making_it.reached_by(making)
    answer = asyncio.create_task(world.say(AMINA, id, Reply.GO_AHEAD))

    assert await is_stuck(answer)
    making_it.go_on.set()
    assert not shows_the_answer(await making)
    await answer
    assert await redraws_owed(world) == 1


@on_postgres
async def test_two_managers_digests_of_the_same_report_do_not_wait_for_each_other(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    await a_morning(world, a_team(managers=(AMINA, BEN)))
    claimed = await world.services.sending.claim(lease=LEASE, pace=NO_PACE, limit=50)
    due = [one for one in claimed if one.kind is DeliveryKind.DIGEST]
    both, lock = asyncio.Barrier(2), reports.lock

    async def together(tx: Transaction, ids: Iterable[ReportId]) -> None:
        await both.wait()
        await lock(tx, ids)

    monkeypatch.setattr(reports, "lock", together)
    async with asyncio.timeout(PATIENCE):
        made = await asyncio.gather(*map(world.services.preparing.prepare, due))

    assert {one.address for one in made} == {ToPerson(AMINA), ToPerson(BEN)}


async def test_an_answer_that_comes_first_leaves_a_digest_of_it_alone_with_nothing_to_say(
    world: World,
) -> None:
    id = await a_morning(world)
    await world.say(AMINA, id, Reply.GO_AHEAD)

    with pytest.raises(NoLongerOwed):
        await the_digest(world)


async def test_an_answer_that_comes_after_the_digest_was_made_brings_it_up_to_date(
    world: World,
) -> None:
    id = await a_morning(world)

    assert not shows_the_answer(await the_digest(world))
    await world.say(AMINA, id, Reply.GO_AHEAD)

    assert await redraws_owed(world) == 1
