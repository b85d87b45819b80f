"""Who is behind a report: sealed, found by a keyed hash, and opened only to relay."""

from collections.abc import Iterable

from sqlalchemy import select

from bot.domain.ids import ReportId, UserId
from storage.database import Transaction
from storage.schema import identity
from storage.vault import Vault


async def keep(tx: Transaction, vault: Vault, report: ReportId, user: UserId) -> None:
    """Seal who wrote `report`."""
    await tx.execute(
        identity.insert().values(
            report_id=report, sealed=vault.seal(report, user), finder=vault.finder(user)
        )
    )


async def reporter_of(tx: Transaction, vault: Vault, report: ReportId) -> UserId | None:
    """Who wrote `report`, to relay a message to them; None once the identity is erased."""
    sealed = await tx.scalar(select(identity.c.sealed).where(identity.c.report_id == report))
    return None if sealed is None else vault.open(report, sealed)


async def finders_of(tx: Transaction, reports: Iterable[ReportId]) -> dict[ReportId, bytes]:
    """The keyed hashes behind these reports: enough to recognise somebody, not to name them."""
    rows = await tx.execute(
        select(identity.c.report_id, identity.c.finder).where(
            identity.c.report_id.in_(list(reports))
        )
    )
    return {ReportId(row.report_id): row.finder for row in rows}
