"""Keys of what has been done, so that doing it again does nothing."""

from datetime import datetime

from sqlalchemy import delete, select

from bot.domain.ids import ReportId
from storage.database import Transaction
from storage.inserts import add_if_new
from storage.schema import dedupe


async def first_time(
    tx: Transaction, key: bytes, *, kept_until: datetime, report: ReportId | None = None
) -> bool:
    """Claim `key`; False where somebody has it. The claim lasts only if the transaction does."""
    return await add_if_new(tx, dedupe, key=key, report_id=report, kept_until=kept_until)


async def report_under(tx: Transaction, key: bytes) -> ReportId | None:
    """The report that was stored under this key."""
    found = await tx.scalar(select(dedupe.c.report_id).where(dedupe.c.key == key))
    return None if found is None else ReportId(found)


async def forget(tx: Transaction, now: datetime) -> None:
    """Delete the keys that have been kept long enough."""
    await tx.execute(delete(dedupe).where(dedupe.c.kept_until <= now))
