"""Stories in the library, as many as a test needs."""

from bot.domain.claims import Claim
from bot.domain.ids import ReportId
from bot.domain.report import Mode
from tests.services.published import agreed, release
from tests.services.world import World


async def shelved(
    world: World, mode: Mode = Mode.CONFIDENTIAL, *, what: str = "The form went to the wrong team"
) -> tuple[ReportId, Claim]:
    """One more story in the library, and by what Priya shows that it is hers."""
    id, who = await agreed(world, mode, what=what)
    await world.services.publishing.publish(release(id, key=id), is_asked=True)
    return id, who
