"""About one message a second in each channel."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from sandbox.pace import BURST, Pace
from sandbox.workspace import Workspace
from tests.sandbox.conftest import Ticker
from tests.sandbox.kit import HILLSIDE, MANIFEST, RIVERSIDE


async def test_posting_too_fast_is_ratelimited_until_retry_after(ticker: Ticker) -> None:
    async with Workspace(MANIFEST, pace=1.0, monotonic=ticker) as workspace:
        client = AsyncWebClient(workspace.bot_token, base_url=workspace.api_url, retry_handlers=[])
        for number in range(4):
            await client.chat_postMessage(channel=RIVERSIDE, text=str(number))
        with pytest.raises(SlackApiError) as caught:
            await client.chat_postMessage(channel=RIVERSIDE, text="One too many")
        assert caught.value.response.status_code == 429
        assert caught.value.response["error"] == "ratelimited"
        await client.chat_postMessage(channel=HILLSIDE, text="Another channel is another bucket")
        ticker.seconds += int(caught.value.response.headers["Retry-After"])
        await client.chat_postMessage(channel=RIVERSIDE, text="In good time")


@given(
    st.lists(st.floats(min_value=0, max_value=3), min_size=1, max_size=60),
    st.sampled_from([1.0, 0.5, 0.01]),
)
def test_no_more_pass_than_a_second_allows_after_the_burst(
    pauses: list[float], scale: float
) -> None:
    ticker = Ticker()
    start = ticker.seconds
    pace = Pace(scale, ticker)
    passed = 0
    for pause in pauses:
        ticker.seconds += pause * scale
        passed += pace.wait("C") is None
        elapsed = (ticker.seconds - start) / scale
        assert passed <= BURST + elapsed + 1e-6


@given(st.integers(min_value=0, max_value=20))
def test_whoever_waits_as_told_gets_through(already: int) -> None:
    ticker = Ticker()
    pace = Pace(1.0, ticker)
    for _ in range(already):
        pace.wait("C")
    wait = pace.wait("C")
    if wait is not None:
        ticker.seconds += wait
        assert pace.wait("C") is None


def test_a_pace_of_nothing_is_no_limit() -> None:
    pace = Pace(0.0, Ticker())
    assert all(pace.wait("C") is None for _ in range(100))
