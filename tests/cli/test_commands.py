"""What the command line says and does, and what it says instead when it cannot."""

import asyncio
import json
import socket
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from filelock import FileLock

from bot.manifest import manifest
from sandbox import cast
from sandbox.workspace import Workspace
from tests.cli.conftest import GIVEN, Goodcatch
from tests.cli.test_config import given_as
from tests.seams.tree import ROOT

ADD = ("teams", "add", "--channel", cast.RIVERSIDE, "--name", "Riverside", "--manager", cast.AMINA)

SAYS = {
    (): "a Slack bot for everyday learning",
    ("run",): "Run the bot until it is stopped",
    ("migrate",): "Bring the database to this version",
    ("doctor",): "say how to mend each",
    ("manifest",): "Print the manifest to create the Slack app from",
    ("keys",): "Print fresh keys",
    ("rotate-keys",): "say which keys may be taken out",
    ("demo",): "no Slack needed",
    ("sandbox",): "practice workspace alone",
    ("service",): "What holds for the whole service",
    ("service", "set"): "everything else stays as it is",
    ("subject-access",): "once a learning lead has confirmed",
    ("erase",): "Erase a person or a report for good",
    ("export",): "Write down the settings and totals",
    ("teams",): "The teams and who answers in them",
    ("teams", "add"): "Add a team",
    ("teams", "import"): "all of them, or none where a line is not right",
    ("teams", "list"): "Show every team and who answers in it",
    ("audit",): "whether that was changed since",
    ("audit", "verify"): "the bot may be running",
    ("audit", "list"): "nothing of reports",
}


@pytest.mark.parametrize("typed", SAYS, ids=" ".join)
@pytest.mark.parametrize("asked", ["--help", "-h"])
def test_every_command_says_what_it_does(
    goodcatch: Goodcatch, typed: tuple[str, ...], asked: str
) -> None:
    told = goodcatch(*typed, asked)
    assert told.exit_code == 0
    assert SAYS[typed] in " ".join(told.output.split())


def test_the_overview_names_every_command(goodcatch: Goodcatch) -> None:
    told = goodcatch("--help").output
    assert [one for one in {typed[0] for typed in SAYS if typed} if one not in told] == []


@pytest.mark.parametrize("typed", [("run",), ("migrate",), ("doctor",), ("teams", "list")])
def test_without_its_settings_it_names_them_and_does_nothing(
    goodcatch: Goodcatch, host: pytest.MonkeyPatch, tmp_path: Path, typed: tuple[str, ...]
) -> None:
    for name in GIVEN:
        host.delenv(name)
    told = goodcatch(*typed)
    assert told.exit_code == 1
    assert [name for name in GIVEN if f"{name} is not set." not in told.output] == []
    assert list(tmp_path.iterdir()) == []


def test_the_manifest_is_printed_exactly(goodcatch: Goodcatch) -> None:
    told = goodcatch("manifest")
    assert told.output == (ROOT / "manifest.json").read_text(encoding="utf-8")
    assert json.loads(told.output) == manifest()


def test_the_keys_that_are_printed_can_be_used_as_they_stand(goodcatch: Goodcatch) -> None:
    lines = goodcatch("keys").output.splitlines()
    printed = dict(line.split("=", 1) for line in lines)
    assert list(printed) == ["GOODCATCH_SECRET_KEYS", "GOODCATCH_INDEX_KEYS"]
    settings = given_as(GIVEN | printed)
    sealing = Fernet(settings.secret_keys[0].get_secret_value())
    assert sealing.decrypt(sealing.encrypt(b"words")) == b"words"


def test_keys_are_new_each_time(goodcatch: Goodcatch) -> None:
    first, second = (goodcatch("keys").output.splitlines() for _ in range(2))
    assert not set(first) & set(second)


def test_migrating_makes_the_database_and_may_be_done_again(
    goodcatch: Goodcatch, tmp_path: Path
) -> None:
    for _ in range(2):
        told = goodcatch("migrate")
        assert (told.exit_code, told.output) == (0, "The database is up to date.\n")
    assert (tmp_path / "data" / "goodcatch.db").exists()


