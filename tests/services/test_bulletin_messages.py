"""What is sent of a monthly bulletin, once, and what becomes of it when a writer takes it back."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.delivery import SHARED, Delivery, DeliveryKind
from bot.domain.errors import (
    NothingLeftToSend,
)
from bot.domain.ids import MessageRef
from bot.domain.report import Mode
from bot.domain.thread import ThreadReply
from bot.services.bulletin_contents import (
    BulletinStoryContent,
    StoryGoneContent,
)
from bot.services.bulletins import Bulletins
from bot.services.contents import BlockedContent, InThread
from storage import erasure
from tests.builders import CHANNEL, MOIRA, PRIYA
from tests.services.monthly import (
    NEWS,
    NOOR,
    STORY,
    STORY_AGAIN,
    a_story,
    begin,
    bulletin_in,
    drafted,
    released,
)
from tests.services.world import LEASE, NO_PACE, World, of_kind

MODES = pytest.mark.parametrize("mode", Mode)


@pytest.fixture
def bulletins(world: World) -> Bulletins:
    return world.services.bulletins


@MODES
async def test_what_is_taken_back_before_it_is_sent_is_not_in_it(
    world: World, bulletins: Bulletins, mode: Mode
) -> None:
    await begin(world)
    taken, who = await a_story(world, mode)
    kept, _ = await a_story(world)
    id = bulletin_in(await drafted(world))
    await bulletins.release(MOIRA, id)
    await world.services.own.consent(who, taken, yes=False)
    world.clock.move(minutes=5)

    assert [one.delivery.report for one in of_kind(await world.deliver(), STORY)] == [kept]


async def test_where_everything_was_taken_back_there_is_nothing_to_let_out(
    world: World, bulletins: Bulletins
) -> None:
    await begin(world)
    story, who = await a_story(world)
    id = bulletin_in(await drafted(world))
    await world.services.own.consent(who, story, yes=False)

    with pytest.raises(NothingLeftToSend):
        await bulletins.release(MOIRA, id)


@MODES
async def test_a_story_that_is_taken_back_later_goes_from_the_channel_at_once(
    world: World, mode: Mode
) -> None:
    await begin(world)
    story, who = await a_story(world, mode)
    (message,) = of_kind(await released(world), STORY)

    await world.services.own.consent(who, story, yes=False)

    (again,) = of_kind(await world.deliver(), STORY_AGAIN)
    assert again.at == message.at
    assert isinstance(again.outgoing.content, StoryGoneContent)


async def test_what_a_learning_lead_takes_out_goes_from_the_channel_too(world: World) -> None:
    await begin(world)
    story, _ = await a_story(world)
    await released(world)

    await world.services.publishing.take_out(NOOR, story)

    (again,) = of_kind(await world.deliver(), STORY_AGAIN)
    assert isinstance(again.outgoing.content, StoryGoneContent)


async def test_a_long_story_goes_on_in_its_thread_part_by_part(world: World) -> None:
    await begin(world)
    story, who = await a_story(world)
    for number in range(6):
        long = f"{number} " + "and then they rang again, " * 110
        await world.services.own.add(who, story, long, f"add-{number}")
    world.clock.move(days=2)
    await world.deliver()

    parts = of_kind(await released(world), STORY)

    assert len(parts) > 2
    assert [one.delivery.part for one in parts] == list(range(1, len(parts) + 1))
    first, *others = parts
    for one in others:
        assert one.outgoing.address == InThread(first.at)
    contents = [one.outgoing.content for one in parts]
    said = [
        event.words
        for one in contents
        if isinstance(one, BulletinStoryContent)
        for event in one.lesson.story
    ]
    assert sum(words[1:2] == " " for words in said) == 6

    await world.services.own.consent(who, story, yes=False)
    again = of_kind(await world.deliver(), STORY_AGAIN)
    assert sorted(one.at.ts for one in again) == sorted(one.at.ts for one in parts)


async def test_what_a_colleague_deletes_in_the_thread_goes_from_the_channel(
    world: World, bulletins: Bulletins
) -> None:
    await begin(world)
    story, _ = await a_story(world)
    at = MessageRef(CHANNEL, "1795428000.000900")
    said = ThreadReply(await world.card_of(story), at, PRIYA, "It was the lift", at.ts)
    await world.services.discussion.said(said)
    await released(world)

    gone = replace(said, words="", version="1795428000.000901", deleted=True)
    await world.services.discussion.said(gone)

    (again,) = of_kind(await world.deliver(), STORY_AGAIN)
    content = again.outgoing.content
    assert isinstance(content, BulletinStoryContent)
    assert content.lesson.said == ()


async def test_an_erased_story_leaves_nothing_in_the_channel(world: World) -> None:
    await begin(world)
    story, _ = await a_story(world)
    (message,) = of_kind(await released(world), STORY)

    shown = await world.database.read(lambda tx: erasure.messages_of(tx, story))
    assert message.at in shown


async def test_killed_while_it_is_sent_it_is_still_sent_once(
    world: World, bulletins: Bulletins
) -> None:
    await begin(world)
    await a_story(world)
    await bulletins.release(MOIRA, bulletin_in(await drafted(world)))
    world.clock.move(minutes=5)
    # Made ready over and over, as after a crash in between.
    for _ in range(3):
        for delivery in await claimed(world):
            if delivery.kind in {DeliveryKind.BULLETIN, STORY}:
                await prepared(world, delivery)

    out = await world.deliver()

    kinds = [one.delivery.kind for one in out if one.to == NEWS]
    assert kinds == [DeliveryKind.BULLETIN, STORY]


async def claimed(world: World) -> tuple[Delivery, ...]:
    """What a sender takes and then loses."""
    sending = world.services.sending
    taken = await sending.claim(lease=LEASE, pace=NO_PACE, limit=50)
    for delivery in taken:
        await sending.put_off(delivery, after=timedelta(), problem="lost")
    return taken


async def prepared(world: World, delivery: Delivery) -> None:
    await world.services.preparing.prepare(delivery)


@pytest.mark.parametrize("problem", [SHARED, "not_in_channel"])
async def test_where_it_cannot_be_posted_the_learning_leads_are_told(
    world: World, bulletins: Bulletins, problem: str
) -> None:
    await begin(world)
    await a_story(world)
    await bulletins.release(MOIRA, bulletin_in(await drafted(world)))
    world.clock.move(minutes=5)
    sending = world.services.sending
    for one in await sending.claim(lease=LEASE, pace=NO_PACE, limit=50):
        if one.kind is DeliveryKind.BULLETIN:
            await sending.blocked(one, after=timedelta(hours=1), problem=problem)
        else:
            await sending.put_off(one, after=timedelta(), problem="not yet")

    notices = of_kind(await world.deliver(), DeliveryKind.BLOCKED_NOTICE)
    assert sorted(one.to for one in notices) == [MOIRA, NOOR]
    content = notices[0].outgoing.content
    assert isinstance(content, BlockedContent)
    assert (content.channel, content.reason) == (NEWS, problem)
