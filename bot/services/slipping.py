"""Promises that have slipped: the reporter is told, and somebody more is asked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from bot.domain import release
from bot.domain.errors import NotAvailable
from bot.domain.events import BOT, Event
from bot.domain.ids import ReportId
from bot.domain.lifecycle import OPEN, Action
from bot.domain.people import CLOCK
from bot.domain.promises import morning_of, next_answer_by, slips_at
from bot.domain.report import Mode
from bot.services import nudging, owing, standing
from bot.services.context import Context
from bot.services.standing import Standing
from storage import audit, reports, timers
from storage.database import Transaction
from storage.timers import Timer, TimerKind


@dataclass(frozen=True)
class Slipping:
    """Passes a report on when the day that was promised has gone by without an answer."""

    context: Context

    async def pass_on(self, due: Sequence[Timer]) -> None:
        """See to every promise that may have slipped."""
        for timer in due:
            await self.context.database.write(partial(self._pass_on, timer))

    async def _pass_on(self, timer: Timer, tx: Transaction) -> None:
        now = self.context.now()
        try:
            id = ReportId(timer.subject)
            found = await standing.of_report(tx, self.context.vault, id, now, for_change=True)
        except NotAvailable:
            await timers.clear(tx, timer.kind, timer.subject)
            return
        if not await timers.stands(tx, timer):
            return
        # After an outage too, nobody is told of it at night or at the weekend.
        at = max(
            slips_at(found.team, found.report.expected_by), morning_of(found.team, found.today)
        )
        if found.report.state not in OPEN:
            await timers.clear(tx, timer.kind, timer.subject)
        elif at > now:
            await timers.put_off(tx, Timer(timer.kind, timer.subject, at))
        else:
            await self._slip(tx, found, now)

    async def _slip(self, tx: Transaction, found: Standing, now: datetime) -> None:
        report, team = found.report, found.team
        asked = found.next_in_line
        by = next_answer_by(team, found.today)
        kind = found.decide(Action.SLIP, CLOCK)
        slipped = Event(kind, release.kept_at(report.mode, Mode.NAMED, now), BOT, until=by)
        position = await reports.record(tx, report, slipped, team.retention)
        await owing.slip_to_reporter(tx, report, event=position, now=now)
        when = {user: nudging.at_work(found, user, now) for user in asked}
        await owing.offers(tx, report.id, when, event=position, now=now)
        await owing.redraw(tx, report, team, cause=f"event-{position}", now=now)
        await audit.note(tx, at=slipped.at, actor=BOT, action=kind.value, subject=report.id)
        if not found.deciders:
            await nudging.somebody_is_wanted(tx, found, now)
        after = await standing.of_report(tx, self.context.vault, report.id, now)
        if after.next_in_line:
            await timers.put_off(tx, Timer(TimerKind.SLIP, report.id, slips_at(team, by)))
        else:
            # Nobody is left to ask; it stays in their mornings until it is answered.
            await timers.clear(tx, TimerKind.SLIP, report.id)


async def watch(tx: Transaction, found: Standing) -> None:
    """Set when the present promise will have slipped."""
    at = slips_at(found.team, found.report.answer_by)
    await timers.put_off(tx, Timer(TimerKind.SLIP, found.report.id, at))
