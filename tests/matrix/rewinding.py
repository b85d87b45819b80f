"""A database in which everything is tried and nothing is kept: every case starts alike."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from storage.database import Database, Result, Transaction
from storage.engine import is_sqlite
from storage.errors import translated


class Rewinding(Database):
    """One transaction on one connection, in which every write and read runs, and which is undone.

    What is done in `aside` is undone when that ends, however deep one stands in another. `writes`
    counts what was written and held.
    """

    def __init__(self, url: str) -> None:
        super().__init__(url)
        self.writes = 0
        self._one_at_a_time = asyncio.Lock()
        self._held: Transaction | None = None

    @property
    def _connection(self) -> Transaction:
        assert self._held is not None, "nothing is done outside of `unkept`"
        return self._held

    @asynccontextmanager
    async def unkept(self) -> AsyncIterator[None]:
        """Within this the database can be used; at its end it is as it was."""
        async with self.engine.connect() as self._held:
            if is_sqlite(self.url):
                await _without_a_thread(self._held)
            transaction = await self._held.begin()
            yield
            await transaction.rollback()
        self._held = None

    @asynccontextmanager
    async def aside(self) -> AsyncIterator[None]:
        """What is done within this is undone at its end."""
        savepoint = await self._connection.begin_nested()
        try:
            yield
        finally:
            await savepoint.rollback()

    async def write(self, work: Callable[[Transaction], Awaitable[Result]]) -> Result:
        async with self._one_at_a_time, self._connection.begin_nested():
            with translated():
                result = await work(self._connection)
        self.writes += 1
        self.committed.set()
        return result

    async def read(self, work: Callable[[Transaction], Awaitable[Result]]) -> Result:
        async with self._one_at_a_time:
            with translated():
                return await work(self._connection)


async def _without_a_thread(connection: Transaction) -> None:
    """Let the driver do its work where it is asked for.

    Handing every statement to a thread and back takes longer here than all that is asked.
    """
    driver = (await connection.get_raw_connection()).driver_connection
    assert driver is not None

    async def at_once(work: Callable[..., object], *given: object, **named: object) -> object:
        return work(*given, **named)

    driver._execute = at_once
