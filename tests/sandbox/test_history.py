"""Reading back what was said."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from sandbox.api.paging import page
from sandbox.errors import SlackError
from sandbox.workspace import Workspace
from tests.sandbox.kit import EVERYONE, RIVERSIDE


async def post(client: AsyncWebClient, text: str, thread_ts: str | None = None) -> str:
    answer = await client.chat_postMessage(channel=RIVERSIDE, text=text, thread_ts=thread_ts)
    return str(answer["ts"])


@given(st.lists(st.integers()), st.integers(min_value=1, max_value=7))
def test_the_pages_put_together_are_the_whole(items: list[int], limit: int) -> None:
    collected: list[int] = []
    cursor: str | None = None
    while cursor != "":
        shown, cursor = page(items, limit, cursor)
        assert len(shown) <= limit
        collected.extend(shown)
    assert collected == items


@given(st.text())
def test_a_cursor_that_was_never_given_out_is_invalid_or_on_the_list(cursor: str) -> None:
    items = ["a", "b", "c"]
    try:
        shown, _ = page(items, 2, cursor or "-")
    except SlackError as refusal:
        shown = [refusal.code]
    assert set(shown) <= {"invalid_cursor", *items}


async def test_history_is_newest_first_and_leaves_replies_out(client: AsyncWebClient) -> None:
    first = await post(client, "One")
    await post(client, "A reply", thread_ts=first)
    second = await post(client, "Two")
    answer = await client.conversations_history(channel=RIVERSIDE, limit=2)
    assert [one["ts"] for one in answer["messages"]] == [second, first]
    assert answer["messages"][1]["reply_count"] == 1
    assert answer["has_more"] is True


async def test_the_cursor_leads_to_the_next_page(client: AsyncWebClient) -> None:
    stamps = [await post(client, str(n)) for n in range(3)]
    answer = await client.conversations_history(channel=RIVERSIDE, limit=2)
    cursor = answer["response_metadata"]["next_cursor"]
    following = await client.conversations_history(channel=RIVERSIDE, limit=1, cursor=cursor)
    assert following["messages"][0]["ts"] == stamps[0]


async def test_the_ends_of_a_window_belong_to_it_only_if_asked_for(
    client: AsyncWebClient,
) -> None:
    stamps = [await post(client, str(n)) for n in range(3)]

    async def within(*, inclusive: bool = False) -> list[str]:
        answer = await client.conversations_history(
            channel=RIVERSIDE, oldest=stamps[0], latest=stamps[2], inclusive=inclusive
        )
        return [one["ts"] for one in answer["messages"]]

    assert await within() == [stamps[1]]
    assert await within(inclusive=True) == stamps[::-1]


async def test_metadata_is_told_only_to_those_who_ask(client: AsyncWebClient) -> None:
    metadata = {"event_type": "card", "event_payload": {"key": "k1"}}
    await client.chat_postMessage(channel=RIVERSIDE, text="Card", metadata=metadata)
    plain = await client.conversations_history(channel=RIVERSIDE, limit=1)
    assert "metadata" not in plain["messages"][0]
    asked = await client.conversations_history(
        channel=RIVERSIDE, limit=1, include_all_metadata=True
    )
    assert asked["messages"][0]["metadata"] == metadata


async def test_a_thread_is_read_oldest_first_with_its_parent(client: AsyncWebClient) -> None:
    parent = await post(client, "Card")
    replies = [await post(client, str(n), thread_ts=parent) for n in range(2)]
    answer = await client.conversations_replies(channel=RIVERSIDE, ts=parent)
    assert [one["ts"] for one in answer["messages"]] == [parent, *replies]
    later = await client.conversations_replies(channel=RIVERSIDE, ts=parent, oldest=replies[0])
    assert [one["ts"] for one in later["messages"]] == [parent, replies[1]]


async def test_a_persons_words_come_escaped_and_as_rich_text(
    client: AsyncWebClient, workspace: Workspace
) -> None:
    await workspace.person("priya").say("#riverside", "Ask @amina about <b> & c")
    answer = await client.conversations_history(channel=RIVERSIDE, limit=1)
    (message,) = answer["messages"]
    assert message["text"] == "Ask <@U0RCSAMINA> about &lt;b&gt; &amp; c"
    assert message["blocks"][0]["elements"][0]["elements"] == [
        {"type": "text", "text": "Ask "},
        {"type": "user", "user_id": "U0RCSAMINA"},
        {"type": "text", "text": " about <b> & c"},
    ]


@pytest.mark.parametrize(
    ("method", "params", "code"),
    [
        ("conversations.history", {"channel": "C0NOWHERE1"}, "channel_not_found"),
        ("conversations.history", {}, "invalid_arguments"),
        ("conversations.history", {"channel": EVERYONE}, "not_in_channel"),
        ("conversations.history", {"channel": RIVERSIDE, "oldest": "x"}, "invalid_ts_oldest"),
        ("conversations.history", {"channel": RIVERSIDE, "latest": "x"}, "invalid_ts_latest"),
        ("conversations.history", {"channel": RIVERSIDE, "cursor": "x"}, "invalid_cursor"),
        ("conversations.history", {"channel": RIVERSIDE, "limit": "0"}, "invalid_limit"),
        ("conversations.history", {"channel": RIVERSIDE, "limit": "many"}, "invalid_limit"),
        ("conversations.replies", {"channel": RIVERSIDE, "ts": "1.0"}, "thread_not_found"),
        ("conversations.replies", {"channel": "D0RCSNOONE", "ts": "1.0"}, "channel_not_found"),
    ],
)
async def test_reading_is_refused_with_slacks_own_codes(
    client: AsyncWebClient, method: str, params: dict[str, str], code: str
) -> None:
    with pytest.raises(SlackApiError) as caught:
        await client.api_call(method, params=params)
    assert caught.value.response["error"] == code
