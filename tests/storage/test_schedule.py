"""Timers, keys of what was done once, digests by date, and messages to be found again."""

from datetime import date, timedelta
from functools import partial

from bot.domain.delivery import DeliveryKind, Posted, digest_effect
from bot.domain.digest import Section
from bot.domain.ids import ChannelId, DigestId, MessageRef, ReportId
from storage import digests, once, postings, timers
from storage.database import Database, Transaction
from storage.schema import timer
from storage.timers import Timer, TimerKind
from storage.vault import Vault
from tests.builders import AMINA, DAN, a_team
from tests.conftest import MONDAY
from tests.storage.rows import stored

HOUR, A_DAY = timedelta(hours=1), timedelta(days=1)
TODAY = date(2026, 11, 23)
CARD = MessageRef(ChannelId("C0RIVERSIDE"), "1795428000.000100")


def nudge(subject: str, *, hours: int = 0) -> Timer:
    return Timer(TimerKind.NUDGE, subject, MONDAY + hours * HOUR)


async def set_timers(database: Database, *some: Timer) -> None:
    for one in some:
        await database.write(partial(timers.put_off, what=one))


async def some_reports(database: Database, vault: Vault) -> list[ReportId]:
    team = a_team()
    return [(await stored(database, vault, team=team)).id for _ in range(3)]


async def put(database: Database, id: DigestId, part: int, items: dict[ReportId, Section]) -> None:
    await database.write(partial(digests.put_items, id=id, part=part, items=items))


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


async def test_a_timer_that_is_set_is_not_begun_again(database: Database) -> None:
    first = Timer(TimerKind.NUDGE, "one", MONDAY + HOUR, "before")
    for again in (first, nudge("one", hours=-5)):
        await database.write(partial(timers.begin, what=again))

    assert await database.read(lambda tx: timers.of(tx, TimerKind.NUDGE, "one")) == first
    assert await due(database) == []


async def test_a_timer_remembers_how_far_it_has_come(database: Database) -> None:
    steps = [Timer(TimerKind.NUDGE, "one", MONDAY, detail) for detail in ("", "before", "+on")]
    for step in steps:
        await set_timers(database, step)

        assert await database.read(lambda tx: timers.of(tx, TimerKind.NUDGE, "one")) == step
        assert await database.read(lambda tx: timers.due(tx, MONDAY)) == (step,)


async def test_what_is_not_set_is_none(database: Database) -> None:
    await set_timers(database, nudge("one"))

    assert await database.read(lambda tx: timers.of(tx, TimerKind.SLIP, "one")) is None
    assert await database.read(lambda tx: timers.of(tx, TimerKind.NUDGE, "two")) is None
    await database.write(lambda tx: timers.clear(tx, TimerKind.NUDGE, "one"))
    assert await database.read(lambda tx: timers.of(tx, TimerKind.NUDGE, "one")) is None


async def test_every_kind_of_timer_can_be_set_and_falls_due(database: Database) -> None:
    for kind in TimerKind:
        await set_timers(database, Timer(kind, "0" * 32, MONDAY, "d" * 32))

    found = await database.read(lambda tx: timers.due(tx, MONDAY))

    assert {timer.kind for timer in found} == set(TimerKind)


async def test_a_kind_that_this_code_does_not_know_is_left_to_whoever_does(
    database: Database,
) -> None:
    unknown = timer.insert().values(kind="moon", subject="one", due_at=MONDAY - HOUR)
    await database.write(lambda tx: tx.execute(unknown))
    await set_timers(database, nudge("two"))

    assert await due(database) == ["two"]


async def test_a_timer_stands_until_it_is_put_off_moved_on_or_cleared(database: Database) -> None:
    one = nudge("one")
    await set_timers(database, one)
    assert await database.read(lambda tx: timers.stands(tx, one))

    for other in (nudge("one", hours=1), Timer(TimerKind.NUDGE, "one", MONDAY, "before")):
        await set_timers(database, other)
        assert not await database.read(lambda tx: timers.stands(tx, one))
    await database.write(lambda tx: timers.clear(tx, TimerKind.NUDGE, "one"))
    assert not await database.read(lambda tx: timers.stands(tx, one))


