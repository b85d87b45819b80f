"""A Slack for listeners to be heard by."""

from collections.abc import AsyncIterator

import pytest

from tests.handlers import slack as web_api
from tests.handlers.slack import Slack
from tests.stories.patience import be_patient


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """A busy machine is no slow Slack; a test that is about patience sets its own."""
    be_patient(monkeypatch)


@pytest.fixture
async def slack(socket_enabled: None) -> AsyncIterator[Slack]:
    async with web_api.serving() as opened:
        yield opened
