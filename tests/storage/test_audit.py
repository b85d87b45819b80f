"""Sealing the audit in the database, reading it to be verified, and erasing somebody from it."""

import asyncio
from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import Any

import pytest
from sqlalchemy import ColumnElement, Executable, Select, delete, func, insert, select, text, update

from bot.domain.audit_chain import ERASED, Chain, What, Wrong
from bot.domain.ids import UserId
from storage import audit
from storage.database import Database, Transaction
from storage.schema import audit as rows_of_audit
from storage.schema import audit_seal
from tests.builders import AMINA, DAN
from tests.conftest import MONDAY

HOUR, A_MINUTE = timedelta(hours=1), timedelta(minutes=1)
TEN, ELEVEN = MONDAY, MONDAY + HOUR
COLUMNS = (
    ("at", MONDAY - timedelta(days=1)),
    ("action", "thanked"),
    ("subject", "another"),
    ("actor", DAN),
    ("actor", ERASED),
    ("salt", bytes(16)),
    ("salt", None),
    ("actor_mark", bytes(32)),
    ("actor_mark", None),
    ("seal", 1),
    ("seal", 7),
    ("seal", None),
)
"""What somebody might put into a row, column by column; its id is changed elsewhere."""
OF_SEALS = (("rows", 9), ("digest", bytes(32)), ("sealed_at", TEN), ("number", 9))


async def note(
    database: Database, *moments: datetime, actor: str = AMINA, subject: str = "a1b2"
) -> None:
    for at in moments:
        await database.write(
            partial(audit.note, at=at, actor=actor, action="answered", subject=subject)
        )


async def seal(database: Database, now: datetime) -> int:
    return await database.write(partial(audit.seal, now=now))


async def sealed_hours(database: Database, hours: int = 3) -> None:
    """An audit with a seal for each of some hours, three rows under each."""
    for hour in range(hours):
        begun = TEN + hour * HOUR
        await note(database, *(begun + number * A_MINUTE for number in range(3)))
        assert await seal(database, begun + HOUR) == 3


async def followed(database: Database) -> Chain:
    chain, after = Chain(), None
    while page := await database.read(partial(audit.page, after=after)):
        for one, rows in page:
            chain = chain.follow(one, rows)
        after = chain.number
    return chain.astray(await database.read(audit.astray))


async def do(database: Database, statement: Executable) -> None:
    await database.write(lambda tx: tx.execute(statement))


async def scalar(tx: Transaction, query: Select[Any], of: ColumnElement[bool]) -> object:
    return await tx.scalar(query.where(of))


async def one_row(database: Database, number: int) -> str:
    query = select(func.min(rows_of_audit.c.id)).where(rows_of_audit.c.seal == number)
    found: str = await database.read(lambda tx: tx.scalar(query))
    return found


async def column(database: Database, name: str) -> Sequence[object]:
    query = select(rows_of_audit.c[name]).order_by(rows_of_audit.c.at)
    return list(await database.read(lambda tx: tx.scalars(query)))


async def test_what_was_noted_in_an_hour_is_sealed_once_it_is_over(database: Database) -> None:
    await note(database, TEN, TEN + 59 * A_MINUTE)

    assert await seal(database, TEN + 59 * A_MINUTE) == 0
    assert await seal(database, ELEVEN + 2 * A_MINUTE) == 2

    assert await column(database, "seal") == [1, 1]
    chain = await followed(database)
    assert (chain.wrong, chain.rows, chain.until) == ((), 2, ELEVEN)


async def test_what_is_kept_by_the_day_is_sealed_once_the_day_is_over(database: Database) -> None:
    midnight = MONDAY.replace(hour=0)
    await note(database, midnight, TEN)

    assert await seal(database, ELEVEN) == 1
    assert await seal(database, midnight + timedelta(hours=23)) == 0
    assert await seal(database, midnight + timedelta(days=1)) == 1

    assert await column(database, "seal") == [2, 1]
    assert (await followed(database)).wrong == ()


async def test_nothing_is_sealed_where_there_is_nothing_new(database: Database) -> None:
    assert await seal(database, ELEVEN) == 0
    await sealed_hours(database, 1)
    assert await seal(database, ELEVEN + HOUR) == 0
    assert (await database.read(audit.totals)) == audit.Totals(seals=1, unsealed=0)


