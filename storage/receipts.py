"""Receipts: which report a code belongs to, kept as a keyed hash of the code."""

from sqlalchemy import delete, func, select

from bot.domain.ids import ReportId
from bot.domain.reference import Code
from storage.database import Transaction
from storage.inserts import add_if_new
from storage.schema import receipt
from storage.vault import Vault


async def keep(tx: Transaction, vault: Vault, report_id: ReportId, code: Code) -> bool:
    """Let whoever holds `code` come back to a report; False where the code is kept already."""
    if await report_of(tx, vault, code) is not None:
        return False
    digest, key_name = vault.receipt(code)
    return await add_if_new(tx, receipt, digest=digest, report_id=report_id, key_name=key_name)


async def report_of(tx: Transaction, vault: Vault, code: Code) -> ReportId | None:
    """The report that a code belongs to, whichever configured key it was kept under."""
    found = await tx.scalar(
        select(receipt.c.report_id).where(receipt.c.digest.in_(vault.receipts(code)))
    )
    return None if found is None else ReportId(found)


async def forget_lost(tx: Transaction, vault: Vault) -> int:
    """Forget the receipts that need an index key which is not configured; how many."""
    lost = await tx.execute(delete(receipt).where(receipt.c.key_name.not_in(vault.key_names)))
    return lost.rowcount


async def key_names(tx: Transaction) -> dict[str, int]:
    """How many receipts need each index key, by the name of the key."""
    rows = await tx.execute(select(receipt.c.key_name, func.count()).group_by(receipt.c.key_name))
    return {row[0]: row[1] for row in rows}
