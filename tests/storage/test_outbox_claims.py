"""Claiming from the outbox: what is due, in which order, one of each lane, under a lease."""

import asyncio
from collections import Counter
from datetime import timedelta
from functools import partial

import pytest

from bot.domain.delivery import DeliveryKind, DeliveryState
from storage import outbox
from storage.database import Database
from tests.conftest import MONDAY
from tests.storage.rows import claim, claimed, new, owe

HOUR = timedelta(hours=1)
AT_ONCE = timedelta()
EXPIRED = timedelta(seconds=-1)
"""A lease that has run out as soon as it is given."""


async def test_the_same_effect_is_owed_once(database: Database) -> None:
    assert await owe(database, new("card:1"), new("card:1"), new("card:2")) == [True, False, True]


async def test_what_is_claimed_is_what_was_owed(database: Database) -> None:
    await owe(database, new("nudge:1", kind=DeliveryKind.NUDGE))

    delivery = await claimed(database)

    assert (delivery.effect, delivery.kind) == ("nudge:1", DeliveryKind.NUDGE)
    assert (delivery.state, delivery.fence, delivery.attempts) == (DeliveryState.TODO, 1, 1)
    assert delivery.created_at == MONDAY


async def test_nothing_is_claimed_before_it_is_due(database: Database) -> None:
    await owe(database, new("card:1", due_at=MONDAY + HOUR))

    assert await claim(database) == ()
    assert not await database.read(lambda tx: outbox.is_due(tx, MONDAY))
    assert await database.read(lambda tx: outbox.is_due(tx, MONDAY + HOUR))
    assert len(await claim(database, now=MONDAY + HOUR)) == 1


async def test_one_of_each_lane_is_claimed_at_a_time(database: Database) -> None:
    await owe(database, *(new(f"{lane}{n}", lane=lane) for lane in "AB" for n in range(3)))

    first = await claim(database)

    assert sorted(one.effect[0] for one in first) == ["A", "B"]
    assert await claim(database) == ()


async def test_within_a_lane_the_urgent_goes_before_the_earlier(database: Database) -> None:
    kinds = [
        DeliveryKind.DIGEST,
        DeliveryKind.NUDGE,
        DeliveryKind.CARD,
        DeliveryKind.REPLY_TO_REPORTER,
    ]
    for n, kind in enumerate(kinds):
        due_at = MONDAY - timedelta(minutes=10 - n)
        await owe(database, new(kind.value, kind=kind, due_at=due_at))

    order = []
    for _ in kinds:
        delivery = await claimed(database)
        order.append(delivery.kind)
        await database.write(partial(outbox.sent, claimed=delivery))

    assert order == kinds[::-1]


async def test_among_equals_the_one_that_fell_due_first_goes_first(database: Database) -> None:
    await owe(database, new("later", due_at=MONDAY), new("earlier", due_at=MONDAY - HOUR))

    assert (await claimed(database)).effect == "earlier"


async def test_where_few_can_be_sent_the_urgent_lanes_go_first(database: Database) -> None:
    for n in range(4):
        await owe(database, new(f"digest:{n}", kind=DeliveryKind.DIGEST, lane=f"D{n}"))
        await owe(database, new(f"nudge:{n}", kind=DeliveryKind.NUDGE, lane=f"N{n}"))
        await owe(database, new(f"reply:{n}", kind=DeliveryKind.REPLY_TO_REPORTER, lane=f"R{n}"))

    first = await claim(database, limit=4)
    second = await claim(database, limit=4)

    assert {one.kind for one in first} == {DeliveryKind.REPLY_TO_REPORTER}
    assert {one.kind for one in second} == {DeliveryKind.NUDGE}
    assert len(first) == len(second) == 4


async def test_a_lane_is_left_alone_while_a_message_of_it_is_under_way(database: Database) -> None:
    await owe(database, new("card:1"), new("card:2"))
    under_way = await claimed(database)

    assert await claim(database) == ()
    await database.write(lambda tx: outbox.sent(tx, under_way))
    assert {one.effect for one in await claim(database)} == {"card:1", "card:2"} - {
        under_way.effect
    }


