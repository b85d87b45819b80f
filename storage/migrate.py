"""Bringing a database to this version of the tables, and asking whether it is there."""

from collections.abc import Callable
from pathlib import Path

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util.exc import CommandError
from sqlalchemy import Connection, Index, text
from sqlalchemy.schema import SchemaItem

from storage.database import Database
from storage.errors import StorageIsNewer, translated
from storage.schema import metadata

_MIGRATE_LOCK = 7242
"""Any number, the same for every replica: one of them migrates at a time."""

_FTS5 = ("search_index", "search_words")
"""Begin the names of the tables that SQLite makes of the full text index."""


async def migrate(database: Database) -> None:
    """Run every migration that has not run yet; does nothing where all have.

    Raises:
        StorageIsNewer: a later version has been here.
        StorageUnavailable: the database cannot be reached or written to.
    """
    with translated():
        async with database.engine.begin() as connection:
            try:
                await connection.run_sync(_upgrade)
            except CommandError as problem:
                # The version in the database is none of those that this code has migrations for.
                raise StorageIsNewer from problem


async def is_current(database: Database) -> bool:
    """Whether the tables are those of this version: neither older nor newer than this code.

    Raises:
        StorageUnavailable: the database cannot be reached.
    """
    with translated():
        async with database.engine.connect() as connection:
            version = await connection.run_sync(
                lambda sync: MigrationContext.configure(sync).get_current_revision()
            )
    return version == ScriptDirectory.from_config(_config()).get_current_head()


async def differences(database: Database) -> list[object]:
    """What the tables in the database and those in `storage.schema` do not agree on."""
    async with database.engine.connect() as connection:
        found: list[object] = await connection.run_sync(
            lambda sync: compare_metadata(
                MigrationContext.configure(sync, opts={"include_object": _compared_in(sync)}),
                metadata,
            )
        )
        return found


def _compared_in(connection: Connection) -> Callable[..., bool]:
    """What tells whether something is ours: FTS5 keeps what it makes of an index in further tables.

    An index that is for the other database alone is not missed in this one.
    """
    of_postgres = connection.dialect.name == "postgresql"

    def is_compared(item: SchemaItem, name: str | None, type_: str, *_: object) -> bool:
        if type_ == "table":
            return not str(name).startswith(_FTS5)
        for_postgres = isinstance(item, Index) and bool(item.dialect_kwargs.get("postgresql_using"))
        return of_postgres or not for_postgres

    return is_compared


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    return config


def _upgrade(connection: Connection) -> None:
    if connection.dialect.name == "postgresql":
        # Another replica may be at it, for longer than anybody else would wait.
        connection.execute(text("SET LOCAL lock_timeout = 0"))
        connection.execute(text("SET LOCAL statement_timeout = 0"))
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _MIGRATE_LOCK})
    config = _config()
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
