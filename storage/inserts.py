"""Inserts that give way to what is there already, in the words of either database."""

from typing import Any

from sqlalchemy import Table
from sqlalchemy.dialects import postgresql, sqlite

from storage.database import Transaction


def _insert(tx: Transaction, table: Table) -> Any:  # noqa: ANN401 - two dialects, one set of methods
    return (sqlite if tx.dialect.name == "sqlite" else postgresql).insert(table)


async def add_if_new(tx: Transaction, table: Table, **values: object) -> bool:
    """Insert a row unless a unique key of it is taken; whether it was inserted."""
    result = await tx.execute(_insert(tx, table).values(**values).on_conflict_do_nothing())
    return bool(result.rowcount)


async def put(tx: Transaction, table: Table, **values: object) -> None:
    """Insert a row, or give the row with the same primary key these values."""
    keys = [column.name for column in table.primary_key.columns]
    rest = {name: value for name, value in values.items() if name not in keys}
    statement = _insert(tx, table).values(**values)
    if rest:
        statement = statement.on_conflict_do_update(index_elements=keys, set_=rest)
    else:
        statement = statement.on_conflict_do_nothing()
    await tx.execute(statement)
