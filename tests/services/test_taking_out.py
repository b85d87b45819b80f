"""A no takes a story from everybody at once; with its own team nothing shows of that yet."""

from datetime import datetime

import pytest

from bot.domain.delivery import DeliveryKind
from bot.domain.report import Mode
from tests.services.published import published
from tests.services.world import World
from tests.storage.dumps import rows_of

UNNAMED = pytest.mark.parametrize("mode", [Mode.CONFIDENTIAL, Mode.ANONYMOUS])


@UNNAMED
async def test_no_message_of_its_own_team_shows_that_somebody_has_just_said_no(
    world: World, mode: Mode
) -> None:
    id, who = await published(world, mode)
    await world.deliver()
    world.clock.move(minutes=7)

    await world.services.own.consent(who, id, yes=False)

    kinds = {one.delivery.kind for one in await world.deliver() if one.delivery.report == id}
    assert kinds <= {DeliveryKind.BULLETIN_STORY_UPDATE}


@UNNAMED
async def test_no_row_keeps_the_minute_of_it(world: World, mode: Mode) -> None:
    id, who = await published(world, mode)
    await world.deliver()
    before = {str(row) for _, row in await rows_of(world.database)}
    world.clock.move(minutes=7)
    now = world.clock.now()
    assert now.minute

    await world.services.own.consent(who, id, yes=False)

    new = [(of, row) for of, row in await rows_of(world.database) if str(row) not in before]
    moments = [value for _, row in new for value in row.values() if isinstance(value, datetime)]
    past = [one for one in moments if one <= now and one.date() == now.date()]
    assert new
    assert all((one.minute, one.second) == (0, 0) for one in past)
