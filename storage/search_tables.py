"""The tables of the full text index: the words by which released reports can be found.

What SQLite's FTS5 and PostgreSQL's GIN index make of them is built by the migration. Whole words
are kept as sets of stems, so neither their order nor their number.
"""

from collections.abc import Collection
from typing import Final

from sqlalchemy import BigInteger, Column, Dialect, ForeignKey, Index, Integer, String, Table, Text
from sqlalchemy.dialects.postgresql import TSVECTOR
from sqlalchemy.types import TypeDecorator, TypeEngine

from storage.settings_tables import ID, metadata


class WordSet(TypeDecorator[frozenset[str]]):
    """A set of words: parted by spaces in SQLite, a `tsvector` without positions in PostgreSQL."""

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[str]:
        of_postgres = dialect.name == "postgresql"
        return dialect.type_descriptor(TSVECTOR() if of_postgres else Text())

    def process_bind_param(self, value: Collection[str] | None, dialect: Dialect) -> str | None:
        if value is None:
            return None
        in_order = sorted(value)
        return " ".join(map(quoted, in_order) if dialect.name == "postgresql" else in_order)

    def process_result_value(self, value: str | None, _: Dialect) -> frozenset[str] | None:
        # No word has a space or a quotation mark in it, so the marks are all PostgreSQL's own.
        return None if value is None else frozenset(value.replace("'", "").split())


def quoted(word: str) -> str:
    """A word as PostgreSQL reads one in a `tsvector` or a `tsquery` (datatype-textsearch)."""
    return f"'{word}'"


search = Table(
    "search",
    metadata,
    Column(
        "number",
        BigInteger().with_variant(Integer(), "sqlite"),
        primary_key=True,
        autoincrement=False,
        comment="drawn by chance, as FTS5 needs a number: it never tells who came first",
    ),
    Column(
        "subject",
        ID,
        ForeignKey("report.id", ondelete="CASCADE"),
        nullable=False,
        unique=True,
        comment="the report",
    ),
    Column("own", WordSet, nullable=False, comment="the reporter's words, and who may read them"),
    Column("every", WordSet, nullable=False, comment="likewise, with all that was said and done"),
    sqlite_with_rowid=False,
)
INDEXES: Final = ("ix_search_own", "ix_search_every")
"""PostgreSQL's; SQLite has FTS5 for it."""


def _in_postgres(name: str, column: Column[frozenset[str]]) -> None:
    """Index it there, so that nothing new is left unsorted for whoever asks to read through."""
    given = {"fastupdate": "off"}
    index = Index(name, column, postgresql_using="gin", postgresql_with=given)
    index.ddl_if(dialect="postgresql")


_in_postgres(INDEXES[0], search.c.own)
_in_postgres(INDEXES[1], search.c.every)

ALL: Final = ""
"""Stands in the table of common words for all reports."""

search_common = Table(
    "search_common",
    metadata,
    Column("word", String(64), primary_key=True, comment="empty: of all words"),
    Column("reports", Integer, nullable=False, comment="as of last night"),
    sqlite_with_rowid=False,
)

beside = Table(
    "beside",
    metadata,
    Column(
        "shown_id",
        ID,
        ForeignKey("report.id", ondelete="CASCADE"),
        primary_key=True,
        comment="whose first words are shown",
    ),
    Column(
        "report_id",
        ID,
        ForeignKey("report.id", ondelete="CASCADE"),
        primary_key=True,
        comment="beside which they are",
    ),
    Index(None, "report_id"),
    sqlite_with_rowid=False,
)
"""Where the words of a report have to go from, should they be taken back."""
