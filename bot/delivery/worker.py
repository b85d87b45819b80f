"""The sending loop: claims what is due and keeps a few deliveries under way at a time."""

import asyncio
from contextlib import suppress
from dataclasses import dataclass, field

import structlog

from bot.delivery.outcomes import Halted
from bot.delivery.sender import Sender
from bot.domain.delivery import Delivery
from storage.errors import StorageUnavailable

log = structlog.get_logger()

AT_A_TIME = 8
"""Deliveries under way together; each is in a lane of its own."""

IDLE_SECONDS = 1.0
"""How long to wait for word of new work before looking all the same."""

HALTED_SECONDS = 30.0
"""How long to leave Slack alone when it refuses everything."""


@dataclass
class Worker:
    """Sends until it is stopped. `committed` is set whenever there may be new work."""

    sender: Sender
    committed: asyncio.Event
    _refused: Halted | None = None
    _refused_before: Halted | None = None
    _claiming: bool = False
    _under_way: set[asyncio.Task[None]] = field(default_factory=set)
    _stopping: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def halted(self) -> Halted | None:
        """Why Slack takes nothing; None again once something has been tried that it did not refuse.

        Until then it counts as before, so that nobody who asks now and then is told it were well.
        """
        return self._refused or self._refused_before

    async def run(self) -> None:
        """Send what falls due, until `stop`; then finish what is under way."""
        while not self._stopping.is_set():
            self._claiming = True
            try:
                claimed = await self._claim()
            except StorageUnavailable:
                log.warning("storage unavailable", where="delivery")
                claimed = ()
            for delivery in claimed:
                self._start(delivery)
            self._claiming = False
            await self._wait(busy=bool(claimed))
        if self._under_way:
            await asyncio.wait(self._under_way)

    def stop(self) -> None:
        """Take on nothing new; `run` returns when what is under way has been recorded."""
        self._stopping.set()

    async def drain(self) -> None:
        """Return when nothing is due and nothing is under way. `run` must be running."""
        # Looked at in this order: what is no longer due has been claimed, and may not have begun.
        while await self.sender.sending.anything_due() or self._claiming or self._under_way:
            # What falls due because time has moved on is announced by no commit.
            self.committed.set()
            await self._sleep(self._short_wait)

    @property
    def _short_wait(self) -> float:
        return max(self.sender.pace.between_messages.total_seconds() / 4, 0.01)

    async def _claim(self) -> tuple[Delivery, ...]:
        self.committed.clear()
        free = AT_A_TIME - len(self._under_way)
        if free <= 0 or not await self.sender.sending.anything_due():
            return ()
        pace = self.sender.pace
        return await self.sender.sending.claim(
            lease=pace.lease, pace=pace.between_messages, limit=free
        )

    def _start(self, delivery: Delivery) -> None:
        task = asyncio.create_task(self._deliver(delivery))
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)

    async def _deliver(self, delivery: Delivery) -> None:
        try:
            halted = await self._tried(delivery)
        except StorageUnavailable:
            log.warning("storage unavailable", where="delivery")
        else:
            # Another delivery that had nothing to ask of Slack says nothing about Slack.
            self._refused = halted or self._refused
            self._refused_before = self._refused

    async def _tried(self, delivery: Delivery) -> Halted | None:
        try:
            return await self.sender.deliver(delivery)
        except StorageUnavailable:
            raise
        except Exception as error:  # noqa: BLE001 - one bad delivery never stops the others
            problem = type(error).__name__
            log.critical("delivery broke", kind=delivery.kind.value, error=problem)
            await self._put_off(delivery, problem)
            return None

    async def _put_off(self, broken: Delivery, problem: str) -> None:
        """Let the next of its lane go ahead, which would wait behind it for ever."""
        sending, pace = self.sender.sending, self.sender.pace
        # Not as it was claimed: a send that has begun since is looked for before it is repeated.
        state = await sending.state_of(broken)
        if state is not None:
            after = pace.backoff(broken.attempts, self.sender.random)
            await sending.put_off(broken, after=after, problem=problem, state=state)

    async def _wait(self, *, busy: bool) -> None:
        if self._refused is not None:
            log.error("slack refuses everything", problem=self._refused.problem)
            await self._sleep(HALTED_SECONDS * self.sender.pace.scale)
            self._refused, self._refused_before = None, self._refused
        elif busy or self._under_way:
            await self._sleep(self._short_wait)
        else:
            await self._until_there_is_work()

    async def _until_there_is_work(self) -> None:
        waits = {
            asyncio.create_task(self.committed.wait()),
            asyncio.create_task(self._stopping.wait()),
        }
        _, pending = await asyncio.wait(
            waits, timeout=IDLE_SECONDS, return_when=asyncio.FIRST_COMPLETED
        )
        for task in pending:
            task.cancel()

    async def _sleep(self, seconds: float) -> None:
        with suppress(TimeoutError):
            await asyncio.wait_for(self._stopping.wait(), seconds)
