"""What a digest holds: five sections, in parts of eight."""

import asyncio
from datetime import date, timedelta

import pytest

from bot.domain.change import Strength
from bot.domain.delivery import DeliveryKind
from bot.domain.digest import ROWS_IN_A_PART, Section
from bot.domain.errors import MorningGoneBy, NotAvailable
from bot.domain.events import Reply
from bot.domain.ids import DigestId, ReportId, UserId
from bot.services.changes import Altered
from bot.services.owing import REDRAWN_FOR
from tests.builders import AMINA, DAN, PRIYA
from tests.services.digests import TUESDAY, held, morning, placed, the_digest
from tests.services.world import Sent, World, of_kind


def part_of(message: Sent) -> int:
    return the_digest(message).part


def left_in(message: Sent) -> int:
    return the_digest(message).left


def in_order(message: Sent, *ids: ReportId) -> list[ReportId]:
    """These reports as this digest orders those of one day: by their reference."""
    rows = [row for _, found in the_digest(message).sections for row in found]
    return [row.id for row in sorted(rows, key=lambda row: row.reference) if row.id in ids]


def digest_of(message: Sent) -> DigestId:
    assert message.delivery.digest is not None
    return message.delivery.digest


async def rest(world: World, first: Sent, part: int) -> Sent:
    """This part of a digest, asked for by its reader."""
    await world.services.mornings.rest(AMINA, digest_of(first), part)
    (message,) = of_kind(await world.deliver(), DeliveryKind.DIGEST)
    return message


async def test_each_report_stands_in_the_one_section_that_fits_it(world: World) -> None:
    await world.set_up()
    new, waiting, trying, changed, thanked = [await world.file() for _ in range(5)]
    await world.say(AMINA, waiting, Reply.THANK_YOU)
    await world.say(AMINA, trying, Reply.TRY_UNTIL, until=date(2026, 12, 22))
    await world.say(AMINA, changed, Reply.GO_AHEAD)
    await world.services.changes.record(Altered(AMINA, changed, "A form", Strength.EASIER, "it"))
    await world.say(AMINA, thanked, Reply.THANK_YOU)
    await world.say(AMINA, thanked, Reply.NOT_NOW)
    (first,) = await morning(world)
    assert placed(first) == {
        Section.NEW: [new],
        Section.WAITING: [waiting],
        Section.THANKS: in_order(first, trying, changed),
    }

    world.clock.moment = TUESDAY.replace(month=12, day=21, hour=12)
    await world.services.clockwork.tick()
    later = await morning(world, TUESDAY.replace(month=12, day=22))

    assert placed(next(one for one in later if one.to == AMINA)) == {
        Section.NEW: [new],
        Section.WAITING: [waiting],
        Section.TRYING: [trying],
        Section.CHANGED: [changed],
    }


async def test_a_try_out_is_looked_at_again_on_its_day_and_not_before(world: World) -> None:
    await world.set_up()
    id = await world.file()
    await world.say(AMINA, id, Reply.THANK_YOU)
    await world.say(AMINA, id, Reply.TRY_UNTIL, until=date(2026, 11, 26))

    assert await morning(world, TUESDAY.replace(day=25)) == []
    (digest,) = await morning(world, TUESDAY.replace(day=26))
    assert placed(digest) == {Section.TRYING: [id]}


async def test_what_the_reporter_asks_about_is_looked_at_the_next_morning(world: World) -> None:
    await world.set_up()
    id = await world.file()
    await world.say(AMINA, id, Reply.THANK_YOU)
    await world.say(AMINA, id, Reply.GO_AHEAD)
    await world.services.own.happening(PRIYA, id)

    (digest,) = await morning(world)

    assert placed(digest) == {Section.TRYING: [id]}


async def test_a_not_now_that_is_asked_about_waits_for_another_answer(world: World) -> None:
    await world.set_up()
    id = await world.file()
    await world.say(AMINA, id, Reply.THANK_YOU)
    await world.say(AMINA, id, Reply.NOT_NOW)
    await world.services.own.happening(PRIYA, id)

    (digest,) = await morning(world)

    assert placed(digest) == {Section.WAITING: [id]}


