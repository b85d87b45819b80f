"""`subject-access`, `erase` and `export`: asked first, and what they write and say."""

import asyncio
import json
import stat
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

import pytest

from bot.cli import access
from bot.domain.ids import ChannelId, UserId
from bot.domain.report import Mode
from bot.domain.requests import LAPSES_AFTER, Request, RequestId, RequestState, Word
from bot.services.requests import Requests
from sandbox import cast
from storage import erasure
from storage import requests as kept
from storage.database import Database, Transaction
from storage.vault import Vault
from tests.builders import a_report, a_team
from tests.cli.conftest import GIVEN, Goodcatch
from tests.storage.rows import stored

Result = TypeVar("Result")

ACCESS = ("subject-access", cast.PRIYA)
EXPORT = ("export", "--with-text")
LEAD = ("service", "set", "--learning-lead", cast.MOIRA)


def vault() -> Vault:
    return Vault((GIVEN["GOODCATCH_SECRET_KEYS"],), (GIVEN["GOODCATCH_INDEX_KEYS"],))


def on_database(work: Callable[[Database], Awaitable[Result]]) -> Result:
    """Do something to the host's own database, as a bot beside it would."""

    async def do() -> Result:
        database = Database("sqlite+aiosqlite:///data/goodcatch.db")
        try:
            return await work(database)
        finally:
            await database.close()

    return asyncio.run(do())


async def decide_on(database: Database, state: RequestState) -> None:
    """As a learning lead does in Slack."""

    async def decide(tx: Transaction) -> None:
        rows = (await tx.exec_driver_sql("SELECT id, state FROM request")).all()
        for row in rows:
            if row.state == RequestState.WAITING:
                found = await kept.load(tx, vault(), RequestId(row.id))
                assert found is not None
                word = Word(state, UserId(cast.MOIRA))
                await kept.decide(tx, vault(), found, word, at=found.asked_at)

    await database.write(decide)


@pytest.fixture
def confirmed(goodcatch: Goodcatch) -> Goodcatch:
    """Types a command that is asked about, has it confirmed, and types it again."""

    def type_it(*typed: str) -> Any:  # noqa: ANN401 - what `goodcatch` says
        told = goodcatch(*typed, "--no-wait")
        assert told.exit_code == access.WAITS, told.output
        on_database(lambda database: decide_on(database, RequestState.CONFIRMED))
        return goodcatch(*typed)

    goodcatch(*LEAD)
    return type_it


@pytest.fixture
def reference(goodcatch: Goodcatch) -> str:
    """A report of Priya's."""
    goodcatch("migrate")
    team = a_team(channel=ChannelId("C0STORED"), learning_leads=(UserId(cast.MOIRA),))
    report = a_report(
        team=team,
        mode=Mode.CONFIDENTIAL,
        what="The fax machine ate it",
        released_at=datetime(2020, 1, 6, 9, tzinfo=UTC),
    )
    on_database(
        lambda database: stored(database, vault(), report, team=team, reporter=UserId(cast.PRIYA))
    )
    return report.reference


def handed_out() -> list[Path]:
    return sorted(Path("data/handed-out").glob("*"))


@pytest.mark.parametrize("typed", [ACCESS, EXPORT, ("erase", cast.PRIYA)])
def test_without_a_learning_lead_nothing_is_done_and_it_says_how_to_name_one(
    goodcatch: Goodcatch, typed: tuple[str, ...]
) -> None:
    told = goodcatch(*typed)
    assert told.exit_code == 1
    assert "goodcatch service set --learning-lead" in told.output
    assert handed_out() == []


@pytest.mark.parametrize("typed", [ACCESS, EXPORT, ("erase", cast.PRIYA)])
def test_asked_without_waiting_it_says_how_to_go_on_and_asks_once(
    goodcatch: Goodcatch, typed: tuple[str, ...]
) -> None:
    goodcatch(*LEAD)
    for _ in range(2):
        told = goodcatch(*typed, "--no-wait")
        assert told.exit_code == access.WAITS
        assert "nobody is asked twice" in told.output
    assert handed_out() == []


