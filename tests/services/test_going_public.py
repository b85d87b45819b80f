"""What has become an identifier since it was kept does not go out into a channel."""

import re
from dataclasses import replace

import pytest

from bot.domain.delivery import DeliveryKind
from bot.domain.events import Reply
from bot.services.contents import CardContent
from bot.services.outgoing import Preparing
from tests.builders import AMINA
from tests.services.world import Sent, World, of_kind

CASE = "LL-123456"


@pytest.fixture
async def later(world: World) -> World:
    """Case numbers are given a pattern only after words with one in them were kept."""
    await world.set_up()
    id = await world.file(what=f"The letter of {CASE} went astray")
    await world.say(AMINA, id, Reply.GO_AHEAD, words=f"I look at {CASE}")
    context = replace(world.context, case_numbers=re.compile(r"LL-\d{6}"))
    return replace(world, services=replace(world.services, preparing=Preparing(context)))


def cards(sent: list[Sent]) -> list[CardContent]:
    found = [one.outgoing.content for one in of_kind(sent, DeliveryKind.CARD)]
    found += [one.outgoing.content for one in of_kind(sent, DeliveryKind.CARD_UPDATE)]
    return [one for one in found if isinstance(one, CardContent)]


async def test_a_card_shows_no_case_number_that_was_kept_before_its_pattern(later: World) -> None:
    sent = await later.deliver()
    assert cards(sent)
    for card in cards(sent):
        assert CASE not in repr(card)
        assert "[case number]" in card.report.words.what
