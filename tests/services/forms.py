"""Forms as they are sent, and how many reports they became."""

from bot.domain.form import Receipt, Submission
from storage.database import Transaction
from tests.services.world import World


async def submit(world: World, given: Submission) -> Receipt:
    receipt = await world.services.capture.submit(given)
    assert isinstance(receipt, Receipt)
    return receipt


async def count(world: World) -> int:
    async def look(tx: Transaction) -> int:
        return int((await tx.exec_driver_sql("SELECT count(*) FROM report")).scalar_one())

    return await world.database.read(look)
