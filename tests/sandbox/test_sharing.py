"""Channels that other organisations are let into and shown out of."""

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from sandbox.workspace import Workspace
from tests.sandbox.kit import RIVERSIDE
from tests.sandbox.little_bot import LittleBot

SHARED = ("is_ext_shared", "is_pending_ext_shared")


async def flags(client: AsyncWebClient) -> tuple[bool, ...]:
    shown = (await client.conversations_info(channel=RIVERSIDE))["channel"]
    return tuple(shown[one] for one in SHARED)


async def settled(workspace: Workspace) -> None:
    await workspace.until(lambda: workspace.pending_events == 0)


async def test_an_invitation_shows_in_the_channel_and_nobody_is_told(
    client: AsyncWebClient, workspace: Workspace, bot: LittleBot
) -> None:
    workspace.invite_organisation("#riverside")
    await settled(workspace)
    assert await flags(client) == (False, True)
    assert bot.events == []


async def test_the_app_is_told_which_organisation_has_been_let_in(
    client: AsyncWebClient, workspace: Workspace, bot: LittleBot
) -> None:
    workspace.invite_organisation("#riverside", "T0ANOTHER")
    workspace.share_externally("#riverside", "T0ANOTHER")
    await settled(workspace)
    assert await flags(client) == (True, False)
    [told] = bot.events
    assert set(told) == {"type", "connected_team_id", "channel", "event_ts"}
    assert told["type"] == "channel_shared"
    assert (told["channel"], told["connected_team_id"]) == (RIVERSIDE, "T0ANOTHER")


async def test_a_channel_is_shared_until_the_last_organisation_has_gone(
    client: AsyncWebClient, workspace: Workspace, bot: LittleBot
) -> None:
    for team in ("T0ONE", "T0OTHER"):
        workspace.share_externally("#riverside", team)
    workspace.unshare("#riverside", "T0ONE")
    assert await flags(client) == (True, False)
    workspace.unshare("#riverside", "T0OTHER")
    assert await flags(client) == (False, False)
    await settled(workspace)
    first, last = bot.heard("channel_unshared")
    assert (first["previously_connected_team_id"], first["is_ext_shared"]) == ("T0ONE", True)
    assert (last["previously_connected_team_id"], last["is_ext_shared"]) == ("T0OTHER", False)


@pytest.mark.parametrize(("private", "kind"), [(False, "channel"), (True, "group")])
async def test_a_channel_that_is_deleted_is_gone_and_the_app_is_told(
    client: AsyncWebClient, workspace: Workspace, bot: LittleBot, kind: str, *, private: bool
) -> None:
    made = workspace.add_channel("brief", "priya", workspace.bot_user_id, private=private)
    workspace.delete_channel("#brief")
    await settled(workspace)
    assert bot.events[-1]["type"] == f"{kind}_deleted"
    assert bot.events[-1]["channel"] == made.id
    with pytest.raises(SlackApiError, match="channel_not_found"):
        await client.conversations_info(channel=made.id)
