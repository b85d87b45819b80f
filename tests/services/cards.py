"""Cards that stand in their channel, and the replies begun on them."""

from bot.domain.events import Reply
from bot.domain.ids import MessageRef, ReportId, UserId
from storage import drafts
from tests.builders import AMINA
from tests.services.world import World


async def on_a_card(world: World) -> tuple[ReportId, MessageRef]:
    await world.set_up()
    id = await world.file()
    world.clock.move(hours=2)
    await world.deliver()
    return id, await world.card_of(id)


async def begun(world: World, id: ReportId, user: UserId = AMINA) -> Reply | None:
    draft = await world.database.read(lambda tx: drafts.of(tx, id, user))
    return None if draft is None else draft.reply