async def test_what_comes_late_stands_under_a_later_seal(database: Database) -> None:
    await sealed_hours(database, 2)
    await note(database, TEN)
    assert await seal(database, ELEVEN + 2 * HOUR) == 1
    chain = await followed(database)
    assert (chain.wrong, chain.seals, chain.rows) == ((), 3, 7)


async def test_after_a_long_outage_it_is_sealed_in_parts(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(audit, "MOST_IN_A_SEAL", 4)
    await note(database, *(TEN + number * A_MINUTE for number in range(10)))
    assert [await seal(database, ELEVEN) for _ in range(4)] == [4, 4, 2, 0]
    chain = await followed(database)
    assert (chain.wrong, chain.rows, chain.seals) == ((), 10, 3)


async def test_two_who_seal_at_once_make_one_chain(database_url: str, database: Database) -> None:
    other = Database(database_url)
    try:
        await note(database, *(TEN + number * A_MINUTE for number in range(20)))
        at_once = [seal(one, ELEVEN) for one in (database, other) * 4]
        assert sorted(await asyncio.gather(*at_once)) == [0] * 7 + [20]
    finally:
        await other.close()
    chain = await followed(database)
    assert (chain.wrong, chain.rows, chain.seals) == ((), 20, 1)


async def test_every_row_has_a_salt_of_its_own(database: Database) -> None:
    await sealed_hours(database)
    salts = await column(database, "salt")
    assert len(set(salts)) == len(salts) == 9


async def test_of_a_seal_only_the_hour_is_kept(database: Database) -> None:
    await note(database, TEN)
    await seal(database, ELEVEN + timedelta(minutes=42, seconds=7))
    ((one, _),) = await database.read(partial(audit.page, after=None))
    assert one.sealed_at == ELEVEN


async def test_the_chain_is_read_in_pages_and_every_seal_once(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(audit, "MOST_IN_A_PAGE", 6)
    await sealed_hours(database, 5)
    pages, after = [], None
    while page := await database.read(partial(audit.page, after=after)):
        after = page[-1][0].number
        pages.append([one.number for one, _ in page])
    assert pages == [[1, 2], [3, 4], [5]]
    assert (await followed(database)).wrong == ()


async def test_a_seal_that_does_not_fit_into_a_page_is_read_all_the_same(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(audit, "MOST_IN_A_PAGE", 2)
    await sealed_hours(database, 2)
    chain = await followed(database)
    assert (chain.wrong, chain.seals, chain.rows) == ((), 2, 6)


async def test_a_row_that_was_changed_in_any_column_shows(database: Database) -> None:
    await sealed_hours(database)
    this = rows_of_audit.c.id == await one_row(database, 2)
    for name, value in COLUMNS:
        before = await database.read(partial(scalar, query=select(rows_of_audit.c[name]), of=this))
        await do(database, update(rows_of_audit).where(this).values({name: value}))
        assert 2 in {wrong.number for wrong in (await followed(database)).wrong}, name
        await do(database, update(rows_of_audit).where(this).values({name: before}))
        assert (await followed(database)).wrong == ()


async def test_a_seal_that_was_changed_in_any_column_shows(database: Database) -> None:
    await sealed_hours(database)
    for name, value in OF_SEALS:
        this = audit_seal.c.number == 2
        before = await database.read(partial(scalar, query=select(audit_seal.c[name]), of=this))
        await do(database, update(audit_seal).where(this).values({name: value}))
        assert 2 in {wrong.number for wrong in (await followed(database)).wrong}, name
        again = audit_seal.c.number == (value if name == "number" else 2)
        await do(database, update(audit_seal).where(again).values({name: before}))
        assert (await followed(database)).wrong == ()


async def test_a_row_that_was_taken_out_shows(database: Database) -> None:
    await sealed_hours(database)
    id = await one_row(database, 2)
    await do(database, delete(rows_of_audit).where(rows_of_audit.c.id == id))
    assert (await followed(database)).wrong == (Wrong(2, What.MISSING_ROW),)


async def test_a_row_that_was_put_under_a_seal_shows(database: Database) -> None:
    await sealed_hours(database)
    added = insert(rows_of_audit).values(
        id="0" * 32, at=TEN, actor="bot", action="filed", subject="a1b2", seal=2
    )
    await do(database, added)
    wrong = (await followed(database)).wrong
    assert wrong == (Wrong(2, What.ADDED_ROW), Wrong(2, What.ACTOR_CHANGED))


@pytest.mark.parametrize("number", [1, 2, 3])
async def test_a_seal_that_was_taken_out_shows(database: Database, number: int) -> None:
    await sealed_hours(database)
    await do(database, delete(audit_seal).where(audit_seal.c.number == number))
    wrong = (await followed(database)).wrong
    assert Wrong(number, What.BROKEN_LINK) in wrong


async def test_seals_that_were_swapped_show(database: Database) -> None:
    await sealed_hours(database)
    numbered = audit_seal.c.number
    for old, new in ((1, 9), (2, 1), (9, 2)):
        await do(database, update(audit_seal).where(numbered == old).values(number=new))
    # The third follows on the one that stood second, and does not any more.
    assert {wrong.number for wrong in (await followed(database)).wrong} == {1, 2, 3}


async def test_a_person_who_is_erased_is_in_no_row_and_the_chain_stays_whole(
    database: Database,
) -> None:
    await note(database, TEN, actor=AMINA, subject=AMINA)
    await note(database, TEN + A_MINUTE, actor="bot", subject=AMINA)
    await note(database, TEN + 2 * A_MINUTE, actor=DAN)
    await seal(database, ELEVEN)
    await note(database, ELEVEN, actor=AMINA)

    assert (
        await database.write(
            partial(audit.forget_actor, user=AMINA, by="operator", now=ELEVEN + A_MINUTE)
        )
        == 3
    )
    await seal(database, ELEVEN + HOUR)

    assert await column(database, "actor") == [ERASED, "bot", DAN, ERASED, "operator"]
    assert await column(database, "subject") == [ERASED, ERASED, "a1b2", "a1b2", "2"]
    assert await database.read(audit.names_erased) == 2
    salts = await column(database, "salt")
    assert salts[:2] == [None, None]
    assert None not in salts[2:]
    chain = await followed(database)
    assert (chain.wrong, chain.erased) == ((), 2)


async def test_erasing_one_person_leaves_those_alone_whose_id_begins_alike(
    database: Database,
) -> None:
    longer = UserId(f"{AMINA}2")
    await note(database, TEN, actor=longer, subject=AMINA)
    await note(database, TEN + A_MINUTE, actor=longer, subject=longer)
    await database.write(
        partial(audit.forget_actor, user=AMINA, by="operator", now=ELEVEN + A_MINUTE)
    )
    assert await column(database, "actor") == [longer, longer]
    assert await column(database, "subject") == [ERASED, longer]


async def test_no_salt_is_left_to_find_an_erased_person_by(database: Database) -> None:
    await sealed_hours(database)
    await database.write(
        partial(audit.forget_actor, user=AMINA, by="operator", now=ELEVEN + A_MINUTE)
    )
    kept = await database.read(lambda tx: tx.execute(text("SELECT * FROM audit")))
    assert AMINA not in repr([tuple(row) for row in kept])
    assert set(await column(database, "salt")) == {None}


async def test_whoever_is_erased_twice_is_counted_once(database: Database) -> None:
    await sealed_hours(database)
    for _ in range(2):
        await database.write(
            partial(audit.forget_actor, user=AMINA, by="operator", now=ELEVEN + HOUR)
        )
    chain = await followed(database)
    assert await database.read(audit.names_erased) == chain.erased > 0


async def test_the_latest_of_some_actions_come_newest_first_and_no_others(
    database: Database,
) -> None:
    await note(database, TEN)
    for number, action in enumerate(("team saved", "service set", "team saved")):
        at = TEN + number * A_MINUTE
        await database.write(
            partial(audit.note, at=at, actor="operator", action=action, subject="service")
        )
    await database.write(
        partial(audit.note, at=ELEVEN, actor="bot", action="team saved", subject="service")
    )
    read = partial(audit.latest, actions=("team saved", "service set"), but_by="bot")
    assert [one.action for one in await database.read(partial(read, limit=2))] == [
        "team saved",
        "service set",
    ]
    assert len(await database.read(partial(read, limit=9))) == 3
