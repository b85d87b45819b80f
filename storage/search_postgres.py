"""What the full text index is asked in PostgreSQL ("Full Text Search": textsearch).

The rows hold stems already: no dictionary of PostgreSQL's is asked, which every server may have
set up in its own way.
"""

from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import BigInteger, ColumnElement, FromClause, cast, literal, text
from sqlalchemy.dialects.postgresql import TSQUERY

from storage.database import Transaction
from storage.schema import search
from storage.search_tables import quoted


async def holding(tx: Transaction, words: Sequence[str]) -> dict[str, int]:
    """See `search.Dialect`."""
    # The same words for any number of them, so that the server has it prepared.
    asked = text(
        "SELECT word, coalesce("
        "(SELECT reports FROM search_common AS common WHERE common.word = asked.word), "
        "(SELECT count(*) FROM search WHERE own @@ CAST(query AS tsquery))) AS many "
        "FROM unnest(CAST(:words AS text[]), CAST(:queries AS text[])) AS asked (word, query)"
    )
    queries = [quoted(word) if word else None for word in words]
    rows = await tx.execute(asked, {"words": list(words), "queries": queries})
    return {row.word: row.many for row in rows}


def heaviest(words: Mapping[str, float], marks: Collection[str], most: int) -> FromClause:
    """See `search.Dialect`."""
    asked = text(
        "SELECT number "
        "FROM unnest(CAST(:queries AS text[]), CAST(:weights AS float8[])) AS asked (query, weight)"
        " JOIN search ON own @@ CAST(query AS tsquery) "
        "GROUP BY number ORDER BY sum(weight) DESC, number LIMIT :most"
    ).bindparams(
        queries=[_query([word], marks) for word in words],
        weights=list(words.values()),
        most=most,
    )
    return asked.columns(number=BigInteger).subquery("heaviest")


def matching(column: str, words: Collection[str], marks: Collection[str]) -> ColumnElement[bool]:
    """See `search.Dialect`."""
    return search.c[column].bool_op("@@")(cast(literal(_query(words, marks)), TSQUERY))


async def standing_in(tx: Transaction, least: int) -> dict[str, int]:
    """See `search.Dialect`."""
    # It reads every row, and may take longer than anybody would wait for by day.
    await tx.execute(text("SET LOCAL statement_timeout = 0"))
    asked = text("SELECT word, ndoc FROM ts_stat('SELECT own FROM search') WHERE ndoc >= :least")
    return {row.word: row.ndoc for row in await tx.execute(asked, {"least": least})}


async def tidy(_: Transaction) -> bool:
    """See `search.Dialect`; in PostgreSQL it is the disk alone that has to be seen to."""
    return False


def _query(words: Collection[str], marks: Collection[str]) -> str:
    """All of `words` and any of `marks`, as PostgreSQL reads it."""
    any_of = " | ".join(quoted(mark) for mark in sorted(marks))
    return " & ".join([f"({any_of})", *(quoted(word) for word in sorted(words))])
