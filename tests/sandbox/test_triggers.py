"""A click lets the app open one view, within three seconds."""

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from sandbox.errors import SlackError
from sandbox.triggers import Triggers
from sandbox.workspace import Workspace
from tests.sandbox.conftest import Ticker
from tests.sandbox.kit import PRIYA, modal, section


async def test_a_trigger_opens_one_view_only(client: AsyncWebClient, workspace: Workspace) -> None:
    trigger = workspace.world.triggers.issue(PRIYA)
    await client.views_open(trigger_id=trigger, view=modal(section("x")))
    with pytest.raises(SlackApiError, match="exchanged_trigger_id"):
        await client.views_open(trigger_id=trigger, view=modal(section("x")))


async def test_a_trigger_lasts_three_seconds(
    client: AsyncWebClient, workspace: Workspace, ticker: Ticker
) -> None:
    early, late = (workspace.world.triggers.issue(PRIYA) for _ in range(2))
    ticker.seconds += 3.0
    await client.views_open(trigger_id=early, view=modal(section("x")))
    ticker.seconds += 0.1
    with pytest.raises(SlackApiError, match="expired_trigger_id"):
        await client.views_open(trigger_id=late, view=modal(section("x")))


async def test_a_trigger_that_was_never_issued_is_invalid(client: AsyncWebClient) -> None:
    for trigger in ("12345.98765.abcd2358fdea", "nonsense"):
        with pytest.raises(SlackApiError, match="invalid_trigger_id"):
            await client.views_open(trigger_id=trigger, view=modal(section("x")))


def test_old_triggers_are_forgotten() -> None:
    triggers = Triggers(3.0, Ticker())
    first = triggers.issue(PRIYA)
    for _ in range(1000):
        triggers.issue(PRIYA)
    with pytest.raises(SlackError, match="invalid_trigger_id"):
        triggers.redeem(first)


async def test_moving_time_does_not_age_a_trigger(
    client: AsyncWebClient, workspace: Workspace
) -> None:
    trigger = workspace.world.triggers.issue(PRIYA)
    await workspace.move_time(hours=5)
    await client.views_open(trigger_id=trigger, view=modal(section("x")))
    assert workspace.person("priya").modal is not None
