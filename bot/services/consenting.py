"""Asking whoever wrote a report, once, whether their story may leave the team.

It is the clock that asks, never somebody's click: the moment would tell what was said, and when.
"""

from datetime import date, datetime, time

from bot.domain.change import CHECK_BACK_AFTER
from bot.domain.events import BOT, Event, EventKind
from bot.domain.ids import ReportId
from bot.domain.lifecycle import Action, State
from bot.domain.people import CLOCK
from bot.domain.report import Audience
from bot.services import owing, recording, standing
from bot.services.context import Context
from bot.services.standing import Standing
from storage import timers
from storage.database import Transaction
from storage.timers import Timer, TimerKind

ASKED_AT = time(9, 30)
"""When people are asked whether a change has helped, on the team's clock."""

_CHANGED = frozenset({State.CHANGED, State.CHECKED})


def look_back_on(found: Standing) -> date:
    """The working day on which they are asked that, of something that is changed today."""
    return found.team.calendar.add(found.today + CHECK_BACK_AFTER, 0)


async def watch(tx: Transaction, found: Standing) -> None:
    """Set the moment for a report that is changed today; a later change puts it off."""
    at = found.team.calendar.at(look_back_on(found), ASKED_AT)
    await timers.put_off(tx, Timer(TimerKind.CHECK_BACK, found.report.id, at))


async def ask_once(
    tx: Transaction, context: Context, id: ReportId, *, due: datetime | None = None
) -> None:
    """Keep that the reporter is asked, and owe them the question, at `due` or else now.

    Whoever left no name finds it on coming back. Nothing where nothing was changed, where their own
    team cannot read it, and where they were asked before, or have said.
    """
    now = context.now()
    found = await standing.of_report(tx, context.vault, id, now, for_change=True)
    report = found.report
    said = (EventKind.CONSENT_ASKED, EventKind.CONSENTED, EventKind.DECLINED)
    is_shared = report.audience is Audience.TEAM
    if report.state not in _CHANGED or not is_shared or report.latest(*said) is not None:
        return
    event = Event(found.decide(Action.ASK_CONSENT, CLOCK), now, BOT)
    position = await recording.happened(tx, context, found, event)
    await owing.consent(tx, report, event=position, now=now, due=due)
