"""Which emoji says what: each team may have agreed on its own."""

from dataclasses import replace
from datetime import date

import pytest

from bot.domain.events import Reply
from bot.domain.ids import MessageRef, ReportId
from bot.services.contents import CardContent
from storage import reports
from tests.builders import AMINA, a_team
from tests.services.cards import begun, on_a_card
from tests.services.world import World


async def with_a_mapping(world: World) -> tuple[ReportId, MessageRef]:
    """A card in a team that has an emoji of its own for each reply."""
    mapping = {
        "tada": Reply.THANK_YOU,
        "rocket": Reply.GO_AHEAD,
        "test_tube": Reply.TRY_UNTIL,
        "+1": Reply.TALK_IT_OVER,
    }
    await world.set_up(replace(a_team(), reactions=mapping))
    id = await world.file()
    await world.deliver()
    return id, await world.card_of(id)


@pytest.mark.parametrize(
    ("emoji", "reply"),
    [
        ("tada", Reply.THANK_YOU),
        ("rocket", Reply.GO_AHEAD),
        ("test_tube", Reply.TRY_UNTIL),
        ("thumbsup::skin-tone-2", Reply.TALK_IT_OVER),
    ],
)
async def test_an_emoji_says_what_the_team_has_agreed_on(
    world: World, emoji: str, reply: Reply
) -> None:
    id, card = await with_a_mapping(world)

    await world.react(AMINA, card, emoji)

    assert await begun(world, id) is reply


@pytest.mark.parametrize("emoji", ["pray", "seedling", "speech_balloon"])
async def test_an_emoji_the_team_does_not_use_says_nothing(world: World, emoji: str) -> None:
    id, card = await with_a_mapping(world)

    await world.react(AMINA, card, emoji)

    assert await begun(world, id) is None


async def test_taking_back_goes_by_the_teams_own_emoji_too(world: World) -> None:
    id, card = await with_a_mapping(world)
    await world.react(AMINA, card, "+1")

    await world.unreact(AMINA, card, "speech_balloon")
    assert await begun(world, id) is Reply.TALK_IT_OVER
    await world.unreact(AMINA, card, "+1")
    assert await begun(world, id) is None


async def test_the_card_shows_the_teams_own_emoji(world: World) -> None:
    await world.set_up(replace(a_team(), reactions={"tada": Reply.THANK_YOU}))
    await world.file()

    (card,) = await world.deliver()

    assert isinstance(card.outgoing.content, CardContent)
    assert card.outgoing.content.reactions == {"tada": Reply.THANK_YOU}


async def test_a_new_mapping_holds_for_cards_that_are_there(world: World) -> None:
    id, card = await on_a_card(world)
    await world.set_up(replace(a_team(), reactions={"tada": Reply.THANK_YOU}))

    await world.react(AMINA, card, "+1")
    assert await begun(world, id) is None
    await world.react(AMINA, card, "tada")
    assert await begun(world, id) is Reply.THANK_YOU


async def test_sent_as_it_is_an_emoji_is_looked_at_again_on_the_usual_day(world: World) -> None:
    id, card = await on_a_card(world)
    await world.react(AMINA, card, "speech_balloon")

    await world.services.answers.send_as_it_is(AMINA, id)

    found = await world.database.read(lambda tx: reports.load(tx, world.context.vault, id))
    assert found is not None
    assert found.look_on == date(2026, 11, 30)
