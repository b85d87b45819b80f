"""What reporters who left no name have done in a day: noted late, and kept in no order.

Their rows hold random keys and days only. In PostgreSQL a row still tells when it came: by its
place in the table (`ctid`) and by the transaction that wrote it (`xmin`), which can be set beside
other people's rows (PostgreSQL, "System Columns": ddl-system-columns). SQLite has neither: these
tables are WITHOUT ROWID, so that a row stands where its random key puts it (SQLite, "Clustered
Indexes and the WITHOUT ROWID Optimization": withoutrowid).
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from random import SystemRandom

from sqlalchemy import ColumnElement, Select, Table, Update, and_, bindparam, select, update

from bot.domain.events import REPORTER, EventKind
from bot.domain.ids import ReportId
from bot.domain.report import Mode
from storage.database import Transaction
from storage.schema import (
    delivery,
    digest_item,
    event,
    left_out,
    receipt,
    report,
    rewording,
    search,
    timer,
    trap_apart,
    trap_report,
)

_THEIRS: dict[Table, ColumnElement[str]] = {
    report: report.c.id,
    event: event.c.report_id,
    rewording: rewording.c.report_id,
    search: search.c.subject,
    receipt: receipt.c.report_id,
    left_out: left_out.c.report_id,
    delivery: delivery.c.report_id,
    digest_item: digest_item.c.report_id,
    timer: timer.c.subject,
    trap_report: trap_report.c.report_id,
    trap_apart: trap_apart.c.report_id,
}
"""The tables in which a report leaves rows, and by what they are known to be of it."""


@dataclass(frozen=True)
class Deed:
    """One thing that a reporter without a name did to their report."""

    report: ReportId
    kind: EventKind


async def deeds_of(tx: Transaction, day: date) -> tuple[Deed, ...]:
    """What reporters without a name did on that day in UTC, in random order."""
    start = datetime.combine(day, time(), UTC)
    rows = await tx.execute(
        select(event.c.report_id, event.c.kind)
        .join_from(event, report, event.c.report_id == report.c.id)
        .where(
            _touched_since(day),
            event.c.actor == REPORTER,
            event.c.at >= start,
            event.c.at < start + timedelta(days=1),
        )
    )
    deeds = [Deed(ReportId(row.report_id), row.kind) for row in rows]
    SystemRandom().shuffle(deeds)
    return tuple(deeds)


async def shuffle(tx: Transaction, since: date) -> int:
    """Write the rows of all reports without a name anew that something happened to since that day.

    All in this transaction and in random order, so that place and transaction tell nothing of each
    row. How many rows; 0 on SQLite, where there is nothing to do. The rows as they were before are
    there still until `scrubbing.scrub` has been run.
    """
    if tx.dialect.name != "postgresql":
        return 0
    theirs = select(report.c.id).where(_touched_since(since))
    # In one order and before anything else, as everybody does who changes a report.
    await tx.execute(theirs.order_by(report.c.id).with_for_update(key_share=True))
    total = 0
    for table, known_by in _THEIRS.items():
        total += await rewrite(tx, table, select(*table.primary_key).where(known_by.in_(theirs)))
    return total


def _touched_since(day: date) -> ColumnElement[bool]:
    return and_(report.c.mode == Mode.ANONYMOUS, report.c.last_on >= day)


async def rewrite(tx: Transaction, table: Table, keys: Select[tuple[str]]) -> int:
    """Write the rows with these keys anew in random order, as they are; how many there were."""
    rows = [{_bound(name): value for name, value in row.items()} for row in await _all(tx, keys)]
    SystemRandom().shuffle(rows)
    if rows:
        await tx.execute(_itself_again(table), rows)
    return len(rows)


async def _all(tx: Transaction, keys: Select[tuple[str]]) -> list[dict[str, object]]:
    return [dict(row) for row in (await tx.execute(keys)).mappings()]


def _itself_again(table: Table) -> Update:
    """Sets a row's key to what it is: nothing changes but that it is a new version of the row."""
    first, *_ = keys = list(table.primary_key)
    same = [key == bindparam(_bound(key.name)) for key in keys]
    return update(table).where(*same).values({first.name: first})


def _bound(name: str) -> str:
    return f"its_{name}"
