"""Keys of what has been done, so that doing it again does nothing."""

from datetime import datetime

from sqlalchemy import delete, select

from bot.domain.ids import ReportId
from storage.database import Transaction
from storage.inserts import add_if_new
from storage.schema import dedupe


async def first_time(
    tx: Transaction,
    key: bytes,
    *,
    kept_until: datetime,
    report: ReportId | None = None,
    content: bytes | None = None,
) -> bool:
    """Claim `key`; False where somebody has it. The claim lasts only if the transaction does.

    `content` is a keyed hash of what is done under the key, to tell a repeat from something else.
    """
    return await add_if_new(
        tx, dedupe, key=key, report_id=report, content=content, kept_until=kept_until
    )


async def stored_under(tx: Transaction, key: bytes) -> tuple[ReportId, bytes | None] | None:
    """The report that was stored under this key, and the hash of what was sent then."""
    row = (await tx.execute(select(dedupe).where(dedupe.c.key == key))).first()
    if row is None or row.report_id is None:
        return None
    return ReportId(row.report_id), row.content


async def forget(tx: Transaction, now: datetime) -> None:
    """Delete the keys that have been kept long enough."""
    await tx.execute(delete(dedupe).where(dedupe.c.kept_until <= now))
