"""Things that go wrong on purpose, once each."""

import asyncio

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from sandbox.faults import Effect, Faults
from sandbox.workspace import Workspace
from tests.sandbox.kit import EVERYONE, RIVERSIDE
from tests.sandbox.little_bot import LittleBot


async def post(client: AsyncWebClient) -> None:
    await client.chat_postMessage(channel=RIVERSIDE, text="Card")


@pytest.mark.parametrize(
    ("effect", "done"),
    [
        ("drop_before", False),
        ("500", False),
        ("429", False),
        ("lost_reply", True),
        ("500_after", True),
        ("html", True),
    ],
)
async def test_a_fault_strikes_once_before_or_after_the_work_is_done(
    client: AsyncWebClient, workspace: Workspace, effect: Effect, *, done: bool
) -> None:
    before = len(workspace.messages("#riverside"))
    workspace.faults.next("chat.postMessage", effect)
    with pytest.raises((SlackApiError, aiohttp.ClientError)):
        await post(client)
    assert len(workspace.messages("#riverside")) == before + done
    (entry,) = workspace.traffic.calls("chat.postMessage")
    assert not entry.ok
    await post(client)
    assert len(workspace.messages("#riverside")) == before + done + 1


async def test_a_planned_429_says_when_to_come_back(
    client: AsyncWebClient, workspace: Workspace
) -> None:
    workspace.faults.next("chat.postMessage", "429", seconds=30)
    with pytest.raises(SlackApiError) as caught:
        await post(client)
    assert caught.value.response.status_code == 429
    assert caught.value.response.headers["Retry-After"] == "30"


async def test_a_slow_call_is_done_even_if_nobody_waits_for_it(
    client: AsyncWebClient, workspace: Workspace
) -> None:
    before = len(workspace.messages("#riverside"))
    workspace.faults.next("chat.postMessage", "slow", seconds=0.1)
    call = asyncio.create_task(post(client))
    await workspace.until(lambda: not list(workspace.faults))
    call.cancel()
    with pytest.raises(asyncio.CancelledError):
        await call
    await workspace.until(lambda: len(workspace.messages("#riverside")) == before + 1)


async def test_a_duplicate_event_arrives_twice(bot: LittleBot, workspace: Workspace) -> None:
    workspace.faults.next("events_api", "duplicate")
    await workspace.person("priya").say("#riverside", "Hello")
    await workspace.until(lambda: len(bot.events) == 2)
    assert bot.events[0] == bot.events[1]


async def test_a_late_event_arrives_after_a_later_one(bot: LittleBot, workspace: Workspace) -> None:
    workspace.faults.next("events_api", "late", seconds=0.05)
    for text in ("One", "Two"):
        await workspace.person("priya").say("#riverside", text)
    await workspace.until(lambda: len(bot.events) == 2)
    assert [one["text"] for one in bot.events] == ["Two", "One"]


async def test_a_disconnect_loses_nothing(bot: LittleBot, workspace: Workspace) -> None:
    workspace.faults.next("events_api", "disconnect")
    await workspace.person("priya").say("#riverside", "Hello")
    await workspace.until(lambda: len(bot.events) == 1)


def test_rules_match_by_name_and_channel_in_order() -> None:
    faults = Faults()
    faults.next("chat.postMessage", "500", channel=RIVERSIDE, times=2)
    faults.next("*", "slow")
    assert faults.take("chat.postMessage", EVERYONE) is not None
    assert faults.take("chat.postMessage", EVERYONE) is None
    for _ in range(2):
        rule = faults.take("chat.postMessage", RIVERSIDE)
        assert rule is not None
        assert rule.effect == "500"
    assert list(faults) == []


def test_an_effect_that_does_not_exist_is_refused() -> None:
    with pytest.raises(ValueError, match="no effect 'explode'"):
        Faults().next("chat.postMessage", "explode")  # type: ignore[arg-type]  # that is the point


def test_a_cleared_plan_does_nothing() -> None:
    faults = Faults()
    faults.next("*", "500")
    faults.clear()
    assert faults.take("auth.test") is None
