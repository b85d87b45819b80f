"""Who is behind a report: sealed, found by a keyed hash, and opened only to relay."""

from collections.abc import Iterable

from sqlalchemy import select

from bot.domain.ids import ReportId, UserId
from bot.domain.report import Mode
from storage.database import Transaction
from storage.schema import identity, report
from storage.vault import Vault, WrongKey


async def keep(tx: Transaction, vault: Vault, id: ReportId, user: UserId, mode: Mode) -> None:
    """Seal who wrote a report."""
    await tx.execute(
        identity.insert().values(
            report_id=id, sealed=vault.seal(id, user), finder=vault.finder(user, mode)
        )
    )


async def reporter_of(tx: Transaction, vault: Vault, id: ReportId) -> UserId | None:
    """Who wrote a report, to relay a message to them; None once the identity is erased."""
    sealed = await tx.scalar(select(identity.c.sealed).where(identity.c.report_id == id))
    return None if sealed is None else vault.open(id, sealed)


async def reports_of(tx: Transaction, vault: Vault, user: UserId) -> tuple[ReportId, ...]:
    """Everything this person has reported, in no order."""
    finders = [finder for mode in Mode for finder in vault.finders(user, mode)]
    rows = await tx.scalars(select(identity.c.report_id).where(identity.c.finder.in_(finders)))
    return tuple(map(ReportId, rows))


async def finders_of(tx: Transaction, reports: Iterable[ReportId]) -> dict[ReportId, bytes]:
    """The keyed hashes behind these reports: enough to recognise somebody, not to name them."""
    rows = await tx.execute(
        select(identity.c.report_id, identity.c.finder).where(
            identity.c.report_id.in_(list(reports))
        )
    )
    return {ReportId(row.report_id): row.finder for row in rows}


async def keys_fit(tx: Transaction, vault: Vault) -> bool:
    """Whether the configured keys open and find what is stored, tried on one identity.

    With other keys nobody would be told anything, and somebody could decide on their own report.
    """
    row = (
        await tx.execute(
            select(identity, report.c.mode)
            .join_from(identity, report, identity.c.report_id == report.c.id)
            .limit(1)
        )
    ).first()
    if row is None:
        return True
    try:
        user = vault.open(ReportId(row.report_id), row.sealed)
    except WrongKey:
        return False
    return row.finder in vault.finders(user, row.mode)
