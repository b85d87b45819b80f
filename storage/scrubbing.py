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
    """Empty SQLite's log, which holds pages as they were, or have PostgreSQL drop dead rows.

    SQLite overwrites what is deleted in the file itself (`secure_delete`). Returns whether it was
    done: another process that is reading all the while may stand in the way.

    Raises:
        StorageUnavailable: the database cannot be used.
    """
    with translated():
        if is_sqlite(database.url):
            return await asyncio.to_thread(_empty_log, make_url(database.url).database or "")
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


def _empty_log(path: str) -> bool:
    connection = sqlite3.connect(path, timeout=_PATIENCE)
    try:
        busy, _, _ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    except sqlite3.Error:
        return False
    finally:
        connection.close()
    return not busy
