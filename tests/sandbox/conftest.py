"""A fresh workspace for every test, a client that calls it, and a bot in it."""

from collections.abc import AsyncIterator

import aiohttp
import pytest
from slack_sdk.web.async_client import AsyncWebClient

from sandbox.timing import Timing
from sandbox.workspace import Workspace
from tests.sandbox.kit import MANIFEST
from tests.sandbox.little_bot import LittleBot


class Ticker:
    """A monotonic clock that moves only when told to."""

    def __init__(self) -> None:
        self.seconds = 1000.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def ticker() -> Ticker:
    return Ticker()


@pytest.fixture
def patience() -> float:
    """How many seconds the workspace waits for the bot: a busy machine may take its time.

    Tests in which somebody does not answer ask for fewer.
    """
    return 30.0


@pytest.fixture
async def workspace(ticker: Ticker, patience: float) -> AsyncIterator[Workspace]:
    timing = Timing(ack=patience, event_retries=(0.0, 0.01))
    async with Workspace(MANIFEST, timing=timing, monotonic=ticker) as workspace:
        yield workspace


@pytest.fixture
def client(workspace: Workspace) -> AsyncWebClient:
    return AsyncWebClient(workspace.bot_token, base_url=workspace.api_url, retry_handlers=[])


@pytest.fixture
async def bot(workspace: Workspace, client: AsyncWebClient) -> AsyncIterator[LittleBot]:
    little = LittleBot(client)
    async with little.connected(workspace):
        await workspace.until(lambda: workspace.connected)
        yield little


@pytest.fixture
async def page(workspace: Workspace) -> AsyncIterator[aiohttp.ClientSession]:
    """A browser's way in: the demo page's own requests."""
    async with aiohttp.ClientSession(base_url=workspace.url) as session:
        yield session
