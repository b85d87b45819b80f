"""Nights: what has been kept long enough goes, and the day's deeds without a name are put away."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import partial

from bot.domain.events import BOT, REPORTER
from bot.domain.ids import ReportId
from bot.services.context import Context
from bot.services.erasing import last_looks
from bot.services.farewells import Farewells
from storage import audit, erasure, pulse, retention, shuffling, teams, timers
from storage.database import Transaction
from storage.scrubbing import scrub
from storage.timers import Timer, TimerKind

AT = time(2, 30)
"""In UTC: the days of reporters without a name are UTC's, and no hour of it comes twice."""

DELIVERIES_KEPT_FOR = timedelta(days=60)
"""Long after nobody looks for a message any more, nor draws a digest anew."""

AT_ONCE = 500
"""Rows in one transaction: SQLite keeps others waiting as long as one takes."""

_REPORTS_AT_ONCE = 10
_A_DAY = timedelta(days=1)

_TIDIED = (
    retention.delete_deliveries,
    retention.delete_digest_items,
    retention.delete_digests,
    retention.delete_drafts,
)


@dataclass(frozen=True)
class Nights:
    """Works through the night in small steps, each of them kept.

    Whatever stops it, the next tick does what is left; doing a step twice, or in two replicas at
    once, does no harm. The timer's detail is the last day whose deeds have been noted.
    """

    context: Context

    async def come(self, due: Sequence[Timer]) -> None:
        """Do what is to be done at night, and set the next one; after an outage once."""
        for timer in due:
            await self._come(timer)

    async def wind_up(self) -> None:
        """Set the first night, unless one is set."""
        now = self.context.now()
        yesterday = now.date() - _A_DAY
        first = Timer(TimerKind.NIGHT, "service", _next(now), yesterday.isoformat())
        await self.context.database.write(lambda tx: timers.begin(tx, first))

    async def _come(self, timer: Timer) -> None:
        now = self.context.now()
        today = now.date()
        done = _noted(timer, today)
        farewells = Farewells(self.context)
        await farewells.work_out_anew()
        await farewells.give_codes(today)
        await farewells.forget(today)
        await self._erase(today)
        await self._tidy(now)
        # From the day after the last one that is done with: what happened since then is new.
        since = done + _A_DAY
        await self.context.database.write(lambda tx: shuffling.shuffle(tx, since))
        await self.context.database.write(lambda tx: pulse.shuffle(tx, since))
        await scrub(self.context.database)
        for days in range(1, (today - done).days):
            await self.context.database.write(partial(self._note, timer, done + days * _A_DAY))
        await self.context.database.write(partial(self._set_next, timer, now))

    async def _erase(self, today: date) -> None:
        """Erase the reports to which nothing has happened for as long as they are kept."""
        service = await self.context.database.read(teams.the_service)
        before = service.retention.erased_before(today)
        await self._to_the_last(partial(self._erase_some, before))

    async def _erase_some(self, before: date, tx: Transaction) -> int:
        ids = await retention.idle(tx, before=before, most=_REPORTS_AT_ONCE)
        for id in ids:
            await self._erase_one(tx, id, before)
        return len(ids)

    async def _erase_one(self, tx: Transaction, id: ReportId, before: date) -> None:
        # Another replica may have done so, or somebody said something to it a moment ago.
        if await retention.is_idle(tx, id, before=before):
            now = self.context.now()
            await last_looks(tx, self.context, id, now)
            await erasure.report_itself(tx, id)
            await audit.note(tx, at=now, actor=BOT, action="erased", subject=id)

    async def _tidy(self, now: datetime) -> None:
        before = now - DELIVERIES_KEPT_FOR
        for delete in _TIDIED:
            await self._to_the_last(partial(delete, before=before, most=AT_ONCE))

    async def _to_the_last(self, step: Callable[[Transaction], Awaitable[int]]) -> None:
        """Do a step until nothing is left to do: a few rows at a time, for others want to write."""
        while await self.context.database.write(step):
            pass

    async def _note(self, timer: Timer, day: date, tx: Transaction) -> None:
        """Note in the audit what reporters without a name did on a day, unless that is done."""
        held = await timers.held(tx, timer.kind, timer.subject)
        if held is None or held.detail >= day.isoformat():
            return
        at = datetime.combine(day, time(), UTC)
        for deed in await shuffling.deeds_of(tx, day):
            await audit.note(tx, at=at, actor=REPORTER, action=deed.kind.value, subject=deed.report)
        await timers.put_off(tx, replace(held, detail=day.isoformat()))

    async def _set_next(self, timer: Timer, now: datetime, tx: Transaction) -> None:
        held = await timers.held(tx, timer.kind, timer.subject)
        if held is not None and held.due_at == timer.due_at:
            await timers.put_off(tx, replace(held, due_at=_next(now)))


def _next(now: datetime) -> datetime:
    tonight = datetime.combine(now.date(), AT, UTC)
    return tonight if tonight > now else tonight + _A_DAY


def _noted(timer: Timer, today: date) -> date:
    """The last day whose deeds have been noted."""
    return date.fromisoformat(timer.detail) if timer.detail else today - 2 * _A_DAY
