"""Which stories their reporters have agreed to share, and nobody has put in the library yet."""

from sqlalchemy import exists, select

from bot.domain.events import EventKind
from bot.domain.ids import ReportId
from bot.domain.lifecycle import State
from bot.domain.report import Audience
from storage.database import Transaction
from storage.schema import event, report


async def agreed_to(tx: Transaction, *, most: int) -> tuple[ReportId, ...]:
    """Reports with a change whose reporter has once said yes, the latest filed first.

    A hint only: that yes may have been taken back since, or not show yet.
    """
    said_yes = exists().where(event.c.report_id == report.c.id, event.c.kind == EventKind.CONSENTED)
    rows = await tx.scalars(
        select(report.c.id)
        .where(
            report.c.state.in_([State.CHANGED, State.CHECKED]),
            report.c.audience == Audience.TEAM,
            report.c.is_published.is_(False),
            said_yes,
        )
        .order_by(report.c.filed_on.desc(), report.c.id)
        .limit(most)
    )
    return tuple(map(ReportId, rows))
