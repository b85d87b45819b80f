"""The sending loop: one bad delivery stops no other, and stopping finishes what is under way."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import count
from typing import Any

import pytest
from structlog.testing import capture_logs

from bot.delivery import worker as sending_loop
from bot.delivery.outcomes import Halted
from bot.delivery.slack import Post
from bot.delivery.worker import AT_A_TIME, Worker
from bot.domain.delivery import Delivery, DeliveryKind, DeliveryState
from bot.domain.ids import DeliveryId, MessageRef
from bot.domain.retry import Pace
from bot.services.contents import Outgoing
from bot.services.outgoing import Preparing
from storage.errors import StorageUnavailable
from tests.delivery.conftest import Office

Deed = Callable[[], Awaitable[Halted | None]]


async def nothing() -> None:
    """What becomes of a delivery that goes well."""


def delivery(number: int) -> Delivery:
    return Delivery(
        id=DeliveryId(str(number)),
        effect=f"card:{number}",
        kind=DeliveryKind.CARD,
        state=DeliveryState.TODO,
        fence=1,
        attempts=1,
        created_at=datetime(2026, 11, 23, tzinfo=UTC),
    )


@dataclass
class Outbox:
    """Deliveries that each do as they are told when they are sent; also the sender of them."""

    deeds: list[Deed]
    troubles: list[Exception] = field(default_factory=list)
    """What asking for work raises first."""
    limits: list[int] = field(default_factory=list)
    done: list[str] = field(default_factory=list)
    pace: Pace = field(default_factory=lambda: Pace(0.001))
    claimed: int = 0

    @property
    def sending(self) -> "Outbox":
        return self

    async def anything_due(self) -> bool:
        if self.troubles:
            raise self.troubles.pop()
        return self.claimed < len(self.deeds)

    async def claim(self, *, limit: int, **_: object) -> tuple[Delivery, ...]:
        self.limits.append(limit)
        first, self.claimed = self.claimed, min(self.claimed + limit, len(self.deeds))
        return tuple(delivery(number) for number in range(first, self.claimed))

    async def deliver(self, one: Delivery) -> Halted | None:
        halted = await self.deeds[int(one.id)]()
        self.done.append(one.id)
        return halted


@pytest.fixture(autouse=True)
def _no_idling(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sending_loop, "IDLE_SECONDS", 0.01)


def a_worker(outbox: Any) -> Worker:  # noqa: ANN401 - stands in for a sender
    return Worker(outbox, asyncio.Event())


async def until(is_so: Callable[[], bool]) -> None:
    """Let everybody else go on until it is so."""
    while not is_so():  # noqa: ASYNC110 - what is waited for happens inside a stand-in
        await asyncio.sleep(0)


async def worked_off(outbox: Outbox) -> None:
    """Run a worker until there is nothing more to do."""
    worker = a_worker(outbox)
    task = asyncio.create_task(worker.run())
    async with asyncio.timeout(5):
        await until(
            lambda: not (outbox.troubles or outbox.claimed < len(outbox.deeds) or worker._under_way)
        )
        worker.stop()
        await task


async def test_a_database_that_is_away_for_a_while_stops_nothing() -> None:
    async def away() -> None:
        raise StorageUnavailable("OperationalError")

    outbox = Outbox([away, nothing], troubles=[StorageUnavailable("x"), StorageUnavailable("x")])
    await worked_off(outbox)
    assert outbox.done == ["1"]


async def test_only_a_few_are_under_way_together() -> None:
    most = 0
    under_way = 0

    async def busy() -> None:
        nonlocal most, under_way
        under_way += 1
        most = max(most, under_way)
        await asyncio.sleep(0.005)
        under_way -= 1

    outbox = Outbox([busy] * 30)
    await worked_off(outbox)
    assert most == AT_A_TIME
    assert max(outbox.limits) == AT_A_TIME
    assert len(outbox.done) == 30


async def test_slack_is_left_alone_when_it_refuses_everything_whatever_else_ends() -> None:
    async def refused() -> Halted:
        return Halted("token_revoked")

    worker = a_worker(Outbox([refused, nothing]))
    for number in range(2):
        await worker._deliver(delivery(number))
    assert worker.halted == Halted("token_revoked")


async def test_slack_is_said_to_refuse_until_something_has_been_tried_anew() -> None:
    async def refused() -> Halted:
        return Halted("token_revoked")

    worker = a_worker(Outbox([refused, nothing]))
    await worker._deliver(delivery(0))
    await worker._wait(busy=False)
    assert worker.halted == Halted("token_revoked")

    await worker._deliver(delivery(1))
    assert worker.halted is None


async def test_stopping_takes_on_nothing_new_and_finishes_what_is_under_way() -> None:
    go_on = asyncio.Event()
    begun = asyncio.Event()

    async def slow() -> None:
        begun.set()
        await go_on.wait()

    outbox = Outbox([slow])
    worker = a_worker(outbox)
    task = asyncio.create_task(worker.run())
    async with asyncio.timeout(5):
        await begun.wait()
        worker.stop()
        outbox.deeds.append(nothing)
        go_on.set()
        await task
    assert outbox.done == ["0"]


async def test_a_commit_wakes_the_worker_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sending_loop, "IDLE_SECONDS", 60)
    outbox = Outbox([])
    worker = a_worker(outbox)
    task = asyncio.create_task(worker.run())
    async with asyncio.timeout(5):
        await asyncio.sleep(0)
        outbox.deeds.append(nothing)
        worker.committed.set()
        await until(lambda: outbox.done == ["0"])
        worker.stop()
        await task


async def test_draining_waits_until_nothing_is_due_or_under_way(sending: Office) -> None:
    for what in ("first", "second", "third"):
        await sending.file(f"The {what} fax went astray")
    async with asyncio.timeout(10):
        await sending.worker.drain()
    assert len(sending.cards) == 3
    assert await sending.owed() == {}


async def test_a_delivery_that_breaks_lets_the_next_of_its_lane_go_and_logs_no_words(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    prepare, broken = Preparing.prepare, set[str]()

    async def breaks(self: Preparing, one: Delivery) -> Outgoing:
        broken.add(min(broken, default=one.effect))
        if one.effect in broken:
            raise RuntimeError("Kestrel Avenue")
        return await prepare(self, one)

    monkeypatch.setattr(Preparing, "prepare", breaks)
    await office.file()
    await office.file()
    task = asyncio.create_task(office.worker.run())
    with capture_logs() as lines:
        await office.workspace.until(lambda: len(office.cards) == 1)
        office.worker.stop()
        await task

    assert await office.owed() == {DeliveryState.TODO: 1}
    errors = {one["error"] for one in lines if one["log_level"] == "critical"}
    assert errors == {"RuntimeError"}
    assert "Kestrel" not in repr(lines)


async def test_what_breaks_when_slack_may_have_it_is_looked_for_before_it_is_sent_again(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    send, calls = Post.send, count()

    async def breaks(self: Post, *given: Any) -> MessageRef | None:  # noqa: ANN401 - handed on as it is
        at = await send(self, *given)
        if next(calls) == 0:
            raise RuntimeError
        return at

    monkeypatch.setattr(Post, "send", breaks)
    await office.file()
    await office.work()

    assert len(office.cards) == 1
    assert office.calls("chat.postMessage") == 1


async def test_a_send_that_is_under_way_is_recorded_before_the_worker_ends(office: Office) -> None:
    office.workspace.faults.next("chat.postMessage", "slow", seconds=0.3)
    await office.file()
    task = asyncio.create_task(office.worker.run())
    await office.workspace.until(lambda: office.worker._under_way)
    office.worker.stop()
    await task
    assert len(office.cards) == 1
    assert await office.owed() == {}
