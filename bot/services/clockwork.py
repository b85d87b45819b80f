"""A tick: asks the database what has fallen due, and hands it to those who know what to do."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

import structlog

from bot.services.bulletins import Bulletins
from bot.services.calendars import Calendars
from bot.services.changes import Changes
from bot.services.context import Context
from bot.services.following import Following
from bot.services.indexing import Indexing
from bot.services.mornings import Mornings
from bot.services.nights import Nights
from bot.services.nudging import Nudging
from bot.services.patterns import Patterns
from bot.services.requests import Requests
from bot.services.sealing import Sealing
from bot.services.slipping import Slipping
from bot.services.trap_nudging import TrapNudging
from bot.services.weeks import Weeks
from storage import once, rewordings, timers
from storage.database import Transaction
from storage.errors import StorageUnavailable
from storage.timers import Timer, TimerKind

log = structlog.get_logger()

KEYS_FORGOTTEN_EVERY = timedelta(hours=1)

BROKEN_AGAIN_AFTER = timedelta(hours=1)
"""When what could not be seen to is tried again: somebody may have mended it by then."""

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
    sealing: Sealing
    requests: Requests
    nights: Nights
    following: Following
    indexing: Indexing
    trap_nudging: TrapNudging
    patterns: Patterns
    bulletins: Bulletins

    async def tick(self) -> None:
        """Do everything that has fallen due by now. Doing it twice changes nothing twice."""
        hands: dict[TimerKind, Hand] = {
            TimerKind.DIGEST: self.mornings.come,
            TimerKind.BANK_HOLIDAYS: self.calendars.refresh,
            TimerKind.SLIP: self.slipping.pass_on,
            TimerKind.NUDGE: self.nudging.remind,
            TimerKind.CHECK_BACK: self.changes.ask,
            TimerKind.WEEKLY: self.weeks.come,
            TimerKind.SEAL: self.sealing.come,
            TimerKind.REQUEST: self.requests.lapse,
            TimerKind.FORGET_KEYS: self._forget_keys,
            TimerKind.FOLLOW: self.following.go_on,
            TimerKind.FOLLOW_CHECK: self.following.go_on,
            TimerKind.TRAP: self.trap_nudging.remind,
            TimerKind.PATTERNS: self.patterns.come,
            TimerKind.INDEX: self.indexing.come,
            TimerKind.BULLETIN: self.bulletins.come,
            TimerKind.NIGHT: self.nights.come,
        }
        now = self.context.now()
        due = await self.context.database.read(lambda tx: timers.due(tx, now))
        for kind, hand in hands.items():
            of_kind = [timer for timer in due if timer.kind is kind]
            if of_kind:
                await self._see_to(hand, of_kind)

    async def wind_up(self) -> None:
        """Set what recurs by itself; called once at the start."""
        first = Timer(TimerKind.FORGET_KEYS, "service", self.context.now())
        await self.context.database.write(lambda tx: timers.put_off(tx, first))
        await self.context.database.write(self._watch_promises)
        await self.calendars.wind_up()
        await self.weeks.wind_up()
        await self.sealing.wind_up()
        await self.nights.wind_up()
        await self.indexing.wind_up()
        await self.patterns.wind_up()
        await self.bulletins.wind_up()

    async def _see_to(self, hand: Hand, due: Sequence[Timer]) -> None:
        """Hand these over together; where that breaks, each by itself, so that none stops another.

        Whatever of them was seen to before it broke is not due any more, and is left alone.
        """
        try:
            await hand(due)
        except StorageUnavailable:
            raise
        except Exception as error:  # noqa: BLE001 - one bad row never stops the clock for others
            if len(due) == 1:
                await self._put_off(due[0], error)
                return
            for timer in due:
                await self._see_to(hand, [timer])

    async def _put_off(self, broken: Timer, error: Exception) -> None:
        # The subject may be a person or a report: it stays out of the log.
        log.critical("timer broke", kind=broken.kind.value, error=type(error).__name__)

        async def put_off(tx: Transaction) -> None:
            if await timers.stands(tx, broken):
                at = self.context.now() + BROKEN_AGAIN_AFTER
                await timers.put_off(tx, replace(broken, due_at=at))

        await self.context.database.write(put_off)

    async def _watch_promises(self, tx: Transaction) -> None:
        """Have the promises looked at that older code has made; slipping sets them right."""
        for id in await timers.unwatched(tx):
            await timers.begin(tx, Timer(TimerKind.SLIP, id, self.context.now()))

    async def _forget_keys(self, due: Sequence[Timer]) -> None:
        async def forget(tx: Transaction) -> None:
            now = self.context.now()
            await once.forget(tx, now)
            await rewordings.put_in_place(tx, now)
            for timer in due:
                later = Timer(timer.kind, timer.subject, now + KEYS_FORGOTTEN_EVERY)
                await timers.put_off(tx, later)

        await self.context.database.write(forget)
