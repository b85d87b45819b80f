"""A practice workspace with people in it who are found nowhere else, and the bot overheard."""

from collections import deque
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from bot.app import Running, running
from bot.manifest import manifest
from sandbox.clock import Clock, real_time
from sandbox.workspace import Workspace
from tests.canary.haystacks import overheard
from tests.canary.loop import Loop
from tests.canary.outgoing import Story
from tests.canary.people import flock, settle
from tests.stories.conftest import next_monday_in_november, set_up_teams, settings_for


@pytest.fixture
def flock_size() -> int:
    """How many people there are, half of whom leave no name."""
    return 12


@pytest.fixture
def stories(flock_size: int) -> list[Story]:
    """One report for each of them: confidential and without a name in turns."""
    return [
        Story(canary, is_anonymous=bool(number % 2))
        for number, canary in enumerate(flock(flock_size))
    ]


@pytest.fixture
async def workspace(socket_enabled: None, stories: list[Story]) -> AsyncIterator[Workspace]:
    """A workspace that they are members of, and that forgets nothing that was said to it."""
    now = real_time()
    clock = Clock(offset=next_monday_in_november(now) - now)
    async with Workspace(manifest(), clock=clock) as opened:
        # Left to itself it keeps the last few thousand exchanges only.
        opened.traffic._entries = deque()
        settle(opened, [story.canary for story in stories])
        yield opened
        assert list(opened.findings) == []


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Path]:
    """The file that everything this process prints ends in."""
    file = tmp_path / "printed.log"
    with overheard(file):
        yield file


@pytest.fixture
async def bot(
    workspace: Workspace, log: Path, database_url: str, tmp_path: Path
) -> AsyncIterator[Running]:
    """The real bot, connected, with the cast's teams set up."""
    async with running(settings_for(workspace, database_url, tmp_path)) as up:
        await set_up_teams(up.services)
        yield up


@pytest.fixture
def loop(workspace: Workspace, bot: Running, stories: list[Story]) -> Loop:
    return Loop(workspace, bot, stories)
