"""What the bot hears besides reports: a word to it alone, and being invited."""

from bot.domain.delivery import DeliveryKind
from bot.domain.ids import ChannelId, MessageRef
from bot.services.contents import GreetingContent, SetupContent
from tests.builders import CHANNEL, a_team
from tests.services.world import World, of_kind

DIRECT = ChannelId("D0PRIYA")
LAKESIDE = ChannelId("C0LAKESIDE")
FIRST, SECOND = MessageRef(DIRECT, "1795428000.000001"), MessageRef(DIRECT, "1795428000.000002")


async def test_each_word_to_the_bot_is_answered_once_where_it_was_said(world: World) -> None:
    for message in (FIRST, FIRST, SECOND, FIRST):
        await world.services.hearing.direct_message(message)
        world.clock.move(seconds=1)

    out = of_kind(await world.deliver(), DeliveryKind.GREETING)

    assert [one.outgoing.content for one in out] == [
        GreetingContent(FIRST, "the duty desk"),
        GreetingContent(SECOND, "the duty desk"),
    ]
    assert {one.to for one in out} == {DIRECT}


async def test_an_answer_that_comes_an_hour_late_is_not_sent(world: World) -> None:
    await world.services.hearing.direct_message(FIRST)
    world.clock.move(hours=1, minutes=1)

    assert await world.deliver() == []


async def test_invited_to_a_channel_of_no_team_the_bot_offers_to_be_set_up_once_a_day(
    world: World,
) -> None:
    await world.set_up()
    for _ in range(2):
        await world.services.hearing.invited(LAKESIDE)

    (offer,) = of_kind(await world.deliver(), DeliveryKind.SETUP_CARD)

    assert offer.to == LAKESIDE
    assert offer.outgoing.content == SetupContent(LAKESIDE)
    world.clock.move(days=1)
    await world.services.hearing.invited(LAKESIDE)
    assert len(of_kind(await world.deliver(), DeliveryKind.SETUP_CARD)) == 1


async def test_invited_to_a_teams_channel_it_says_nothing(world: World) -> None:
    await world.set_up()

    await world.services.hearing.invited(CHANNEL)

    assert await world.deliver() == []


async def test_where_the_team_is_set_up_before_the_offer_leaves_it_is_not_made(
    world: World,
) -> None:
    await world.set_up()
    await world.services.hearing.invited(LAKESIDE)
    await world.services.settings.save_team(a_team(channel=LAKESIDE, name="Lakeside"))

    assert of_kind(await world.deliver(), DeliveryKind.SETUP_CARD) == []
