"""Keys of what has been done, so that doing it again does nothing."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, select

from bot.domain.ids import ReportId
from storage.database import Transaction
from storage.inserts import add_if_unmarked
from storage.schema import dedupe


async def first_time(
    tx: Transaction,
    keys: Sequence[bytes],
    *,
    kept_until: datetime,
    report: ReportId | None = None,
    content: bytes | None = None,
) -> bool:
    """Claim the first of `keys`; False where somebody has any of them.

    The claim lasts only if the transaction does. `keys` are `Vault.dedupes` of what is done, and
    `content` is a keyed hash of it, to tell a repeat from something else.
    """
    return await add_if_unmarked(
        tx,
        dedupe,
        dedupe.c.key,
        keys,
        report_id=report,
        content=content,
        kept_until=kept_until,
    )


async def stored_under(
    tx: Transaction, keys: Sequence[bytes]
) -> tuple[ReportId, bytes | None] | None:
    """The report that was stored under one of these keys, and the hash of what was sent then."""
    row = (await tx.execute(select(dedupe).where(dedupe.c.key.in_(keys)))).first()
    if row is None or row.report_id is None:
        return None
    return ReportId(row.report_id), row.content


async def forget(tx: Transaction, now: datetime) -> None:
    """Delete the keys that have been kept long enough."""
    await tx.execute(delete(dedupe).where(dedupe.c.kept_until <= now))
