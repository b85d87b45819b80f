"""Farewells: who wrote a confidential report is forgotten, once they hold a code of their own."""

from collections.abc import AsyncIterator, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial

from bot.domain.events import BOT
from bot.domain.ids import ReportId
from bot.domain.report import Report
from bot.domain.retention import A_CODE_BEFORE, WAITS_FOR_THE_CODE
from bot.domain.team import Team
from bot.services import consenting, owing
from bot.services.context import Context
from storage import audit, identities, reports, retention, teams
from storage.database import Transaction

AT_ONCE = 100
"""Reports in one transaction: SQLite keeps others waiting as long as one takes."""


@dataclass(frozen=True)
class Farewells:
    """Each step may be done again and again: what was done before is left as it is."""

    context: Context

    async def work_out_anew(self) -> None:
        """Set the days by what has happened to the reports and by the periods as they are now."""
        async for ids in self._ending(by=None):
            if await self.context.database.read(partial(self._set_wrongly, ids)):
                await self.context.database.write(partial(self._set_right, ids))

    async def give_codes(self, today: date) -> None:
        """Owe a code to those of whom it is forgotten soon that they wrote a report; once each."""
        async for ids in self._ending(by=today + A_CODE_BEFORE):
            await self.context.database.write(partial(self._give, ids))

    async def forget(self, today: date) -> None:
        """Forget who wrote the reports whose day has come."""
        async for ids in self._ending(by=today):
            await self.context.database.write(partial(self._forget, ids, today))

    async def _ending(self, *, by: date | None) -> AsyncIterator[tuple[ReportId, ...]]:
        after = ""
        while ids := await self.context.database.read(
            partial(retention.ending, by=by, after=after, most=AT_ONCE)
        ):
            yield ids
            after = ids[-1]

    async def _set_wrongly(
        self, ids: tuple[ReportId, ...], tx: Transaction
    ) -> dict[ReportId, date | None]:
        """The days that are not set as they follow, for each report whose day is another one."""
        found = await self._loaded(tx, ids)
        known = await identities.finders_of(tx, ids)
        periods = (await teams.the_service(tx)).retention
        days = {one.id: periods.forget_on(one) if one.id in known else None for one in found}
        kept = await retention.forget_days(tx, ids)
        return {id: day for id, day in days.items() if day != kept[id]}

    async def _set_right(self, ids: tuple[ReportId, ...], tx: Transaction) -> None:
        await reports.lock(tx, ids)
        for id, day in (await self._set_wrongly(ids, tx)).items():
            await retention.set_forget_day(tx, id, day)

    async def _give(self, ids: tuple[ReportId, ...], tx: Transaction) -> None:
        now = self.context.now()
        days = await retention.forget_days(tx, ids)
        found = await self._loaded(tx, ids)
        owners = await teams.by_ids(tx, {report.team for report in found})
        for report in found:
            on = days[report.id]
            if on is not None:
                due = _at_work(owners[report.team], now)
                # Nobody can be asked any more once it is forgotten who they are.
                await consenting.ask_once(tx, self.context, report.id, due=due)
                await owing.farewell(tx, report, forget_on=on, due=due, now=now)

    async def _forget(self, ids: tuple[ReportId, ...], today: date, tx: Transaction) -> None:
        await reports.lock(tx, ids)
        # It may have been opened again, or the periods changed, since these were looked for.
        await self._set_right(ids, tx)
        days = await retention.forget_days(tx, ids)
        for id, on in days.items():
            if on is not None and on <= today and await self._has_their_code(tx, id, on):
                await self._forget_one(tx, id)

    async def _has_their_code(self, tx: Transaction, id: ReportId, on: date) -> bool:
        """Whether the code is handed over, or cannot be: its reporter is gone, or out of reach."""
        owed = await retention.owed_since(tx, owing.farewell_effect(id, on))
        if owed is None:
            return False
        state, since = owed
        return state in retention.SETTLED or since + WAITS_FOR_THE_CODE <= self.context.now()

    async def _forget_one(self, tx: Transaction, id: ReportId) -> None:
        if await retention.forget_reporter(tx, id, owing.reporters_lane(id)):
            now = self.context.now()
            await audit.note(tx, at=now, actor=BOT, action="forgotten", subject=id)

    async def _loaded(self, tx: Transaction, ids: Iterable[ReportId]) -> tuple[Report, ...]:
        return tuple((await reports.load_many(tx, self.context.vault, ids)).values())


def _at_work(team: Team, now: datetime) -> datetime:
    """When somebody of this team may be written to: in its working hours, from now on.

    The work of the night finds out who is to have a code; nobody is to be woken by it.
    """
    calendar = team.calendar
    day = calendar.day_of(now)
    if not calendar.is_working(day) or now >= calendar.at(day, team.nudges_until):
        day = calendar.add(day, 1)
    return max(now, calendar.at(day, team.nudges_from))
