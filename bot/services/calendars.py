"""Keeping up with which days are bank holidays."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from bot.services.almanac import HolidaysUnavailable
from bot.services.context import Context
from storage import teams, timers
from storage.database import Transaction
from storage.timers import Timer, TimerKind

ASKED_EVERY = timedelta(days=7)
ASKED_AGAIN_AFTER = timedelta(hours=6)
"""Where the days could not be had; what was known before, or is bundled, holds until then."""


@dataclass(frozen=True)
class Calendars:
    """Asks for the official days once a week, and keeps them for every replica."""

    context: Context

    async def refresh(self, due: Sequence[Timer]) -> None:
        """Ask, keep what is told, and set when to ask again."""
        try:
            days = await self.context.almanac.bank_holidays()
        except HolidaysUnavailable:
            days = None

        async def keep(tx: Transaction) -> None:
            if days is not None:
                settings = await teams.the_service(tx)
                if settings.holidays != days:
                    await teams.save_service(tx, replace(settings, holidays=days))
            wait = ASKED_AGAIN_AFTER if days is None else ASKED_EVERY
            for timer in due:
                at = self.context.now() + wait
                await timers.put_off(tx, Timer(timer.kind, timer.subject, at))

        await self.context.database.write(keep)

    async def wind_up(self) -> None:
        """Have the days asked for, unless that is set."""
        first = Timer(TimerKind.BANK_HOLIDAYS, "service", self.context.now())
        await self.context.database.write(lambda tx: timers.begin(tx, first))
