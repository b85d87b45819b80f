"""Whom a reporter has left out of a report: sealed, and read by the guard alone."""

from collections.abc import Iterable

from sqlalchemy import select

from bot.domain.ids import ReportId, UserId
from storage.database import Transaction
from storage.inserts import put
from storage.schema import left_out
from storage.vault import Vault


async def keep(tx: Transaction, vault: Vault, report_id: ReportId, users: Iterable[UserId]) -> None:
    """Leave these people out of a report, in the place of whoever was left out before."""
    await put(tx, left_out, report_id=report_id, sealed=vault.seal_left_out(report_id, users))


async def of(
    tx: Transaction, vault: Vault, ids: Iterable[ReportId]
) -> dict[ReportId, frozenset[UserId]]:
    """Whom their reporters have left out of these reports, where they have left out anybody.

    Raises:
        WrongKey: a list cannot be opened: without it, a report must not be shown to anybody.
    """
    rows = await tx.execute(select(left_out).where(left_out.c.report_id.in_(list(ids))))
    return {
        ReportId(row.report_id): vault.open_left_out(ReportId(row.report_id), row.sealed)
        for row in rows
    }
