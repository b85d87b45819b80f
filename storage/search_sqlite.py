"""What the full text index is asked in SQLite: FTS5's own words for it ("FTS5 Extension": fts5).

Words are stems and marks: letters, digits and lines, which stand in quotation marks as they are.
"""

from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import ColumnElement, FromClause, Integer, bindparam, select, text

from storage.database import Transaction
from storage.schema import search, search_common

_PAGES_AT_ONCE = 500
_NOTHING_DONE = 2
"""Rows that change where a merge found nothing to do: fewer than this."""


async def holding(tx: Transaction, words: Sequence[str]) -> dict[str, int]:
    """See `search.Dialect`."""
    common = select(search_common).where(search_common.c.word.in_(words))
    known = {row.word: row.reports for row in await tx.execute(common)}
    rare = [word for word in words if word not in known]
    asked = text(
        "SELECT term, doc FROM search_words WHERE col = 'own' AND term IN :words"
    ).bindparams(bindparam("words", rare, expanding=True))
    return known | {row.term: row.doc for row in await tx.execute(asked)}


def heaviest(words: Mapping[str, float], marks: Collection[str], most: int) -> FromClause:
    """See `search.Dialect`."""
    one = "SELECT rowid, :weight{0} AS weight FROM search_index WHERE search_index MATCH :match{0}"
    each = " UNION ALL ".join(one.format(number) for number in range(len(words)))
    values: dict[str, object] = {"most": most}
    for number, (word, weight) in enumerate(sorted(words.items())):
        values |= {f"weight{number}": weight, f"match{number}": _match("own", [word], marks)}
    asked = text(
        f"SELECT rowid AS number FROM ({each}) GROUP BY rowid "  # noqa: S608 - made of the above
        "ORDER BY sum(weight) DESC, rowid LIMIT :most"
    )
    return asked.bindparams(**values).columns(number=Integer).subquery("heaviest")


def matching(column: str, words: Collection[str], marks: Collection[str]) -> ColumnElement[bool]:
    """See `search.Dialect`."""
    name = f"match_{column}"
    found = text(f"SELECT rowid FROM search_index WHERE search_index MATCH :{name}")  # noqa: S608 - a column of ours
    bound = found.bindparams(**{name: _match(column, words, marks)})
    return search.c.number.in_(bound.columns(rowid=Integer))


async def standing_in(tx: Transaction, least: int) -> dict[str, int]:
    """See `search.Dialect`."""
    asked = text("SELECT term, doc FROM search_words WHERE col = 'own' AND doc >= :least")
    return {row.term: row.doc for row in await tx.execute(asked, {"least": least})}


async def tidy(tx: Transaction) -> bool:
    """See `search.Dialect`.

    What leaves is only marked as gone, words and all, until the parts of the index that hold word
    and mark are made one ("The 'merge' Command"; the option that would do so at once came later
    than the versions of SQLite that are in use).
    """
    before = await tx.scalar(text("SELECT total_changes()")) or 0
    merge = "INSERT INTO search_index (search_index, rank) VALUES ('merge', :pages)"
    await tx.execute(text(merge), {"pages": -_PAGES_AT_ONCE})
    after = await tx.scalar(text("SELECT total_changes()")) or 0
    return bool(after - before >= _NOTHING_DONE)


def _match(column: str, words: Collection[str], marks: Collection[str]) -> str:
    """All of `words` and any of `marks`, as FTS5 reads it."""
    any_of = " OR ".join(f'"{mark}"' for mark in sorted(marks))
    all_of = "".join(f' AND "{word}"' for word in sorted(words))
    return f"{column} : (({any_of}){all_of})"