async def test_something_is_done_for_the_first_time_once(database: Database) -> None:
    async def claim(tx: Transaction) -> bool:
        return await once.first_time(tx, [b"key"], kept_until=MONDAY + HOUR)

    assert [await database.write(claim) for _ in range(3)] == [True, False, False]


async def test_what_was_done_under_an_older_key_is_not_done_again(database: Database) -> None:
    async def claim(*keys: bytes) -> bool:
        return await database.write(lambda tx: once.first_time(tx, keys, kept_until=MONDAY + HOUR))

    assert await claim(b"old")
    assert not await claim(b"new", b"old")
    assert await claim(b"new")


async def test_a_key_says_which_report_was_stored_under_it_and_what_was_sent(
    database: Database,
) -> None:
    id = ReportId("1" * 32)
    await database.write(
        lambda tx: once.first_time(
            tx, [b"key"], kept_until=MONDAY + HOUR, report=id, content=b"hash of it"
        )
    )

    assert await database.read(lambda tx: once.stored_under(tx, [b"key"])) == (id, b"hash of it")
    assert await database.read(lambda tx: once.stored_under(tx, [b"another"])) is None


async def test_a_key_of_something_else_than_a_report_stands_for_none(database: Database) -> None:
    await database.write(lambda tx: once.first_time(tx, [b"key"], kept_until=MONDAY + HOUR))

    assert await database.read(lambda tx: once.stored_under(tx, [b"key"])) is None


async def test_a_key_is_forgotten_when_it_has_been_kept_long_enough(database: Database) -> None:
    claim = partial(once.first_time, keys=[b"key"], kept_until=MONDAY + HOUR)
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
            await digests.begin(tx, AMINA, TODAY, digests.WEEKLY),
        ]

    ids = await database.write(begin)

    assert [id is not None for id in ids] == [True, False, True, True, True]
    assert len(set(ids)) == len(ids)


async def test_a_digest_knows_its_reader_and_its_day(database: Database) -> None:
    id = await database.write(lambda tx: digests.begin(tx, AMINA, TODAY))
    assert id is not None

    morning = await database.read(lambda tx: digests.load(tx, id))

    assert morning == digests.Morning(id, AMINA, TODAY)
    assert await database.read(lambda tx: digests.load(tx, DigestId("0" * 32))) is None


async def held(database: Database, id: DigestId) -> dict[int, dict[ReportId, Section]]:
    return await database.read(lambda tx: digests.items(tx, id))


async def begun(database: Database, on: date = TODAY, kind: str = digests.MORNING) -> DigestId:
    id = await database.write(lambda tx: digests.begin(tx, AMINA, on, kind))
    assert id is not None
    return id


async def test_what_a_part_holds_is_what_was_put_in_last(database: Database, vault: Vault) -> None:
    first, second, third = await some_reports(database, vault)
    id = await begun(database)
    assert await held(database, id) == {}
    await put(database, id, 1, {first: Section.NEW, second: Section.WAITING})
    await put(database, id, 2, {third: Section.THANKS})

    assert await held(database, id) == {
        1: {first: Section.NEW, second: Section.WAITING},
        2: {third: Section.THANKS},
    }
    await put(database, id, 1, {second: Section.TRYING})
    assert await held(database, id) == {1: {second: Section.TRYING}, 2: {third: Section.THANKS}}


async def test_a_report_stands_in_one_part_of_a_digest(database: Database, vault: Vault) -> None:
    first, second, _ = await some_reports(database, vault)
    id = await begun(database)
    await put(database, id, 1, {first: Section.NEW})
    await put(database, id, 2, {first: Section.WAITING, second: Section.WAITING})

    assert await held(database, id) == {
        1: {first: Section.NEW},
        2: {second: Section.WAITING},
    }


