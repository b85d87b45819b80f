"""Inserts that give way to what is there already, in the words of either database."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Column, Table, select
from sqlalchemy.dialects import postgresql, sqlite

from storage.database import Transaction


def _insert(tx: Transaction, table: Table) -> Any:  # noqa: ANN401 - two dialects, one set of methods
    return (sqlite if tx.dialect.name == "sqlite" else postgresql).insert(table)


async def add_if_new(tx: Transaction, table: Table, **values: object) -> bool:
    """Insert a row unless a unique key of it is taken; whether it was inserted."""
    result = await tx.execute(_insert(tx, table).values(**values).on_conflict_do_nothing())
    return bool(result.rowcount)


async def add_if_unmarked(
    tx: Transaction, table: Table, mark: Column[bytes], marks: Sequence[bytes], **values: object
) -> bool:
    """Insert a row under the first of `marks`, unless there is one under any; whether it was.

    The marks say the same thing under each configured key, newest first: what was done under an
    older key is not done again. `mark` is the part of the primary key that holds them.
    """
    if len(marks) > 1:
        same = [part == values[part.name] for part in table.primary_key if part is not mark]
        if await tx.scalar(select(mark).where(mark.in_(marks[1:]), *same).limit(1)) is not None:
            return False
    return await add_if_new(tx, table, **{mark.name: marks[0]}, **values)


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
