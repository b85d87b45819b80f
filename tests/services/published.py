"""Stories on their way to the library: changed, agreed to, published."""

from bot.domain.change import Strength
from bot.domain.claims import Claim
from bot.domain.events import Reply
from bot.domain.ids import ReportId
from bot.domain.report import Audience, Mode
from bot.services.changes import Altered
from bot.services.publishing import Release
from tests.builders import AMINA, MOIRA
from tests.services.relayed import FORTNIGHT, appeared_with_claim
from tests.services.world import World

TITLE = "Two old addresses in one form"
CHANGE = "The form fills the address in by itself"


async def changed(
    world: World,
    mode: Mode = Mode.CONFIDENTIAL,
    *,
    audience: Audience = Audience.TEAM,
    what: str = "The form went to the wrong team",
) -> tuple[ReportId, Claim]:
    """A report of which something has come, and by what Priya shows that it is hers."""
    id, who = await appeared_with_claim(world, mode, audience=audience, what=what)
    await world.say(AMINA, id, Reply.GO_AHEAD, words="Please do")
    given = Altered(AMINA, id, CHANGE, Strength.DESIGN_OUT, f"change-{id}")
    await world.services.changes.record(given)
    await world.deliver()
    return id, who


async def agreed(
    world: World, mode: Mode = Mode.CONFIDENTIAL, *, what: str = "The form went to the wrong team"
) -> tuple[ReportId, Claim]:
    """The same once its reporter has agreed to sharing it, and that shows."""
    id, who = await changed(world, mode, what=what)
    await world.services.own.consent(who, id, yes=True)
    world.clock.move(days=FORTNIGHT if mode is Mode.ANONYMOUS else 2)
    await world.deliver()
    return id, who


async def published(
    world: World, mode: Mode = Mode.CONFIDENTIAL, *, what: str = "The form went to the wrong team"
) -> tuple[ReportId, Claim]:
    """The same once everybody in the service can read it; nothing of that is sent yet."""
    id, who = await agreed(world, mode, what=what)
    await world.services.publishing.publish(release(id), is_asked=True)
    return id, who


def release(id: ReportId, title: str = TITLE, *, key: str = "form") -> Release:
    """Moira's form."""
    return Release(MOIRA, id, title, key)
