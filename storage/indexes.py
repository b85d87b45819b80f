"""Indexes over some rows of a table alone, in both databases."""

from typing import Any

from sqlalchemy import ColumnElement


def only(rows: ColumnElement[bool]) -> dict[str, Any]:
    """For an `Index` over these rows."""
    return {"sqlite_where": rows, "postgresql_where": rows}
