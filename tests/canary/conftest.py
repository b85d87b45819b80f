"""A practice workspace with people in it who are found nowhere else, and the bot overheard."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from bot.app import Running, running
from bot.manifest import manifest
from sandbox.clock import Clock, real_time
from sandbox.workspace import Workspace
from tests.canary.crews import set_up, settle
from tests.canary.haystacks import overheard
from tests.canary.loop import Loop
from tests.canary.stories import Story, crews_of, stories_of
from tests.canary.wiretap import Wiretap
from tests.stories.conftest import next_monday_in_november, settings_for
from tests.stories.patience import PATIENT, be_patient


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--flock",
        type=int,
        help="how many people leave no name in the whole loop, and how many are confidential",
    )


@pytest.fixture
def each() -> int:
    """How many people leave no name; as many more are confidential."""
    return 6


@pytest.fixture
def stories(each: int) -> list[Story]:
    """One report for each of them, not written yet."""
    return stories_of(each)


@pytest.fixture
async def workspace(
    socket_enabled: None, stories: list[Story], monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Workspace]:
    """A workspace that they are members of, and in which hundreds may be waited for."""
    be_patient(monkeypatch)
    now = real_time()
    clock = Clock(offset=next_monday_in_november(now) - now)
    async with Workspace(manifest(), clock=clock, timing=PATIENT) as opened:
        settle(opened, crews_of(stories))
        yield opened
        assert list(opened.findings) == []


@pytest.fixture
def wiretap(workspace: Workspace) -> Wiretap:
    """Everything that is said between the workspace and the bot."""
    return Wiretap(workspace.traffic)


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Path]:
    """The file that everything this process prints ends in."""
    file = tmp_path / "printed.log"
    with overheard(file):
        yield file


@pytest.fixture
async def bot(
    workspace: Workspace, stories: list[Story], log: Path, database_url: str, tmp_path: Path
) -> AsyncIterator[Running]:
    """The real bot, connected, with their teams set up."""
    async with running(settings_for(workspace, database_url, tmp_path)) as up:
        await set_up(up.services, crews_of(stories))
        yield up


@pytest.fixture
def loop(workspace: Workspace, bot: Running, stories: list[Story], wiretap: Wiretap) -> Loop:
    return Loop(workspace, bot, stories, wiretap)
