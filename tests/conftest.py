"""What all tests share: a database of either kind, keys, a clock that stands still."""

import base64
from collections.abc import AsyncIterator, Collection, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

import pytest
from cryptography.fernet import Fernet
from hypothesis import HealthCheck, settings

from bot.domain.anonymity import AUTHORS_NEEDED
from bot.domain.ids import ChannelId, MessageRef, UserId
from bot.domain.people import Colleague
from bot.jobs.holidays import NoFeed
from bot.services.context import Context
from bot.services.directory import DirectoryUnavailable
from bot.services.menu import Services
from storage.database import Database
from storage.vault import Vault
from tests import postgres
from tests.shelf import Shelf, sqlite_with_tables

settings.register_profile("goodcatch", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("goodcatch")
# A busy machine is no counter-example: time is never what these tests are about.

MONDAY = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
"""A Monday morning in winter, when London keeps UTC."""


@dataclass
class StandingClock:
    """A clock that moves only when it is told to."""

    moment: datetime = MONDAY

    def now(self) -> datetime:
        return self.moment

    def move(self, **by: float) -> None:
        self.moment += timedelta(**by)


@dataclass
class KnownPeople:
    """A directory of people a test has introduced; anybody else is unknown to Slack."""

    people: dict[UserId, Colleague] = field(default_factory=dict)
    shared: set[ChannelId] = field(default_factory=set)
    """The channels that people of another organisation are in."""
    unseen: set[ChannelId] = field(default_factory=set)
    """The channels that Slack does not show the bot."""
    authors: int | DirectoryUnavailable | None = None
    """How many could have written something; None to count those introduced to the channel."""

    def introduce(
        self,
        user: str,
        *channels: str,
        is_guest: bool = False,
        is_outsider: bool = False,
        is_admin: bool = False,
    ) -> UserId:
        """Let Slack know `user` as a member of these channels."""
        known = UserId(user)
        shared = frozenset(map(ChannelId, channels))
        self.people[known] = Colleague(known, is_guest, is_outsider, shared, is_admin)
        return known

    async def colleague(self, user: UserId) -> Colleague:
        try:
            return self.people[user]
        except KeyError:
            raise DirectoryUnavailable(user) from None

    async def is_outsider(self, user: UserId) -> bool:
        return (await self.colleague(user)).is_outsider

    async def authors_in(
        self,
        channel: ChannelId,
        *,
        without: Collection[UserId],
        guests: bool,
        enough: int = AUTHORS_NEEDED,
    ) -> int:
        if isinstance(self.authors, DirectoryUnavailable):
            raise self.authors
        if self.authors is not None:
            return min(self.authors, enough)
        found = [
            one
            for one in self.people.values()
            if channel in one.channels
            and one.user not in without
            and not one.is_outsider
            and (guests or not one.is_guest)
        ]
        return min(len(found), enough)

    async def is_shared(self, channel: ChannelId) -> bool | None:
        return None if channel in self.unseen else channel in self.shared

    def link_to(self, message: MessageRef) -> str:
        return f"https://slack.test/archives/{message.channel}/p{message.ts}"

    def forget(self, user: UserId) -> None:
        self.people.pop(user, None)

    def forget_channel(self, channel: ChannelId) -> None:
        """A directory that remembers nothing of channels has nothing to forget."""


@pytest.fixture(scope="session")
def sqlite_file() -> bytes:
    """What a SQLite file with every table in it consists of."""
    return sqlite_with_tables()


@pytest.fixture(scope="session")
def shelf() -> Iterator[Shelf]:
    """The databases on a PostgreSQL server of this process's own."""
    tools = postgres.binaries()
    if tools is None:
        pytest.skip("no PostgreSQL server is installed on this machine")
    with postgres.running(tools) as server:
        made = Shelf(server)
        yield made
        made.close()


@pytest.fixture
def tables() -> None:
    """Ask for this, and every table is in the database before anybody opens it."""


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of an empty database, once of each kind; without tables, or see `tables`."""
    has_tables = "tables" in request.fixturenames
    if request.param == "sqlite":
        file = tmp_path / "goodcatch.db"
        if has_tables:
            file.write_bytes(request.getfixturevalue("sqlite_file"))
        yield f"sqlite+aiosqlite:///{file}"
        return
    shelf: Shelf = request.getfixturevalue("shelf")
    with shelf.with_tables() if has_tables else shelf.without() as address:
        yield address


@pytest.fixture
async def database(tables: None, database_url: str) -> AsyncIterator[Database]:
    """An open database with every table in it."""
    opened = Database(database_url)
    yield opened
    await opened.close()


def fresh_vault() -> Vault:
    """Keys nobody else has."""
    index_key = base64.b64encode(Random(1).randbytes(32)).decode()
    return Vault((Fernet.generate_key().decode(),), (index_key,))


@pytest.fixture
def vault() -> Vault:
    return fresh_vault()


@pytest.fixture
def clock() -> StandingClock:
    return StandingClock()


@pytest.fixture
def people() -> KnownPeople:
    return KnownPeople()


@pytest.fixture
def context(database: Database, vault: Vault, clock: StandingClock, people: KnownPeople) -> Context:
    return Context(
        database=database,
        vault=vault,
        clock=clock,
        directory=people,
        almanac=NoFeed(),
        random=Random(7),
        duty_contact="the duty desk",
    )


@pytest.fixture
def services(context: Context) -> Services:
    return Services.on(context)
