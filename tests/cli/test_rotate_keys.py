"""Changing keys from the host: what is said of each key, and when there is something amiss."""

import asyncio
import base64
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from cryptography.fernet import Fernet
from typer.testing import CliRunner

from bot.app import WrongKeys, running
from bot.cli import app
from bot.cli.keys import what_next
from bot.config import Settings
from bot.domain.ids import ChannelId, ReportId
from bot.domain.keys import Key, Needs, Use
from bot.domain.reference import Code
from bot.domain.report import Mode
from sandbox.workspace import Workspace
from storage import left_out, receipts, reports, rotation
from storage.database import Database
from storage.migrate import migrate
from storage.vault import Vault
from tests.builders import AMINA, a_report, a_team
from tests.cli.conftest import GIVEN, INDEX_KEY, Goodcatch, Told
from tests.cli.test_config import given_as
from tests.storage.dumps import everything_in
from tests.storage.rows import stored

SECRETS, INDEXES = "GOODCATCH_SECRET_KEYS", "GOODCATCH_INDEX_KEYS"
NEW = {
    SECRETS: Fernet.generate_key().decode(),
    INDEXES: base64.b64encode(Random(6).randbytes(32)).decode(),
}
TEAM = a_team(channel=ChannelId("C0STORED"))
NOTHING = Needs(
    secrets=2,
    names=("aa11", "bb22"),
    entries={},
    lacking={},
    shut_lists=0,
    references=(),
    receipts={},
    marks=0,
    under_way=0,
)
"""Nothing is stored that needs any of the configured keys."""
OLD_VAULT = Vault((GIVEN[SECRETS],), (INDEX_KEY,))


@pytest.fixture
async def database(goodcatch: Goodcatch, tmp_path: Path) -> AsyncIterator[Database]:
    """The bot's own database, with two reports under the old keys in it."""
    (tmp_path / "data").mkdir()
    opened_by_hand = Database(given_as(GIVEN).database)
    await migrate(opened_by_hand)
    for mode in (Mode.NAMED, Mode.CONFIDENTIAL):
        await stored(opened_by_hand, OLD_VAULT, a_report(team=TEAM, mode=mode), team=TEAM)
    yield opened_by_hand
    await opened_by_hand.close()


@pytest.fixture
def new_first(host: pytest.MonkeyPatch, database: Database) -> None:
    """The new keys stand before the old ones."""
    for name, key in NEW.items():
        host.setenv(name, f"{key},{GIVEN[name]}")


async def rotate(goodcatch: Goodcatch) -> Told:
    told = await asyncio.to_thread(goodcatch, "rotate-keys")
    return Told(told.exit_code, " ".join(told.output.split()))


async def keep_a_receipt(database: Database) -> ReportId:
    """An anonymous report whose code is kept under the old key."""
    given = await stored(database, OLD_VAULT, a_report(team=TEAM, mode=Mode.ANONYMOUS), team=TEAM)
    await database.write(lambda tx: receipts.keep(tx, OLD_VAULT, given.id, Code.fresh("NM")))
    return given.id


@pytest.mark.usefixtures("new_first")
async def test_it_says_what_was_moved_and_which_keys_may_be_taken_out(
    goodcatch: Goodcatch,
) -> None:
    told = await rotate(goodcatch)

    assert told.exit_code == 0
    assert "2 sealed entries have been moved on to the newest keys." in told.output
    assert "Looking at what is sealed" in told.output
    assert told.output.count("│ nothing │ may be taken out │") == 2
    assert "only when the newest has been first for a day" in told.output
    assert [key for key in (*NEW.values(), *GIVEN.values()) if key in told.output] == []


@pytest.mark.usefixtures("new_first")
async def test_nothing_is_left_of_how_it_was_sealed_before(
    goodcatch: Goodcatch, database: Database
) -> None:
    rows = await database.read(lambda tx: tx.exec_driver_sql("SELECT sealed FROM identity"))
    before = [row.sealed for row in rows]
    assert [one for one in before if one not in await everything_in(database)] == []

    told = await rotate(goodcatch)

    assert "could not be emptied" not in told.output
    assert [one for one in before if one in await everything_in(database)] == []


@pytest.mark.usefixtures("new_first")
async def test_then_the_old_keys_can_be_taken_out(
    goodcatch: Goodcatch, host: pytest.MonkeyPatch
) -> None:
    await rotate(goodcatch)
    for name, key in NEW.items():
        host.setenv(name, key)

    told = await rotate(goodcatch)

    assert told.exit_code == 0
    assert "There was nothing to move" in told.output
    assert "may be taken out" not in told.output


@pytest.mark.usefixtures("new_first")
async def test_an_index_key_stays_as_long_as_a_receipt_needs_it(
    goodcatch: Goodcatch, database: Database
) -> None:
    await keep_a_receipt(database)

    told = await rotate(goodcatch)

    assert told.exit_code == 0
    assert "│ some receipts │ has to stay │" in told.output
    assert "An index key that receipts need has to stay" in told.output
    assert "first for a day" not in told.output


@pytest.mark.usefixtures("new_first")
async def test_marks_that_name_no_key_are_counted_and_explained(
    goodcatch: Goodcatch, database: Database
) -> None:
    id = await keep_a_receipt(database)
    await database.write(lambda tx: reports.say_seen_too(tx, id, [b"mark"]))
    assert "could leave another" not in (await rotate(goodcatch)).output

    await database.write(lambda tx: tx.exec_driver_sql("DELETE FROM receipt"))
    told = await rotate(goodcatch)

    assert "whether a change helped: 1." in told.output
    assert "could leave another" in told.output


