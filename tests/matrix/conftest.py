"""The same world as the services' own tests, in a database that keeps nothing of it."""

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from bot.services.context import Context
from bot.services.menu import Services
from storage.database import Database
from tests.conftest import KnownPeople, StandingClock
from tests.matrix.rewinding import Rewinding
from tests.services.world import World


@pytest.fixture
async def rewinding(database: Database) -> AsyncIterator[Rewinding]:
    opened = Rewinding(database.url)
    async with opened.unkept():
        yield opened
    await opened.close()


@pytest.fixture
def world(
    rewinding: Rewinding, context: Context, clock: StandingClock, people: KnownPeople
) -> World:
    held = replace(context, database=rewinding)
    return World(Services.on(held), held, clock, people)
