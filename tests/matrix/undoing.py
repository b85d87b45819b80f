"""A database in which what is done is looked at, and undone again: every case starts alike."""

from collections.abc import Awaitable, Callable
from typing import Any

from storage.database import Database, Result, Transaction


class _Undone(Exception):
    """Takes back a transaction whose work went well."""

    def __init__(self, result: Any, seen: Any) -> None:  # noqa: ANN401 - handed back unseen
        super().__init__("undone")
        self.result = result
        self.seen = seen


class Undoing(Database):
    """Runs every transaction to its end, hands it to `look`, keeps what that says, and undoes it.

    `seen` is what `look` said last; None where nothing was written since `forget`.
    """

    def __init__(self, url: str, look: Callable[[Transaction], Awaitable[object]]) -> None:
        super().__init__(url)
        self._look = look
        self.seen: object = None

    def forget(self) -> None:
        self.seen = None

    async def write(self, work: Callable[[Transaction], Awaitable[Result]]) -> Result:
        async def do(tx: Transaction) -> None:
            result = await work(tx)
            raise _Undone(result, await self._look(tx))

        try:
            await super().write(do)
        except _Undone as undone:
            self.seen = undone.seen
            result: Result = undone.result
            return result
        raise AssertionError
