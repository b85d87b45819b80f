"""Whom a reporter has left out of a report: sealed, and read by the guard alone."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select

from bot.domain.ids import ReportId, TeamId, UserId
from storage import teams
from storage.database import Transaction
from storage.inserts import put
from storage.schema import left_out, report
from storage.vault import Vault, WrongKey


async def keep(tx: Transaction, vault: Vault, report_id: ReportId, users: Iterable[UserId]) -> None:
    """Leave these people out of a report, in the place of whoever was left out before."""
    await put(tx, left_out, report_id=report_id, sealed=vault.seal_left_out(report_id, users))


async def of(
    tx: Transaction, vault: Vault, ids: Iterable[ReportId]
) -> dict[ReportId, frozenset[UserId]]:
    """Whom their reporters have left out of these reports, where they have left out anybody.

    Raises:
        WrongKey: a list cannot be opened, and nobody can tell who is on it.
    """
    lists = await _read(tx, vault, ids)
    if lists.shut:
        raise WrongKey
    return lists.open


async def kept_from(
    tx: Transaction, vault: Vault, ids: Iterable[ReportId]
) -> dict[ReportId, frozenset[UserId]]:
    """From whom these reports are to be kept, where they are to be kept from anybody.

    Those are whom their reporters have left out. Where a list cannot be opened it is everybody who
    could be on it: whoever may decide for the report's team now, learning leads included. Then its
    reporter alone can read the report, and nobody else's reports wait for the missing key.
    """
    lists = await _read(tx, vault, ids)
    return lists.open | await _everybody_who_could_be_on_it(tx, lists.shut)


@dataclass(frozen=True)
class _Lists:
    open: dict[ReportId, frozenset[UserId]]
    shut: frozenset[ReportId]
    """The reports whose list no configured key opens."""


async def _read(tx: Transaction, vault: Vault, ids: Iterable[ReportId]) -> _Lists:
    rows = await tx.execute(select(left_out).where(left_out.c.report_id.in_(list(ids))))
    found, shut = {}, set()
    for row in rows:
        id = ReportId(row.report_id)
        try:
            found[id] = vault.open_left_out(id, row.sealed)
        except WrongKey:
            shut.add(id)
    return _Lists(found, frozenset(shut))


async def _everybody_who_could_be_on_it(
    tx: Transaction, ids: frozenset[ReportId]
) -> dict[ReportId, frozenset[UserId]]:
    if not ids:
        return {}
    rows = await tx.execute(select(report.c.id, report.c.team_id).where(report.c.id.in_(list(ids))))
    team_of = {ReportId(row.id): TeamId(row.team_id) for row in rows}
    owners = await teams.by_ids(tx, set(team_of.values()))
    return {id: frozenset(owners[team].everybody_who_may_decide) for id, team in team_of.items()}
