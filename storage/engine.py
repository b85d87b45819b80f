"""How SQLite and PostgreSQL are opened; nothing else knows which of the two it is."""

import sqlite3
from typing import Any

from sqlalchemy import Engine, event, make_url
from sqlalchemy.engine import Connection
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

_SQLITE_SETTINGS = (
    # Readers go on while the one writer writes.
    "PRAGMA journal_mode=WAL",
    # A report that was acknowledged survives the power going off; NORMAL would not promise that.
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    # What was erased is overwritten, not merely unlinked.
    "PRAGMA secure_delete=ON",
)

_POSTGRES_SETTINGS = {
    "synchronous_commit": "on",
    "statement_timeout": "5000",
    "lock_timeout": "1500",
    "idle_in_transaction_session_timeout": "10000",
    "timezone": "UTC",
    # Every statement here is short: compiling one takes longer than running it.
    "jit": "off",
}


def is_sqlite(url: str) -> bool:
    """Whether this address is a SQLite file's."""
    return make_url(url).get_backend_name() == "sqlite"


def sqlite_opens(url: str) -> None:
    """Try whether the file can be opened and read, as SQLite sees it.

    Raises:
        sqlite3.Error: it cannot. Found out here, because the asynchronous driver would leave a
            thread of its own with an error that nobody waits for.
    """
    path = make_url(url).database or ""
    connection = sqlite3.connect(path)
    try:
        connection.execute("PRAGMA schema_version")
    finally:
        connection.close()


def open_sqlite(url: str, *, writer: bool, busy_ms: int) -> AsyncEngine:
    """A SQLite engine: the writer has one connection and takes the write lock at once."""
    sizes: dict[str, int] = {"pool_size": 1, "max_overflow": 0} if writer else {"pool_size": 4}
    engine = create_async_engine(
        url, hide_parameters=True, connect_args={"timeout": busy_ms / 1000}, **sizes
    )
    _configure(engine.sync_engine, "BEGIN IMMEDIATE" if writer else "BEGIN")
    return engine


def _configure(engine: Engine, begin: str) -> None:
    @event.listens_for(engine, "connect")
    def settings(connection: Any, _record: object) -> None:  # noqa: ANN401 - the driver's own type
        # Python's sqlite3 would otherwise begin transactions of its own, late and without a lock.
        connection.isolation_level = None
        cursor = connection.cursor()
        for line in _SQLITE_SETTINGS:
            cursor.execute(line)
        cursor.close()

    @event.listens_for(engine, "begin")
    def begin_transaction(connection: Connection) -> None:
        connection.exec_driver_sql(begin)


def open_postgres(url: str) -> AsyncEngine:
    """A PostgreSQL engine; connections are tried before use, so that it survives a restart."""
    return create_async_engine(
        url,
        hide_parameters=True,
        pool_pre_ping=True,
        pool_size=10,
        max_overflow=10,
        pool_timeout=2,
        connect_args={"server_settings": _POSTGRES_SETTINGS, "timeout": 5},
    )
