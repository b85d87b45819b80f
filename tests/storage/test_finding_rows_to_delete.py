"""What goes along when a report, a digest or a team is deleted is found without reading it all."""

import pytest
from sqlalchemy import Column, Delete, Table, UniqueConstraint, delete, text

from storage.database import Database, Transaction
from storage.schema import metadata

REFERRING = sorted(
    (table.name, column.name)
    for table in metadata.tables.values()
    for column in table.columns
    if column.foreign_keys
)
"""Every column by which the database itself deletes rows."""


def first_of_an_index(table: Table, column: Column[object]) -> bool:
    firsts = {next(iter(table.primary_key))}
    firsts |= {
        next(iter(one.columns)) for one in table.constraints if isinstance(one, UniqueConstraint)
    }
    firsts |= {next(iter(one.columns)) for one in table.indexes}
    return column in firsts


async def plan(database: Database, statement: Delete) -> str:
    """How the database would go about it, were the tables too long to be read through."""

    async def explain(tx: Transaction) -> str:
        query = statement.compile(dialect=tx.dialect, compile_kwargs={"literal_binds": True})
        if tx.dialect.name == "postgresql":
            await tx.execute(text("SET LOCAL enable_seqscan = off"))
            rows = await tx.execute(text(f"EXPLAIN {query}"))
        else:
            rows = await tx.execute(text(f"EXPLAIN QUERY PLAN {query}"))
        return "\n".join(str(tuple(row)) for row in rows)

    return await database.read(explain)


@pytest.mark.parametrize(("table", "column"), REFERRING, ids=lambda name: name)
def test_rows_that_refer_to_another_table_have_an_index_to_be_found_by(
    table: str, column: str
) -> None:
    referring = metadata.tables[table]
    assert first_of_an_index(referring, referring.c[column])


@pytest.mark.parametrize(
    ("table", "column"),
    [
        ("report", "about"),
        ("posted", "report_id"),
        ("posted", "digest_id"),
        ("delivery", "report_id"),
        ("delivery", "digest_id"),
        ("digest_item", "report_id"),
    ],
    ids=lambda name: name,
)
async def test_an_erasure_goes_by_that_index(database: Database, table: str, column: str) -> None:
    rows = metadata.tables[table]
    found = await plan(database, delete(rows).where(rows.c[column] == "one"))
    assert f"ix_{table}_{column}" in found
