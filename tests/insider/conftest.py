"""The same world as the services' own tests, on a database that answers without delay."""

from collections.abc import Callable

import pytest
from aiosqlite import Connection

from storage import engine
from tests.services.conftest import world

__all__ = ["world"]


@pytest.fixture(autouse=True)
def without_delay(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ask SQLite here and now, and let the disk take its time.

    A thread of its own keeps the bot answering meanwhile, and flushing keeps what was promised if
    the power goes off. In these months everything happens one after the other, and nothing is kept.
    """

    async def connect(connection: Connection) -> Connection:
        connection._connection = connection._connector()
        return connection

    async def execute(
        _: Connection, function: Callable[..., object], *args: object, **named: object
    ) -> object:
        return function(*args, **named)

    monkeypatch.setattr(Connection, "_connect", connect)
    monkeypatch.setattr(Connection, "_execute", execute)
    monkeypatch.setattr(
        engine, "_SQLITE_SETTINGS", (*engine._SQLITE_SETTINGS, "PRAGMA synchronous=OFF")
    )
