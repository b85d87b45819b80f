"""Everything that the bot leaves behind, as bytes to be searched."""

import asyncio
import logging
import os
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager, redirect_stderr, redirect_stdout
from pathlib import Path

import aiohttp
import structlog
from sqlalchemy import make_url

from bot.app import Running
from bot.log import set_up
from storage.database import Database
from storage.engine import is_sqlite
from tests import postgres
from tests.storage.dumps import as_bytes, rows_of

BACKUP = "backup"


@contextmanager
def overheard(file: Path) -> Iterator[None]:
    """Let everything that this process prints end in `file`, with the bot's log at DEBUG.

    Also what is written past Python, straight to the two file descriptors; and of the root logger,
    whose handlers are those that the bot has given it. Afterwards all is as it was.
    """
    with ExitStack() as stack:
        stack.enter_context(_loggers_untouched())
        stack.callback(logging.captureWarnings, capture=False)
        stack.callback(structlog.reset_defaults)
        out = stack.enter_context(file.open("ab", buffering=0))
        for number in (1, 2):
            kept = os.dup(number)
            stack.callback(os.close, kept)
            stack.callback(os.dup2, kept, number)
            os.dup2(out.fileno(), number)
        stream = stack.enter_context(file.open("a", encoding="utf-8", buffering=1))
        stack.enter_context(redirect_stdout(stream))
        stack.enter_context(redirect_stderr(stream))
        set_up("DEBUG")
        yield
        sys.stdout.flush()


@contextmanager
def _loggers_untouched() -> Iterator[None]:
    """Take the handlers of others away from the root logger; put every logger back as it was."""
    root = logging.getLogger()
    before = {one: (one.level, one.handlers[:], one.propagate) for one in (root, *_loggers())}
    root.handlers.clear()
    try:
        yield
    finally:
        for one in (root, *_loggers()):
            level, handlers, propagate = before.get(one, (logging.NOTSET, [], True))
            one.setLevel(level)
            one.handlers[:] = handlers
            one.propagate = propagate


def _loggers() -> list[logging.Logger]:
    known = logging.getLogger().manager.loggerDict.values()
    return [one for one in known if isinstance(one, logging.Logger)]


async def left_behind(bot: Running, log: Path) -> dict[str, bytes]:
    """The database as rows, a backup of it, the data folder, and what machines read.

    In the data folder are the log and whatever else the bot has made a file of: of SQLite the
    database itself and its WAL.
    """
    database = bot.services.sending.context.database
    found = {
        "rows": await _rows(database),
        "pages": await _pages(bot),
        BACKUP: await _backup(database),
        **{file.name: file.read_bytes() for file in log.parent.rglob("*") if file.is_file()},
    }
    return {name: heap for name, heap in found.items() if heap}


async def _rows(database: Database) -> bytes:
    rows = await rows_of(database)
    return b"\n".join(as_bytes(value) for _, row in rows for value in row.values())


async def _pages(bot: Running) -> bytes:
    """Of the pages with numbers in them, and the one that says what works."""
    async with aiohttp.ClientSession() as session:
        return b"\n".join(
            [
                await (await session.get(f"http://127.0.0.1:{bot.health_port}/{page}")).read()
                for page in ("metrics", "ready", "live")
            ]
        )


async def _backup(database: Database) -> bytes:
    if is_sqlite(database.url):
        return await asyncio.to_thread(_copied, str(make_url(database.url).database))
    return await _dumped(database)


def _copied(file: str) -> bytes:
    """A backup as SQLite makes one, whole and consistent (c3ref/backup_finish)."""
    with closing(sqlite3.connect(file)) as source, closing(sqlite3.connect(":memory:")) as copy:
        source.backup(copy)
        return copy.serialize()


async def _dumped(database: Database) -> bytes:
    """A backup as PostgreSQL makes one: `pg_dump` of the server's own version, as text."""
    url, tools = make_url(database.url), postgres.binaries()
    assert tools is not None
    dump = await asyncio.create_subprocess_exec(
        tools / "pg_dump", "-h", str(url.host), "-p", str(url.port), "-U", str(url.username),
        str(url.database), stdout=asyncio.subprocess.PIPE,
    )  # fmt: skip
    said, _ = await dump.communicate()
    assert dump.returncode == 0
    return said
