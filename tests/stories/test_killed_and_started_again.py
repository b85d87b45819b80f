"""Killed at any moment and started again, the bot loses nothing and says nothing twice."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from bot.app import opened
from sandbox.faults import Effect
from sandbox.workspace import Workspace
from tests.stories.bot_process import BotProcess
from tests.stories.conftest import set_up_teams, settings_for
from tests.stories.deeds import all_reports, cards, next_morning, open_form, send, shows

LATER = 20.0
"""Seconds: what was under way when the bot died is left alone until its lease has run out."""

IN_FLIGHT = 0.5
"""Seconds that a slow call takes: longer than it takes to notice it and kill the bot."""


@pytest.fixture
async def process(
    workspace: Workspace, database_url: str, tmp_path: Path
) -> AsyncIterator[BotProcess]:
    """A bot that has been set up and started."""
    settings = settings_for(workspace, database_url, tmp_path)
    async with opened(settings, workspace.world.clock) as services:
        await set_up_teams(services)
    running = BotProcess(workspace, settings, tmp_path)
    await running.start()
    yield running
    await running.kill()


async def test_killed_between_all_steps_the_story_is_told_once(
    workspace: Workspace, process: BotProcess, database_url: str, tmp_path: Path
) -> None:
    priya, amina = workspace.person("priya"), workspace.person("amina")

    await open_form(priya, "/near-miss", "The old address")
    await process.again()
    priya.fill("Where in our work", "Not sure")
    receipt = await send(priya)
    await process.again()
    assert cards(workspace) == []

    await workspace.move_time(hours=2.1)
    await workspace.until(lambda: cards(workspace), timeout=LATER)
    await process.again()

    await workspace.move_time(to=next_morning(workspace.now))
    await workspace.until(lambda: amina.dm, timeout=LATER)
    await process.again()

    await amina.press(amina.dm[0], "Go ahead")
    amina.fill("Your words", "Start on Monday")
    assert (await amina.submit()).ok
    await process.again()

    await everything_was_said_once(workspace, receipt.reference)
    await process.kill()
    async with opened(settings_for(workspace, database_url, tmp_path)) as services:
        kept = await all_reports(services)
    assert [report.reference for report in kept] == [receipt.reference]


async def test_killed_in_the_middle_of_each_step_the_story_is_told_once(
    workspace: Workspace, process: BotProcess, database_url: str, tmp_path: Path
) -> None:
    priya, amina = workspace.person("priya"), workspace.person("amina")

    await open_form(priya, "/suggest", "One list")
    await process.again()
    async with killed_during(workspace, process, "users.info", "slow"):
        trouble = asyncio.create_task(priya.submit())
    assert not (await trouble).ok
    assert priya.modal is not None
    assert "One list" in str(priya.modal.inputs)

    async with killed_during(workspace, process, "chat.postMessage", "slow"):
        receipt = await send(priya)
    await workspace.until(lambda: cards(workspace), timeout=LATER)

    async with killed_during(workspace, process, "chat.postMessage", "lost_reply"):
        moving = asyncio.create_task(workspace.move_time(to=next_morning(workspace.now)))
    await moving
    await workspace.until(lambda: amina.dm, timeout=LATER)

    await amina.press(amina.dm[0], "Go ahead")
    amina.fill("Your words", "Start on Monday")
    async with killed_during(workspace, process, "chat.postMessage", "drop_before"):
        assert (await amina.submit()).ok

    await everything_was_said_once(workspace, receipt.reference)
    await process.kill()
    async with opened(settings_for(workspace, database_url, tmp_path)) as services:
        kept = await all_reports(services)
    assert [report.reference for report in kept] == [receipt.reference]


@asynccontextmanager
async def killed_during(
    workspace: Workspace, process: BotProcess, call: str, effect: Effect
) -> AsyncIterator[None]:
    """Kill the bot in the middle of the next `call` that the block brings about; start it again."""
    workspace.faults.next(call, effect, seconds=IN_FLIGHT)
    yield
    await workspace.until(lambda: not list(workspace.faults), timeout=LATER)
    await process.again()


async def everything_was_said_once(workspace: Workspace, reference: str) -> None:
    """One card, one digest, one answer, all of them up to date; next morning it waits no more."""
    priya, amina = workspace.person("priya"), workspace.person("amina")
    await workspace.until(lambda: priya.dm, timeout=LATER)
    await shows(workspace, cards(workspace)[0], "Start on Monday", within=LATER)
    await shows(workspace, amina.dm[0], "Start on Monday", within=LATER)
    assert [reference in digest.plain for digest in amina.dm] == [True]
    await workspace.move_time(to=next_morning(workspace.now))
    await workspace.until(lambda: len(amina.dm) > 1, timeout=LATER)
    assert [reference in card.plain for card in cards(workspace)] == [True]
    assert ["Worth saying thanks for" in digest.plain for digest in amina.dm] == [False, True]
    assert ["Start on Monday" in answer.plain for answer in priya.dm] == [True]
