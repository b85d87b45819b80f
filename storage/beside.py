"""Beside which reports the first words of others were shown, as possibly related."""

from collections.abc import Iterable

from sqlalchemy import select

from bot.domain.ids import ReportId
from storage.database import Transaction
from storage.inserts import add_if_new
from storage.schema import beside, report

Pair = tuple[ReportId, ReportId]
"""A report whose words are shown, and the one beside which they are."""


async def keep(tx: Transaction, pairs: Iterable[Pair]) -> None:
    """Remember that the first words of the one stand beside the other; not where one is gone."""
    wanted = sorted(pairs)
    ids = {id for pair in wanted for id in pair}
    held = select(report.c.id).where(report.c.id.in_(ids)).order_by(report.c.id)
    there = set((await tx.scalars(held.with_for_update(key_share=True, read=True))).all())
    for shown, at in wanted:
        if {shown, at} <= there:
            await add_if_new(tx, beside, shown_id=shown, report_id=at)


async def known(tx: Transaction, reports: Iterable[ReportId]) -> set[Pair]:
    """All that is remembered to stand beside these."""
    rows = await tx.execute(select(beside).where(beside.c.report_id.in_(list(reports))))
    return {(ReportId(row.shown_id), ReportId(row.report_id)) for row in rows}


async def showing(tx: Transaction, shown: ReportId) -> tuple[ReportId, ...]:
    """The reports beside which the first words of this one may stand."""
    rows = select(beside.c.report_id).where(beside.c.shown_id == shown)
    return tuple(map(ReportId, await tx.scalars(rows.order_by(beside.c.report_id))))


async def about(tx: Transaction, shown: ReportId) -> tuple[ReportId, ...]:
    """The ideas about this report, whose cards name its title while it stands in the library."""
    reference = select(report.c.reference).where(report.c.id == shown).scalar_subquery()
    rows = select(report.c.id).where(report.c.about == reference).order_by(report.c.id)
    return tuple(map(ReportId, await tx.scalars(rows)))
