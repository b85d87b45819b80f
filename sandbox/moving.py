"""Moves the workspace's time, an hour at a time, at the bot's side."""

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta

from sandbox.changes import Changes
from sandbox.clock import Clock
from sandbox.errors import RefusedError
from sandbox.shapes import JsonObject
from sandbox.timing import Timing

STEP = timedelta(hours=1)
FARTHEST = timedelta(days=5 * 366)
_MEANINGFUL = timedelta(seconds=5)


class Mover:
    """Answers the bot's questions about the time, and waits for it at every step of a move.

    The bot polls `poll(seen)`: "I have finished everything due at `seen`". A move goes on to the
    next hour when that has been said of the hour before, or when `Timing.step` seconds have
    passed. When nobody has polled for that long, it goes straight to its end.
    """

    def __init__(
        self, clock: Clock, timing: Timing, changes: Changes, monotonic: Callable[[], float]
    ) -> None:
        self._clock = clock
        self._timing = timing
        self._changes = changes
        self._monotonic = monotonic
        self._seen: datetime | None = None
        self._polled: float | None = None
        self._moved = asyncio.Event()
        self._caught_up = asyncio.Event()
        self._moving: tuple[datetime, datetime] | None = None

    @property
    def progress(self) -> JsonObject | None:
        """The move under way as the demo page shows it, or None."""
        if self._moving is None:
            return None
        begin, end = self._moving
        now = self._clock.now()
        return {"from": begin.isoformat(), "to": end.isoformat(), "now": now.isoformat()}

    async def poll(self, seen: datetime | None) -> datetime:
        """Note what the bot has finished; return the time once it was moved, or after a second."""
        self._polled = self._monotonic()
        if seen is not None:
            self._seen = max(seen, self._seen or seen)
            self._caught_up.set()
            if self._clock.now() - seen < _MEANINGFUL:
                await self._wait_for_a_move()
        self._polled = self._monotonic()
        return self._clock.now()

    async def _wait_for_a_move(self) -> None:
        moved = self._moved
        try:
            async with asyncio.timeout(self._timing.clock_poll):
                await moved.wait()
        except TimeoutError:
            return

    async def move_to(self, target: datetime, step: timedelta = STEP) -> None:
        """Move the clock to `target` (aware); RefusedError if it is past or a move is under way.

        What comes due within one `step` comes late, as after an outage.
        """
        self.begin(target)
        await self.go(step)

    def begin(self, target: datetime) -> None:
        """Take a move on, or refuse it; `go` carries it out."""
        now = self._clock.now()
        if self._moving is not None:
            raise RefusedError(
                "Time is already being moved. Wait until it has arrived.", status=409
            )
        if target <= now:
            raise RefusedError("Time only moves forwards here. Choose a later moment.")
        if target - now > FARTHEST:
            raise RefusedError("Time moves by five years at most. Choose an earlier moment.")
        self._moving = (now, target)
        self._changes.publish("time")

    async def go(self, step: timedelta = STEP) -> None:
        if self._moving is None:
            raise RefusedError("There is no move under way.")
        reached, target = self._moving
        try:
            while reached < target:
                reached = min(reached + step, target) if self._somebody_polls() else target
                self._jump(reached)
                await self._bot_has_seen(reached)
        finally:
            self._moving = None
            self._changes.publish("time")

    def _jump(self, moment: datetime) -> None:
        self._clock.jump_to(moment)
        self._changes.publish("time")
        moved, self._moved = self._moved, asyncio.Event()
        moved.set()

    async def _bot_has_seen(self, moment: datetime) -> None:
        try:
            async with asyncio.timeout(self._timing.step):
                while self._somebody_polls() and not (self._seen and self._seen >= moment):
                    self._caught_up.clear()
                    await self._caught_up.wait()
        except TimeoutError:
            return

    def _somebody_polls(self) -> bool:
        if self._polled is None:
            return False
        return self._monotonic() - self._polled <= self._timing.step
