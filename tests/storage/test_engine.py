"""How the databases are really opened: the settings that promises rest on."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import make_url, text
from sqlalchemy.exc import IntegrityError

from bot.domain.ids import UserId
from storage import people
from storage.database import Database, Transaction
from storage.engine import is_sqlite
from storage.schema import event as events
from tests.conftest import MONDAY

on_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
on_postgres = pytest.mark.parametrize(
    "database_url", [pytest.param("postgres", marks=pytest.mark.postgres)], indirect=True
)
either_way = pytest.mark.parametrize("act", ["read", "write"])


@on_sqlite
@either_way
@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        ("journal_mode", "wal"),
        ("synchronous", 2),
        ("foreign_keys", 1),
        ("secure_delete", 1),
        ("busy_timeout", 1500),
    ],
)
async def test_sqlite_works_with_these_settings(
    database: Database, act: str, pragma: str, value: object
) -> None:
    async def ask(tx: Transaction) -> object:
        return (await tx.exec_driver_sql(f"PRAGMA {pragma}")).scalar_one()

    assert await getattr(database, act)(ask) == value


@on_postgres
@either_way
@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("synchronous_commit", "on"),
        ("statement_timeout", "5s"),
        ("lock_timeout", "1500ms"),
        ("idle_in_transaction_session_timeout", "10s"),
        ("timezone", "UTC"),
    ],
)
async def test_postgres_works_with_these_settings(
    database: Database, act: str, setting: str, value: str
) -> None:
    async def ask(tx: Transaction) -> object:
        return (await tx.execute(text(f"SHOW {setting}"))).scalar_one()

    assert await getattr(database, act)(ask) == value


async def test_nothing_is_stored_for_a_report_that_is_not_there(database: Database) -> None:
    async def orphan(tx: Transaction) -> None:
        await tx.execute(
            events.insert().values(
                report_id="0" * 32, position=1, kind="seen", at=MONDAY, actor="bot", words=""
            )
        )

    with pytest.raises(IntegrityError):
        await database.write(orphan)


@on_sqlite
async def test_what_is_erased_is_gone_from_the_file(database: Database) -> None:
    await database.write(lambda tx: people.mark_gone(tx, UserId("U0CANARYCANARY"), is_gone=True))

    async def erase(tx: Transaction) -> None:
        await tx.execute(text("DELETE FROM person"))

    await database.write(erase)
    await database.close()

    assert b"U0CANARYCANARY" not in _bytes_after_checkpoint(database)


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("sqlite+aiosqlite:////data/goodcatch.db", True),
        ("postgresql+asyncpg://goodcatch@localhost/goodcatch", False),
    ],
)
def test_an_address_says_which_database_it_is(url: str, *, expected: bool) -> None:
    assert is_sqlite(url) is expected


def _bytes_after_checkpoint(database: Database) -> bytes:
    file = Path(str(make_url(database.url).database))
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return file.read_bytes()
