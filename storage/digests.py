"""Which digests there are, one for each person and local date, and what each of them holds."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import uuid4

from sqlalchemy import delete, func, select

from bot.domain.digest import Section
from bot.domain.ids import ChannelId, DigestId, ReportId, UserId
from storage.database import Transaction
from storage.inserts import add_if_new
from storage.schema import digest, digest_item

MORNING = "morning"
"""The kind of the daily digest."""
WEEKLY = "weekly"
"""*You said, we did*: its recipient is the team's channel."""


@dataclass(frozen=True)
class Morning:
    """A digest as it is stored: for whom, and of which day on their own calendar."""

    id: DigestId
    recipient: UserId
    on: date


async def begin(tx: Transaction, recipient: str, on: date, kind: str = MORNING) -> DigestId | None:
    """The one digest of this kind, person and date; None where there has been one already."""
    new = DigestId(uuid4().hex)
    added = await add_if_new(tx, digest, id=new, kind=kind, recipient=recipient, local_date=on)
    return new if added else None


async def of(tx: Transaction, recipient: UserId, on: date) -> DigestId:
    """The daily digest of this person and date, begun or not."""
    begun = await begin(tx, recipient, on)
    if begun is not None:
        return begun
    found = await tx.scalar(
        select(digest.c.id).where(
            digest.c.kind == MORNING, digest.c.recipient == recipient, digest.c.local_date == on
        )
    )
    return DigestId(str(found))


async def load(tx: Transaction, id: DigestId) -> Morning | None:
    """One digest."""
    row = (await tx.execute(select(digest).where(digest.c.id == id))).first()
    return None if row is None else Morning(id, UserId(row.recipient), row.local_date)


async def put_items(
    tx: Transaction, id: DigestId, part: int, items: Mapping[ReportId, Section]
) -> None:
    """Fix what one part of a digest holds, just before it is sent."""
    await tx.execute(
        delete(digest_item).where(digest_item.c.digest_id == id, digest_item.c.part == part)
    )
    for report, section in items.items():
        await add_if_new(
            tx, digest_item, digest_id=id, report_id=report, part=part, section=section
        )


async def items(tx: Transaction, id: DigestId) -> dict[int, dict[ReportId, Section]]:
    """What each part of a digest holds, and under what; empty before it has been sent."""
    rows = await tx.execute(
        select(digest_item)
        .where(digest_item.c.digest_id == id)
        .order_by(digest_item.c.part, digest_item.c.report_id)
    )
    found: defaultdict[int, dict[ReportId, Section]] = defaultdict(dict)
    for row in rows:
        found[row.part][ReportId(row.report_id)] = row.section
    return dict(found)


async def holding(
    tx: Transaction, report: ReportId, *, since: date
) -> tuple[tuple[DigestId, int], ...]:
    """The daily digests of that day and later in which a report stands, and in which part."""
    rows = await tx.execute(
        select(digest_item.c.digest_id, digest_item.c.part)
        .join_from(digest_item, digest, digest_item.c.digest_id == digest.c.id)
        .where(
            digest_item.c.report_id == report,
            digest.c.kind == MORNING,
            digest.c.local_date >= since,
        )
    )
    return tuple((DigestId(row.digest_id), row.part) for row in rows)


async def put_told(tx: Transaction, id: DigestId, told: Iterable[ReportId]) -> None:
    """Fix what a weekly post tells of, just before it is sent; it has one part, and no sections."""
    await tx.execute(delete(digest_item).where(digest_item.c.digest_id == id))
    for report in told:
        await add_if_new(tx, digest_item, digest_id=id, report_id=report)


async def weeks_telling(
    tx: Transaction, report: ReportId
) -> tuple[tuple[DigestId, ChannelId], ...]:
    """The weekly posts that tell of a report, and in which channel each of them stands."""
    rows = await tx.execute(
        select(digest.c.id, digest.c.recipient)
        .join_from(digest_item, digest, digest_item.c.digest_id == digest.c.id)
        .where(digest_item.c.report_id == report, digest.c.kind == WEEKLY)
    )
    return tuple((DigestId(row.id), ChannelId(row.recipient)) for row in rows)


async def last_before(tx: Transaction, recipient: str, on: date, kind: str) -> date | None:
    """The day of the latest one of this kind and recipient before `on`."""
    found: date | None = await tx.scalar(
        select(func.max(digest.c.local_date)).where(
            digest.c.kind == kind, digest.c.recipient == recipient, digest.c.local_date < on
        )
    )
    return found
