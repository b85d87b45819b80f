"""What the host may do only with a learning lead's word: asked there, given in Slack, and done."""

import asyncio
import json
import sys
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from bot.app import Running
from bot.cli.access import WAITS
from bot.manifest import manifest
from sandbox.timing import Timing
from sandbox.workspace import Workspace
from tests.storage.dumps import rows_of
from tests.stories.bot_process import environment
from tests.stories.conftest import settings_for
from tests.stories.deeds import (
    RIVERSIDE,
    card,
    kept,
    last,
    near_miss,
    open_form,
    send,
    settled,
    shows,
    suggestion,
    told,
)

WORDS = "the letter nearly went to the old address"
ASKED = "The host wants to"


@pytest.fixture
async def workspace(socket_enabled: None, timing: Timing) -> AsyncIterator[Workspace]:
    """A workspace in the time that it is: the command line goes by the machine's own clock."""
    async with Workspace(manifest(), timing=timing) as opened:
        yield opened
        assert list(opened.findings) == []


@dataclass(frozen=True)
class Host:
    """A command line beside the running bot, with the same settings."""

    environment: dict[str, str]
    folder: Path

    async def types(self, *typed: str) -> tuple[int, str]:
        """Type a `goodcatch` command; its exit code, and all that it said."""
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", *typed,
            cwd=self.folder, env=self.environment,
            stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT,
        )  # fmt: skip
        said, _ = await process.communicate()
        return int(process.returncode or 0), " ".join(said.decode().split())

    def handed_out(self) -> list[Path]:
        return sorted((self.folder / "handed-out").glob("*"))


@pytest.fixture
def host(workspace: Workspace, bot: Running, database_url: str, tmp_path: Path) -> Host:
    return Host(environment(settings_for(workspace, database_url, tmp_path)), tmp_path)


async def word_given(workspace: Workspace, button: str = "Confirm") -> None:
    """Moira gives her word on what the host asks."""
    moira = workspace.person("moira")
    question = await told(workspace, moira, ASKED)
    assert (await moira.press(question, button)).ok
    await shows(workspace, question, "firmed by" if button == "Confirm" else "Refused by")


async def leave_given(workspace: Workspace, host: Host, *typed: str) -> str:
    """Ask, have it confirmed, and type it again; what it says when it is done."""
    code, said = await host.types(*typed, "--no-wait")
    assert code == WAITS, said
    await word_given(workspace)
    code, said = await host.types(*typed)
    assert code == 0, said
    await told(workspace, workspace.person("moira"), "It has been carried out")
    return said


def written_in(file: Path) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return read


async def everything_kept(bot: Running) -> str:
    return str(await rows_of(bot.services.sending.context.database))


async def test_somebody_gets_what_is_kept_about_them_once_a_lead_has_looked(
    workspace: Workspace, bot: Running, host: Host
) -> None:
    priya, tom = workspace.person("priya"), workspace.person("tom")
    receipt = await near_miss(priya, WORDS)
    await near_miss(tom, "somebody else's")

    said = await leave_given(workspace, host, "subject-access", priya.id)

    (file,) = host.handed_out()
    assert file.name in said
    (report,) = written_in(file)["reports"]
    assert (report["reference"], report["words"]["what"]) == (receipt.reference, WORDS)
    assert tom.id not in file.read_text(encoding="utf-8")


async def test_an_erased_report_is_nowhere_any_more_neither_in_slack_nor_in_the_database(
    workspace: Workspace, bot: Running, host: Host
) -> None:
    priya, amina = workspace.person("priya"), workspace.person("amina")
    receipt = await suggestion(priya, WORDS)
    shown = await card(workspace, bot)
    await amina.react(shown, "+1")
    await settled(workspace, bot)
    asked = last(amina, receipt.reference)
    assert asked is not None

    said = await leave_given(workspace, host, "erase", receipt.reference)

    assert f"{receipt.reference} is erased" in said
    for message in (shown, asked):
        await shows(workspace, message, "What stood here has been erased")
    await settled(workspace, bot)
    assert await kept(bot) == []
    left = await everything_kept(bot)
    assert not [word for word in (WORDS, receipt.reference, priya.id) if word in left]
    assert WORDS not in str([one.message for one in workspace.messages(RIVERSIDE)])


async def test_of_somebody_who_is_erased_the_words_stay_and_the_name_goes_everywhere(
    workspace: Workspace, bot: Running, host: Host
) -> None:
    priya = workspace.person("priya")
    await suggestion(priya, WORDS)
    shown = await card(workspace, bot)
    assert priya.id in str(shown.message)

    said = await leave_given(workspace, host, "erase", priya.id)

    assert "1 report of theirs stay" in said
    await workspace.until(lambda: priya.id not in str(workspace.message(shown)))
    assert WORDS in (await shows(workspace, shown, WORDS)).plain
    assert priya.id not in await everything_kept(bot)


async def test_what_a_lead_refuses_is_not_done(
    workspace: Workspace, bot: Running, host: Host
) -> None:
    receipt = await suggestion(workspace.person("priya"), WORDS)
    shown = await card(workspace, bot)
    typed = ("erase", receipt.reference)
    assert (await host.types(*typed, "--no-wait"))[0] == WAITS

    await word_given(workspace, "Refuse")
    code, said = await host.types(*typed)

    assert code == 1
    assert "Refused by" in said
    assert [report.reference for report in await kept(bot)] == [receipt.reference]
    assert WORDS in (await shows(workspace, shown, WORDS)).plain


async def test_an_export_holds_the_words_and_not_what_its_lead_was_left_out_of(
    workspace: Workspace, bot: Running, host: Host
) -> None:
    priya = workspace.person("priya")
    open_to_all = await suggestion(priya, WORDS)
    kept_from_her = await without(workspace, "moira")

    await leave_given(workspace, host, "export", "--with-text")

    (file,) = host.handed_out()
    written = file.read_text(encoding="utf-8")
    assert open_to_all.reference in written
    assert WORDS in written
    assert kept_from_her not in written


async def without(workspace: Workspace, name: str) -> str:
    """A suggestion that somebody is left out of; its reference."""
    priya = workspace.person("priya")
    await open_form(priya, "/suggest", "between us")
    priya.fill("I'd like to", "Hand it over")
    priya.fill("Who may read this", "Only my manager for now")
    priya.fill("left_out", [name])
    return (await send(priya)).reference
