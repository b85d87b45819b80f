"""What the app can find out about people and channels."""

import json

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from sandbox import cast
from sandbox.workspace import Workspace
from tests.sandbox.kit import EVERYONE, HILLSIDE, MANIFEST, PRIYA, RIVERSIDE


async def names_of(client: AsyncWebClient, **params: object) -> list[str]:
    answer = await client.users_conversations(**params)  # type: ignore[arg-type]  # as given
    return [one.get("name", one["id"]) for one in answer["channels"]]


async def test_a_guest_is_told_from_a_colleague(client: AsyncWebClient) -> None:
    sam = (await client.users_info(user=cast.SAM))["user"]
    priya = (await client.users_info(user=PRIYA))["user"]
    assert sam["is_restricted"]
    assert sam["is_ultra_restricted"]
    assert not priya["is_restricted"]
    assert priya["tz"] == "Europe/London"


async def test_somebody_of_another_workspace_is_told_by_its_id_and_is_no_stranger_to_slack(
    client: AsyncWebClient, workspace: Workspace
) -> None:
    external = workspace.add_person("alex", is_external=True)
    shown = (await client.users_info(user=external.id))["user"]
    assert not shown["is_stranger"]
    assert shown["team_id"] != "T0RIVERSIDE"


async def test_a_deactivated_account_is_deleted_and_has_left_its_channels(
    client: AsyncWebClient, workspace: Workspace
) -> None:
    workspace.deactivate("priya")
    assert (await client.users_info(user=PRIYA))["user"]["deleted"] is True
    members = await client.conversations_members(channel=RIVERSIDE)
    assert PRIYA not in members["members"]


async def test_an_unknown_person_is_not_found(client: AsyncWebClient) -> None:
    with pytest.raises(SlackApiError, match="user_not_found"):
        await client.users_info(user="U0NOBODY00")


async def test_everyone_is_listed_page_by_page(
    client: AsyncWebClient, workspace: Workspace
) -> None:
    found: list[str] = []
    async for answer in await client.users_list(limit=5):
        found += [one["id"] for one in answer["members"]]
    assert found == list(workspace.world.state.members)


async def test_members_are_listed_page_by_page(client: AsyncWebClient) -> None:
    found: list[str] = []
    async for answer in await client.conversations_members(channel=RIVERSIDE, limit=4):
        found += answer["members"]
    assert len(found) == len(set(found)) == 12


async def test_a_channel_tells_what_it_is(client: AsyncWebClient, workspace: Workspace) -> None:
    workspace.share_externally("#riverside")
    workspace.invite_organisation("#riverside", "T0ANOTHER")
    workspace.archive("#riverside")
    shown = (await client.conversations_info(channel=RIVERSIDE, include_num_members=True))[
        "channel"
    ]
    assert shown["is_archived"]
    assert shown["is_ext_shared"]
    assert shown["is_pending_ext_shared"]
    assert shown["num_members"] == 12


async def test_a_persons_channels_leave_out_what_the_app_may_not_know(
    client: AsyncWebClient, workspace: Workspace
) -> None:
    workspace.add_channel("quiet", "priya", private=True)
    shared = workspace.add_channel("ours", "priya", workspace.bot_user_id, private=True)
    workspace.archive("#everyone")
    types = "public_channel,private_channel"
    assert await names_of(client, user=PRIYA, types=types) == ["riverside", "everyone", shared.name]
    assert await names_of(client, user=PRIYA, types=types, exclude_archived=True) == [
        "riverside",
        shared.name,
    ]
    with pytest.raises(SlackApiError, match="invalid_types"):
        await client.users_conversations(user=PRIYA, types="secret")


async def test_a_private_channel_does_not_exist_for_an_app_outside_it(
    client: AsyncWebClient, workspace: Workspace
) -> None:
    quiet = workspace.add_channel("quiet", "amina", private=True)
    with pytest.raises(SlackApiError, match="channel_not_found"):
        await client.conversations_info(channel=quiet.id)


async def test_an_unknown_person_has_no_channels(client: AsyncWebClient) -> None:
    with pytest.raises(SlackApiError, match="user_not_found"):
        await client.users_conversations(user="U0NOBODY00")


async def test_a_direct_message_channel_names_the_other_one(client: AsyncWebClient) -> None:
    answer = await client.users_conversations(types="im", limit=1)
    (channel,) = answer["channels"]
    assert channel["is_im"]
    assert channel["user"] == cast.AMINA


async def test_the_demo_begins_with_two_teams_and_a_channel_for_everyone() -> None:
    workspace = Workspace(MANIFEST)
    state = workspace.world.state
    bot = workspace.bot_user_id
    assert [bot in state.channels[one].members for one in (RIVERSIDE, HILLSIDE, EVERYONE)] == [
        True,
        True,
        False,
    ]
    for team in cast.DEMO_TEAMS:
        assert json.loads(json.dumps(team.to_json()))["channel"] == team.channel
        leaders = {*team.managers, *team.deputies}
        assert leaders <= set(state.channels[team.channel].members)
    assert len(cast.CAST) == 8
    sam = [one.name for one in state.channels.values() if cast.SAM in one.members and one.name]
    assert sam == ["riverside"], "a single-channel guest is in one channel"
