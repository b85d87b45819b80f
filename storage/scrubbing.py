"""Leaving nothing behind on the disk of what has been erased from the tables."""

import asyncio
import sqlite3

from sqlalchemy import make_url

from storage.database import Database
from storage.engine import is_sqlite
from storage.errors import translated
from storage.schema import metadata

_PATIENCE = 10.0
"""Seconds to wait for whoever is reading or writing at the moment."""


async def scrub(database: Database) -> bool:
    """Write SQLite's file anew and empty its log, or have PostgreSQL drop dead rows.

    SQLite overwrites what is deleted (`secure_delete`), but not what it left behind when it moved
    a row to another page before; and its log holds pages as they were. For a moment there must be
    room on the disk for the file twice. Returns whether it was done: another process that is
    writing or reading all the while may stand in the way.

    Raises:
        StorageUnavailable: the database cannot be used.
    """
    with translated():
        if is_sqlite(database.url):
            return await asyncio.to_thread(_write_anew, make_url(database.url).database or "")
        async with database.engine.connect() as connection:
            await connection.execution_options(isolation_level="AUTOCOMMIT")
            await connection.exec_driver_sql("SET statement_timeout = 0")
            try:
                for table in metadata.sorted_tables:
                    await connection.exec_driver_sql(f'VACUUM "{table.name}"')
            finally:
                # The pool hands the same connection to others.
                await connection.exec_driver_sql("RESET statement_timeout")
    return True


def _write_anew(path: str) -> bool:
    connection = sqlite3.connect(path, timeout=_PATIENCE)
    try:
        connection.execute("PRAGMA secure_delete=ON")
        connection.execute("VACUUM")
        busy, _, _ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    except sqlite3.Error:
        return False
    finally:
        connection.close()
    return not busy
