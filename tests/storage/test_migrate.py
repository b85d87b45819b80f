"""Migrations build exactly the tables of the schema, and building them twice does no harm."""

import asyncio

import pytest
from sqlalchemy import text

from bot.domain.ids import UserId
from storage import engine, people
from storage.database import Database, Transaction
from storage.errors import StorageIsNewer
from storage.migrate import differences, is_current, migrate
from storage.schema import metadata, report

SOMEBODY = UserId("U0SOMEBODY")

on_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


async def test_migrations_and_tables_agree(database: Database) -> None:
    assert await differences(database) == []


async def test_a_table_that_nobody_migrated_would_be_noticed(database: Database) -> None:
    async def add(tx: Transaction) -> None:
        await tx.execute(text("ALTER TABLE person ADD COLUMN shoe_size INTEGER"))

    await database.write(add)

    assert len(await differences(database)) == 1


async def test_migrating_twice_changes_nothing(database: Database) -> None:
    await database.write(lambda tx: people.mark_gone(tx, SOMEBODY, is_gone=True))

    await migrate(database)

    assert (await database.read(lambda tx: people.known(tx, [SOMEBODY]))).gone == {SOMEBODY}
    assert await differences(database) == []


async def test_two_that_migrate_at_once_do_not_get_in_each_others_way(
    database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The second waits for as long as the first takes, which is for the machine to say.
    monkeypatch.setitem(engine._POSTGRES_SETTINGS, "lock_timeout", "60s")
    monkeypatch.setitem(engine._POSTGRES_SETTINGS, "statement_timeout", "60s")
    first, second = Database(database_url), Database(database_url)

    await asyncio.gather(migrate(first), migrate(second))

    for database in (first, second):
        assert await is_current(database)
        assert await differences(database) == []
        await database.close()


async def test_an_empty_database_is_behind(database_url: str) -> None:
    database = Database(database_url)

    assert not await is_current(database)
    await database.close()


async def test_a_migrated_database_is_current(database: Database) -> None:
    assert await is_current(database)


async def test_a_database_of_a_later_version_is_not_worked_on(database: Database) -> None:
    async def from_the_future(tx: Transaction) -> None:
        await tx.execute(text("UPDATE alembic_version SET version_num = '9999'"))

    await database.write(from_the_future)

    assert not await is_current(database)
    with pytest.raises(StorageIsNewer):
        await migrate(database)


@on_sqlite
async def test_order_of_arrival_cannot_be_read_from_tables_that_belong_to_reports(
    database: Database,
) -> None:
    async def definitions(tx: Transaction) -> dict[str, str]:
        rows = await tx.execute(text("SELECT name, sql FROM sqlite_master WHERE type = 'table'"))
        return {row.name: row.sql for row in rows}

    built = await database.read(definitions)
    of_reports = {
        table.name
        for table in metadata.tables.values()
        if any(key.column.table is report for key in table.foreign_keys)
    }
    # These refer to reports without the database's knowing.
    of_reports |= {"report", "dedupe", "timer", "audit"}

    assert len(of_reports) > 8
    for name in sorted(of_reports):
        assert "WITHOUT ROWID" in built[name], name


@on_sqlite
async def test_the_schema_says_the_same_of_row_numbers_as_the_database(database: Database) -> None:
    async def without(tx: Transaction) -> set[str]:
        like = "%WITHOUT ROWID%"
        rows = await tx.execute(
            text("SELECT name FROM sqlite_master WHERE sql LIKE :like"), {"like": like}
        )
        # FTS5 makes tables of its own, in which nothing stands in the order in which it came.
        return {row.name for row in rows if not row.name.startswith("search_index_")}

    said = {
        table.name
        for table in metadata.tables.values()
        if not table.dialect_options["sqlite"]["with_rowid"]
    }

    assert await database.read(without) == said
