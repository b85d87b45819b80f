"""Everything that the bot leaves behind or shows to machines, as bytes to be searched."""

import asyncio
import os
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager, redirect_stderr, redirect_stdout
from logging import root
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


@contextmanager
def overheard(file: Path) -> Iterator[None]:
    """Let everything that this process prints end in `file`, with the bot's log at DEBUG.

    Also what is written past Python, straight to the two file descriptors; and of the root logger,
    whose handlers are those that the bot has given it.
    """
    with ExitStack() as stack:
        stack.enter_context(_root_logger_untouched())
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
def _root_logger_untouched() -> Iterator[None]:
    """Take the handlers away of others from the root logger, and put them back."""
    handlers, level = root.handlers[:], root.level
    root.handlers.clear()
    try:
        yield
    finally:
        root.handlers[:] = handlers
        root.setLevel(level)


async def left_behind(bot: Running, log: Path) -> dict[str, bytes]:
    """The database as rows and as files, a backup of it, the log, and what machines read."""
    database = bot.services.sending.context.database
    found = {
        "rows": await _rows(database),
        "pages": await _pages(bot),
        "log": await asyncio.to_thread(log.read_bytes),
    }
    if is_sqlite(database.url):
        file = Path(str(make_url(database.url).database))
        for part in file.parent.glob(f"{file.name}*"):
            found[part.name] = part.read_bytes()
        found["backup"] = await asyncio.to_thread(_vacuumed, file, log.parent / "backup.db")
    else:
        found["backup"] = await _dumped(database)
    return found


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


def _vacuumed(file: Path, into: Path) -> bytes:
    """A backup as SQLite makes one (lang_vacuum, "VACUUM with an INTO clause")."""
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("VACUUM INTO ?", (str(into),))
    return into.read_bytes()


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
