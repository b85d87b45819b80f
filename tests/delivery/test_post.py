"""Posting, changing and looking back, as Slack's Web API sees it."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr
from slack_sdk.web.async_client import AsyncWebClient

from bot.app import slack_client
from bot.config import Settings
from bot.delivery.outcomes import FAILURES
from bot.delivery.slack import HistoryTooLong, Post, Written
from bot.domain.ids import ChannelId, MessageRef, UserId
from bot.services.contents import InThread, Replacing, ToChannel, ToPerson
from bot.views.blocks import Message, section
from sandbox.workspace import Workspace
from tests.delivery.conftest import AMINA, CHANNEL, RIVERSIDE

SINCE = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
HERE = ToChannel(CHANNEL)
THREAD = InThread(MessageRef(CHANNEL, "1764.5"))
HELLO = Message(text="Hello", blocks=(section("Hello *there*"),))


@dataclass
class Pages:
    """A channel's history, page after page, and that of one thread in it."""

    pages: list[list[dict[str, Any]]]
    asked: list[dict[str, Any]] = field(default_factory=list)

    async def conversations_history(self, **given: object) -> dict[str, Any]:
        assert "ts" not in given
        return self._next(given)

    async def conversations_replies(self, **given: object) -> dict[str, Any]:
        assert given["ts"] == THREAD.message.ts
        return self._next(given)

    def _next(self, given: dict[str, Any]) -> dict[str, Any]:
        self.asked.append(given)
        number = len(self.asked)
        more = f"page-{number + 1}" if number < len(self.pages) else ""
        return {
            "messages": self.pages[number - 1],
            "response_metadata": {"next_cursor": more},
        }


def posting_to(client: Any) -> Post:  # noqa: ANN401 - stands in for a client
    return Post(client)


def marked(mark: str, ts: str) -> dict[str, Any]:
    return {
        "ts": ts,
        "metadata": {"event_type": "goodcatch_delivery", "event_payload": {"k": mark}},
    }


@pytest.fixture
def client(workspace: Workspace) -> AsyncWebClient:
    return AsyncWebClient(
        token=workspace.bot_token, base_url=workspace.api_url, timeout=1, retry_handlers=[]
    )


async def test_a_look_back_begins_a_quarter_of_an_hour_early_and_asks_for_every_mark() -> None:
    pages = Pages([[marked("other", "1.0"), {"ts": "1.1"}, marked("mine", "1.2")]])
    assert await posting_to(pages).find(HERE, CHANNEL, ("mine",), SINCE) == MessageRef(
        CHANNEL, "1.2"
    )
    [asked] = pages.asked
    assert float(asked["oldest"]) == (SINCE - timedelta(minutes=15)).timestamp()
    assert asked["include_all_metadata"] is True


async def test_a_message_for_a_thread_is_looked_for_in_that_thread_page_after_page() -> None:
    pages = Pages([[marked("other", "1764.5")], [marked("mine", "1.2")]])
    found = await posting_to(pages).find(THREAD, CHANNEL, ("mine",), SINCE)
    assert found == MessageRef(CHANNEL, "1.2")
    assert [one["cursor"] for one in pages.asked] == [None, "page-2"]
    assert {float(one["oldest"]) for one in pages.asked} == {
        (SINCE - timedelta(minutes=15)).timestamp()
    }


async def test_a_thread_without_an_end_is_no_proof_of_absence() -> None:
    pages = Pages([[marked("other", "1.0")] for _ in range(11)])
    with pytest.raises(HistoryTooLong):
        await posting_to(pages).find(THREAD, CHANNEL, ("mine",), SINCE)


async def test_a_message_marked_with_an_older_key_is_found_too() -> None:
    pages = Pages([[marked("by the old key", "1.2")]])
    found = await posting_to(pages).find(HERE, CHANNEL, ("by the new key", "by the old key"), SINCE)
    assert found == MessageRef(CHANNEL, "1.2")


async def test_every_page_is_looked_through() -> None:
    pages = Pages([[marked("other", "3.0")], [], [marked("mine", "1.0")]])
    assert await posting_to(pages).find(HERE, CHANNEL, ("mine",), SINCE) == MessageRef(
        CHANNEL, "1.0"
    )
    assert [one["cursor"] for one in pages.asked] == [None, "page-2", "page-3"]


async def test_what_is_on_no_page_is_not_there() -> None:
    assert (
        await posting_to(Pages([[], [{"ts": "1.0"}]])).find(HERE, CHANNEL, ("mine",), SINCE) is None
    )


async def test_a_history_without_an_end_is_no_proof_of_absence() -> None:
    pages = Pages([[marked("other", "1.0")] for _ in range(11)])
    with pytest.raises(HistoryTooLong):
        await posting_to(pages).find(HERE, CHANNEL, ("mine",), SINCE)
    assert len(pages.asked) == 10


