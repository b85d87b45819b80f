"""What becomes of a claimed delivery is recorded by the claim that holds it, and by no other."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta
from functools import partial

import pytest
from sqlalchemy import select

from bot.domain.delivery import Delivery, DeliveryKind, DeliveryState
from bot.domain.ids import ChannelId
from storage import outbox, schema
from storage.database import Database, Transaction
from tests.conftest import MONDAY
from tests.storage.rows import claim, claimed, new, owe

HOUR = timedelta(hours=1)
EXPIRED = timedelta(seconds=-1)

Record = Callable[[Transaction, Delivery], Awaitable[bool]]


async def put_off(tx: Transaction, delivery: Delivery) -> bool:
    return await outbox.try_again(tx, delivery, after=HOUR, problem="ratelimited")


async def give_up(tx: Transaction, delivery: Delivery) -> bool:
    return await outbox.finish(tx, delivery, state=DeliveryState.DROPPED, problem="over")


RECORDS = [outbox.intend, outbox.sent, put_off, give_up]


async def state_of(database: Database, delivery: Delivery) -> DeliveryState | None:
    return await database.read(lambda tx: outbox.named(tx, delivery.effect))


@pytest.mark.parametrize("record", RECORDS)
async def test_the_claim_that_holds_it_records_what_happened(
    database: Database, record: Record
) -> None:
    await owe(database, new("card:1"))
    delivery = await claimed(database)

    assert await database.write(lambda tx: record(tx, delivery))


@pytest.mark.parametrize("record", RECORDS)
async def test_a_claim_that_was_taken_over_records_nothing(
    database: Database, record: Record
) -> None:
    await owe(database, new("card:1"))
    stale = await claimed(database, lease=EXPIRED)
    fresh = await claimed(database)

    assert not await database.write(lambda tx: record(tx, stale))

    assert await state_of(database, fresh) is DeliveryState.TODO
    assert await claim(database) == ()
    assert await database.write(lambda tx: outbox.sent(tx, fresh))


async def test_nothing_is_sent_once_the_claim_has_run_out(database: Database) -> None:
    await owe(database, new("card:1"))
    late = await claimed(database, lease=EXPIRED)

    assert not await database.write(lambda tx: outbox.intend(tx, late))
    assert await state_of(database, late) is DeliveryState.TODO


async def test_the_intent_is_recorded_before_the_send(database: Database) -> None:
    await owe(database, new("card:1"))
    delivery = await claimed(database, lease=timedelta(seconds=30))
    await database.write(lambda tx: outbox.intend(tx, delivery))

    assert await state_of(database, delivery) is DeliveryState.MAYBE


async def test_whoever_takes_over_an_unclear_send_knows_when_it_was_begun(
    database: Database,
) -> None:
    await owe(database, new("card:1"))
    delivery = await claimed(database)
    assert delivery.intent_at is None
    await database.write(lambda tx: outbox.intend(tx, delivery))
    before = await database.read(outbox.real_now)
    await database.write(
        lambda tx: outbox.try_again(
            tx,
            delivery,
            after=timedelta(),
            problem="timeout",
            state=DeliveryState.MAYBE,
            absences=1,
        )
    )

    again = await claimed(database)

    assert again.state is DeliveryState.MAYBE
    assert again.intent_at is not None
    assert timedelta() <= before - again.intent_at < timedelta(minutes=1)
    assert await database.read(lambda tx: outbox.absences(tx, again)) == 1


async def test_looking_for_it_starts_anew_with_every_send(database: Database) -> None:
    await owe(database, new("card:1"))
    delivery = await claimed(database)
    await database.write(
        lambda tx: outbox.try_again(tx, delivery, after=timedelta(), problem="absent", absences=1)
    )
    again = await claimed(database)
    await database.write(lambda tx: outbox.intend(tx, again))

    assert await database.read(lambda tx: outbox.absences(tx, again)) == 0


async def test_a_long_error_code_is_cut_to_fit(database: Database) -> None:
    await owe(database, new("card:1"))
    delivery = await claimed(database)

    assert await database.write(
        lambda tx: outbox.try_again(tx, delivery, after=HOUR, problem="x" * 500)
    )


async def test_totals_count_what_wants_looking_at(database: Database) -> None:
    await owe(database, *(new(f"card:{n}", lane=f"C{n}") for n in range(5)))
    sent, dropped, held, blocked, _ = await claim(database)
    await database.write(lambda tx: outbox.sent(tx, sent))
    await database.write(lambda tx: give_up(tx, dropped))
    await database.write(
        lambda tx: outbox.finish(tx, held, state=DeliveryState.HELD, problem="unreadable")
    )
    await database.write(
        lambda tx: outbox.try_again(
            tx, blocked, after=HOUR, problem="is_archived", state=DeliveryState.BLOCKED
        )
    )

    assert await database.read(outbox.totals) == {
        DeliveryState.TODO: 1,
        DeliveryState.HELD: 1,
        DeliveryState.BLOCKED: 1,
    }


async def test_a_blocked_channel_says_why_and_how_much_waits(database: Database) -> None:
    await owe(database, new("card:1", lane="C0SHUT"), new("card:2", lane="C0FINE"))
    for delivery in await claim(database):
        shut = delivery.effect == "card:1"
        state = DeliveryState.BLOCKED if shut else DeliveryState.TODO
        await database.write(
            partial(
                outbox.try_again, claimed=delivery, after=HOUR, problem="is_archived", state=state
            )
        )

    assert await database.read(lambda tx: outbox.blocked_in(tx, ChannelId("C0SHUT"))) == (
        "is_archived",
    )
    assert await database.read(lambda tx: outbox.blocked_in(tx, ChannelId("C0FINE"))) == ()


async def test_what_was_never_owed_has_no_state(database: Database) -> None:
    assert await database.read(lambda tx: outbox.named(tx, "card:never")) is None


async def test_the_databases_clock_is_aware_and_moves_on(database: Database) -> None:
    first = await database.read(outbox.real_now)
    second = await database.read(outbox.real_now)

    assert first.utcoffset() == timedelta()
    assert first <= second


async def test_a_delivery_says_which_part_and_what_it_is_about(database: Database) -> None:
    about = replace(
        new("nudge:1", kind=DeliveryKind.NUDGE), part=3, subject="before", event=2, not_after=MONDAY
    )
    await owe(database, about, new("nudge:2", lane="C0OTHER"))

    full, plain = sorted(await claim(database), key=lambda one: one.effect)

    assert (full.part, full.subject, full.event, full.not_after) == (3, "before", 2, MONDAY)
    assert (plain.part, plain.subject, plain.event, plain.not_after) == (1, "", None, None)


async def test_what_is_to_leave_no_trace_is_gone_once_it_was_sent(database: Database) -> None:
    greeting = new("greeting:1", kind=DeliveryKind.GREETING)
    await owe(database, greeting, new("card:1", lane="C0OTHER"))
    for delivery in await claim(database):
        assert await database.write(partial(outbox.intend, claimed=delivery))
        assert await database.write(partial(outbox.sent, claimed=delivery))

    async def effects(tx: Transaction) -> list[str]:
        return [row.effect for row in await tx.execute(select(schema.delivery))]

    assert await database.read(effects) == ["card:1"]
    assert await database.read(lambda tx: outbox.named(tx, greeting.effect)) is None


async def test_a_lost_claim_forgets_nothing_of_what_is_to_leave_no_trace(
    database: Database,
) -> None:
    await owe(database, new("greeting:1", kind=DeliveryKind.GREETING))
    stale = await claimed(database, lease=EXPIRED)
    fresh = await claimed(database)

    assert not await database.write(lambda tx: outbox.sent(tx, stale))
    assert await state_of(database, fresh) is DeliveryState.TODO


def test_only_what_tells_who_wrote_or_where_something_erased_stood_leaves_no_trace() -> None:
    assert [kind for kind in DeliveryKind if kind.leaves_no_trace] == [
        DeliveryKind.GREETING,
        DeliveryKind.ABOUT_YOU,
        DeliveryKind.ERASED,
    ]
