"""`goodcatch audit`: whether it is whole, and who changed which setting."""

import asyncio
import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from filelock import FileLock

from bot.app import LOCK, opened
from bot.domain.ids import UserId
from sandbox import cast
from storage import audit
from tests.cli.conftest import GIVEN, Goodcatch
from tests.cli.test_config import given_as
from tests.conftest import StandingClock

ADD = ("teams", "add", "--channel", cast.RIVERSIDE, "--name", "River [red]side")
ADD_WITH_MANAGER = (*ADD, "--manager", cast.AMINA)
PUT_IN = (
    "INSERT INTO audit SELECT 'f', at, actor, action, subject, seal, salt, actor_mark FROM audit"
    " WHERE action = 'team saved'"
)
Seal = Callable[[], None]


@pytest.fixture
def seal(tmp_path: Path) -> Seal:
    """Seals everything that was noted so far, as the bot would in an hour or two."""

    async def in_two_hours() -> None:
        clock = StandingClock(datetime.now(UTC) + timedelta(hours=2))
        settings = given_as(GIVEN | {"GOODCATCH_DATA": str(tmp_path / "data")})
        async with opened(settings, clock) as services:
            await services.sealing.come([])

    return lambda: asyncio.run(in_two_hours())


def spoil(folder: Path, statement: str) -> None:
    with sqlite3.connect(folder / "data" / "goodcatch.db") as connection:
        connection.execute(statement)
    connection.close()


def test_before_the_first_seal_it_says_what_waits_for_it(goodcatch: Goodcatch) -> None:
    goodcatch(*ADD_WITH_MANAGER)
    told = goodcatch("audit", "verify")
    assert told.exit_code == 0
    assert "The audit is whole. Not sealed yet: 2 rows." in told.output
    assert "--earlier" not in told.output


def test_a_whole_audit_is_told_with_how_much_of_it_there_is(
    goodcatch: Goodcatch, seal: Seal
) -> None:
    goodcatch(*ADD_WITH_MANAGER)
    goodcatch("service", "set", "--nation", "SCT")
    seal()
    goodcatch("service", "set", "--nation", "ENG")
    told = goodcatch("audit", "verify")
    assert told.exit_code == 0
    assert "Sealed: 3 rows, under 1 seal, the last of " in told.output
    assert "Not sealed yet: 1 row." in told.output


def test_its_digest_is_found_again_by_a_later_check(goodcatch: Goodcatch, seal: Seal) -> None:
    goodcatch(*ADD_WITH_MANAGER)
    seal()
    digest = goodcatch("audit", "verify").output.splitlines()[-1]
    goodcatch("service", "set", "--nation", "SCT")
    seal()
    assert goodcatch("audit", "verify", "--earlier", f" {digest.upper()} ").exit_code == 0
    told = goodcatch("audit", "verify", "--earlier", "0" * 64)
    assert told.exit_code == 1
    assert "does not hold the digest of the earlier check" in told.output


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("UPDATE audit SET action = 'nothing'", "something under it, or in the seal itself"),
        ("UPDATE audit SET actor = 'U0OTHER'", "somebody has been put in another's place"),
        ("DELETE FROM audit", "something that stood under it is missing"),
        ("DELETE FROM audit_seal", "it is missing, or does not follow"),
        (PUT_IN, "something has been put under it since"),
    ],
)
def test_each_seal_that_is_not_as_it_was_is_named(
    goodcatch: Goodcatch, seal: Seal, tmp_path: Path, statement: str, said: str
) -> None:
    goodcatch(*ADD_WITH_MANAGER)
    seal()
    spoil(tmp_path, statement)
    told = goodcatch("audit", "verify")
    assert told.exit_code == 1
    assert f"Seal 1: {said}" in told.output
    assert "The audit is not what was sealed." in told.output
    assert "whole" not in told.output


def test_erasing_somebody_is_told_and_is_nothing_wrong(
    goodcatch: Goodcatch, seal: Seal, tmp_path: Path
) -> None:
    goodcatch(*ADD_WITH_MANAGER)
    spoil(tmp_path, "UPDATE audit SET actor = 'U0AMINA'")
    seal()

    async def erase() -> None:
        settings = given_as(GIVEN | {"GOODCATCH_DATA": str(tmp_path / "data")})
        async with opened(settings) as services:
            database = services.sealing.context.database
            await database.write(
                lambda tx: audit.forget_actor(
                    tx, UserId("U0AMINA"), by="operator", now=datetime.now(UTC)
                )
            )

    asyncio.run(erase())
    told = goodcatch("audit", "verify")
    assert told.exit_code == 0
    assert "2 rows (in 2 somebody was erased)" in told.output


def test_names_taken_out_by_hand_are_told(goodcatch: Goodcatch, seal: Seal, tmp_path: Path) -> None:
    goodcatch(*ADD_WITH_MANAGER)
    seal()
    spoil(tmp_path, "UPDATE audit SET actor = 'erased', salt = NULL WHERE action = 'team saved'")
    told = goodcatch("audit", "verify")
    assert told.exit_code == 1
    assert "somebody has taken names out by hand" in told.output


def test_what_is_no_digest_is_a_slip_and_no_alarm(goodcatch: Goodcatch) -> None:
    told = goodcatch("audit", "verify", "--earlier", "deadbeef")
    assert told.exit_code == 2
    assert "64 digits" in told.output


@pytest.mark.parametrize("typed", [("audit", "verify"), ("audit", "list")])
def test_it_works_while_the_bot_runs(
    goodcatch: Goodcatch, tmp_path: Path, typed: tuple[str, ...]
) -> None:
    goodcatch(*ADD_WITH_MANAGER)
    with FileLock(tmp_path / "data" / LOCK):
        assert goodcatch(*typed).exit_code == 0


def test_the_list_shows_who_changed_which_settings_newest_first(goodcatch: Goodcatch) -> None:
    assert goodcatch("audit", "list").output == "Nothing has been set yet.\n"
    goodcatch(*ADD_WITH_MANAGER)
    goodcatch("service", "set", "--nation", "SCT")
    listed = goodcatch("audit", "list").output
    assert listed.index("service set") < listed.index("team saved")
    assert "operator" in listed
    assert "River [red]side" in listed
    assert "team saved" not in goodcatch("audit", "list", "--most", "1").output


def test_the_list_shows_nothing_of_reports(goodcatch: Goodcatch, tmp_path: Path) -> None:
    goodcatch(*ADD_WITH_MANAGER)
    spoil(
        tmp_path,
        "INSERT INTO audit (id, at, actor, action, subject)"
        " SELECT 'f', at, 'U0OTHER', 'filed', 'a-report' FROM audit WHERE action = 'team saved'",
    )
    listed = goodcatch("audit", "list").output
    assert "team saved" in listed
    for hidden in ("filed", "U0OTHER", "a-report"):
        assert hidden not in listed
