"""One writer for SQLite: who shares a commit, who is told when, and what a failure leaves."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import event, text
from sqlalchemy.exc import IntegrityError

from bot.domain.ids import UserId
from storage import people
from storage.database import Database, Transaction
from storage.errors import StorageUnavailable
from storage.migrate import migrate

Work = Callable[[Transaction], Awaitable[str]]


class Mistake(Exception):
    """Raised by a piece of work on purpose."""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "written.db"


@pytest.fixture
async def sqlite(file: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Database]:
    """A SQLite database that waits for a lock no longer than a test does."""
    monkeypatch.setattr("storage.database.BUSY_MS", 50)
    opened = Database(f"sqlite+aiosqlite:///{file}")
    await migrate(opened)
    yield opened
    await opened.close()


@pytest.fixture
def other(file: Path, sqlite: Database) -> Iterator[sqlite3.Connection]:
    """Another process's connection to the same file."""
    with closing(sqlite3.connect(file, isolation_level=None, timeout=0)) as connection:
        yield connection


def adding(name: str) -> Work:
    async def add(tx: Transaction) -> str:
        await people.mark_gone(tx, UserId(name), is_gone=True)
        return name

    return add


def adding_and_then(problem: Exception, name: str = "U0HALF") -> Work:
    async def add(tx: Transaction) -> str:
        await adding(name)(tx)
        raise problem

    return add


def names_in(connection: sqlite3.Connection) -> list[str]:
    return [row[0] for row in connection.execute("SELECT user_id FROM person ORDER BY 1")]


async def names(database: Database) -> list[str]:
    async def look(tx: Transaction) -> list[str]:
        rows = await tx.execute(text("SELECT user_id FROM person ORDER BY 1"))
        return [row[0] for row in rows]

    return await database.read(look)


async def test_a_piece_that_fails_leaves_the_others_whole(database: Database) -> None:
    work = [adding(f"U{n}") for n in range(6)]
    work.insert(3, adding_and_then(Mistake()))

    results = await asyncio.gather(*map(database.write, work), return_exceptions=True)

    assert isinstance(results.pop(3), Mistake)
    assert results == [f"U{n}" for n in range(6)]
    assert await names(database) == [f"U{n}" for n in range(6)]


async def test_whoever_asked_gets_the_very_error_of_their_own_work(database: Database) -> None:
    mistake = Mistake()
    with pytest.raises(Mistake) as raised:
        await database.write(adding_and_then(mistake))

    assert raised.value is mistake
    assert await names(database) == []


async def test_what_somebody_was_told_is_seen_by_everybody_else(
    sqlite: Database, other: sqlite3.Connection
) -> None:
    await sqlite.write(adding("U0TOLD"))

    assert names_in(other) == ["U0TOLD"]


async def test_nobody_is_told_before_the_commit(sqlite: Database) -> None:
    tasks = [asyncio.create_task(sqlite.write(adding(f"U{n}"))) for n in range(5)]
    told_before_commit: list[bool] = []
    event.listen(
        sqlite.engine.sync_engine,
        "commit",
        lambda _: told_before_commit.extend(task.done() for task in tasks),
    )

    await asyncio.gather(*tasks)

    assert told_before_commit == [False] * 5


async def test_a_commit_that_does_not_come_off_is_bad_news_for_all_in_it(sqlite: Database) -> None:
    async def leave_for_the_commit_to_find(tx: Transaction) -> str:
        await tx.execute(text("PRAGMA defer_foreign_keys = ON"))
        await tx.execute(text("INSERT INTO team_role VALUES ('no team', 'manager', 'U0', 1)"))
        return "told too early"

    results = await asyncio.gather(
        *map(sqlite.write, [adding("U0"), leave_for_the_commit_to_find, adding("U1")]),
        return_exceptions=True,
    )

    assert [type(result) for result in results] == [IntegrityError] * 3
    assert await names(sqlite) == []
    assert await sqlite.write(adding("U0AFTER")) == "U0AFTER"


async def test_many_at_once_share_commits(sqlite: Database) -> None:
    commits: list[None] = []
    event.listen(sqlite.engine.sync_engine, "commit", lambda _: commits.append(None))

    await asyncio.gather(*(sqlite.write(adding(f"U{n:03}")) for n in range(100)))

    assert len(await names(sqlite)) == 100
    assert len(commits) <= 4


