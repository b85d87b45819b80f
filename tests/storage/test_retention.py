"""Tidying: what is settled goes after two months, but for what somebody still asks for."""

from dataclasses import replace
from datetime import date, timedelta
from functools import partial

import pytest

from bot.domain.delivery import DeliveryKind, DeliveryState, Posted
from bot.domain.digest import Section
from bot.domain.events import REPORTER, Event, EventKind, Reply
from bot.domain.ids import ChannelId, DigestId, MessageRef, ReportId
from bot.domain.report import Mode, Report
from bot.domain.retention import USUAL
from storage import digests, drafts, outbox, postings, reports, retention, schema
from storage.database import Database, Transaction
from storage.vault import Vault
from tests.builders import AMINA
from tests.conftest import MONDAY
from tests.storage.dumps import rows_of
from tests.storage.rows import claim, new, owe, stored

LONG_AGO = MONDAY - timedelta(days=61)
BEFORE = MONDAY - timedelta(days=60)
A_DAY = timedelta(days=1)


async def left_in(database: Database, table: str) -> int:
    return len([name for name, _ in await rows_of(database) if name == table])


async def owed(
    database: Database, kind: DeliveryKind, state: DeliveryState, *, age: timedelta
) -> None:
    """A delivery that was owed so long ago and has come so far."""
    one = new("an-effect", kind=kind, due_at=MONDAY - age)
    await database.write(lambda tx: outbox.owe(tx, one, now=MONDAY - age))
    if state is not DeliveryState.TODO:
        (claimed,) = await claim(database)
        finish = partial(outbox.finish, claimed=claimed, state=state, problem="a-problem")
        await database.write(finish)


@pytest.mark.parametrize("state", DeliveryState)
async def test_only_what_is_settled_goes(database: Database, state: DeliveryState) -> None:
    await owed(database, DeliveryKind.NUDGE, state, age=timedelta(days=61))

    gone = await database.write(partial(retention.delete_deliveries, before=BEFORE, most=10))

    assert gone == (state in {DeliveryState.SENT, DeliveryState.DROPPED})
    assert await left_in(database, "delivery") == 1 - gone


@pytest.mark.parametrize("kind", DeliveryKind)
async def test_some_messages_are_owed_once_however_long_ago(
    database: Database, kind: DeliveryKind
) -> None:
    await owed(database, kind, DeliveryState.TODO, age=timedelta(days=61))
    settle = schema.delivery.update().values(state=DeliveryState.SENT)
    await database.write(lambda tx: tx.execute(settle))

    await database.write(partial(retention.delete_deliveries, before=BEFORE, most=10))

    stays = kind in {
        DeliveryKind.CARD,
        DeliveryKind.SHARED_NOTICE,
        DeliveryKind.TRAP_PROPOSED,
        DeliveryKind.TRAP_CARD,
        DeliveryKind.TRAP_NOTICE,
        DeliveryKind.TRAP_TO_REPORTER,
        DeliveryKind.BULLETIN_STORY,
    }
    assert await left_in(database, "delivery") == stays


async def test_what_was_settled_within_two_months_stays(database: Database) -> None:
    await owed(database, DeliveryKind.NUDGE, DeliveryState.DROPPED, age=timedelta(days=59))

    assert await database.write(partial(retention.delete_deliveries, before=BEFORE, most=10)) == 0


async def test_no_more_goes_at_once_than_is_asked_for(database: Database) -> None:
    await owe(database, *(new(f"effect-{n}", kind=DeliveryKind.NUDGE) for n in range(5)))
    settle = schema.delivery.update().values(
        state=DeliveryState.SENT, created_at=LONG_AGO, due_at=LONG_AGO
    )
    await database.write(lambda tx: tx.execute(settle))

    delete = partial(retention.delete_deliveries, before=BEFORE, most=2)
    assert [await database.write(delete) for _ in range(4)] == [2, 2, 1, 0]


async def digest_of(
    database: Database, on: date, *held: ReportId, kind: str = digests.MORNING
) -> DigestId:
    async def make(tx: Transaction) -> DigestId:
        id = await digests.begin(tx, AMINA, on, kind)
        assert id is not None
        await digests.put_items(tx, id, 1, dict.fromkeys(held, Section.WAITING))
        return id

    return await database.write(make)


async def tidy_digests(database: Database) -> None:
    for delete in (retention.delete_digest_items, retention.delete_digests):
        await database.write(partial(delete, before=BEFORE, most=10))


async def is_there(database: Database, id: DigestId) -> bool:
    return await database.read(lambda tx: digests.load(tx, id)) is not None


