"""A tick: asks the database what has fallen due, and hands it to those who know what to do."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from bot.services.calendars import Calendars
from bot.services.changes import Changes
from bot.services.context import Context
from bot.services.mornings import Mornings
from bot.services.nudging import Nudging
from bot.services.slipping import Slipping
from bot.services.weeks import Weeks
from storage import once, timers
from storage.database import Transaction
from storage.timers import Timer, TimerKind

KEYS_FORGOTTEN_EVERY = timedelta(hours=1)

Hand = Callable[[Sequence[Timer]], Awaitable[None]]


@dataclass(frozen=True)
class Clockwork:
    """Does what time alone brings about."""

    context: Context
    mornings: Mornings
    nudging: Nudging
    slipping: Slipping
    changes: Changes
    weeks: Weeks
    calendars: Calendars

    async def tick(self) -> None:
        """Do everything that has fallen due by now. Doing it twice changes nothing twice."""
        hands: dict[TimerKind, Hand] = {
            TimerKind.DIGEST: self.mornings.come,
            TimerKind.BANK_HOLIDAYS: self.calendars.refresh,
            TimerKind.SLIP: self.slipping.pass_on,
            TimerKind.NUDGE: self.nudging.remind,
            TimerKind.CHECK_BACK: self.changes.ask,
            TimerKind.WEEKLY: self.weeks.come,
            TimerKind.FORGET_KEYS: self._forget_keys,
        }
        now = self.context.now()
        due = await self.context.database.read(lambda tx: timers.due(tx, now))
        for kind, hand in hands.items():
            of_kind = [timer for timer in due if timer.kind is kind]
            if of_kind:
                await hand(of_kind)

    async def wind_up(self) -> None:
        """Set what recurs by itself; called once at the start."""
        first = Timer(TimerKind.FORGET_KEYS, "service", self.context.now())
        await self.context.database.write(lambda tx: timers.put_off(tx, first))
        await self.calendars.wind_up()
        await self.weeks.wind_up()

    async def _forget_keys(self, due: Sequence[Timer]) -> None:
        async def forget(tx: Transaction) -> None:
            now = self.context.now()
            await once.forget(tx, now)
            for timer in due:
                later = Timer(timer.kind, timer.subject, now + KEYS_FORGOTTEN_EVERY)
                await timers.put_off(tx, later)

        await self.context.database.write(forget)
