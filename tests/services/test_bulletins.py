"""The monthly bulletin: drafted once, and decided on by learning leads alone."""

from datetime import date, timedelta

import pytest

from bot.domain.bulletin import BulletinState
from bot.domain.delivery import DeliveryKind
from bot.domain.errors import (
    BulletinSharedOutside,
    GoodCatchError,
    MaskStoryFirst,
    NoBulletinChannel,
    NotAvailable,
    NotInvited,
    NotPossibleNow,
)
from bot.domain.ids import UserId
from bot.domain.report import Mode
from bot.services.bulletin_contents import (
    BulletinContent,
    BulletinDecidedContent,
    BulletinDraftContent,
    BulletinStoryContent,
)
from bot.services.bulletins import Bulletins
from bot.services.settings import Changes
from storage import bulletins as stored
from tests.builders import AMINA, MOIRA, PRIYA
from tests.services.monthly import (
    DRAFT,
    NEWS,
    NOOR,
    STORY,
    TEN,
    a_story,
    begin,
    bulletin_in,
    drafted,
    slip_in,
    told,
)
from tests.services.world import World, of_kind


@pytest.fixture
def bulletins(world: World) -> Bulletins:
    return world.services.bulletins


async def test_on_the_first_working_day_each_learning_lead_gets_one_draft_of_all_new_stories(
    world: World,
) -> None:
    await begin(world)
    first, _ = await a_story(world)
    second, _ = await a_story(world, Mode.NAMED)
    world.clock.moment = max(world.clock.moment, TEN - timedelta(minutes=1))
    await world.services.clockwork.tick()
    assert of_kind(await world.deliver(), DRAFT) == []

    drafts = await drafted(world)

    assert sorted(one.to for one in drafts) == [MOIRA, NOOR]
    assert [told(one) for one in drafts] == [[first, second]] * 2
    for _ in range(2):
        await world.services.clockwork.tick()
        await world.services.bulletins.wind_up()
    assert of_kind(await world.deliver(), DRAFT) == []


async def test_where_nothing_new_was_published_nobody_is_written_to(world: World) -> None:
    await begin(world)
    await world.file(PRIYA)

    assert await drafted(world) == []


async def test_after_an_outage_of_months_there_is_one_draft(world: World) -> None:
    await begin(world)
    await a_story(world)

    drafts = await drafted(world, TEN + timedelta(days=75))

    assert len(drafts) == 2
    content = drafts[0].outgoing.content
    assert isinstance(content, BulletinDraftContent)
    assert content.bulletin.month == date(2027, 2, 1)


async def test_it_is_let_out_once_with_its_opening_and_each_story_whole(
    world: World, bulletins: Bulletins
) -> None:
    await begin(world)
    ids = [(await a_story(world, mode))[0] for mode in Mode]
    id = bulletin_in(await drafted(world))

    await bulletins.release(MOIRA, id)
    for _ in range(2):
        with pytest.raises(NotPossibleNow):
            await bulletins.release(NOOR, id)
    world.clock.move(minutes=5)
    out = await world.deliver()

    in_channel = [one for one in out if one.to == NEWS]
    assert isinstance(in_channel[0].outgoing.content, BulletinContent)
    stories = [one.outgoing.content for one in in_channel[1:]]
    assert [one.lesson.report for one in stories if isinstance(one, BulletinStoryContent)] == ids
    settled = of_kind(out, DeliveryKind.BULLETIN_DRAFT_UPDATE)
    assert len(settled) == 2
    for one in settled:
        assert isinstance(one.outgoing.content, BulletinDecidedContent)
        assert one.outgoing.content.bulletin.decided_by == MOIRA
    assert await world.deliver() == []


async def test_one_is_left_out_for_good_and_every_draft_shows_it(
    world: World, bulletins: Bulletins
) -> None:
    await begin(world)
    first, _ = await a_story(world)
    second, _ = await a_story(world)
    id = bulletin_in(await drafted(world))

    for _ in range(2):
        await bulletins.leave_out(MOIRA, id, first)
    again = of_kind(await world.deliver(), DeliveryKind.BULLETIN_DRAFT_UPDATE)
    assert [told(one) for one in again] == [[second]] * 2
    await bulletins.release(NOOR, id)
    world.clock.move(minutes=5)
    assert [one.delivery.report for one in of_kind(await world.deliver(), STORY)] == [second]

    assert await drafted(world, TEN + timedelta(days=40)) == []


async def test_a_month_without_one_leaves_its_stories_to_the_next(
    world: World, bulletins: Bulletins
) -> None:
    await begin(world)
    story, _ = await a_story(world)
    id = bulletin_in(await drafted(world))

    await bulletins.let_be(MOIRA, id)

    settled = of_kind(await world.deliver(), DeliveryKind.BULLETIN_DRAFT_UPDATE)
    assert len(settled) == 2
    later = await drafted(world, TEN + timedelta(days=40))
    assert [told(one) for one in later] == [[story]] * 2
    assert bulletin_in(later) != id


@pytest.mark.parametrize("user", [AMINA, PRIYA])
async def test_nobody_but_a_learning_lead_decides_on_it(
    world: World, bulletins: Bulletins, user: UserId
) -> None:
    await begin(world)
    story, _ = await a_story(world)
    id = bulletin_in(await drafted(world))

    for deed in (
        bulletins.release(user, id),
        bulletins.let_be(user, id),
        bulletins.leave_out(user, id, story),
    ):
        with pytest.raises(NotAvailable):
            await deed
    found = await world.database.read(lambda tx: stored.load(tx, id))
    assert found is not None
    assert (found.state, found.stories) == (BulletinState.DRAFTED, (story,))


async def test_without_a_channel_of_the_service_alone_nothing_is_let_out(
    world: World, bulletins: Bulletins
) -> None:
    await begin(world, channel=None)
    await a_story(world)
    id = bulletin_in(await drafted(world))

    async def refused(problem: type[GoodCatchError]) -> None:
        with pytest.raises(problem):
            await bulletins.release(MOIRA, id)

    await refused(NoBulletinChannel)
    await world.services.settings.change_service(Changes(bulletin_channel=NEWS))
    world.people.unseen.add(NEWS)
    await refused(NotInvited)
    world.people.unseen.clear()
    world.people.shared.add(NEWS)
    await refused(BulletinSharedOutside)
    world.people.shared.clear()
    await bulletins.release(MOIRA, id)


async def test_nothing_is_let_out_that_tells_who_a_child_is(
    world: World, bulletins: Bulletins
) -> None:
    await begin(world)
    story, _ = await a_story(world)
    await a_story(world)
    id = bulletin_in(await drafted(world))
    await slip_in(world, story, "It was 943 476 5919")

    with pytest.raises(MaskStoryFirst) as problem:
        await bulletins.release(MOIRA, id)

    assert "NHS" in problem.value.message
    await bulletins.leave_out(MOIRA, id, story)
    await bulletins.release(MOIRA, id)


async def test_what_slips_in_after_it_was_let_out_is_not_sent(
    world: World, bulletins: Bulletins
) -> None:
    await begin(world)
    story, _ = await a_story(world)
    other, _ = await a_story(world)
    await bulletins.release(MOIRA, bulletin_in(await drafted(world)))
    await slip_in(world, story, "It was 943 476 5919")
    world.clock.move(minutes=5)

    assert [one.delivery.report for one in of_kind(await world.deliver(), STORY)] == [other]
