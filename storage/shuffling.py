"""What reporters who left no name have done in a day: noted late, and kept in no order.

Their rows hold random keys and days only. In PostgreSQL a row still tells when it came: by its
place in the table (`ctid`) and by the transaction that wrote it (`xmin`), which can be set beside
other people's rows (PostgreSQL, "System Columns": ddl-system-columns); and long words lie apart,
in values that are numbered as they come and stay as they are while the row is written anew
(PostgreSQL, "TOAST": storage-toast). SQLite has no such columns: these tables are WITHOUT ROWID, so
that a row stands where its random key puts it (SQLite, "Clustered Indexes and the WITHOUT ROWID
Optimization": withoutrowid). But what does not fit beside its key lies on pages of its own, which
are taken in the order in which rows come (SQLite, "Cell Payload Overflow Pages": fileformat2).

Until the night the order is there to be read by whoever has the disk: in PostgreSQL's rows and log,
and in SQLite's file and the log beside it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from random import SystemRandom

from sqlalchemy import (
    Column,
    ColumnElement,
    Table,
    Text,
    Update,
    and_,
    bindparam,
    select,
    update,
)

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
from storage.search_tables import WordSet

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

_WORDS = (Text, WordSet)


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

    All in this transaction and in random order, with their words, so that neither place nor
    transaction tells anything of each row. How many rows; SQLite has to do so with words alone. The
    rows as they were before are there still until `scrubbing.scrub` has been run.
    """
    theirs = select(report.c.id).where(_touched_since(since))
    # In one order and before anything else, as everybody does who changes a report.
    await tx.execute(theirs.order_by(report.c.id).with_for_update(key_share=True))
    total = 0
    for table, known_by in _THEIRS.items():
        total += await rewrite(tx, table, known_by.in_(theirs))
    return total


def _touched_since(day: date) -> ColumnElement[bool]:
    return and_(report.c.mode == Mode.ANONYMOUS, report.c.last_on >= day)


async def rewrite(tx: Transaction, table: Table, which: ColumnElement[bool]) -> int:
    """Write these rows anew in random order, as they are; how many there were.

    On SQLite only those of tables that hold words.
    """
    texts = [column for column in table.c if isinstance(column.type, _WORDS)]
    on_sqlite = tx.dialect.name == "sqlite"
    if on_sqlite and not texts:
        return 0
    read = await tx.execute(select(*table.primary_key, *texts).where(which))
    rows = [{_bound(name): value for name, value in row.items()} for row in read.mappings()]
    if not rows:
        return 0
    if on_sqlite:
        # Else each would get the pages again that it has.
        await tx.execute(update(table).where(which).values({text.name: "" for text in texts}))
    SystemRandom().shuffle(rows)
    await tx.execute(_itself_again(table, texts), rows)
    return len(rows)


def _itself_again(table: Table, texts: Iterable[Column[str]]) -> Update:
    """Sets a row's key and words to what they are: nothing changes but where it is kept."""
    first, *_ = keys = list(table.primary_key)
    same = [key == bindparam(_bound(key.name)) for key in keys]
    words: dict[str, object] = {text.name: bindparam(_bound(text.name)) for text in texts}
    return update(table).where(*same).values({first.name: first} | words)


def _bound(name: str) -> str:
    return f"its_{name}"
