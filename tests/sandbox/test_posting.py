"""What the app may say, where, and how it takes it back."""

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from sandbox.workspace import Workspace
from tests.sandbox.kit import AMINA, EVERYONE, PRIYA, RIVERSIDE, actions, button, section


async def code_of(call: object) -> str:
    with pytest.raises(SlackApiError) as caught:
        await call  # type: ignore[misc]  # any of the client's coroutines
    return str(caught.value.response["error"])


async def test_a_posted_message_is_seen_by_the_channel(
    client: AsyncWebClient, workspace: Workspace
) -> None:
    answer = await client.chat_postMessage(
        channel=RIVERSIDE, text="Well spotted", blocks=[section("*Well spotted*")]
    )
    message = workspace.person("tom").sees("#riverside")[-1]
    assert (message.ts, message.plain, message.user) == (
        answer["ts"],
        "*Well spotted*",
        workspace.bot_user_id,
    )
    assert answer["message"]["bot_id"] == "B0GOODCATCH"


async def test_a_message_to_a_person_opens_direct_messages(
    client: AsyncWebClient, workspace: Workspace
) -> None:
    newcomer = workspace.add_person("zoe")
    answer = await client.chat_postMessage(channel=newcomer.id, text="Welcome")
    assert answer["channel"] == newcomer.dm_id
    assert [one.text for one in newcomer.dm] == ["Welcome"]


async def test_the_app_posts_only_where_it_is_a_member(
    client: AsyncWebClient, workspace: Workspace
) -> None:
    private = workspace.add_channel("quiet", "amina", private=True)
    post = client.chat_postMessage
    assert await code_of(post(channel=EVERYONE, text="Hi")) == "not_in_channel"
    assert await code_of(post(channel=private.id, text="Hi")) == "channel_not_found"
    assert await code_of(post(channel="C0NOWHERE1", text="Hi")) == "channel_not_found"


async def test_nothing_can_be_posted_in_an_archived_channel(
    client: AsyncWebClient, workspace: Workspace
) -> None:
    ts = (await client.chat_postMessage(channel=RIVERSIDE, text="Hi"))["ts"]
    workspace.archive("#riverside")
    assert await code_of(client.chat_postMessage(channel=RIVERSIDE, text="Hi")) == "is_archived"
    assert await code_of(client.chat_update(channel=RIVERSIDE, ts=ts, text="Ho")) == "is_inactive"
    workspace.unarchive("#riverside")
    await client.chat_postMessage(channel=RIVERSIDE, text="Back again")


async def test_bots_and_deactivated_people_get_no_direct_messages(
    client: AsyncWebClient, workspace: Workspace
) -> None:
    workspace.deactivate("tom")
    tom = workspace.person("tom").id
    post = client.chat_postMessage
    assert await code_of(post(channel="USLACKBOT", text="Hi")) == "cannot_dm_bot"
    assert await code_of(post(channel=tom, text="Hi")) == "user_disabled"
    assert await code_of(post(channel="D0RCSTOM01", text="Hi")) == "user_disabled"
    assert await code_of(client.conversations_open(users=tom)) == "user_disabled"
    assert await code_of(client.conversations_open(users="USLACKBOT")) == "cannot_dm_bot"
    assert await code_of(client.conversations_open(users="U0NOBODY00")) == "user_not_found"


async def test_opening_direct_messages_twice_gives_the_same_channel(
    client: AsyncWebClient,
) -> None:
    first = await client.conversations_open(users=PRIYA)
    again = await client.conversations_open(channel=first["channel"]["id"])
    assert first["channel"]["id"] == again["channel"]["id"]
    assert again["already_open"] is True


async def test_a_message_needs_something_to_say(client: AsyncWebClient) -> None:
    silent = client.api_call("chat.postMessage", json={"channel": RIVERSIDE, "text": ""})
    assert await code_of(silent) == "no_text"
    long = "x" * 40_001
    assert await code_of(client.chat_postMessage(channel=RIVERSIDE, text=long)) == "msg_too_long"


