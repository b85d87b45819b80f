"""A channel that another organisation is let into: who is told of it, and how often."""

from datetime import timedelta

import pytest

from bot.domain.delivery import SHARED, DeliveryKind, DeliveryState
from bot.domain.ids import ChannelId, UserId
from bot.services.contents import SharedContent
from storage import people
from tests.builders import AMINA, CHANNEL, DAN, MOIRA, a_team
from tests.services.world import LEASE, NO_PACE, Sent, World, of_kind

LAKESIDE = ChannelId("C0LAKESIDE")


def told(messages: list[Sent]) -> list[str]:
    """Who was told that a channel is shared."""
    return sorted(one.to for one in of_kind(messages, DeliveryKind.SHARED_NOTICE))


async def card_that_waits(world: World, *, after: timedelta = timedelta()) -> None:
    """A card that could not be posted because the channel is shared, and is tried again `after`."""
    await world.file()
    claimed = await world.services.sending.claim(lease=LEASE, pace=NO_PACE, limit=1)
    (card,) = claimed
    assert card.kind is DeliveryKind.CARD
    await world.services.sending.blocked(card, after=after, problem=SHARED)


async def test_managers_and_deputies_are_told_once_however_many_are_let_in(world: World) -> None:
    await world.set_up()
    for _ in range(3):
        await world.services.sending.shared(CHANNEL)
    out = await world.deliver()
    assert told(out) == [AMINA, DAN]
    assert {one.outgoing.content for one in out} == {SharedContent(CHANNEL)}

    world.clock.move(days=40)
    await world.services.sending.shared(CHANNEL)
    assert await world.deliver() == []


async def test_a_team_with_neither_has_its_learning_leads_told(world: World) -> None:
    await world.set_up(a_team(managers=(), deputies=()))
    await world.services.sending.shared(CHANNEL)
    assert told(await world.deliver()) == [MOIRA]


async def test_whoever_slack_cannot_reach_is_not_tried(world: World) -> None:
    await world.set_up()
    await world.database.write(lambda tx: people.mark_gone(tx, AMINA, is_gone=True))
    await world.services.sending.shared(CHANNEL)
    assert told(await world.deliver()) == [DAN]


async def test_a_channel_of_no_team_concerns_nobody(world: World) -> None:
    await world.set_up()
    await world.services.sending.shared(LAKESIDE)
    assert await world.deliver() == []


async def test_whoever_answers_no_more_when_the_word_leaves_is_not_told(world: World) -> None:
    (team,) = await world.set_up()
    await world.services.sending.shared(CHANNEL)
    await world.services.settings.save_team(a_team(id=team.id, managers=(UserId("U0NEW"),)))
    assert told(await world.deliver()) == [DAN]


async def test_a_card_that_finds_the_channel_shared_tells_them_too_and_only_once(
    world: World,
) -> None:
    await world.set_up()
    await card_that_waits(world, after=timedelta(hours=1))
    await world.services.sending.shared(CHANNEL)
    assert (await world.services.sending.totals())[DeliveryState.BLOCKED] == 1
    out = await world.deliver()
    assert told(out) == [AMINA, DAN]
    assert of_kind(out, DeliveryKind.BLOCKED_NOTICE) == []


async def test_once_it_is_unshared_what_waits_goes_out_once_and_the_next_time_is_told_anew(
    world: World,
) -> None:
    await world.set_up()
    await world.services.sending.shared(CHANNEL)
    await card_that_waits(world)
    await world.services.sending.unshared(CHANNEL)
    out = await world.deliver()
    assert [one.to for one in of_kind(out, DeliveryKind.CARD)] == [CHANNEL]
    assert await world.deliver() == []

    await world.services.sending.shared(CHANNEL)
    assert told(await world.deliver()) == [AMINA, DAN]


@pytest.mark.parametrize("is_blocked", [True, False])
async def test_what_could_be_posted_after_all_lets_the_next_time_be_told_anew(
    world: World, *, is_blocked: bool
) -> None:
    """An invitation that was taken back is no event: only a post that goes through shows it."""
    await world.set_up()
    await world.services.sending.shared(CHANNEL)
    assert told(await world.deliver()) == [AMINA, DAN]
    await (card_that_waits(world) if is_blocked else world.file())
    await world.deliver()
    await world.services.sending.shared(CHANNEL)
    assert told(await world.deliver()) == ([AMINA, DAN] if is_blocked else [])


async def test_a_notice_that_is_still_to_be_sent_is_not_when_nothing_is_shared_any_more(
    world: World,
) -> None:
    await world.set_up()
    await world.services.sending.shared(CHANNEL)
    await world.services.sending.unshared(CHANNEL)
    assert await world.deliver() == []
