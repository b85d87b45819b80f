"""What was erased from the tables is not left on the disk either."""

import sqlite3
from contextlib import closing
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import make_url

from storage.database import Database
from storage.scrubbing import scrub

CANARY = b"U0CANARY"
MOST = 400
"""How often rows are written and deleted until something is left; about one time in thirty is."""

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


async def test_nothing_is_left_where_a_row_has_been_moved_within_the_file(
    database: Database,
) -> None:
    """SQLite splits a full page and leaves copies of what it has moved between its rows."""
    random = Random(7)
    path = Path(str(make_url(database.url).database))

    for _ in range(MOST):
        come_and_go(path, random)
        if CANARY in on_the_disk(path):
            break
    else:
        pytest.fail("secure_delete has left nothing: is writing the file anew still needed?")

    assert await scrub(database)

    assert CANARY not in on_the_disk(path)


def come_and_go(path: Path, random: Random) -> None:
    """Some hundred rows come, as they come to the bot's own tables, and some of them go again."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA secure_delete=ON")
        connection.execute("DROP TABLE IF EXISTS some")
        connection.execute("CREATE TABLE some (id TEXT PRIMARY KEY, words TEXT) WITHOUT ROWID")
        for number in range(120):
            who = CANARY.decode() if number % 10 == 0 else "somebody"
            row = (random.randbytes(8).hex(), who + "x" * random.randint(5, 300))
            connection.execute("INSERT INTO some VALUES (?, ?)", row)
        connection.execute("DELETE FROM some WHERE words LIKE ?", (f"{CANARY.decode()}%",))
        busy, _, _ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        assert not busy


def on_the_disk(path: Path) -> bytes:
    """The file and its log."""
    return b"".join(part.read_bytes() for part in path.parent.glob(f"{path.name}*"))
