"""Everything that is stored, as somebody would see it who has the database and not the keys."""

import base64
import hashlib
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import make_url

from storage.database import Database, Transaction
from storage.schema import metadata


def disguises(user: str) -> set[bytes]:
    """The id itself, and what somebody who can guess ids would look for."""
    raw = user.encode()
    hashes = {hashlib.new(name, raw) for name in ("md5", "sha1", "sha256")}
    return {
        raw,
        raw.hex().encode(),
        base64.b64encode(raw).rstrip(b"="),
        *(one.digest() for one in hashes),
        *(one.hexdigest().encode() for one in hashes),
        f"D{user[1:]}".encode(),
    }


async def rows_of(database: Database) -> list[tuple[str, dict[str, object]]]:
    """Every row with the name of its table and with its values by column."""

    async def read(tx: Transaction) -> list[tuple[str, dict[str, object]]]:
        return [
            (table.name, dict(row._mapping))
            for table in metadata.sorted_tables
            for row in await tx.execute(table.select())
        ]

    return await database.read(read)


async def everything_in(database: Database) -> bytes:
    """Every value of every row, one after the other, and of SQLite the raw bytes of its files."""
    values = [as_bytes(value) for _, row in await rows_of(database) for value in row.values()]
    return b"\n".join([*values, *_files_of(database)])


def as_bytes(value: object) -> bytes:
    return value if isinstance(value, bytes) else str(value).encode()


def _files_of(database: Database) -> Iterator[bytes]:
    """The database and its log."""
    if database.url.startswith("sqlite"):
        file = Path(str(make_url(database.url).database))
        yield from (part.read_bytes() for part in file.parent.glob(f"{file.name}*"))
