"""A Slack for listeners to be heard by."""

from collections.abc import AsyncIterator

import pytest

from tests.handlers import slack as web_api
from tests.handlers.slack import Slack


@pytest.fixture
async def slack(socket_enabled: None) -> AsyncIterator[Slack]:
    async with web_api.serving() as opened:
        yield opened
