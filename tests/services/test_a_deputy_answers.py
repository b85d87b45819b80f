"""A deputy who is asked because a promise has slipped can answer, whoever else may read it."""

import pytest

from bot.domain.events import Reply
from bot.domain.report import Audience
from tests.builders import DAN
from tests.services.world import World


@pytest.mark.parametrize("audience", Audience)
@pytest.mark.parametrize("reply", [Reply.THANK_YOU, Reply.TALK_IT_OVER, Reply.NOT_NOW])
async def test_a_deputy_answers_what_has_slipped(
    world: World, audience: Audience, reply: Reply
) -> None:
    await world.set_up()
    id = await world.file(audience=audience)
    await world.tick_at(days=4)
    assert "slipped" in await world.kinds(id)

    await world.say(DAN, id, reply)

    assert (await world.kinds(id))[-1] == ("answered" if reply.is_answer else "thanked")