@pytest.mark.parametrize("typed", [("migrate",), ("doctor",), ("run",), ("teams", "list")])
@pytest.mark.parametrize("file", ["nowhere/at-all.db", "a-folder", "a-letter.txt"])
def test_a_database_that_cannot_be_opened_is_told_with_its_cure(
    goodcatch: Goodcatch,
    host: pytest.MonkeyPatch,
    tmp_path: Path,
    file: str,
    typed: tuple[str, ...],
) -> None:
    (tmp_path / "a-folder").mkdir()
    (tmp_path / "a-letter.txt").write_text("Dear Kestrel Avenue, " * 100, encoding="utf-8")
    host.setenv("GOODCATCH_DATABASE_URL", f"sqlite+aiosqlite:///{tmp_path / file}")
    told = goodcatch(*typed)
    assert told.exit_code == 1
    assert "Check GOODCATCH_DATABASE_URL" in told.output


def test_before_there_are_teams_it_says_how_to_add_one(goodcatch: Goodcatch) -> None:
    assert "goodcatch teams add" in goodcatch("teams", "list").output


def test_a_team_that_was_added_is_listed_with_everybody_who_answers(goodcatch: Goodcatch) -> None:
    added = goodcatch(*ADD, "--deputy", cast.DAN, "--digest-at", "09:15")
    assert added.exit_code == 0
    assert "/invite @Good Catch" in added.output
    listed = goodcatch("teams", "list").output
    for shown in ("Riverside", cast.RIVERSIDE, cast.AMINA, cast.DAN, "09:15", "Europe/London"):
        assert shown in listed


def test_adding_the_same_channel_again_changes_its_team(goodcatch: Goodcatch) -> None:
    goodcatch(*ADD)
    goodcatch(*ADD, "--name", "North", "--manager", cast.HELEN)
    listed = goodcatch("teams", "list").output
    assert "North" in listed
    assert "Riverside" not in listed
    assert listed.count(cast.RIVERSIDE) == 1
    assert cast.HELEN in listed


def test_a_team_without_deputies_says_so(goodcatch: Goodcatch) -> None:
    goodcatch(*ADD)
    assert "nobody" in goodcatch("teams", "list").output


def test_a_name_in_brackets_is_shown_as_it_is(goodcatch: Goodcatch) -> None:
    goodcatch(*ADD, "--name", "[red] [/x]")
    assert "[red] [/x]" in goodcatch("teams", "list").output


def test_whoever_is_named_twice_is_kept_once(goodcatch: Goodcatch) -> None:
    assert goodcatch(*ADD, "--manager", cast.AMINA).exit_code == 0
    assert goodcatch("teams", "list").output.count(cast.AMINA) == 1


@pytest.mark.parametrize(
    ("option", "value", "expected"),
    [
        ("--channel", "riverside", "the id of a channel begins with C or G"),
        ("--channel", "#riverside", "the id of a channel begins with C or G"),
        ("--channel", cast.AMINA, "the id of a channel begins with C or G"),
        ("--channel", "", "the id of a channel begins with C or G"),
        ("--manager", "@amina", "the id of a person begins with U or W"),
        ("--manager", cast.RIVERSIDE, "the id of a person begins with U or W"),
        ("--manager", cast.AMINA.lower(), "the id of a person begins with U or W"),
        ("--deputy", "Dan", "the id of a person begins with U or W"),
        ("--timezone", "London", "written as Europe/London"),
        ("--timezone", "../../etc/passwd", "written as Europe/London"),
        ("--timezone", "localtime", "written as Europe/London"),
        ("--digest-at", "quarter to nine", "written as 08:45"),
        ("--digest-at", "25:00", "written as 08:45"),
        ("--name", "  ", "a team needs a name"),
    ],
)
def test_a_team_is_not_added_with_something_wrong_and_it_says_what(
    goodcatch: Goodcatch, option: str, value: str, expected: str
) -> None:
    told = goodcatch(*ADD, option, value)
    assert told.exit_code == 2
    assert expected in " ".join(told.output.replace("│", " ").split())
    assert "No teams yet" in goodcatch("teams", "list").output


@pytest.mark.parametrize("missing", ["--channel", "--name", "--manager"])
def test_a_team_needs_a_channel_a_name_and_a_manager(goodcatch: Goodcatch, missing: str) -> None:
    place = ADD.index(missing)
    told = goodcatch(*ADD[:place], *ADD[place + 2 :])
    assert told.exit_code == 2
    assert missing in told.output


