"""An unusable database is told as such, whatever its driver raises, and without any data."""

import asyncio
import threading
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.domain.ids import UserId
from storage import people
from storage.database import Database, Transaction
from storage.errors import StorageUnavailable

SECRET = "The boy in the red coat"


async def nothing(tx: Transaction) -> None:
    await tx.execute(text("SELECT 1"))


@pytest.mark.parametrize("act", ["read", "write"])
async def test_a_server_that_is_not_there_is_unavailable(act: str) -> None:
    database = Database("postgresql+asyncpg://goodcatch@127.0.0.1:1/nowhere")

    with pytest.raises(StorageUnavailable):
        await getattr(database, act)(nothing)
    await database.close()


@pytest.fixture(params=["in no folder", "a folder", "no database"])
def no_database(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of something that SQLite cannot open."""
    (tmp_path / "a folder").mkdir()
    (tmp_path / "no database").write_bytes(b"Kestrel Avenue 7" * 512)
    file = tmp_path / request.param
    return f"sqlite+aiosqlite:///{file / 'x.db' if request.param == 'in no folder' else file}"


async def test_a_file_that_cannot_be_opened_is_unavailable_and_leaves_no_thread(
    no_database: str,
) -> None:
    before = set(threading.enumerate())
    database = Database(no_database)

    with pytest.raises(StorageUnavailable) as raised:
        await database.reach()
    await database.close()

    left = [one for one in set(threading.enumerate()) - before if "asyncio" not in one.name]
    assert left == []
    assert "Kestrel" not in str(raised.value)


async def test_a_server_that_is_not_there_cannot_be_reached() -> None:
    database = Database("postgresql+asyncpg://goodcatch@127.0.0.1:1/nowhere")

    with pytest.raises(StorageUnavailable):
        await database.reach()
    await database.close()


async def test_a_database_that_is_there_is_reached(database: Database) -> None:
    await database.reach()
    await database.write(nothing)


@pytest.mark.postgres
@pytest.mark.parametrize("database_url", ["postgres"], indirect=True)
async def test_a_row_that_somebody_else_holds_too_long_is_unavailable(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(_postgres_settings(), "lock_timeout", "50")
    other = Database(database.url)
    held, let_go = asyncio.Event(), asyncio.Event()

    async def hold(tx: Transaction) -> None:
        await people.mark_gone(tx, UserId("U0HELD"), is_gone=True)
        held.set()
        await let_go.wait()

    holding = asyncio.create_task(database.write(hold))
    await held.wait()
    with pytest.raises(StorageUnavailable):
        await other.write(lambda tx: people.mark_gone(tx, UserId("U0HELD"), is_gone=False))
    let_go.set()
    await holding

    await other.write(lambda tx: people.mark_gone(tx, UserId("U0HELD"), is_gone=False))
    await other.close()


@pytest.mark.postgres
@pytest.mark.parametrize("database_url", ["postgres"], indirect=True)
async def test_a_statement_that_takes_too_long_is_unavailable(database: Database) -> None:
    async def dawdle(tx: Transaction) -> None:
        await tx.execute(text("SET LOCAL statement_timeout = 50"))
        await tx.execute(text("SELECT pg_sleep(5)"))

    with pytest.raises(StorageUnavailable):
        await database.write(dawdle)


@pytest.mark.postgres
@pytest.mark.parametrize("database_url", ["postgres"], indirect=True)
async def test_a_connection_that_is_cut_is_unavailable_and_replaced(database: Database) -> None:
    async def cut_short(tx: Transaction) -> None:
        await tx.execute(text("SELECT pg_terminate_backend(pg_backend_pid())"))

    with pytest.raises(StorageUnavailable):
        await database.write(cut_short)
    await database.write(nothing)


async def test_what_was_to_be_stored_is_not_in_the_error(database: Database) -> None:
    async def misspell(tx: Transaction) -> None:
        await tx.execute(text("INSERT INTO nowhere VALUES (:words)"), {"words": SECRET})

    with pytest.raises(Exception, match=r"nowhere|Error") as raised:
        await database.write(misspell)

    problem: BaseException | None = raised.value
    while problem is not None:
        assert SECRET not in f"{problem} {problem!r}"
        problem = problem.__cause__ or problem.__context__


def _postgres_settings() -> dict[str, str]:
    from storage.engine import _POSTGRES_SETTINGS  # noqa: PLC0415 - only this test turns the knob

    return _POSTGRES_SETTINGS
