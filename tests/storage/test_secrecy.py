"""A confidential reporter's id stands in no row of any table, nor in the bytes of the file."""

import base64
import hashlib
from pathlib import Path

from sqlalchemy import make_url, text

from bot.domain.delivery import DeliveryKind
from bot.domain.events import Reply
from bot.domain.ids import UserId
from bot.domain.report import Mode
from bot.services.context import Context
from bot.services.menu import Services
from storage.database import Database, Transaction
from storage.schema import metadata
from tests.builders import AMINA, CHANNEL, DAN
from tests.conftest import KnownPeople, StandingClock
from tests.services.world import World, of_kind

CANARY = UserId("U0CANARY7Q4Z")


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


async def everything_in(database: Database) -> bytes:
    """Every value of every row of every table, one after the other."""

    async def read(tx: Transaction) -> list[bytes]:
        found = []
        for table in metadata.sorted_tables:
            for row in await tx.execute(table.select()):
                found += [_as_bytes(value) for value in row]
        return found

    return b"\n".join(await database.read(read))


def _as_bytes(value: object) -> bytes:
    return value if isinstance(value, bytes) else str(value).encode()


def _files_of(database: Database) -> bytes:
    """The raw bytes of a SQLite database and of its log; nothing for PostgreSQL."""
    if not database.url.startswith("sqlite"):
        return b""
    file = Path(str(make_url(database.url).database))
    return b"".join(part.read_bytes() for part in file.parent.glob(f"{file.name}*"))


async def live_through(world: World, mode: Mode) -> None:
    """A report's whole life so far: filed twice over, shown, thanked, answered, told."""
    world.people.introduce(CANARY, CHANNEL)
    await world.set_up()
    id = await world.file(CANARY, mode=mode)
    await world.tick_at(hours=3)
    card = await world.card_of(id)
    await world.react(AMINA, card, "pray")
    await world.services.answers.send_as_it_is(AMINA, id)
    await world.services.discussion.seen_this_too(DAN, id)
    await world.tick_at(days=1)
    await world.tick_at(days=1)
    await world.say(AMINA, id, Reply.GO_AHEAD)
    out = await world.deliver()
    assert [one.to for one in of_kind(out, DeliveryKind.REPLY_TO_REPORTER)] == [CANARY]


async def test_a_confidential_reporters_id_is_nowhere_in_the_database(
    services: Services, context: Context, clock: StandingClock, people: KnownPeople
) -> None:
    await live_through(World(services, context, clock, people), Mode.CONFIDENTIAL)

    kept = await everything_in(context.database) + _files_of(context.database)

    assert AMINA.encode() in kept
    assert [hidden for hidden in disguises(CANARY) if hidden in kept] == []


async def test_the_search_would_find_an_id_that_is_there(
    services: Services, context: Context, clock: StandingClock, people: KnownPeople
) -> None:
    world = World(services, context, clock, people)
    await live_through(world, Mode.CONFIDENTIAL)

    async def let_slip(tx: Transaction) -> None:
        await tx.execute(
            text("UPDATE delivery SET recipient = :user WHERE kind = 'reply_to_reporter'"),
            {"user": CANARY},
        )

    await context.database.write(let_slip)

    kept = await everything_in(context.database)
    assert CANARY.encode() in kept


async def test_only_the_identity_table_tells_one_reporter_from_another(
    services: Services, context: Context, clock: StandingClock, people: KnownPeople
) -> None:
    """The keyed hash of the reporter stands in the identity table and in no other."""
    world = World(services, context, clock, people)
    await live_through(world, Mode.CONFIDENTIAL)
    finder = context.vault.finder(CANARY, Mode.CONFIDENTIAL)

    async def holding(tx: Transaction) -> set[str]:
        return {
            table.name
            for table in metadata.sorted_tables
            for row in await tx.execute(table.select())
            if any(_as_bytes(value) == finder for value in row)
        }

    assert await context.database.read(holding) == {"identity"}
