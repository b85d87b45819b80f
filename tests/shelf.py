"""Databases with every table in them: migrated once for each test process, handed out empty."""

import asyncio
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

import psycopg
from psycopg.sql import SQL, Identifier

from storage.database import Database
from storage.migrate import migrate
from tests import postgres

_IS_AS_MADE = """
    SELECT (SELECT string_agg(version_num, ',') FROM alembic_version),
           (SELECT string_agg(concat_ws(' ', c.relname, a.attname, a.atttypid, a.attnotnull), ','
                              ORDER BY c.relname, a.attnum)
              FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
             WHERE c.relnamespace = 'public'::regnamespace)
"""
"""A database's version and the columns of its tables and indexes."""
_USED = """
    SELECT relname FROM pg_class
     WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'
       AND relname <> 'alembic_version' AND pg_relation_size(oid) > 0
"""
"""Tables that have ever had a row in them: a row that was deleted still takes its place."""
_OTHERS = """
    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
     WHERE datname = current_database() AND pid <> pg_backend_pid()
"""
_SETTINGS = "-c lock_timeout=5s -c session_replication_role=replica"
"""As a replica it deletes in any order: who refers to whom is for the original to see to."""


def sqlite_with_tables() -> bytes:
    """The content of a SQLite file that has every table and nothing in them."""
    with TemporaryDirectory(prefix="goodcatch-tables-") as folder:
        file = Path(folder) / "goodcatch.db"
        _migrated(f"sqlite+aiosqlite:///{file}")
        return file.read_bytes()


@dataclass
class Shelf:
    """Databases on one PostgreSQL server: with every table, or without any."""

    server: postgres.Server
    _made: int = 0
    _ready: list["_WithTables"] = field(default_factory=list)

    @contextmanager
    def with_tables(self) -> Iterator[str]:
        """The address of a database with every table and nothing in them, one user at a time.

        Afterwards it is emptied, down to the places that rows took, which is far quicker than
        making another. A database whose tables were changed is thrown away.
        """
        taken = self._ready.pop() if self._ready else self._migrated()
        yield self.server.url(taken.name)
        if taken.emptied():
            self._ready.append(taken)
        else:
            self._drop(taken.name)

    @contextmanager
    def without(self) -> Iterator[str]:
        """The address of a database with nothing in it at all."""
        name = self._create()
        yield self.server.url(name)
        self._drop(name)

    def close(self) -> None:
        """Let go of the server; what is on it goes with it."""
        for one in self._ready:
            one.connection.close()

    def _migrated(self) -> "_WithTables":
        name = self._create()
        _migrated(self.server.url(name))
        connection = self._connect(name)
        return _WithTables(name, connection, connection.execute(_IS_AS_MADE).fetchone())

    def _create(self) -> str:
        self._made += 1
        name = f"test_{self._made}"
        with self._connect("postgres") as connection:
            connection.execute(SQL("CREATE DATABASE {}").format(Identifier(name)))
        return name

    def _drop(self, name: str) -> None:
        with self._connect("postgres") as connection:
            connection.execute(SQL("DROP DATABASE {} WITH (FORCE)").format(Identifier(name)))

    def _connect(self, name: str) -> psycopg.Connection:
        return psycopg.connect(
            host="127.0.0.1",
            port=self.server.port,
            user=postgres.USER,
            dbname=name,
            options=_SETTINGS,
            autocommit=True,
        )


@dataclass(frozen=True)
class _WithTables:
    """A database as it was made, and the one connection to it that outlives a test."""

    name: str
    connection: psycopg.Connection
    as_made: tuple[object, ...] | None

    def emptied(self) -> bool:
        """Empty it; whether its tables are those that were made."""
        with suppress(psycopg.Error):
            self.connection.execute(_OTHERS)
            if self.connection.execute(_IS_AS_MADE).fetchone() == self.as_made:
                used = [Identifier(name) for (name,) in self.connection.execute(_USED)]
                for table in used:
                    self.connection.execute(SQL("DELETE FROM {}").format(table))
                if used:
                    self.connection.execute(SQL("VACUUM {}").format(SQL(", ").join(used)))
                return True
        self.connection.close()
        return False


def _migrated(url: str) -> None:
    """Run every migration; in a thread of its own, as the tests have a loop here already."""

    async def build() -> None:
        database = Database(url)
        await migrate(database)
        await database.close()

    with ThreadPoolExecutor(1) as threads:
        threads.submit(asyncio.run, build()).result()
