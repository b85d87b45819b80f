"""What has been kept long enough: found here, and forgotten or deleted a few rows at a time.

Deliveries stay as long as somebody asks for their effect, and digests as long as a report in them
can still be taken back: then its words are to go from the message too.
"""

from datetime import date, datetime
from typing import Any

from sqlalchemy import Table, and_, delete, or_, select, tuple_, update

from bot.domain.delivery import DeliveryKind, DeliveryState
from bot.domain.ids import ReportId
from bot.domain.lifecycle import OPEN, State
from storage import identities
from storage.database import Transaction
from storage.digests import MORNING
from storage.schema import (
    delivery,
    digest,
    digest_item,
    draft_reply,
    posted,
    reaction,
    report,
    trap_report,
    trap_verdict,
    verdict,
)

SETTLED = frozenset({DeliveryState.SENT, DeliveryState.DROPPED})
"""A delivery that has come this far is not taken up again."""

_ASKED_FOR = (
    DeliveryKind.CARD,
    DeliveryKind.SHARED_NOTICE,
    DeliveryKind.TRAP_PROPOSED,
    DeliveryKind.TRAP_CARD,
    DeliveryKind.TRAP_NOTICE,
    DeliveryKind.TRAP_TO_REPORTER,
    DeliveryKind.BULLETIN_STORY,
)
"""Owed once, however long ago that was: their effect keeps a second one from being owed.

Those about an error trap, and the stories of a bulletin, are also how it is known where they are to
be drawn anew.
"""

_ABOUT_A_REACTION = (DeliveryKind.REACTION_PROMPT, DeliveryKind.REACTION_PROMPT_UPDATE)


async def ending(
    tx: Transaction, *, by: date | None, after: str, most: int
) -> tuple[ReportId, ...]:
    """The next reports, by id after `after`, of which it is to be forgotten who wrote them.

    By that day; on any day where it is None.
    """
    ends = report.c.forget_on.is_not(None) if by is None else report.c.forget_on <= by
    rows = select(report.c.id).where(ends, report.c.id > after).order_by(report.c.id).limit(most)
    return tuple(map(ReportId, await tx.scalars(rows)))


async def forget_days(tx: Transaction, ids: tuple[ReportId, ...]) -> dict[ReportId, date | None]:
    """The days that are set for these reports."""
    rows = await tx.execute(select(report.c.id, report.c.forget_on).where(report.c.id.in_(ids)))
    return {ReportId(row.id): row.forget_on for row in rows}


async def set_forget_day(tx: Transaction, id: ReportId, on: date | None) -> None:
    """Set the day on which it is forgotten who wrote a report."""
    await tx.execute(update(report).where(report.c.id == id).values(forget_on=on))


async def owed_since(tx: Transaction, effect: str) -> tuple[DeliveryState, datetime] | None:
    """How far the delivery with this effect has come, and when it was owed; None if never."""
    rows = select(delivery.c.state, delivery.c.created_at).where(delivery.c.effect == effect)
    row = (await tx.execute(rows)).first()
    return None if row is None else (row.state, row.created_at)


async def forget_reporter(tx: Transaction, id: ReportId, lane: str) -> bool:
    """Forget who wrote a report; False where nobody was known to have.

    What their lane holds goes with it, and so do the marks of who has said whether a change helped:
    where the reporter alone has said so, the mark would be theirs. So with its error trap.
    """
    known = await identities.forget(tx, [id])
    await tx.execute(delete(delivery).where(delivery.c.lane == lane))
    await tx.execute(delete(verdict).where(verdict.c.report_id == id))
    trap = select(trap_report.c.trap_id).where(trap_report.c.report_id == id)
    await tx.execute(delete(trap_verdict).where(trap_verdict.c.trap_id.in_(trap)))
    await set_forget_day(tx, id, None)
    return bool(known)


async def idle(tx: Transaction, *, before: date, most: int) -> tuple[ReportId, ...]:
    """Some of the reports to which nothing has happened since before that day."""
    rows = select(report.c.id).where(report.c.last_on < before).order_by(report.c.id).limit(most)
    return tuple(map(ReportId, await tx.scalars(rows)))


async def is_idle(tx: Transaction, id: ReportId, *, before: date) -> bool:
    """Whether a report is one of those still; nobody can change it until this transaction ends."""
    row = select(report.c.id).where(report.c.id == id, report.c.last_on < before)
    return (await tx.execute(row.with_for_update())).first() is not None


async def delete_deliveries(tx: Transaction, *, before: datetime, most: int) -> int:
    """Delete some of the deliveries that were settled and due before then; how many."""
    rows = select(delivery.c.id).where(
        delivery.c.state.in_(SETTLED),
        delivery.c.kind.not_in(_ASKED_FOR),
        delivery.c.created_at < before,
        delivery.c.due_at < before,
    )
    return await _delete(tx, delivery, (await tx.execute(rows.limit(most))).all())


async def delete_digest_items(tx: Transaction, *, before: datetime, most: int) -> int:
    """Take some of the reports that were taken back before then out of older digests."""
    rows = (
        select(*digest_item.primary_key)
        .join_from(digest_item, digest, digest_item.c.digest_id == digest.c.id)
        .join(report, digest_item.c.report_id == report.c.id)
        .where(
            digest.c.local_date < before.date(),
            report.c.state == State.WITHDRAWN,
            report.c.last_on < before.date(),
        )
    )
    return await _delete(tx, digest_item, (await tx.execute(rows.limit(most))).all())


async def delete_digests(tx: Transaction, *, before: datetime, most: int) -> int:
    """Delete some of the mornings before then that hold no report any more; how many.

    A weekly post stays: the next one begins where the latest has ended.
    """
    holds = select(digest_item.c.digest_id).where(digest_item.c.digest_id == digest.c.id).exists()
    rows = select(digest.c.id).where(
        digest.c.kind == MORNING, digest.c.local_date < before.date(), ~holds
    )
    return await _delete(tx, digest, (await tx.execute(rows.limit(most))).all())


async def delete_drafts(tx: Transaction, *, before: datetime, most: int) -> int:
    """Delete what reactions have begun to say to some reports that were done with before then.

    The questions about them go with the drafts: a draft's number, which tells one question from the
    next, begins again at 1.
    """
    begun = or_(
        report.c.id.in_(select(draft_reply.c.report_id)),
        report.c.id.in_(select(reaction.c.report_id)),
    )
    done = and_(report.c.state.not_in(list(OPEN)), report.c.last_on < before.date())
    ids = list(await tx.scalars(select(report.c.id).where(done, begun).limit(most)))
    for table in (draft_reply, reaction):
        await tx.execute(delete(table).where(table.c.report_id.in_(ids)))
    for table in (posted, delivery):
        asked = table.c.kind.in_(_ABOUT_A_REACTION)
        await tx.execute(delete(table).where(table.c.report_id.in_(ids), asked))
    return len(ids)


async def _delete(tx: Transaction, table: Table, keys: Any) -> int:  # noqa: ANN401 - rows of keys, whose type SQLAlchemy cannot tell
    if keys:
        wanted = [tuple(key) for key in keys]
        await tx.execute(delete(table).where(tuple_(*table.primary_key).in_(wanted)))
    return len(keys)