async def test_a_caller_who_gave_up_before_their_turn_leaves_nothing(sqlite: Database) -> None:
    begun, go_on = asyncio.Event(), asyncio.Event()

    async def slow(tx: Transaction) -> str:
        begun.set()
        await go_on.wait()
        return await adding("U0SLOW")(tx)

    first = asyncio.create_task(sqlite.write(slow))
    await begun.wait()
    gave_up = asyncio.create_task(sqlite.write(adding("U0GAVEUP")))
    patient = asyncio.create_task(sqlite.write(adding("U0PATIENT")))
    await asyncio.sleep(0)
    gave_up.cancel()
    go_on.set()

    assert (await first, await patient) == ("U0SLOW", "U0PATIENT")
    assert gave_up.cancelled() or isinstance(gave_up.exception(), asyncio.CancelledError)
    assert await names(sqlite) == ["U0PATIENT", "U0SLOW"]


async def test_a_caller_who_gives_up_half_way_takes_nothing_from_the_others(
    sqlite: Database,
) -> None:
    begun, go_on = asyncio.Event(), asyncio.Event()

    async def slow(tx: Transaction) -> str:
        begun.set()
        await go_on.wait()
        return await adding("U0SLOW")(tx)

    gave_up = asyncio.create_task(sqlite.write(slow))
    beside = asyncio.create_task(sqlite.write(adding("U0BESIDE")))
    await begun.wait()
    gave_up.cancel()
    go_on.set()

    assert await beside == "U0BESIDE"
    assert await sqlite.write(adding("U0LATER")) == "U0LATER"
    with pytest.raises(asyncio.CancelledError):
        await gave_up


async def test_closing_finishes_what_is_queued(file: Path, sqlite: Database) -> None:
    tasks = [asyncio.create_task(sqlite.write(adding(f"U{n:03}"))) for n in range(80)]
    await asyncio.sleep(0)

    await sqlite.close()

    assert len(await asyncio.gather(*tasks)) == 80
    with closing(sqlite3.connect(file)) as connection:
        assert len(names_in(connection)) == 80


async def test_while_another_process_writes_everybody_waiting_is_told(
    sqlite: Database, other: sqlite3.Connection
) -> None:
    other.execute("BEGIN IMMEDIATE")
    results = await asyncio.gather(
        *(sqlite.write(adding(f"U{n}")) for n in range(5)), return_exceptions=True
    )
    other.execute("ROLLBACK")

    assert [type(result) for result in results] == [StorageUnavailable] * 5
    assert await names(sqlite) == []


async def test_once_the_other_process_is_done_writing_goes_on(
    sqlite: Database, other: sqlite3.Connection
) -> None:
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StorageUnavailable):
        await sqlite.write(adding("U0EARLY"))
    other.execute("ROLLBACK")

    assert await sqlite.write(adding("U0LATE")) == "U0LATE"
    assert names_in(other) == ["U0LATE"]


async def test_reading_goes_on_while_another_process_writes(
    sqlite: Database, other: sqlite3.Connection
) -> None:
    await sqlite.write(adding("U0THERE"))
    other.execute("BEGIN IMMEDIATE")
    other.execute("UPDATE person SET gone = 0")

    assert await names(sqlite) == ["U0THERE"]
    other.execute("ROLLBACK")


async def test_a_disk_that_is_full_is_told_as_storage_being_unavailable(sqlite: Database) -> None:
    async def allow_no_more(tx: Transaction) -> None:
        pages = (await tx.exec_driver_sql("PRAGMA page_count")).scalar_one()
        await tx.exec_driver_sql(f"PRAGMA max_page_count = {pages}")

    async def fill(tx: Transaction) -> str:
        for n in range(2_000):
            await adding(f"U{n:030}")(tx)
        return "filled"

    await sqlite.write(allow_no_more)
    with pytest.raises(StorageUnavailable):
        await sqlite.write(fill)

    assert await names(sqlite) == []


async def test_word_of_a_commit_is_given_to_whoever_waits_for_work(database: Database) -> None:
    assert not database.committed.is_set()

    await database.write(adding("U0NEWS"))

    assert database.committed.is_set()


async def test_no_word_is_given_of_work_that_was_not_kept(database: Database) -> None:
    with pytest.raises(Mistake):
        await database.write(adding_and_then(Mistake()))

    assert not database.committed.is_set()