@pytest.mark.parametrize("typed", [ACCESS, EXPORT, ("erase", cast.PRIYA)])
def test_a_refusal_is_said_and_nothing_is_done(
    goodcatch: Goodcatch, typed: tuple[str, ...]
) -> None:
    goodcatch(*LEAD)
    goodcatch(*typed, "--no-wait")
    on_database(lambda database: decide_on(database, RequestState.REFUSED))
    told = goodcatch(*typed)
    assert told.exit_code == 1
    assert f"Refused by {cast.MOIRA}" in told.output
    assert handed_out() == []


def answering(
    host: pytest.MonkeyPatch, does: Callable[[Database, Request], Awaitable[None]]
) -> None:
    """Let this happen while the command line waits."""
    look = Requests.now_known
    host.setattr(access, "LOOK_EVERY", 0)

    async def now_known(self: Requests, id: RequestId) -> Request:
        await does(self.context.database, await look(self, id))
        return await look(self, id)

    host.setattr(Requests, "now_known", now_known)


def test_it_waits_until_somebody_has_decided(
    goodcatch: Goodcatch, host: pytest.MonkeyPatch
) -> None:
    goodcatch(*LEAD)

    async def confirm(database: Database, _: Request) -> None:
        await decide_on(database, RequestState.CONFIRMED)

    answering(host, confirm)
    told = goodcatch(*ACCESS)
    assert told.exit_code == 0, told.output
    assert len(handed_out()) == 1


def test_whoever_leaves_while_it_waits_comes_back_later(
    goodcatch: Goodcatch, host: pytest.MonkeyPatch
) -> None:
    goodcatch(*LEAD)

    async def leave(_: Database, __: Request) -> None:
        raise KeyboardInterrupt

    answering(host, leave)
    told = goodcatch(*ACCESS)
    assert told.exit_code == access.WAITS
    assert "Type the same command again" in told.output


def test_what_nobody_decides_on_ends_the_wait(
    goodcatch: Goodcatch, host: pytest.MonkeyPatch
) -> None:
    goodcatch(*LEAD)

    async def let_a_week_pass(database: Database, known: Request) -> None:
        before = known.asked_at - LAPSES_AFTER
        await database.write(
            lambda tx: tx.exec_driver_sql(
                "UPDATE request SET asked_at = ?", (before.replace(tzinfo=None).isoformat(" "),)
            )
        )

    answering(host, let_a_week_pass)
    told = goodcatch(*ACCESS)
    assert told.exit_code == 1
    assert "Nobody has decided in time" in told.output


def test_the_file_is_for_its_owners_eyes_only_and_holds_what_is_kept(
    reference: str, confirmed: Goodcatch
) -> None:
    told = confirmed(*ACCESS)

    assert told.exit_code == 0, told.output
    (file,) = handed_out()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    assert cast.PRIYA not in file.name
    found = json.loads(file.read_text(encoding="utf-8"))
    assert [one["reference"] for one in found["reports"]] == [reference]
    assert "/goodcatch receipt" in told.output


def test_each_request_is_carried_out_once(goodcatch: Goodcatch, confirmed: Goodcatch) -> None:
    assert confirmed(*ACCESS).exit_code == 0
    assert goodcatch(*ACCESS, "--no-wait").exit_code == access.WAITS


