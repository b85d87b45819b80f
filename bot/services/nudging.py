"""Nudges: one kind reminder to whoever has promised an answer."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from bot.domain.errors import NotAvailable
from bot.domain.ids import ReportId
from bot.domain.lifecycle import State
from bot.domain.promises import nudge_now
from bot.services import owing, standing
from bot.services.context import Context
from storage import timers
from storage.database import Transaction
from storage.timers import Timer

BEFORE = "before"
"""The step of the promise at which the reminder goes out: a working day before."""


LOOK_AGAIN = timedelta(hours=1)
"""How soon to look again where nobody is there to be reminded."""


@dataclass(frozen=True)
class Nudging:
    """Owes a reminder for each promise that is about to pass unanswered."""

    context: Context

    async def remind(self, due: Sequence[Timer]) -> None:
        """Owe what has come due; outside working hours it waits for the next ones."""
        for timer in due:
            await self.context.database.write(partial(self._remind, timer))

    async def _remind(self, timer: Timer, tx: Transaction) -> None:
        now = self.context.now()
        id = ReportId(timer.subject)
        try:
            found = await standing.of_report(tx, self.context.vault, id)
        except NotAvailable:
            await timers.clear(tx, timer.kind, timer.subject)
            return
        moment = nudge_now(found.report.promise, found.team.calendar, now)
        if moment is None or found.report.state is State.ANSWERED:
            await timers.clear(tx, timer.kind, timer.subject)
        elif moment > now:
            await timers.put_off(tx, Timer(timer.kind, timer.subject, moment))
        elif not found.deciders:
            # Somebody may be set up to answer before the day is over.
            await timers.put_off(tx, Timer(timer.kind, timer.subject, now + LOOK_AGAIN))
        else:
            await owing.nudge(tx, id, found.deciders, step=BEFORE, now=now)
            await timers.clear(tx, timer.kind, timer.subject)