async def withdrawn(database: Database, vault: Vault, *, days_ago: int) -> Report:
    report = await stored(database, vault)
    taken_back = Event(EventKind.WITHDRAWN, MONDAY - days_ago * A_DAY, REPORTER)
    await database.write(partial(_withdraw, report, taken_back))
    return report


async def _withdraw(report: Report, taken_back: Event, tx: Transaction) -> None:
    await reports.record(tx, report, taken_back, USUAL)
    last = schema.report.update().where(schema.report.c.id == report.id)
    await tx.execute(last.values(last_on=taken_back.at.date()))


async def test_an_old_morning_stays_while_a_report_in_it_can_be_taken_back(
    database: Database, vault: Vault
) -> None:
    """Its words stand in the manager's message, from which they are to go with it."""
    report = await stored(database, vault)
    id = await digest_of(database, LONG_AGO.date(), report.id)

    await tidy_digests(database)

    assert await is_there(database, id)
    assert list((await database.read(lambda tx: digests.items(tx, id)))[1]) == [report.id]


async def test_an_old_morning_goes_with_its_postings_once_nothing_in_it_is_left_to_take_back(
    database: Database, vault: Vault
) -> None:
    report = await withdrawn(database, vault, days_ago=61)
    id = await digest_of(database, LONG_AGO.date(), report.id)
    at = MessageRef(ChannelId("D0AMINA"), "1795428000.000001")
    message = Posted(f"digest:{id}", DeliveryKind.DIGEST, at, digest=id, recipient=AMINA)
    await database.write(partial(postings.keep, message=message))

    await tidy_digests(database)

    assert not await is_there(database, id)
    assert await left_in(database, "posted") == 0


async def test_what_was_taken_back_lately_is_still_being_taken_out_of_its_mornings(
    database: Database, vault: Vault
) -> None:
    report = await withdrawn(database, vault, days_ago=1)
    id = await digest_of(database, LONG_AGO.date(), report.id)

    await tidy_digests(database)

    assert await is_there(database, id)


async def test_mornings_of_the_last_two_months_and_all_weekly_posts_stay(
    database: Database,
) -> None:
    lately = await digest_of(database, BEFORE.date())
    weekly = await digest_of(database, LONG_AGO.date(), kind=digests.WEEKLY)
    empty = await digest_of(database, LONG_AGO.date())

    await tidy_digests(database)

    assert [await is_there(database, id) for id in (lately, weekly, empty)] == [True, True, False]


@pytest.mark.parametrize(
    ("state", "days", "stays"),
    [
        ("new", 61, True),
        ("seen", 61, True),
        ("answered", 59, True),
        ("answered", 61, False),
        ("withdrawn", 61, False),
    ],
)
async def test_what_a_reaction_began_goes_two_months_after_the_report_is_done_with(
    database: Database,
    vault: Vault,
    state: str,
    days: int,
    stays: bool,  # noqa: FBT001 - a column of the table above
) -> None:
    report = await stored(database, vault)
    effect = f"prompt:{report.id}:{AMINA}:1"
    at = MessageRef(ChannelId("D0AMINA"), "1795428000.000001")

    async def begin(tx: Transaction) -> None:
        await drafts.hear(tx, report.id, AMINA, Reply.GO_AHEAD, "1")
        await drafts.begin(tx, report.id, AMINA, Reply.GO_AHEAD, "1")
        asked = new(effect, kind=DeliveryKind.REACTION_PROMPT)
        await outbox.owe(tx, replace(asked, report=report.id), now=LONG_AGO)
        message = Posted(effect, DeliveryKind.REACTION_PROMPT, at, report=report.id)
        await postings.keep(tx, message)
        last = schema.report.update().where(schema.report.c.id == report.id)
        on = (MONDAY - days * A_DAY).date()
        await tx.execute(last.values(state=state, last_on=on))

    await database.write(begin)

    await database.write(partial(retention.delete_drafts, before=BEFORE, most=10))

    left = [
        await left_in(database, table)
        for table in ("draft_reply", "reaction", "posted", "delivery")
    ]
    assert left == [int(stays)] * 4


async def test_the_marks_of_who_was_helped_go_with_the_reporter(
    database: Database, vault: Vault
) -> None:
    report = await stored(database, vault)
    assert report.mode is Mode.CONFIDENTIAL
    marks = vault.verdicts(report.id, AMINA)
    await database.write(lambda tx: reports.say_verdict(tx, report.id, 1, marks))

    forget = partial(retention.forget_reporter, id=report.id, lane=f"reporter:{report.id}")
    assert [await database.write(forget) for _ in range(2)] == [True, False]
    assert [await left_in(database, table) for table in ("identity", "verdict")] == [0, 0]
