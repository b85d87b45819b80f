"""Whom a reporter has left out is kept sealed, and never taken for nobody."""

import pytest

from bot.domain.ids import ChannelId, ReportId, UserId
from storage import left_out, reports
from storage.database import Database
from storage.vault import Vault, WrongKey
from tests.builders import AMINA, DAN, a_team
from tests.conftest import fresh_vault
from tests.storage.dumps import disguises, everything_in
from tests.storage.rows import stored

TEAM = a_team(channel=ChannelId("C0STORED"))
CANARY = UserId("U0CANARYLEFTOUT")


async def leave_out(database: Database, vault: Vault, id: ReportId, *users: UserId) -> None:
    await database.write(lambda tx: left_out.keep(tx, vault, id, users))


async def test_each_report_has_those_left_out_of_it(database: Database, vault: Vault) -> None:
    one, two, three = [(await stored(database, vault, team=TEAM)).id for _ in range(3)]
    await leave_out(database, vault, one, AMINA)
    await leave_out(database, vault, two, AMINA, DAN)

    found = await database.read(lambda tx: left_out.of(tx, vault, [one, two, three]))

    assert found == {one: frozenset({AMINA}), two: frozenset({AMINA, DAN})}


async def test_said_again_the_latest_holds(database: Database, vault: Vault) -> None:
    given = (await stored(database, vault, team=TEAM)).id
    await leave_out(database, vault, given, AMINA)
    await leave_out(database, vault, given, DAN)

    found = await database.read(lambda tx: left_out.of(tx, vault, [given]))

    assert found == {given: frozenset({DAN})}


async def test_a_list_that_cannot_be_opened_is_never_taken_for_an_empty_one(
    database: Database, vault: Vault
) -> None:
    given = (await stored(database, vault, team=TEAM)).id
    await leave_out(database, vault, given, AMINA)
    other = fresh_vault()

    with pytest.raises(WrongKey):
        await database.read(lambda tx: left_out.of(tx, other, [given]))


async def test_a_report_whose_list_cannot_be_opened_is_kept_from_all_who_could_be_on_it(
    database: Database, vault: Vault
) -> None:
    shut, readable, free = [(await stored(database, vault, team=TEAM)).id for _ in range(3)]
    await leave_out(database, fresh_vault(), shut, DAN)
    await leave_out(database, vault, readable, AMINA)

    found = await database.read(lambda tx: left_out.kept_from(tx, vault, [shut, readable, free]))

    everybody = frozenset(TEAM.everybody_who_may_decide)
    assert DAN in everybody
    assert found == {shut: everybody, readable: frozenset({AMINA})}


async def test_it_keeps_back_no_other_report(database: Database, vault: Vault) -> None:
    shut, other = [await stored(database, vault, team=TEAM) for _ in range(2)]
    await leave_out(database, fresh_vault(), shut.id, DAN)

    found = await database.read(lambda tx: reports.load_many(tx, vault, [shut.id, other.id]))

    assert found[shut.id].left_out == frozenset(TEAM.everybody_who_may_decide)
    assert found[other.id].left_out == frozenset()


async def test_who_is_left_out_cannot_be_read_without_the_key(
    database: Database, vault: Vault
) -> None:
    given = (await stored(database, vault, team=TEAM)).id
    await leave_out(database, vault, given, CANARY)

    kept = await everything_in(database)

    assert [seen for seen in disguises(CANARY) if seen in kept] == []