async def test_a_lane_rests_after_each_message(database: Database) -> None:
    await owe(database, new("card:1"), new("card:2"), new("elsewhere", lane="C0OTHER"))
    for delivery in await claim(database):
        if delivery.effect != "elsewhere":
            await database.write(partial(outbox.sent, claimed=delivery))

    assert await claim(database, pace=HOUR) == ()
    assert len(await claim(database, pace=AT_ONCE)) == 1


async def test_a_claim_that_has_run_out_is_taken_over_under_a_higher_fence(
    database: Database,
) -> None:
    await owe(database, new("card:1"))
    first = await claimed(database, lease=EXPIRED)

    second = await claimed(database)

    assert second.id == first.id
    assert (second.fence, second.attempts) == (first.fence + 1, first.attempts + 1)


async def test_what_is_put_off_waits(database: Database) -> None:
    await owe(database, new("card:1"))
    delivery = await claimed(database)
    await database.write(
        lambda tx: outbox.try_again(tx, delivery, after=HOUR, problem="ratelimited")
    )

    assert await claim(database) == ()
    assert not await database.read(lambda tx: outbox.is_due(tx, MONDAY))


async def test_what_was_put_off_long_enough_ago_is_due(database: Database) -> None:
    await owe(database, new("card:1"))
    delivery = await claimed(database)
    await database.write(
        lambda tx: outbox.try_again(tx, delivery, after=AT_ONCE, problem="ratelimited")
    )

    assert await database.read(lambda tx: outbox.is_due(tx, MONDAY))
    assert (await claimed(database)).id == delivery.id


async def test_a_message_that_waits_does_not_hold_up_its_lane(database: Database) -> None:
    await owe(database, new("card:1"), new("card:2"))
    delivery = await claimed(database)
    await database.write(
        lambda tx: outbox.try_again(tx, delivery, after=HOUR, problem="is_archived")
    )

    assert (await claimed(database)).effect != delivery.effect


@pytest.mark.parametrize("state", [DeliveryState.DROPPED, DeliveryState.HELD])
async def test_what_is_finished_is_never_claimed_again(
    database: Database, state: DeliveryState
) -> None:
    await owe(database, new("card:1"))
    delivery = await claimed(database)
    await database.write(lambda tx: outbox.finish(tx, delivery, state=state, problem="over"))

    assert await claim(database, now=MONDAY + 1000 * HOUR) == ()
    assert await owe(database, new("card:1")) == [False]


async def test_what_was_sent_is_never_claimed_again(database: Database) -> None:
    await owe(database, new("card:1"))
    delivery = await claimed(database)
    await database.write(lambda tx: outbox.sent(tx, delivery))

    assert await claim(database, now=MONDAY + 1000 * HOUR) == ()


async def test_two_that_claim_at_once_never_get_the_same_row_or_lane(database: Database) -> None:
    lanes = [f"C{n:02}" for n in range(12)]
    await owe(database, *(new(f"{lane}:{n}", lane=lane) for lane in lanes for n in range(2)))
    other = Database(database.url)

    batches = await asyncio.gather(
        *(claim(each, limit=5) for _ in range(4) for each in (database, other))
    )
    await other.close()

    taken = [one for batch in batches for one in batch]
    assert len({one.id for one in taken}) == len(taken) == len(lanes)
    assert set(Counter(one.effect.split(":")[0] for one in taken).values()) == {1}


async def test_claiming_takes_no_more_than_was_asked_for(database: Database) -> None:
    await owe(database, *(new(f"card:{n}", lane=f"C{n}") for n in range(5)))

    assert len(await claim(database, limit=2)) == 2
    assert len(await claim(database, limit=2)) == 2
    assert len(await claim(database, limit=2)) == 1
