"""One writer for SQLite: transactions that arrive together share one commit.

SQLite lets one connection write at a time and pays for every commit with a flush to disk. So all
work goes through one task: it begins, runs whatever is waiting, each piece in a savepoint of its
own, commits once, and only then tells each of them that it is done. Nobody is told before the
commit, and one piece that fails takes nothing of the others with it.
"""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from storage.errors import StorageUnavailable, translated

MOST_IN_ONE_COMMIT = 64
"""Beyond this the first ones would wait too long for their answer."""

Work = Callable[[AsyncConnection], Awaitable[Any]]


@dataclass(frozen=True)
class _Piece:
    work: Work
    done: asyncio.Future[Any]


class Writer:
    """Runs pieces of work one after the other and commits them together."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine
        self._queue: asyncio.Queue[_Piece] = asyncio.Queue()
        self._task: asyncio.Task[None] | None = None

    async def run(self, work: Work) -> Any:  # noqa: ANN401 - `Database.write` gives it its type
        """Run `work` in a transaction; returns its result once it is committed.

        A caller that is cancelled while waiting gets no answer, but the work may still be done:
        whoever tries again must do so under the same key.
        """
        if self._task is None:
            self._task = asyncio.create_task(self._write_for_ever(), name="storage-writer")
        piece = _Piece(work, asyncio.get_running_loop().create_future())
        self._queue.put_nowait(piece)
        return await piece.done

    async def close(self) -> None:
        """Finish what is queued and stop."""
        if self._task is None:
            return
        await self._queue.join()
        self._task.cancel()
        await asyncio.gather(self._task, return_exceptions=True)
        self._task = None

    async def _write_for_ever(self) -> None:
        while True:
            pieces = [await self._queue.get()]
            while not self._queue.empty() and len(pieces) < MOST_IN_ONE_COMMIT:
                pieces.append(self._queue.get_nowait())
            waiting = [piece for piece in pieces if not piece.done.done()]
            try:
                await self._commit_together(waiting)
            except Exception as problem:  # noqa: BLE001 - the loop goes on; who waits is told
                _fail(waiting, problem)
            finally:
                for _ in pieces:
                    self._queue.task_done()

    async def _commit_together(self, pieces: list[_Piece]) -> None:
        results: list[tuple[_Piece, Any]] = []
        with translated():
            async with self._engine.begin() as connection:
                for piece in pieces:
                    try:
                        with translated():
                            async with connection.begin_nested():
                                results.append((piece, await piece.work(connection)))
                    except StorageUnavailable:
                        # SQLite may have undone the whole transaction, not this piece alone.
                        raise
                    except Exception as problem:  # handed to whoever asked for it
                        if _connection_is_lost(connection):
                            raise
                        _fail([piece], problem)
        for piece, result in results:
            if not piece.done.done():
                piece.done.set_result(result)


def _connection_is_lost(connection: AsyncConnection) -> bool:
    return connection.invalidated or not connection.in_transaction()


def _fail(pieces: list[_Piece], problem: Exception) -> None:
    for piece in pieces:
        if not piece.done.done():
            piece.done.set_exception(problem)