async def test_nobody_is_asked_for_thanks_for_ever(world: World) -> None:
    await world.set_up()
    id = await world.file()
    await world.say(AMINA, id, Reply.NOT_NOW)

    (digest,) = await morning(world)
    assert placed(digest) == {Section.THANKS: [id]}
    world.clock.moment = TUESDAY.replace(month=12, day=7, hour=12)
    await world.services.clockwork.tick()
    assert await morning(world, TUESDAY.replace(month=12, day=8)) == []


async def test_eight_come_by_themselves_and_the_rest_when_asked_for(world: World) -> None:
    await world.set_up()
    ids = [await world.file() for _ in range(19)]
    (first,) = await morning(world)
    assert (part_of(first), left_in(first)) == (1, 11)
    assert sum(held(first).values()) == ROWS_IN_A_PART

    second = await rest(world, first, 2)
    third = await rest(world, first, 3)

    assert [(part_of(one), left_in(one)) for one in (second, third)] == [(2, 3), (3, 0)]
    shown = [id for one in (first, second, third) for rows in placed(one).values() for id in rows]
    assert sorted(shown) == sorted(ids)


async def test_the_rest_asked_for_twice_comes_once(world: World) -> None:
    await world.set_up()
    for _ in range(9):
        await world.file()
    (first,) = await morning(world)
    id = digest_of(first)
    ask = world.services.mornings.rest

    await asyncio.gather(*(ask(AMINA, id, 2) for _ in range(3)))
    assert len(of_kind(await world.deliver(), DeliveryKind.DIGEST)) == 1
    await ask(AMINA, id, 2)
    assert of_kind(await world.deliver(), DeliveryKind.DIGEST) == []


async def test_once_the_rest_is_there_the_first_part_offers_it_no_more(world: World) -> None:
    await world.set_up()
    for _ in range(9):
        await world.file()
    (first,) = await morning(world)
    id = next(iter(placed(first)[Section.NEW]))
    await rest(world, first, 2)

    await world.say(AMINA, id, Reply.THANK_YOU)
    (redrawn,) = of_kind(await world.deliver(), DeliveryKind.DIGEST_UPDATE)

    assert (part_of(redrawn), left_in(redrawn)) == (1, 0)


@pytest.mark.parametrize("user", [DAN, PRIYA])
async def test_nobody_else_is_given_the_rest(world: World, user: UserId) -> None:
    await world.set_up()
    for _ in range(9):
        await world.file()
    (first,) = await morning(world)

    with pytest.raises(NotAvailable):
        await world.services.mornings.rest(user, digest_of(first), 2)


async def test_a_part_is_asked_for_after_the_one_before_it(world: World) -> None:
    await world.set_up()
    for _ in range(17):
        await world.file()
    (first,) = await morning(world)

    for part in (3, 9):
        with pytest.raises(NotAvailable):
            await world.services.mornings.rest(AMINA, digest_of(first), part)
    with pytest.raises(NotAvailable):
        await world.services.mornings.rest(AMINA, DigestId("0" * 32), 2)


async def test_what_was_answered_meanwhile_is_not_in_the_rest(world: World) -> None:
    await world.set_up()
    ids = {await world.file() for _ in range(10)}
    (first,) = await morning(world)
    outside = sorted(ids - set(placed(first)[Section.NEW]))
    await world.say(AMINA, outside[0], Reply.GO_AHEAD)

    second = await rest(world, first, 2)

    assert placed(second) == {Section.NEW: outside[1:]}


@pytest.mark.parametrize("user", [AMINA, PRIYA])
async def test_a_morning_that_has_gone_by_is_not_asked_for_any_more(
    world: World, user: UserId
) -> None:
    await world.set_up()
    for _ in range(9):
        await world.file()
    (first,) = await morning(world)
    world.clock.moment = TUESDAY + REDRAWN_FOR + timedelta(days=1)

    with pytest.raises(MorningGoneBy if user == AMINA else NotAvailable):
        await world.services.mornings.rest(user, digest_of(first), 2)
    assert of_kind(await world.deliver(), DeliveryKind.DIGEST) == []


async def test_the_rest_is_there_as_long_as_the_morning_is_kept_up_to_date(world: World) -> None:
    await world.set_up()
    for _ in range(9):
        await world.file()
    (first,) = await morning(world)
    world.clock.moment = TUESDAY + REDRAWN_FOR

    assert part_of(await rest(world, first, 2)) == 2
