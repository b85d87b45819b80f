"""The door to the database: everything is read and written through these two methods."""

import asyncio
import sqlite3
from collections.abc import Awaitable, Callable
from typing import TypeVar

from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from storage.engine import is_sqlite, open_postgres, open_sqlite, sqlite_opens
from storage.errors import StorageUnavailable, translated
from storage.writer import Writer

Transaction = AsyncConnection
"""What storage's functions work on; callers pass it along and never look inside."""

Result = TypeVar("Result")

BUSY_MS = 1500
"""How long to wait for another writer on the same SQLite file: less than a listener's budget."""


class Database:
    """An open database. Make it inside a running event loop and `close` it."""

    def __init__(self, url: str) -> None:
        self.url = url
        self._engines: list[AsyncEngine] = []
        self._writer: Writer | None = None
        if is_sqlite(url):
            self._engines = [
                open_sqlite(url, writer=True, busy_ms=BUSY_MS),
                open_sqlite(url, writer=False, busy_ms=BUSY_MS),
            ]
            self._writer = Writer(self._engines[0])
        else:
            engine = open_postgres(url)
            # One pool for both; a reader sees the database as it was when it began.
            reading = engine.execution_options(isolation_level="REPEATABLE READ")
            self._engines = [engine, reading]
        self.committed = asyncio.Event()
        """Set after every commit; whoever waits for work to appear clears it first."""

    @property
    def engine(self) -> AsyncEngine:
        """The engine that may write; for migrations and `doctor`."""
        return self._engines[0]

    async def reach(self) -> None:
        """Try whether the database is there at all; the first thing to do with it.

        Raises:
            StorageUnavailable: it is not, or it is no database.
        """
        if self._writer is not None:
            try:
                await asyncio.to_thread(sqlite_opens, self.url)
            except sqlite3.Error as problem:
                raise StorageUnavailable(type(problem).__name__) from problem
        else:
            with translated():
                async with self.engine.connect():
                    pass

    async def write(self, work: Callable[[Transaction], Awaitable[Result]]) -> Result:
        """Run `work` in one transaction: kept whole or not at all.

        `work` talks to the database only, and may be run beside others that share its commit.

        Raises:
            StorageUnavailable: the database cannot be written to.
            Exception: whatever `work` raises, after nothing of it has been kept.
        """
        if self._writer is not None:
            result: Result = await self._writer.run(work)
        else:
            with translated():
                async with self.engine.begin() as connection:
                    result = await work(connection)
        self.committed.set()
        return result

    async def read(self, work: Callable[[Transaction], Awaitable[Result]]) -> Result:
        """Run `work` on one consistent state of the database, changing nothing.

        Raises:
            StorageUnavailable: the database cannot be read.
        """
        with translated():
            async with self._engines[-1].begin() as connection:
                return await work(connection)

    async def close(self) -> None:
        """Finish what is being written and let go of every connection."""
        if self._writer is not None:
            await self._writer.close()
        for engine in self._engines:
            await engine.dispose()
