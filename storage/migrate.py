"""Bringing a database to this version of the tables, and asking whether it is there."""

from pathlib import Path

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

from storage.database import Database
from storage.errors import StorageBehind, translated
from storage.schema import metadata

_MIGRATE_LOCK = 7242
"""Any number, the same for every replica: one of them migrates at a time."""


async def migrate(database: Database) -> None:
    """Run every migration that has not run yet; does nothing where all have.

    Raises:
        StorageUnavailable: the database cannot be reached or written to.
    """
    with translated():
        async with database.engine.begin() as connection:
            await connection.run_sync(_upgrade)


async def demand_current(database: Database) -> None:
    """Refuse to work with tables of another version.

    Raises:
        StorageBehind: the tables are older or newer than this code.
        StorageUnavailable: the database cannot be reached.
    """
    with translated():
        async with database.engine.connect() as connection:
            version = await connection.run_sync(
                lambda sync: MigrationContext.configure(sync).get_current_revision()
            )
    if version != ScriptDirectory.from_config(_config()).get_current_head():
        raise StorageBehind


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
