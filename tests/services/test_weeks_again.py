"""A weekly post loses what it may not tell any more, however long ago it was posted."""

from datetime import date, timedelta

from sqlalchemy import func, select

from bot.domain.change import Strength
from bot.domain.delivery import DeliveryKind
from bot.domain.events import Reply
from bot.domain.ids import ReportId
from bot.domain.report import Mode
from bot.domain.weekly import Week
from bot.services.changes import Altered
from bot.services.contents import WeekContent
from bot.services.redacting import Slip
from storage import digests, reports, schema
from storage.database import Transaction
from tests.builders import AMINA, CHANNEL, PRIYA
from tests.services.relayed import appeared, appeared_with_claim
from tests.services.test_weeks import THURSDAY
from tests.services.world import Sent, World, of_kind

NAME = "Jayden Smith"
WORDS = f"The letter about {NAME} went astray"
LONG_AFTER = timedelta(weeks=20)


async def told_of(world: World, id: ReportId) -> Sent:
    """The post of the Thursday, which tells of this report; all that is due has been sent."""
    world.clock.moment = THURSDAY
    (post,) = of_kind(await world.tick_at(), DeliveryKind.WEEKLY)
    assert week_in(post).told == (id,)
    return post


async def tried(world: World, mode: Mode = Mode.NAMED) -> ReportId:
    id = await appeared(world, mode, what=WORDS)
    await world.say(AMINA, id, Reply.GO_AHEAD)
    return id


async def thanked_by_name(world: World) -> ReportId:
    id = await tried(world)
    altered = Altered(AMINA, id, "One list hangs by the door", Strength.EASIER, "change")
    await world.services.changes.record(altered)
    assert (await world.services.own.credit(PRIYA, id)).report.credited
    return id


def week_in(sent: Sent) -> Week:
    content = sent.outgoing.content
    assert isinstance(content, WeekContent)
    return content.week


async def again(world: World, post: Sent) -> Week:
    """What the post shows from now on."""
    (update,) = of_kind(await world.deliver(), DeliveryKind.WEEKLY_UPDATE)
    assert update.at == post.at
    return week_in(update)


async def test_what_is_taken_back_goes_from_a_post_of_long_ago(world: World) -> None:
    id = await tried(world)
    post = await told_of(world, id)
    world.clock.moment += LONG_AFTER

    await world.services.own.withdraw(PRIYA, id)

    assert (await again(world, post)).is_empty


async def test_what_is_masked_is_masked_in_the_post(world: World) -> None:
    id = await tried(world)
    post = await told_of(world, id)

    await world.services.redacting.mask(Slip(AMINA, id, NAME, "form"))

    (done,) = (await again(world, post)).tried
    assert "Jayden" not in done.report.words.what
    assert "The letter about" in done.report.words.what


async def test_an_erased_report_goes_from_the_post_and_the_others_stay(world: World) -> None:
    gone, stays = await tried(world), await tried(world)
    world.clock.moment = THURSDAY
    (post,) = of_kind(await world.tick_at(), DeliveryKind.WEEKLY)
    assert set(week_in(post).told) == {gone, stays}
    found = await world.database.read(lambda tx: reports.load(tx, world.context.vault, gone))
    assert found is not None

    await world.services.erasing.report(found.reference)

    assert (await again(world, post)).told == (stays,)


async def test_somebody_who_is_erased_is_not_thanked_by_name_any_more(world: World) -> None:
    post = await told_of(world, await thanked_by_name(world))

    await world.services.erasing.person(PRIYA, with_reports=False, told=lambda _done, _of: None)

    (done,) = (await again(world, post)).changed
    assert done.report.byline is None


async def test_who_leaves_their_name_out_is_not_thanked_by_it_any_more(world: World) -> None:
    id = await thanked_by_name(world)
    post = await told_of(world, id)

    await world.services.naming.unname(PRIYA, id)

    (done,) = (await again(world, post)).changed
    assert (done.report.credited, done.report.byline) == (False, None)


async def test_a_yes_to_ones_name_that_is_taken_back_is_taken_out_of_the_post(world: World) -> None:
    id = await thanked_by_name(world)
    post = await told_of(world, id)

    await world.services.own.uncredited(PRIYA, id)

    (done,) = (await again(world, post)).changed
    assert not done.report.credited
    await world.services.own.uncredited(PRIYA, id)
    assert of_kind(await world.deliver(), DeliveryKind.WEEKLY_UPDATE) == []


async def test_a_post_that_tells_nothing_of_it_is_left_as_it_is(world: World) -> None:
    await told_of(world, await tried(world))
    other = await appeared(world, Mode.NAMED, what=WORDS)

    await world.services.own.withdraw(PRIYA, other)

    assert of_kind(await world.deliver(), DeliveryKind.WEEKLY_UPDATE) == []


async def test_what_happens_to_a_report_otherwise_leaves_the_post_as_it_was(world: World) -> None:
    id = await tried(world)
    await told_of(world, id)

    await world.say(AMINA, id, Reply.NOT_NOW)

    assert of_kind(await world.deliver(), DeliveryKind.WEEKLY_UPDATE) == []


async def test_a_post_goes_out_with_what_is_going_and_loses_it_when_that_shows(
    world: World,
) -> None:
    """Left out of the post, it would tell when its reporter was at their desk."""
    id, who = await appeared_with_claim(world, Mode.ANONYMOUS)
    await world.say(AMINA, id, Reply.GO_AHEAD)
    world.clock.moment = THURSDAY - timedelta(hours=1)
    await world.services.own.withdraw(who, id, at_once=False)

    post = await told_of(world, id)
    world.clock.move(days=1)

    assert (await again(world, post)).is_empty


async def test_what_a_post_tells_of_is_kept_as_it_is_sent(world: World) -> None:
    id = await tried(world)
    await told_of(world, id)

    async def look(tx: Transaction) -> tuple[int, int]:
        telling = await digests.weeks_telling(tx, id)
        held = await digests.holding(tx, id, since=date.min)
        assert [channel for _, channel in telling] == [CHANNEL]
        rows = await tx.scalar(select(func.count()).select_from(schema.digest_item))
        return len(held), int(rows or 0)

    mornings, items = await world.database.read(look)
    assert items == mornings + 1
