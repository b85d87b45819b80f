"""The practice workspace's page in a real Chromium, with the real bot behind it."""

import shutil
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.async_api import Locator, Page, async_playwright, expect

from bot.app import Running, running
from bot.manifest import manifest
from sandbox.clock import Clock
from sandbox.workspace import Workspace
from tests.stories.conftest import set_up_teams, settings_for
from tests.stories.patience import PATIENT, be_patient

QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
"""Chromium would otherwise look for its maker's servers, which tests may not reach."""

TEN_O_CLOCK = datetime(2027, 3, 1, 10, 0, tzinfo=UTC)
"""A Monday in winter, in the future of whoever runs this for a while."""

PATIENCE = 30_000.0
"""Milliseconds in which something has to be there; on an idle machine all of it takes moments."""

Picture = Callable[[Page | Locator, str], Awaitable[None]]
"""Keeps what a page, or one thing on it, looks like."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--pictures", default="", help="keep the pictures of each step in this folder")


@dataclass(frozen=True)
class Place:
    """The practice workspace and the bot in it."""

    workspace: Workspace
    bot: Running


@pytest.fixture
async def place(
    tmp_path: Path, socket_enabled: None, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Place]:
    be_patient(monkeypatch)
    clock = Clock()
    moment = TEN_O_CLOCK
    while moment < clock.now():
        moment += timedelta(days=7)
    clock.jump_to(moment)
    async with (
        Workspace(manifest(), clock=clock, timing=PATIENT) as opened,
        running(settings_for(opened, "", tmp_path)) as bot,
    ):
        await set_up_teams(bot.services)
        yield Place(opened, bot)
        assert list(opened.findings) == []


@pytest.fixture
def workspace(place: Place) -> Workspace:
    return place.workspace


@pytest.fixture
def bot(place: Place) -> Running:
    return place.bot


@pytest.fixture
async def page(workspace: Workspace) -> AsyncIterator[Page]:
    """A page of its own; whatever it complains of in its console fails the test."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        pytest.skip("no Chromium is installed on this machine")
    complaints: list[str] = []
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium, args=QUIET)
        opened = await browser.new_page(viewport={"width": 1280, "height": 860}, locale="en-GB")
        opened.on(
            "console",
            lambda message: complaints.append(message.text) if message.type == "error" else None,
        )
        opened.on("pageerror", lambda error: complaints.append(str(error)))
        opened.set_default_timeout(PATIENCE)
        # What is expected has five seconds of its own, which a busy machine may need for one form.
        expect.set_options(timeout=PATIENCE)
        await opened.goto(workspace.url)
        yield opened
        await browser.close()
    assert complaints == []


@pytest.fixture
def picture(request: pytest.FixtureRequest) -> Picture:
    """Keeps what is shown under a name, where pictures are asked for."""
    folder = request.config.getoption("--pictures")

    async def take(shown: Page | Locator, name: str) -> None:
        if folder:
            await shown.screenshot(path=Path(folder) / f"{name}.png")

    return take
