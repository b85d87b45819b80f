"""Receipts: whoever holds a report's code finds it again, under any key that is configured."""

import base64
from random import Random

from cryptography.fernet import Fernet

from bot.domain.ids import ChannelId, ReportId
from bot.domain.reference import Code
from storage import receipts
from storage.database import Database
from storage.vault import Vault
from tests.builders import a_team
from tests.storage.dumps import everything_in
from tests.storage.rows import stored

SECRET = Fernet.generate_key().decode()
OLD_INDEX, NEW_INDEX = (base64.b64encode(Random(n).randbytes(32)).decode() for n in (1, 2))
OLD = Vault((SECRET,), (OLD_INDEX,))
BOTH = Vault((SECRET,), (NEW_INDEX, OLD_INDEX))
NEW = Vault((SECRET,), (NEW_INDEX,))
CODE = Code.fresh("NM")
TEAM = a_team(channel=ChannelId("C0STORED"))


async def keep(database: Database, vault: Vault, id: ReportId, code: Code = CODE) -> bool:
    return await database.write(lambda tx: receipts.keep(tx, vault, id, code))


async def report_of(database: Database, vault: Vault, code: Code = CODE) -> ReportId | None:
    return await database.read(lambda tx: receipts.report_of(tx, vault, code))


async def test_a_code_leads_to_its_report_and_no_other_code_does(database: Database) -> None:
    given = await stored(database, OLD, team=TEAM)

    assert await keep(database, OLD, given.id)

    assert await report_of(database, OLD) == given.id
    assert await report_of(database, OLD, Code.fresh("NM")) is None


async def test_a_code_is_kept_once_whatever_report_it_is_said_to_belong_to(
    database: Database,
) -> None:
    first, second = [await stored(database, OLD, team=TEAM) for _ in range(2)]

    assert [await keep(database, OLD, one.id) for one in (first, first, second)] == [
        True,
        False,
        False,
    ]
    assert await report_of(database, OLD) == first.id


async def test_a_code_is_found_as_long_as_its_key_is_configured(database: Database) -> None:
    given = await stored(database, OLD, team=TEAM)
    await keep(database, OLD, given.id)

    assert await report_of(database, BOTH) == given.id
    assert await report_of(database, NEW) is None


async def test_under_a_newer_key_a_code_is_not_kept_again(database: Database) -> None:
    first, second = [await stored(database, OLD, team=TEAM) for _ in range(2)]
    await keep(database, OLD, first.id)

    assert not await keep(database, BOTH, second.id)


async def test_every_receipt_names_the_key_it_needs(database: Database) -> None:
    given = await stored(database, OLD, team=TEAM)
    for vault in (OLD, BOTH, BOTH):
        await keep(database, vault, given.id, Code.fresh("NM"))

    found = await database.read(receipts.key_names)

    assert found == {OLD.key_name: 1, NEW.key_name: 2}


async def test_the_code_itself_is_nowhere_in_the_database(database: Database) -> None:
    given = await stored(database, OLD, team=TEAM)
    await keep(database, OLD, given.id)

    assert CODE.secret.encode() not in await everything_in(database)
