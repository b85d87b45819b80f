"""Who is behind a report: sealed, found by a keyed hash, and opened only to relay."""

from collections.abc import Iterable

from sqlalchemy import delete, select

from bot.domain.ids import ReportId, UserId
from bot.domain.report import Mode
from storage.database import Transaction
from storage.schema import identity
from storage.vault import Vault

_KEPT_IN = (Mode.NAMED, Mode.CONFIDENTIAL)
"""The modes in which it is kept who wrote a report."""


async def keep(tx: Transaction, vault: Vault, id: ReportId, user: UserId, mode: Mode) -> None:
    """Seal who wrote a report.

    Raises:
        ValueError: nobody is kept behind an anonymous report.
    """
    if mode is Mode.ANONYMOUS:
        raise ValueError("an anonymous report has no identity")
    await tx.execute(
        identity.insert().values(
            report_id=id, sealed=vault.seal(id, user), finder=vault.finder(user, mode)
        )
    )


async def reporter_of(tx: Transaction, vault: Vault, id: ReportId) -> UserId | None:
    """Who wrote a report, to relay a message to them; None once the identity is erased."""
    sealed = await tx.scalar(select(identity.c.sealed).where(identity.c.report_id == id))
    return None if sealed is None else vault.open(id, sealed)


async def rekey(tx: Transaction, vault: Vault, id: ReportId, mode: Mode) -> None:
    """Find who wrote a report as they are found in another mode, from now on.

    Does nothing where the identity is erased.

    Raises:
        WrongKey: it cannot be opened with any of the configured keys.
        ValueError: for `Mode.ANONYMOUS`: `forget` it instead.
    """
    user = await reporter_of(tx, vault, id)
    if user is not None:
        await forget(tx, [id])
        await keep(tx, vault, id, user, mode)


async def forget(tx: Transaction, ids: Iterable[ReportId]) -> int:
    """Erase who is behind these reports; behind how many of them somebody still was."""
    erased = await tx.execute(delete(identity).where(identity.c.report_id.in_(list(ids))))
    return erased.rowcount


async def reports_of(tx: Transaction, vault: Vault, user: UserId) -> tuple[ReportId, ...]:
    """Everything this person has reported, in no order."""
    finders = [finder for mode in _KEPT_IN for finder in vault.finders(user, mode)]
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