async def test_an_update_takes_4000_characters_of_text(client: AsyncWebClient) -> None:
    ts = (await client.chat_postMessage(channel=RIVERSIDE, text="x" * 40_000))["ts"]
    long = client.chat_update(channel=RIVERSIDE, ts=ts, text="x" * 4001)
    assert await code_of(long) == "msg_too_long"
    await client.chat_update(channel=RIVERSIDE, ts=ts, text="x" * 4000)


@pytest.mark.parametrize(
    ("metadata", "code"),
    [
        ({"event_payload": {}}, "invalid_metadata_format"),
        ({"event_type": "", "event_payload": {}}, "invalid_metadata_format"),
        ({"event_type": "x", "event_payload": "text"}, "invalid_metadata_format"),
        ("not json", "invalid_metadata_format"),
        ({"event_type": "x", "event_payload": {"a": "x" * 8000}}, "metadata_too_large"),
    ],
)
async def test_metadata_has_a_type_and_a_payload(
    client: AsyncWebClient, metadata: dict[str, object], code: str
) -> None:
    call = client.chat_postMessage(channel=RIVERSIDE, text="Hi", metadata=metadata)
    assert await code_of(call) == code


async def test_a_reply_needs_a_parent_that_is_there(
    client: AsyncWebClient, workspace: Workspace
) -> None:
    parent = (await client.chat_postMessage(channel=RIVERSIDE, text="Card"))["ts"]
    reply = await client.chat_postMessage(channel=RIVERSIDE, text="More", thread_ts=parent)
    (card,) = [one for one in workspace.messages("#riverside") if one.ts == parent]
    assert [one.ts for one in workspace.thread(card)] == [reply["ts"]]
    for ts in ("1.000001", reply["ts"]):
        call = client.chat_postMessage(channel=RIVERSIDE, text="More", thread_ts=ts)
        assert await code_of(call) == "cannot_reply_to_message"


async def test_an_update_keeps_what_it_does_not_name(
    client: AsyncWebClient, workspace: Workspace
) -> None:
    metadata = {"event_type": "card", "event_payload": {"n": 1}}
    ts = (
        await client.chat_postMessage(
            channel=RIVERSIDE, text="One", blocks=[actions(button("Go"))], metadata=metadata
        )
    )["ts"]
    await client.chat_update(channel=RIVERSIDE, ts=ts, text="Two")
    message = workspace.messages("#riverside")[-1]
    assert (message.text, message.buttons, message.metadata) == ("Two", ["Go"], metadata)
    await client.chat_update(channel=RIVERSIDE, ts=ts, text="Three", blocks=[], metadata={})
    message = workspace.messages("#riverside")[-1]
    assert (message.plain, message.buttons, message.metadata) == ("Three", [], None)


async def test_the_app_changes_only_its_own_messages(
    client: AsyncWebClient, workspace: Workspace
) -> None:
    said = await workspace.person("priya").say("#riverside", "Mine")
    update = client.chat_update(channel=RIVERSIDE, ts=said.ts, text="Yours")
    assert await code_of(update) == "cant_update_message"
    delete = client.chat_delete(channel=RIVERSIDE, ts=said.ts)
    assert await code_of(delete) == "cant_delete_message"
    gone = client.chat_update(channel=RIVERSIDE, ts="1.000001", text="Nothing")
    assert await code_of(gone) == "message_not_found"


async def test_a_deleted_message_is_gone(client: AsyncWebClient, workspace: Workspace) -> None:
    before = len(workspace.messages("#riverside"))
    ts = (await client.chat_postMessage(channel=RIVERSIDE, text="Oops"))["ts"]
    await client.chat_delete(channel=RIVERSIDE, ts=ts)
    assert len(workspace.messages("#riverside")) == before
    assert await code_of(client.chat_delete(channel=RIVERSIDE, ts=ts)) == "message_not_found"


async def test_a_deleted_message_with_replies_leaves_a_tombstone(
    client: AsyncWebClient, workspace: Workspace
) -> None:
    ts = (await client.chat_postMessage(channel=RIVERSIDE, text="A secret"))["ts"]
    await client.chat_postMessage(channel=RIVERSIDE, text="A reply", thread_ts=ts)
    await client.chat_delete(channel=RIVERSIDE, ts=ts)
    thread = (await client.conversations_replies(channel=RIVERSIDE, ts=ts))["messages"]
    assert [one.get("subtype") for one in thread] == ["tombstone", None]
    assert "A secret" not in str(thread)


