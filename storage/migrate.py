"""Bringing a database to this version of the tables, and asking whether it is there."""

from pathlib import Path

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util.exc import CommandError
from sqlalchemy import Connection, text

from storage.database import Database
from storage.errors import StorageIsNewer, translated
from storage.schema import metadata

_MIGRATE_LOCK = 7242
"""Any number, the same for every replica: one of them migrates at a time."""


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
            lambda sync: compare_metadata(MigrationContext.configure(sync), metadata)
        )
        return found


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    return config


def _upgrade(connection: Connection) -> None:
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _MIGRATE_LOCK})
    config = _config()
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