def test_nothing_is_written_over_a_file_that_is_there(
    confirmed: Goodcatch, host: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    host.setattr(access, "_name", lambda *_: "there.json")
    (tmp_path / "there.json").write_text("kept", encoding="utf-8")
    told = confirmed(*ACCESS, "--to", str(tmp_path))
    assert told.exit_code == 1
    assert "is there already" in told.output
    assert (tmp_path / "there.json").read_text(encoding="utf-8") == "kept"


def test_a_file_that_cannot_be_written_leaves_the_request_to_be_tried_again(
    goodcatch: Goodcatch, confirmed: Goodcatch, tmp_path: Path
) -> None:
    (tmp_path / "letter").write_text("no folder", encoding="utf-8")
    told = confirmed(*ACCESS, "--to", str(tmp_path / "letter"))
    assert told.exit_code == 1
    assert "cannot be made a folder" in told.output
    assert goodcatch(*ACCESS).exit_code == 0


def test_a_half_written_file_is_taken_away_again_and_leave_is_asked_anew(
    goodcatch: Goodcatch, confirmed: Goodcatch, host: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    with host.context() as patch:
        patch.setattr(json, "dump", full)
        told = confirmed(*ACCESS)
    assert told.exit_code == 1
    assert "No space left" in told.output
    assert handed_out() == []
    assert goodcatch(*ACCESS, "--no-wait").exit_code == access.WAITS


def test_an_erased_report_is_gone_and_what_stays_elsewhere_is_said(
    reference: str, confirmed: Goodcatch
) -> None:
    told = confirmed("erase", reference)
    assert told.exit_code == 0, told.output
    for said in (f"{reference} is erased", "Backups made until now", "What stands in Slack"):
        assert said in told.output
    gone = on_database(
        lambda database: database.read(lambda tx: erasure.report_called(tx, reference))
    )
    assert gone is None


@pytest.mark.parametrize(
    ("option", "said"),
    [((), "1 report of theirs stay"), (("--with-reports",), "is erased, with 1 report.")],
)
def test_an_erased_person_is_told_of_with_their_reports(
    reference: str, confirmed: Goodcatch, option: tuple[str, ...], said: str
) -> None:
    told = confirmed("erase", cast.PRIYA, *option)
    assert told.exit_code == 0, told.output
    assert said in told.output
    stays = on_database(
        lambda database: database.read(lambda tx: erasure.report_called(tx, reference))
    )
    assert (stays is None) is bool(option)


def test_a_report_whose_message_is_under_way_is_left_for_later(
    reference: str, confirmed: Goodcatch, host: pytest.MonkeyPatch
) -> None:
    async def always(*_: object) -> bool:
        return True

    host.setattr(access, "UNDER_WAY_SECONDS", 0)
    host.setattr(erasure, "under_way", always)
    told = confirmed("erase", reference)
    assert told.exit_code == 1
    assert "type the same command again" in told.output


def test_settings_and_totals_are_exported_without_asking(goodcatch: Goodcatch) -> None:
    told = goodcatch("export")
    assert told.exit_code == 0, told.output
    (file,) = handed_out()
    assert set(json.loads(file.read_text(encoding="utf-8"))) >= {"service", "teams", "totals"}


def test_with_text_every_report_is_a_line_of_its_own(reference: str, confirmed: Goodcatch) -> None:
    told = confirmed(*EXPORT)
    assert told.exit_code == 0, told.output
    (file,) = handed_out()
    (line,) = file.read_text(encoding="utf-8").splitlines()
    assert json.loads(line)["reference"] == reference
    assert cast.PRIYA not in line


def test_without_the_keys_something_needs_nothing_is_handed_out_or_erased(
    reference: str, goodcatch: Goodcatch, confirmed: Goodcatch, host: pytest.MonkeyPatch
) -> None:
    assert reference
    goodcatch("erase", cast.PRIYA, "--no-wait")
    fresh = dict(line.split("=", 1) for line in goodcatch("keys").output.splitlines())
    host.setenv("GOODCATCH_INDEX_KEYS", fresh["GOODCATCH_INDEX_KEYS"])
    told = confirmed(*ACCESS)
    assert told.exit_code == 1
    assert "GOODCATCH_INDEX_KEYS" in told.output
    assert handed_out() == []


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (("subject-access", "priya"), "begins with U or W"),
        (("subject-access", "NM-2F9D"), "begins with U or W"),
        (("erase", "everybody"), "such as NM-2F9D"),
        (("erase", "NM-2F9D", "--with-reports"), "goes with a person only"),
    ],
)
def test_what_cannot_be_meant_is_refused_at_once(
    goodcatch: Goodcatch, typed: tuple[str, ...], said: str
) -> None:
    told = goodcatch(*typed)
    assert told.exit_code == 2
    assert said in " ".join(told.output.replace("│", " ").split())


def test_a_report_that_is_not_there_is_said_at_once(goodcatch: Goodcatch) -> None:
    goodcatch(*LEAD)
    told = goodcatch("erase", "NM-2222")
    assert told.exit_code == 1
    assert "no report called NM-2222" in told.output
