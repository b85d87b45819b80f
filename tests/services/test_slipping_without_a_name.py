"""A promise to somebody who left no name slips like any other, and nobody is written to."""

from datetime import datetime, timedelta

from bot.domain.delivery import DeliveryKind
from bot.domain.report import Mode
from tests.services.world import Sent, World, of_kind

SLIPS = datetime.fromisoformat("2026-11-27T09:00:00+00:00")
"""When what is sent on Monday with a name has slipped."""

TOLD, OFFERED = DeliveryKind.SLIP_TO_REPORTER, DeliveryKind.OFFER


async def at(world: World, moment: datetime) -> list[Sent]:
    world.clock.moment = moment
    return await world.tick_at()


async def test_whoever_left_no_name_is_not_written_to_and_the_deputy_is_asked(world: World) -> None:
    """It appeared a day later than it was sent, and was promised a day later."""
    await world.set_up()
    id = await world.file(mode=Mode.ANONYMOUS)
    assert of_kind(await at(world, SLIPS), OFFERED) == []

    out = await at(world, SLIPS + timedelta(days=3))

    assert [message.delivery.report for message in of_kind(out, OFFERED)] == [id]
    assert of_kind(out, TOLD) == []