async def test_a_message_is_posted_without_previews_or_links_of_its_own(
    client: AsyncWebClient, workspace: Workspace
) -> None:
    at = await Post(client).send(ToChannel(CHANNEL), CHANNEL, HELLO, "mark")
    posted = workspace.messages(RIVERSIDE)[-1]
    assert at == MessageRef(CHANNEL, posted.ts)
    given = workspace.traffic.calls("chat.postMessage")[-1].body
    assert {given[name] for name in ("unfurl_links", "unfurl_media")} <= {False, "0", "False"}
    assert given["parse"] == "none"


async def test_a_message_is_changed_where_it_stands_and_keeps_its_mark(
    client: AsyncWebClient, workspace: Workspace
) -> None:
    post = Post(client)
    at = await post.send(ToChannel(CHANNEL), CHANNEL, HELLO, "mark")
    count = len(workspace.messages(RIVERSIDE))
    again = Message(text="Again", blocks=(section("Again"),))
    assert await post.send(Replacing(at), CHANNEL, again, "mark") == at
    now = workspace.messages(RIVERSIDE)
    assert (len(now), now[-1].plain) == (count, "Again")
    assert now[-1].metadata is not None
    assert now[-1].metadata["event_payload"] == {"k": "mark"}


@pytest.mark.parametrize(
    ("told", "shared"),
    [
        ({}, False),
        ({"is_ext_shared": False, "is_pending_ext_shared": False, "is_shared": True}, False),
        ({"is_ext_shared": True}, True),
        ({"is_pending_ext_shared": True}, True),
    ],
)
async def test_a_channel_is_shared_as_soon_as_another_organisation_is_invited(
    told: dict[str, bool], *, shared: bool
) -> None:
    class Info:
        async def conversations_info(self, **_: object) -> dict[str, Any]:
            return {"channel": told}

    assert await posting_to(Info()).is_shared(CHANNEL) is shared


async def test_a_direct_message_is_opened_once_for_each_person(
    client: AsyncWebClient, workspace: Workspace
) -> None:
    channel = await Post(client).channel_for(ToPerson(AMINA))
    assert channel == workspace.person("amina").dm_id
    assert await Post(client).channel_for(ToPerson(AMINA)) == channel


async def test_what_was_posted_can_be_found_by_its_mark(
    client: AsyncWebClient,
) -> None:
    post = Post(client)
    now = datetime.now(UTC)
    at = await post.send(ToChannel(CHANNEL), CHANNEL, HELLO, "mark")
    assert await post.find(HERE, CHANNEL, ("mark",), now) == at
    assert await post.find(HERE, CHANNEL, ("another",), now) is None


async def test_what_was_posted_in_a_thread_stands_there_and_is_found_there_only(
    client: AsyncWebClient, workspace: Workspace
) -> None:
    post, now = Post(client), datetime.now(UTC)
    card = await post.send(HERE, CHANNEL, HELLO, "card")
    thread = InThread(card)
    assert await post.channel_for(thread) == CHANNEL
    at = await post.send(thread, CHANNEL, HELLO, "mark")
    [top] = [one for one in workspace.messages(RIVERSIDE) if one.ts == card.ts]
    assert [one.ts for one in workspace.thread(top)][-1] == at.ts
    assert await post.find(thread, CHANNEL, ("mark",), now) == at
    assert await post.find(thread, CHANNEL, ("another",), now) is None
    assert await post.find(HERE, CHANNEL, ("mark",), now) is None


async def test_a_direct_message_is_read_as_it_was_typed_and_by_whom(
    client: AsyncWebClient, workspace: Workspace
) -> None:
    priya = workspace.person("priya")
    said = await priya.say(priya.dm_id, "the <b> & the *fax* https://x.test")
    at = MessageRef(ChannelId(said.channel), said.ts)
    written = await Post(client).written_in(at)
    assert written == Written(UserId(priya.id), "the <b> & the *fax* https://x.test")


async def test_a_direct_message_that_is_gone_has_no_words(
    client: AsyncWebClient, workspace: Workspace
) -> None:
    priya = workspace.person("priya")
    said = await priya.say(priya.dm_id, "the fax")
    await priya.delete(said)
    assert await Post(client).written_in(MessageRef(ChannelId(said.channel), said.ts)) is None


async def test_the_bots_own_client_never_repeats_a_call(
    workspace: Workspace, tmp_path: Path
) -> None:
    settings = Settings.model_construct(
        slack_bot_token=SecretStr(workspace.bot_token), slack_api_url=workspace.api_url
    )
    made = slack_client(settings, timeout=2)
    assert made.retry_handlers == []
    for effect in ("drop_before", "lost_reply"):
        before = len(workspace.traffic.calls("chat.postMessage"))
        workspace.faults.next("chat.postMessage", effect)
        with pytest.raises(FAILURES):
            await made.chat_postMessage(channel=CHANNEL, text="Hello")
        assert len(workspace.traffic.calls("chat.postMessage")) == before + 1
