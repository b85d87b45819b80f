"""Requests to test with: asked, and confirmed by a learning lead."""

from bot.domain.ids import UserId
from bot.domain.requests import Request, RequestKind, Wanted
from tests.builders import MOIRA
from tests.services.world import World

ACCESS = Wanted(RequestKind.SUBJECT_ACCESS, "U0PRIYA")


async def confirmed(world: World, wanted: Wanted = ACCESS, by: UserId = MOIRA) -> Request:
    """Ask, bring the question, and have it confirmed."""
    asked = await world.services.requests.ask(wanted)
    await world.deliver()
    await world.services.requests.decide(by, asked.id, confirm=True)
    return await world.services.requests.now_known(asked.id)