async def test_what_no_key_opens_is_named_left_alone_and_ends_with_an_error(
    goodcatch: Goodcatch, host: pytest.MonkeyPatch, database: Database
) -> None:
    host.setenv(SECRETS, NEW[SECRETS])

    told = await rotate(goodcatch)

    assert told.exit_code == 1
    assert f"2 sealed entries are opened by none of {SECRETS}." in told.output
    assert "They belong to NM-" in told.output
    assert "Put the key back" in told.output
    host.setenv(SECRETS, GIVEN[SECRETS])
    assert (await rotate(goodcatch)).exit_code == 0


async def test_a_receipt_whose_key_was_taken_out_is_named_with_it_and_the_bot_does_not_start(
    goodcatch: Goodcatch, host: pytest.MonkeyPatch, database: Database
) -> None:
    await keep_a_receipt(database)
    for name, key in NEW.items():
        host.setenv(name, f"{key},{GIVEN[name]}")
    await rotate(goodcatch)
    host.setenv(INDEXES, NEW[INDEXES])

    for command in ("rotate-keys", "run", "doctor"):
        told = await asyncio.to_thread(goodcatch, command)
        assert told.exit_code == 1
        assert f"Some receipts need a key that is not in {INDEXES}" in told.output
        assert OLD_VAULT.key_name in told.output


async def give_up(typed: str) -> Told:
    """`rotate-keys --give-up`, with this typed at its question."""
    given = ["rotate-keys", "--give-up"]
    told = await asyncio.to_thread(CliRunner().invoke, app, given, input=f"{typed}\n")
    return Told(told.exit_code, " ".join(told.output.split()))


async def test_a_key_that_is_lost_for_good_is_given_up_once_that_is_typed(
    goodcatch: Goodcatch,
    host: pytest.MonkeyPatch,
    workspace: Workspace,
    database: Database,
) -> None:
    await keep_a_receipt(database)
    host.setenv("SLACK_API_URL", workspace.api_url)
    host.setenv("GOODCATCH_PORT", "0")
    for name, key in NEW.items():
        host.setenv(name, key)
    with pytest.raises(WrongKeys):
        async with running(_from_environment()):
            pass

    told = await give_up("give up")

    assert told.exit_code == 0
    assert "2 sealed entries are opened by none of GOODCATCH_SECRET_KEYS." in told.output
    assert "There is no way back" in told.output
    assert "forgotten who wrote them: 2." in told.output
    assert "bring nobody back any more: some." in told.output
    async with running(_from_environment()) as bot:
        assert (await bot.services.rotating.needs()).fit


async def test_nothing_is_given_up_where_anything_else_is_typed(
    host: pytest.MonkeyPatch, database: Database
) -> None:
    for name, key in NEW.items():
        host.setenv(name, key)

    told = await give_up("yes")

    assert told.exit_code == 1
    assert "Nothing was given up." in told.output
    assert (await database.read(lambda tx: rotation.needs(tx, OLD_VAULT))).fit


async def test_nothing_is_given_up_while_the_keys_fit(
    host: pytest.MonkeyPatch, database: Database
) -> None:
    told = await give_up("give up")

    assert told.exit_code == 0
    assert "nothing is given up" in told.output
    assert (await database.read(lambda tx: rotation.needs(tx, OLD_VAULT))).entries


async def test_a_list_of_people_left_out_that_no_key_opens_is_counted(
    goodcatch: Goodcatch, host: pytest.MonkeyPatch, database: Database
) -> None:
    given = await stored(database, OLD_VAULT, a_report(team=TEAM), team=TEAM)
    await database.write(lambda tx: left_out.keep(tx, OLD_VAULT, given.id, [AMINA]))
    host.setenv(SECRETS, NEW[SECRETS])

    for command in ("rotate-keys", "doctor"):
        told = await asyncio.to_thread(goodcatch, command)
        assert "1 of these says whom somebody has left out" in " ".join(told.output.split())


@pytest.mark.parametrize(
    ("needs", "cure"),
    [
        (replace(NOTHING, entries={Key(Use.SECRET, 1): 1}), "Put the new keys first wherever"),
        (replace(NOTHING, receipts={"bb22": 1}), "until their reports are deleted"),
        (replace(NOTHING, under_way=1), "Run this again in some minutes"),
    ],
    ids=["sealed meanwhile", "receipts", "messages under way"],
)
def test_what_keeps_an_older_key_is_said_with_what_to_do_about_it(needs: Needs, cure: str) -> None:
    assert cure in " ".join(what_next(needs))
    assert cure not in " ".join(what_next(NOTHING))


async def test_it_works_beside_a_running_bot(
    goodcatch: Goodcatch,
    host: pytest.MonkeyPatch,
    workspace: Workspace,
    new_first: None,
) -> None:
    host.setenv("SLACK_API_URL", workspace.api_url)
    host.setenv("GOODCATCH_PORT", "0")
    async with running(_from_environment()) as bot:
        told = await rotate(goodcatch)
        assert (await bot.services.rotating.needs()).fit
    assert told.exit_code == 0
    assert "2 sealed entries have been moved on" in told.output


def _from_environment() -> Settings:
    return Settings()  # type: ignore[call-arg] # they come from the environment
