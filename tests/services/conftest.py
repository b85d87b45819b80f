"""What the tests of services share: a service that is set up and at work."""

import pytest

from bot.services.context import Context
from bot.services.menu import Services
from bot.services.settings import Changes
from tests.builders import CHANNEL, MOIRA
from tests.conftest import KnownPeople, StandingClock
from tests.services.requests import OWEN
from tests.services.world import World


@pytest.fixture
def world(services: Services, context: Context, clock: StandingClock, people: KnownPeople) -> World:
    """Nothing is set up yet: a test begins with `await world.set_up()`."""
    return World(services, context, clock, people)


@pytest.fixture
async def asking(world: World) -> World:
    """A service with two learning leads."""
    await world.set_up()
    world.people.introduce(OWEN, CHANNEL)
    await world.services.settings.change_service(Changes(learning_leads=(MOIRA, OWEN)))
    return world
