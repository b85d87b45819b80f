"""What the tests of services share: a service that is set up and at work."""

import pytest

from bot.services.context import Context
from bot.services.menu import Services
from tests.conftest import KnownPeople, StandingClock
from tests.services.world import World


@pytest.fixture
def world(services: Services, context: Context, clock: StandingClock, people: KnownPeople) -> World:
    """Nothing is set up yet: a test begins with `await world.set_up()`."""
    return World(services, context, clock, people)
