"""Who may call what: tokens, scopes and methods."""

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from sandbox.workspace import Workspace
from tests.sandbox.kit import PRIYA, RIVERSIDE, manifest


async def refusal(client: AsyncWebClient, method: str, **params: str) -> SlackApiError:
    with pytest.raises(SlackApiError) as caught:
        await client.api_call(method, params=params)
    return caught.value


async def test_the_bot_learns_who_it_is(client: AsyncWebClient, workspace: Workspace) -> None:
    answer = await client.auth_test()
    assert answer["user_id"] == workspace.bot_user_id
    assert answer["team"] == "Riverside Children's Services"


async def test_a_call_without_a_token_is_not_authed(
    page: aiohttp.ClientSession,
) -> None:
    async with page.post("/api/auth.test") as response:
        assert await response.json() == {"ok": False, "error": "not_authed"}


async def test_a_token_in_a_form_is_as_good_as_in_the_header(
    page: aiohttp.ClientSession, workspace: Workspace
) -> None:
    async with page.post("/api/auth.test", data={"token": workspace.bot_token}) as response:
        assert (await response.json())["ok"] is True


async def test_an_unknown_token_is_invalid(workspace: Workspace) -> None:
    stranger = AsyncWebClient("xoxb-of-nobody", base_url=workspace.api_url)
    error = await refusal(stranger, "auth.test")
    assert error.response["error"] == "invalid_auth"


async def test_the_app_token_opens_connections_and_nothing_else(
    client: AsyncWebClient, workspace: Workspace
) -> None:
    app = AsyncWebClient(workspace.app_token, base_url=workspace.api_url)
    answer = await app.apps_connections_open(app_token=workspace.app_token)
    assert str(answer["url"]).startswith("ws://127.0.0.1:")
    assert (await refusal(app, "auth.test")).response["error"] == "not_allowed_token_type"
    assert (await refusal(client, "apps.connections.open")).response["error"] == (
        "not_allowed_token_type"
    )


async def test_an_unknown_method_is_said_to_be_unknown(
    client: AsyncWebClient, workspace: Workspace
) -> None:
    assert (await refusal(client, "chat.shout")).response["error"] == "unknown_method"
    assert [one.code for one in workspace.findings] == ["unknown_method"]


async def test_the_token_is_never_in_the_record(
    client: AsyncWebClient, workspace: Workspace
) -> None:
    await client.auth_test()
    (entry,) = workspace.traffic.calls("auth.test")
    assert entry.bearer == "bot"
    assert workspace.bot_token not in str(entry)


@pytest.mark.parametrize(
    ("scope", "method", "params"),
    [
        ("chat:write", "chat.postMessage", {"channel": RIVERSIDE, "text": "Hello"}),
        ("chat:write", "chat.postEphemeral", {"channel": RIVERSIDE, "text": "Hi", "user": PRIYA}),
        ("chat:write", "chat.update", {"channel": RIVERSIDE, "text": "Hello", "ts": "1.0"}),
        ("chat:write", "chat.delete", {"channel": RIVERSIDE, "ts": "1.0"}),
        ("channels:history", "conversations.history", {"channel": RIVERSIDE}),
        ("channels:history", "conversations.replies", {"channel": RIVERSIDE, "ts": "1.0"}),
        ("im:history", "conversations.history", {"channel": "D0RCSPRIYA"}),
        ("channels:read", "conversations.info", {"channel": RIVERSIDE}),
        ("channels:read", "conversations.members", {"channel": RIVERSIDE}),
        ("im:write", "conversations.open", {"users": PRIYA}),
        ("users:read", "users.info", {"user": PRIYA}),
        ("users:read", "users.list", {}),
        ("channels:read", "users.conversations", {"user": PRIYA}),
        ("groups:read", "users.conversations", {"types": "public_channel,private_channel"}),
    ],
)
async def test_every_method_needs_its_scope(
    scope: str, method: str, params: dict[str, str]
) -> None:
    async with Workspace(manifest(without_scopes=(scope,))) as poor:
        client = AsyncWebClient(poor.bot_token, base_url=poor.api_url)
        answer = (await refusal(client, method, **params)).response
        assert answer["error"] == "missing_scope"
        assert answer["needed"] == scope
        assert scope not in answer["provided"].split(",")
        assert poor.findings[0].code == "missing_scope"
