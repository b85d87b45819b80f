"""Masking words in the error trap that a report is part of, and in what the trap has told others.

Its name, plans and changes are read by its team, by other teams, and by whoever wrote one of its
reports: words that could tell who a child or family is must go from all of them at once.
"""

from uuid import uuid4

from bot.domain.delivery import DeliveryKind
from bot.domain.events import EventKind
from bot.domain.ids import ReportId
from bot.domain.redaction import masked
from bot.domain.trap import Trap
from bot.services import (
    bulletin_owing,
    indexing,
    owing,
    settling,
    telling,
    trap_owing,
    trap_standing,
)
from bot.services.context import Context
from bot.services.standing import Standing
from storage import postings, reports, traps
from storage.database import Transaction

_NOT_DRAWN_ANEW = (DeliveryKind.TRAP_CHECK_BACK, DeliveryKind.TRAP_NUDGE)
"""Messages with a trap's words in them that lose all of them: what they ask can be said elsewhere.

What its reporters were sent stands nowhere that the bot could find again.
"""


async def lock(tx: Transaction, context: Context, id: ReportId) -> None:
    """Lock the trap of a report with all its reports, before the report itself is loaded."""
    for trap in (await traps.of_reports(tx, [id])).values():
        await trap_standing.for_change(tx, context, trap, also=[id])


async def mask(tx: Transaction, context: Context, of: Standing, words: str) -> None:
    """Mask these words in the trap of a report, and owe a fresh look to whatever shows them.

    The other reports of the trap have its changes as their own: there they are masked, too. The
    trap was locked; the report itself is masked by whoever calls this.
    """
    id = of.report.trap
    trap = None if id is None else await traps.load(tx, id)
    if trap is None:
        return
    said = _masked_events(trap, words)
    name = masked(trap.name, words)
    if not said and name == trap.name:
        return
    await traps.retell(tx, trap.id, name, said)
    now, cause = of.now, f"masked-{uuid4().hex}"
    await trap_owing.redraw(tx, trap.id, cause=cause, due=now, now=now)
    for message in await postings.of_trap(tx, trap.id, _NOT_DRAWN_ANEW):
        await telling.erased(tx, message.ref, now=now)
    (found,) = await trap_standing.for_change(tx, context, trap.id)
    await trap_owing.redraw_reports(tx, found, cause=cause, due=now, now=now)
    for row in found.rows:
        if row.report.id != of.report.id:
            await _mask_its_change(tx, context, row, words, cause)


async def _mask_its_change(
    tx: Transaction, context: Context, row: Standing, words: str, cause: str
) -> None:
    report = row.report
    changed = {
        position: after
        for position, one in enumerate(report.events, 1)
        if one.kind is EventKind.CHANGED and (after := masked(one.words, words)) != one.words
    }
    if not changed:
        return
    now = row.now
    await reports.retell(tx, report.id, changed)
    await owing.redraw(tx, report, row.team, cause=cause, now=now)
    kinds = {DeliveryKind.CHECK_BACK_TO_TEAM}
    await settling.masked(tx, report, kinds, cause=cause, now=now)
    await bulletin_owing.redraw(tx, report.id, cause=cause, due=now, now=now)
    await indexing.refresh(tx, context, report.id)


def _masked_events(trap: Trap, words: str) -> dict[int, str]:
    """The words of every event that are other ones now, by its position from 1."""
    return {
        position: after
        for position, one in enumerate(trap.events, 1)
        if (after := masked(one.words, words)) != one.words
    }
