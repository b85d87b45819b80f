"""Timers, keys of what was done once, digests by date, and messages to be found again."""

from datetime import date, timedelta
from functools import partial

from bot.domain.delivery import DeliveryKind, Posted
from bot.domain.ids import ChannelId, DigestId, MessageRef, ReportId
from storage import digests, once, postings, timers
from storage.database import Database, Transaction
from storage.timers import Timer, TimerKind
from storage.vault import Vault
from tests.builders import AMINA, DAN, a_team
from tests.conftest import MONDAY
from tests.storage.rows import stored

HOUR = timedelta(hours=1)
TODAY = date(2026, 11, 23)
CARD = MessageRef(ChannelId("C0RIVERSIDE"), "1795428000.000100")


def nudge(subject: str, *, hours: int = 0) -> Timer:
    return Timer(TimerKind.NUDGE, subject, MONDAY + hours * HOUR)


async def set_timers(database: Database, *some: Timer) -> None:
    for one in some:
        await database.write(partial(timers.put_off, what=one))


async def due(database: Database) -> list[str]:
    return [timer.subject for timer in await database.read(lambda tx: timers.due(tx, MONDAY))]


async def test_what_has_fallen_due_comes_oldest_first_and_no_sooner(database: Database) -> None:
    await set_timers(database, nudge("now"), nudge("before", hours=-2), nudge("later", hours=1))

    assert await due(database) == ["before", "now"]


async def test_a_timer_set_again_falls_due_once(database: Database) -> None:
    await set_timers(database, nudge("one", hours=-1), nudge("one", hours=3))
    assert await due(database) == []

    await set_timers(database, nudge("one", hours=-3))
    assert await due(database) == ["one"]


async def test_timers_of_two_kinds_do_not_touch_each_other(database: Database) -> None:
    morning = Timer(TimerKind.DIGEST, "one", MONDAY)
    await set_timers(database, nudge("one", hours=-1), morning)
    await database.write(lambda tx: timers.clear(tx, TimerKind.NUDGE, "one"))

    assert await database.read(lambda tx: timers.due(tx, MONDAY)) == (morning,)


async def test_no_more_timers_are_taken_than_asked_for(database: Database) -> None:
    await set_timers(database, *(nudge(str(n), hours=-n) for n in range(5)))

    found = await database.read(lambda tx: timers.due(tx, MONDAY, limit=2))

    assert [timer.subject for timer in found] == ["4", "3"]


async def test_something_is_done_for_the_first_time_once(database: Database) -> None:
    async def claim(tx: Transaction) -> bool:
        return await once.first_time(tx, b"key", kept_until=MONDAY + HOUR)

    assert [await database.write(claim) for _ in range(3)] == [True, False, False]


async def test_a_key_says_which_report_was_stored_under_it_and_what_was_sent(
    database: Database,
) -> None:
    id = ReportId("1" * 32)
    await database.write(
        lambda tx: once.first_time(
            tx, b"key", kept_until=MONDAY + HOUR, report=id, content=b"hash of it"
        )
    )

    assert await database.read(lambda tx: once.stored_under(tx, b"key")) == (id, b"hash of it")
    assert await database.read(lambda tx: once.stored_under(tx, b"another")) is None


async def test_a_key_of_something_else_than_a_report_stands_for_none(database: Database) -> None:
    await database.write(lambda tx: once.first_time(tx, b"key", kept_until=MONDAY + HOUR))

    assert await database.read(lambda tx: once.stored_under(tx, b"key")) is None


async def test_a_key_is_forgotten_when_it_has_been_kept_long_enough(database: Database) -> None:
    claim = partial(once.first_time, key=b"key", kept_until=MONDAY + HOUR)
    await database.write(claim)

    await database.write(lambda tx: once.forget(tx, MONDAY + HOUR - timedelta(seconds=1)))
    assert not await database.write(claim)
    await database.write(lambda tx: once.forget(tx, MONDAY + HOUR))
    assert await database.write(claim)


async def test_there_is_one_digest_for_each_person_date_and_kind(database: Database) -> None:
    async def begin(tx: Transaction) -> list[DigestId | None]:
        return [
            await digests.begin(tx, AMINA, TODAY),
            await digests.begin(tx, AMINA, TODAY),
            await digests.begin(tx, DAN, TODAY),
            await digests.begin(tx, AMINA, TODAY + timedelta(days=1)),
            await digests.begin(tx, AMINA, TODAY, digests.HANDED_ON),
        ]

    begun = await database.write(begin)

    assert [id is not None for id in begun] == [True, False, True, True, True]
    assert len(set(begun)) == len(begun)


async def test_a_digest_knows_its_reader_and_its_day(database: Database) -> None:
    id = await database.write(lambda tx: digests.begin(tx, AMINA, TODAY))
    assert id is not None

    morning = await database.read(lambda tx: digests.load(tx, id))

    assert morning == digests.Morning(id, AMINA, TODAY)
    assert await database.read(lambda tx: digests.load(tx, DigestId("0" * 32))) is None


async def test_what_a_digest_holds_is_what_was_put_in_last(
    database: Database, vault: Vault
) -> None:
    team = a_team()
    first = await stored(database, vault, team=team)
    second = await stored(database, vault, team=team)
    id = await database.write(lambda tx: digests.begin(tx, AMINA, TODAY))
    assert id is not None
    for held in ([first.id, second.id], [second.id]):
        await database.write(partial(digests.put_items, id=id, reports=held))

    assert await database.read(lambda tx: digests.items(tx, id)) == (second.id,)
    assert await database.read(lambda tx: digests.holding(tx, second.id)) == (id,)
    assert await database.read(lambda tx: digests.holding(tx, first.id)) == ()


async def test_a_message_is_found_again_by_its_place_and_by_what_it_is(
    database: Database, vault: Vault
) -> None:
    report = await stored(database, vault)
    card = Posted(f"card:{report.id}", DeliveryKind.CARD, CARD, report=report.id)
    await database.write(lambda tx: postings.keep(tx, card))

    assert await database.read(lambda tx: postings.at(tx, CARD)) == card
    assert await database.read(lambda tx: postings.card_of(tx, report.id)) == card
    assert await database.read(lambda tx: postings.of_effect(tx, card.effect)) == card


async def test_a_digests_message_is_found_by_the_digest(database: Database) -> None:
    id = await database.write(lambda tx: digests.begin(tx, AMINA, TODAY))
    assert id is not None
    message = Posted(f"digest:{id}", DeliveryKind.DIGEST, CARD, digest=id, recipient=AMINA)
    await database.write(lambda tx: postings.keep(tx, message))

    assert await database.read(lambda tx: postings.of_digest(tx, id)) == message


async def test_a_message_that_is_not_the_bots_is_not_found(database: Database) -> None:
    assert await database.read(lambda tx: postings.at(tx, CARD)) is None


async def test_the_same_place_is_remembered_once(database: Database, vault: Vault) -> None:
    report = await stored(database, vault)
    card = Posted(f"card:{report.id}", DeliveryKind.CARD, CARD, report=report.id)
    for _ in range(2):
        await database.write(lambda tx: postings.keep(tx, card))

    assert await database.read(lambda tx: postings.at(tx, CARD)) == card