async def test_an_ephemeral_message_is_for_one_reader_only(
    client: AsyncWebClient, workspace: Workspace
) -> None:
    await client.chat_postEphemeral(channel=RIVERSIDE, user=PRIYA, text="Just for you")
    assert workspace.person("priya").sees("#riverside")[-1].ephemeral
    assert "Just for you" not in [m.text for m in workspace.person("amina").sees("#riverside")]
    history = await client.conversations_history(channel=RIVERSIDE)
    assert "Just for you" not in str(history.data)


async def test_an_ephemeral_message_needs_a_reader_in_the_channel(
    client: AsyncWebClient, workspace: Workspace
) -> None:
    workspace.remove("#riverside", "priya")
    call = client.chat_postEphemeral(channel=RIVERSIDE, user=PRIYA, text="Psst")
    assert await code_of(call) == "user_not_in_channel"


async def test_message_times_are_unique_and_in_order(client: AsyncWebClient) -> None:
    stamps = [
        (await client.chat_postMessage(channel=RIVERSIDE, text=str(n)))["ts"] for n in range(5)
    ]
    assert stamps == sorted(set(stamps))


async def test_a_permalink_leads_to_a_message_that_is_there(
    client: AsyncWebClient, workspace: Workspace
) -> None:
    said = await workspace.person("amina").say("#riverside", "Here")
    link = (await client.chat_getPermalink(channel=RIVERSIDE, message_ts=said.ts))["permalink"]
    assert link.endswith(f"/{RIVERSIDE}/p{said.ts.replace('.', '')}")
    gone = client.chat_getPermalink(channel=RIVERSIDE, message_ts="1.000001")
    assert await code_of(gone) == "message_not_found"


async def test_the_messages_tab_can_be_switched_off_in_the_manifest(
    workspace: Workspace,
) -> None:
    features = {"app_home": {"messages_tab_enabled": False}}
    plain = {"features": features, "oauth_config": {"scopes": {"bot": ["chat:write"]}}}
    async with Workspace(plain) as silent:
        client = AsyncWebClient(silent.bot_token, base_url=silent.api_url)
        call = client.chat_postMessage(channel=AMINA, text="Hi")
        assert await code_of(call) == "messages_tab_disabled"


async def test_a_permalink_to_a_reply_names_its_thread(
    client: AsyncWebClient, workspace: Workspace
) -> None:
    parent = await workspace.person("amina").say("#riverside", "Here")
    reply = await workspace.person("tom").say("#riverside", "There", thread=parent)
    link = (await client.chat_getPermalink(channel=RIVERSIDE, message_ts=reply.ts))["permalink"]
    assert link.endswith(f"?thread_ts={parent.ts}&cid={RIVERSIDE}")


@pytest.mark.parametrize(
    ("params", "code"),
    [
        ({"channel": RIVERSIDE}, "method_not_supported_for_channel_type"),
        ({"channel": "D0NOWHERE1"}, "channel_not_found"),
        ({"users": f"{AMINA},{PRIYA}"}, "method_not_supported_for_channel_type"),
        ({}, "users_list_not_supplied"),
    ],
)
async def test_only_conversations_of_two_are_opened(
    client: AsyncWebClient, params: dict[str, str], code: str
) -> None:
    assert await code_of(client.api_call("conversations.open", params=params)) == code


async def test_an_opened_conversation_can_be_described(client: AsyncWebClient) -> None:
    answer = await client.conversations_open(users=PRIYA, return_im=True)
    assert (answer["channel"]["is_im"], answer["channel"]["user"]) == (True, PRIYA)


async def test_a_body_that_is_no_json_has_no_arguments(
    page: aiohttp.ClientSession, workspace: Workspace
) -> None:
    headers = {
        "Authorization": f"Bearer {workspace.bot_token}",
        "Content-Type": "application/json",
    }
    for body in ("{", "[]"):
        async with page.post("/api/chat.postMessage", data=body, headers=headers) as response:
            assert (await response.json())["error"] == "invalid_arguments"
