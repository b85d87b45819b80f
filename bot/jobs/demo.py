"""Follows a clock that somebody can move: one tick, and everything sent, for each hour of it."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

import httpx
import structlog

from bot.clock import DemoClock
from bot.jobs.ticks import Ticks

log = structlog.get_logger()

LONGEST_DRAIN_SECONDS = 8.0
"""The practice workspace waits ten seconds at most before it moves on to the next hour."""
RECONNECT_SECONDS = 0.5


@dataclass(frozen=True)
class Following:
    """Keeps the bot's time in step. `drain` returns when nothing is left to send."""

    clock: DemoClock
    ticks: Ticks
    drain: Callable[[], Awaitable[None]]

    async def run(self) -> None:
        """Follow the clock until cancelled."""
        seen = None
        async with httpx.AsyncClient() as http:
            while True:
                now = await _ask(self.clock, http, seen)
                await self.ticks.tick()
                with suppress(TimeoutError):
                    # Not `wait_for`, which loses a cancellation that comes as the drain ends.
                    async with asyncio.timeout(LONGEST_DRAIN_SECONDS):
                        await self.drain()
                seen = now


async def set_right(clock: DemoClock) -> None:
    """Ask for the time once, before anything is done by it."""
    async with httpx.AsyncClient() as http:
        await _ask(clock, http, None)


async def _ask(clock: DemoClock, http: httpx.AsyncClient, seen: datetime | None) -> datetime:
    while True:
        try:
            return await clock.follow(http, seen)
        except httpx.HTTPError as problem:
            log.warning("clock unreachable", error=type(problem).__name__)
            await asyncio.sleep(RECONNECT_SECONDS)