async def test_a_report_knows_the_parts_of_recent_digests_it_stands_in(
    database: Database, vault: Vault
) -> None:
    first, second, third = await some_reports(database, vault)
    old, new = await begun(database, TODAY - 4 * A_DAY), await begun(database)
    await put(database, old, 1, {first: Section.NEW})
    await put(database, new, 1, {second: Section.NEW})
    await put(database, new, 2, {first: Section.WAITING})

    async def holding(id: ReportId, since: date) -> set[tuple[DigestId, int]]:
        return set(await database.read(lambda tx: digests.holding(tx, id, since=since)))

    assert await holding(first, TODAY - 4 * A_DAY) == {(old, 1), (new, 2)}
    assert await holding(first, TODAY - 3 * A_DAY) == {(new, 2)}
    assert await holding(second, TODAY) == {(new, 1)}
    assert await holding(second, TODAY + A_DAY) == set()
    assert await holding(third, TODAY) == set()


async def test_the_last_digest_before_a_day_is_of_the_same_person_and_kind(
    database: Database,
) -> None:
    async def last(on: date, recipient: str = AMINA, kind: str = digests.MORNING) -> date | None:
        return await database.read(lambda tx: digests.last_before(tx, recipient, on, kind))

    assert await last(TODAY) is None
    for on in (TODAY - 7 * A_DAY, TODAY - A_DAY, TODAY):
        await begun(database, on)
    await begun(database, TODAY, digests.WEEKLY)

    assert await last(TODAY) == TODAY - A_DAY
    assert await last(TODAY - A_DAY) == TODAY - 7 * A_DAY
    assert await last(TODAY + A_DAY) == TODAY
    assert await last(TODAY - 7 * A_DAY) is None
    assert await last(TODAY + A_DAY, kind=digests.WEEKLY) == TODAY
    assert await last(TODAY, kind=digests.WEEKLY) is None
    assert await last(TODAY + A_DAY, recipient=DAN) is None


async def test_the_digest_of_a_person_and_date_is_one_begun_or_not(database: Database) -> None:
    begun_first = await database.write(lambda tx: digests.begin(tx, AMINA, TODAY))

    assert await database.write(lambda tx: digests.of(tx, AMINA, TODAY)) == begun_first
    later = await database.write(lambda tx: digests.of(tx, AMINA, TODAY + A_DAY))
    assert later != begun_first
    assert await database.write(lambda tx: digests.begin(tx, AMINA, TODAY + A_DAY)) is None


async def test_a_message_is_found_again_by_its_place_and_by_what_it_is(
    database: Database, vault: Vault
) -> None:
    report = await stored(database, vault)
    card = Posted(f"card:{report.id}", DeliveryKind.CARD, CARD, report=report.id)
    await database.write(lambda tx: postings.keep(tx, card))

    assert await database.read(lambda tx: postings.at(tx, CARD)) == card
    assert await database.read(lambda tx: postings.card_of(tx, report.id)) == card
    assert await database.read(lambda tx: postings.of_effect(tx, card.effect)) == card


async def test_each_part_of_a_digest_is_found_by_its_own_message(database: Database) -> None:
    id = await begun(database)
    parts = [
        Posted(
            digest_effect(id, part),
            DeliveryKind.DIGEST,
            MessageRef(CARD.channel, f"1795428000.00020{part}"),
            digest=id,
            recipient=AMINA,
        )
        for part in (1, 2, 12)
    ]
    for message in parts:
        await database.write(partial(postings.keep, message=message))

    for message, part in zip(parts, (1, 2, 12), strict=True):
        found = await database.read(partial(postings.of_digest, digest=id, part=part))
        assert found == message
        assert found.part == part
    assert await database.read(lambda tx: postings.of_digest(tx, id, 3)) is None


async def test_a_message_that_is_not_the_bots_is_not_found(database: Database) -> None:
    assert await database.read(lambda tx: postings.at(tx, CARD)) is None


async def test_the_same_place_is_remembered_once(database: Database, vault: Vault) -> None:
    report = await stored(database, vault)
    card = Posted(f"card:{report.id}", DeliveryKind.CARD, CARD, report=report.id)
    for _ in range(2):
        await database.write(lambda tx: postings.keep(tx, card))

    assert await database.read(lambda tx: postings.at(tx, CARD)) == card