def test_the_service_can_be_set_a_part_at_a_time(goodcatch: Goodcatch) -> None:
    for typed in (("--nation", "SCT"), ("--learning-lead", cast.MOIRA), ("--duty-contact", "ring")):
        told = goodcatch("service", "set", *typed)
        assert (told.exit_code, told.output) == (0, "The service's settings are kept.\n")


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("# ours\nthink … family\n*\n".encode(), "think ... family\n*"),
        (b"\xef\xbb\xbfmindful", "mindful"),
        (b"# none of our own", ""),
    ],
)
def test_what_is_asked_about_gently_comes_from_a_file(
    goodcatch: Goodcatch, tmp_path: Path, written: bytes, kept: str
) -> None:
    (tmp_path / "phrases.txt").write_bytes(written)
    assert goodcatch("service", "set", "--hollow-phrases", "phrases.txt").exit_code == 0
    with closing(sqlite3.connect(tmp_path / "data" / "goodcatch.db")) as database:
        assert database.execute("SELECT hollow_phrases FROM service").fetchone() == (kept,)


def test_the_bulletins_channel_is_named_from_the_host(goodcatch: Goodcatch, tmp_path: Path) -> None:
    assert goodcatch("service", "set", "--bulletin-channel", "C0NEWS").exit_code == 0
    assert goodcatch("service", "set", "--nation", "WLS").exit_code == 0
    with closing(sqlite3.connect(tmp_path / "data" / "goodcatch.db")) as database:
        kept = database.execute("SELECT bulletin_channel, nation FROM service").fetchone()
    assert kept == ("C0NEWS", "WLS")


@pytest.mark.parametrize(
    ("written", "said"),
    [(b"mindful\n... family", '"... family" cannot be looked for'), (b"\xff", "in UTF-8")],
)
def test_a_file_of_phrases_that_cannot_be_read_changes_nothing_and_says_why(
    goodcatch: Goodcatch, tmp_path: Path, written: bytes, said: str
) -> None:
    (tmp_path / "phrases.txt").write_bytes(written)
    told = goodcatch("service", "set", "--hollow-phrases", "phrases.txt")
    assert told.exit_code == 1
    assert said in told.output


@pytest.mark.parametrize(
    ("option", "value"),
    [("--nation", "FRA"), ("--learning-lead", "moira"), ("--bulletin-channel", "news")],
)
def test_the_service_is_not_set_to_something_wrong(
    goodcatch: Goodcatch, option: str, value: str
) -> None:
    told = goodcatch("service", "set", option, value)
    assert told.exit_code == 2
    assert option in told.output


def test_a_second_bot_on_the_same_folder_is_refused_in_words(
    goodcatch: Goodcatch, tmp_path: Path
) -> None:
    (tmp_path / "data").mkdir()
    with FileLock(tmp_path / "data" / "goodcatch.lock"):
        told = goodcatch("run")
    assert told.exit_code == 1
    assert "already running on this data folder" in told.output
    assert "move to PostgreSQL" in told.output
    assert not (tmp_path / "data" / "goodcatch.db").exists()


@pytest.mark.parametrize(
    ("setting", "page"),
    [("SLACK_BOT_TOKEN", "OAuth & Permissions"), ("SLACK_APP_TOKEN", "Basic Information")],
)
async def test_a_token_that_slack_refuses_is_told_with_its_cure(
    goodcatch: Goodcatch,
    host: pytest.MonkeyPatch,
    workspace: Workspace,
    setting: str,
    page: str,
) -> None:
    wrong = f"{GIVEN[setting]}-wrong"
    host.setenv("SLACK_API_URL", workspace.api_url)
    host.setenv("GOODCATCH_PORT", "0")
    host.setenv(setting, wrong)
    told = await asyncio.to_thread(goodcatch, "run")
    assert told.exit_code == 1
    assert f"{setting} (invalid_auth)" in told.output
    assert page in told.output
    assert wrong not in told.output


async def test_a_port_that_is_taken_is_told_with_its_cure(
    goodcatch: Goodcatch, host: pytest.MonkeyPatch, workspace: Workspace
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = str(other.getsockname()[1])
        host.setenv("SLACK_API_URL", workspace.api_url)
        host.setenv("GOODCATCH_PORT", port)
        told = await asyncio.to_thread(goodcatch, "run")
    assert told.exit_code == 1
    assert f"Port {port} is in use" in told.output
    assert "GOODCATCH_PORT" in told.output
