"""The tick: every half minute, ask what has fallen due. The database is the schedule."""

from dataclasses import dataclass
from datetime import UTC, datetime

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.services.clockwork import Clockwork
from storage.errors import StorageUnavailable

log = structlog.get_logger()

TICK_SECONDS = 30.0


@dataclass(frozen=True)
class Ticks:
    """Runs the clockwork at regular intervals."""

    clockwork: Clockwork

    async def tick(self) -> None:
        """One tick; what could not be done now is still due at the next one."""
        try:
            await self.clockwork.tick()
        except StorageUnavailable:
            log.warning("storage unavailable", where="tick")
        except Exception as error:  # noqa: BLE001 - one bad tick never stops the clock
            log.critical("tick broke", error=type(error).__name__)

    def scheduler(self, scale: float) -> AsyncIOScheduler:
        """A scheduler that ticks, ready to be started inside a running loop.

        It holds no schedule of its own: missed ticks are run once (`coalesce`) however late they
        are (`misfire_grace_time`), and never two at a time.
        """
        scheduler = AsyncIOScheduler(timezone=UTC)
        scheduler.add_job(
            self.tick,
            "interval",
            seconds=max(TICK_SECONDS * scale, 1),
            coalesce=True,
            max_instances=1,
            misfire_grace_time=None,
            next_run_time=datetime.now(UTC),
        )
        return scheduler
