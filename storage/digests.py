"""Which digests there are, one for each person and local date, and what each of them holds."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import uuid4

from sqlalchemy import delete, select

from bot.domain.ids import DigestId, ReportId, UserId
from storage.database import Transaction
from storage.inserts import add_if_new
from storage.schema import digest, digest_item, posted

MORNING = "morning"
"""The kind of the daily digest."""
HANDED_ON = "handed_on"
"""What somebody gets on the same day because Slack can no longer reach the person before them."""


@dataclass(frozen=True)
class Morning:
    """A digest as it is stored: for whom, and of which day on their own calendar."""

    id: DigestId
    recipient: UserId
    on: date
    kind: str = MORNING


async def begin(
    tx: Transaction, recipient: UserId, on: date, kind: str = MORNING
) -> DigestId | None:
    """The one digest of this kind, person and date; None where there has been one already."""
    new = DigestId(uuid4().hex)
    added = await add_if_new(tx, digest, id=new, kind=kind, recipient=recipient, local_date=on)
    return new if added else None


async def load(tx: Transaction, id: DigestId) -> Morning | None:
    """One digest."""
    row = (await tx.execute(select(digest).where(digest.c.id == id))).first()
    return None if row is None else Morning(id, UserId(row.recipient), row.local_date, row.kind)


async def put_items(tx: Transaction, id: DigestId, reports: Iterable[ReportId]) -> None:
    """Fix what a digest holds, just before it is sent."""
    await tx.execute(delete(digest_item).where(digest_item.c.digest_id == id))
    for report in reports:
        await add_if_new(tx, digest_item, digest_id=id, report_id=report)


async def items(tx: Transaction, id: DigestId) -> tuple[ReportId, ...]:
    """What a digest holds; empty before it has been sent."""
    found = await tx.scalars(
        select(digest_item.c.report_id)
        .where(digest_item.c.digest_id == id)
        .order_by(digest_item.c.report_id)
    )
    return tuple(map(ReportId, found))


async def holding(tx: Transaction, report: ReportId) -> tuple[DigestId, ...]:
    """The digests in which a report stands."""
    found = await tx.scalars(
        select(digest_item.c.digest_id).where(digest_item.c.report_id == report)
    )
    return tuple(map(DigestId, found))


async def shown_that_morning(tx: Transaction, recipient: UserId, on: date) -> frozenset[ReportId]:
    """What this person's own digest of that day holds, if it has been sent."""
    found = await tx.scalars(
        select(digest_item.c.report_id)
        .join_from(digest_item, digest, digest_item.c.digest_id == digest.c.id)
        .where(
            digest.c.kind == MORNING,
            select(posted.c.digest_id).where(posted.c.digest_id == digest.c.id).exists(),
            digest.c.recipient == recipient,
            digest.c.local_date == on,
        )
    )
    return frozenset(map(ReportId, found))
