"""Leaving nothing behind on the disk of what has been erased from the tables."""

import asyncio
import sqlite3

from sqlalchemy import make_url
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import search, search_tables
from storage.database import Database
from storage.engine import is_sqlite
from storage.errors import translated
from storage.schema import metadata

_PATIENCE = 10.0
"""Seconds to wait for whoever is reading or writing at the moment."""


async def scrub(database: Database) -> bool:
    """Write SQLite's file anew and empty its log, or have PostgreSQL drop dead rows.

    SQLite overwrites what is deleted (`secure_delete`), once the full text index has let go of it,
    but not what it left behind when it moved a row to another page before; and its log holds pages
    as they were. For a moment there must be room on the disk for the file twice. The index of
    PostgreSQL keeps each word that ever stood in it, and is made anew. Returns whether it was done:
    another process that is writing or reading all the while may stand in the way.

    Raises:
        StorageUnavailable: the database cannot be used.
    """
    with translated():
        while await database.write(search.tidy):
            pass
        if is_sqlite(database.url):
            return await asyncio.to_thread(_write_anew, make_url(database.url).database or "")
        async with database.engine.connect() as connection:
            await connection.execution_options(isolation_level="AUTOCOMMIT")
            await connection.exec_driver_sql("SET statement_timeout = 0")
            try:
                for table in metadata.sorted_tables:
                    await connection.exec_driver_sql(f'VACUUM "{table.name}"')
                return await _index_anew(connection)
            finally:
                # The pool hands the same connection to others.
                await connection.exec_driver_sql("RESET statement_timeout")


async def _index_anew(connection: AsyncConnection) -> bool:
    """Make the full text index anew: vacuuming empties a word's list, and keeps the word."""
    try:
        for name in search_tables.INDEXES:
            await connection.exec_driver_sql(f'REINDEX INDEX "{name}"')
    except DBAPIError:
        # Somebody has been reading for longer than anybody is to wait.
        return False
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
