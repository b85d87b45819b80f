"""A reporter's new words, which take the place of the old ones once others are to see them."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import Row, delete, select, update

from bot.domain.ids import ReportId
from bot.domain.report import Words
from bot.domain.taxonomy import Factor
from storage.database import Transaction
from storage.inserts import put
from storage.schema import report, rewording


async def keep(tx: Transaction, id: ReportId, words: Words, shows_at: datetime | None) -> None:
    """Let a report have these words: at once, or for others at `shows_at`.

    Words that were to show later are forgotten: these are newer.
    """
    if shows_at is not None:
        await put(tx, rewording, report_id=id, shows_at=shows_at, **columns_of(words))
        return
    await tx.execute(delete(rewording).where(rewording.c.report_id == id))
    await tx.execute(update(report).where(report.c.id == id).values(**columns_of(words)))


async def of(tx: Transaction, ids: Iterable[ReportId]) -> dict[ReportId, Words]:
    """The new words of those of these reports that have some."""
    rows = await tx.execute(select(rewording).where(rewording.c.report_id.in_(list(ids))))
    return {ReportId(row.report_id): words_of(row) for row in rows}


async def put_in_place(tx: Transaction, now: datetime) -> None:
    """Put the words in place that show by now: then what they replace is gone for good."""
    for row in (await tx.execute(select(rewording).where(rewording.c.shows_at <= now))).all():
        await keep(tx, ReportId(row.report_id), words_of(row), None)


async def retell(tx: Transaction, id: ReportId, words: Words, before: Words | None) -> None:
    """Put these in the place of a report's words, and of what others read of it until they show.

    When they show stays as it is; `before` is None where others read them already.
    """
    shown = words if before is None else before
    await tx.execute(update(report).where(report.c.id == id).values(**columns_of(shown)))
    later = update(rewording).where(rewording.c.report_id == id)
    await tx.execute(later.values(**columns_of(words)))


def columns_of(words: Words) -> dict[str, object]:
    """What somebody wrote and chose, by the names of the columns it is kept in."""
    return {
        **words.texts(),
        "stage": words.stage,
        "factors": " ".join(words.factors),
        "wish": words.wish,
    }


def words_of(row: Row[Any]) -> Words:
    """The same, read from a row with these columns."""
    return Words(
        what=row.what,
        more=row.more,
        caught=row.caught,
        idea=row.idea,
        helps=row.helps,
        stage=row.stage,
        factors=tuple(Factor(name) for name in row.factors.split()),
        wish=row.wish,
    )
