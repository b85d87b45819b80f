"""What the app is told of, and when it is not."""

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from sandbox.delivery import BACKLOG
from sandbox.errors import RefusedError
from sandbox.workspace import Workspace
from tests.sandbox.kit import PRIYA, RIVERSIDE, home, manifest, section
from tests.sandbox.little_bot import LittleBot


async def settled(workspace: Workspace) -> None:
    await workspace.until(lambda: workspace.pending_events == 0)


async def test_saying_editing_and_deleting_are_three_events(
    bot: LittleBot, workspace: Workspace
) -> None:
    priya = workspace.person("priya")
    said = await priya.say("#riverside", "One")
    await priya.edit(said, "Two")
    await priya.delete(said)
    await settled(workspace)
    posted, changed, deleted = bot.events
    assert (posted["text"], posted["channel_type"], posted["user"]) == ("One", "channel", PRIYA)
    assert changed["subtype"] == "message_changed"
    assert (changed["message"]["text"], changed["previous_message"]["text"]) == ("Two", "One")
    assert deleted["subtype"] == "message_deleted"
    assert deleted["deleted_ts"] == said.ts


async def test_a_reply_names_its_thread(bot: LittleBot, workspace: Workspace) -> None:
    priya = workspace.person("priya")
    parent = await priya.say("#riverside", "Card")
    await workspace.person("tom").say("#riverside", "Reply", thread=parent)
    await settled(workspace)
    assert bot.events[-1]["thread_ts"] == parent.ts
    assert bot.events[-1]["parent_user_id"] == PRIYA


async def test_deleting_a_message_with_replies_is_a_change_to_a_tombstone(
    bot: LittleBot, workspace: Workspace
) -> None:
    priya = workspace.person("priya")
    parent = await priya.say("#riverside", "Card")
    await priya.say("#riverside", "Reply", thread=parent)
    await priya.delete(parent)
    await settled(workspace)
    assert bot.events[-1]["message"]["subtype"] == "tombstone"
    with pytest.raises(RefusedError, match="no longer there"):
        await priya.edit(parent, "Back")


async def test_the_app_hears_its_own_messages_marked_as_such(
    bot: LittleBot, workspace: Workspace
) -> None:
    await bot.client.chat_postMessage(channel=RIVERSIDE, text="Mine")
    await settled(workspace)
    (event,) = bot.heard("message")
    assert (event["bot_id"], event["app_id"]) == ("B0GOODCATCH", "A0GOODCATCH")
    assert event["user"] == workspace.bot_user_id


async def test_direct_messages_to_the_app_are_message_im(
    bot: LittleBot, workspace: Workspace
) -> None:
    priya = workspace.person("priya")
    await priya.say(priya.dm_id, "Hello")
    await settled(workspace)
    assert bot.events[-1]["channel_type"] == "im"
    assert workspace.traffic.since()[-1].name == "message.im"


async def test_private_channels_are_message_groups(bot: LittleBot, workspace: Workspace) -> None:
    workspace.add_channel("quiet", "priya", workspace.bot_user_id, private=True)
    await workspace.person("priya").say("#quiet", "Hello")
    await settled(workspace)
    assert bot.heard("message")[-1]["channel_type"] == "group"


async def test_reactions_come_and_go(bot: LittleBot, workspace: Workspace) -> None:
    said = await workspace.person("priya").say("#riverside", "Look")
    amina = workspace.person("amina")
    await amina.react(said, "pray")
    await amina.react(said, "pray")
    await workspace.person("dan").react(said, "+1::skin-tone-3")
    await amina.unreact(said, "pray")
    await settled(workspace)
    (removed,) = bot.heard("reaction_removed")
    added = bot.heard("reaction_added")
    assert [one["reaction"] for one in added] == ["pray", "+1::skin-tone-3"]
    assert removed["item"] == {"type": "message", "channel": RIVERSIDE, "ts": said.ts}
    assert added[0]["item_user"] == PRIYA
    (message,) = [one for one in workspace.messages("#riverside") if one.ts == said.ts]
    assert list(message.reactions) == ["+1::skin-tone-3"]
    with pytest.raises(RefusedError, match="no emoji"):
        await amina.react(said, "not an emoji")


async def test_comings_and_goings_are_told(bot: LittleBot, workspace: Workspace) -> None:
    workspace.remove("#riverside", "tom")
    workspace.invite("#riverside", "tom")
    workspace.archive("#riverside")
    workspace.unarchive("#riverside")
    await settled(workspace)
    assert [one["type"] for one in bot.events] == [
        "member_left_channel",
        "member_joined_channel",
        "channel_archive",
        "channel_unarchive",
    ]
    workspace.remove("#riverside", workspace.bot_user_id)
    await settled(workspace)
    assert bot.events[-1] == bot.heard("channel_left")[0]


async def test_a_changed_account_is_told(bot: LittleBot, workspace: Workspace) -> None:
    workspace.change_person("priya", title="Senior social worker")
    workspace.deactivate("tom")
    await settled(workspace)
    promoted, left = bot.heard("user_change")
    assert promoted["user"]["profile"]["title"] == "Senior social worker"
    assert left["user"]["deleted"] is True


async def test_opening_the_home_tab_is_told_with_the_view_there(
    bot: LittleBot, workspace: Workspace
) -> None:
    priya = workspace.person("priya")
    await priya.open_home()
    await bot.client.views_publish(user_id=PRIYA, view=home(section("Mine")))
    await priya.open_home()
    await settled(workspace)
    first, second = bot.heard("app_home_opened")
    assert (first["channel"], first["tab"]) == (priya.dm_id, "home")
    assert "view" not in first
    assert second["view"]["type"] == "home"


async def test_the_app_hears_nothing_from_channels_it_is_not_in(
    bot: LittleBot, workspace: Workspace
) -> None:
    said = await workspace.person("priya").say("#everyone", "News")
    await workspace.person("amina").react(said, "tada")
    await workspace.person("priya").say("#riverside", "Here")
    await settled(workspace)
    assert [one["channel"] for one in bot.events] == [RIVERSIDE]


async def test_the_app_hears_only_what_it_subscribes_to() -> None:
    async with Workspace(manifest(without_events=("message.channels",))) as workspace:
        await workspace.person("priya").say("#riverside", "Hello")
        assert workspace.pending_events == 0


async def test_an_event_without_its_scope_is_a_finding() -> None:
    async with Workspace(manifest(without_scopes=("reactions:read",))) as workspace:
        said = await workspace.person("priya").say("#everyone", "Hello")
        workspace.invite("#everyone", workspace.bot_user_id)
        await workspace.person("priya").react(said, "wave")
        assert [one.where for one in workspace.findings] == ["reaction_added"]


async def test_events_wait_for_the_bot_in_order(
    workspace: Workspace, client: AsyncWebClient
) -> None:
    for number in range(5):
        await workspace.person("priya").say("#riverside", str(number))
    little = LittleBot(client)
    async with little.connected(workspace):
        await workspace.until(lambda: len(little.events) == 5)
    assert [one["text"] for one in little.events] == ["0", "1", "2", "3", "4"]
    assert workspace.lost_events == []


@pytest.mark.parametrize("patience", [2.0])
async def test_an_event_nobody_acknowledges_comes_again_with_the_reason(
    bot: LittleBot, workspace: Workspace
) -> None:
    workspace.faults.next("events_api", "lost")
    await workspace.person("priya").say("#riverside", "Hello")
    await workspace.until(lambda: len(bot.events) == 1)
    await settled(workspace)
    tries = [one.body for one in workspace.traffic.since() if one.kind == "events_api"]
    assert [one["retry_attempt"] for one in tries] == [0, 1]
    assert tries[1]["retry_reason"] == "timeout"
    assert tries[0]["event_id"] == tries[1]["event_id"]


@pytest.mark.parametrize("patience", [0.3])
async def test_an_event_is_lost_after_the_last_try(bot: LittleBot, workspace: Workspace) -> None:
    workspace.faults.next("events_api", "lost", times=3)
    await workspace.person("priya").say("#riverside", "Hello")
    await workspace.until(lambda: workspace.lost_events)
    assert workspace.lost_events[0]["event"]["text"] == "Hello"
    assert bot.events == []


async def test_a_full_backlog_loses_the_newest(workspace: Workspace) -> None:
    priya = workspace.person("priya")
    for number in range(BACKLOG + 1):
        await priya.say("#riverside", str(number))
    assert workspace.pending_events == BACKLOG
    assert [one["event"]["text"] for one in workspace.lost_events] == [str(BACKLOG)]


async def test_a_mention_is_told_apart_from_a_message() -> None:
    scopes = {"bot": ["app_mentions:read"]}
    mentions = {
        "oauth_config": {"scopes": scopes},
        "settings": {"event_subscriptions": {"bot_events": ["app_mention"]}},
    }
    async with Workspace(mentions) as workspace:
        await workspace.person("priya").say("#riverside", "Is @app there?")
        await workspace.person("priya").say("#riverside", "Nobody")
        assert workspace.pending_events == 1


async def test_a_read_only_messages_tab_takes_no_messages() -> None:
    tab = {"messages_tab_enabled": True, "messages_tab_read_only_enabled": True}
    async with Workspace({"features": {"app_home": tab}}) as workspace:
        priya = workspace.person("priya")
        with pytest.raises(RefusedError, match="turned off"):
            await priya.say(priya.dm_id, "Hello")
        with pytest.raises(RefusedError, match="no Home tab"):
            await priya.open_home()


async def test_joining_twice_is_told_once(bot: LittleBot, workspace: Workspace) -> None:
    for _ in range(2):
        workspace.invite("#riverside", "helen")
    for _ in range(2):
        workspace.remove("#riverside", "helen")
    await settled(workspace)
    assert [one["type"] for one in bot.events] == ["member_joined_channel", "member_left_channel"]


async def test_a_deleted_reply_leaves_the_thread(bot: LittleBot, workspace: Workspace) -> None:
    priya = workspace.person("priya")
    parent = await priya.say("#riverside", "Card")
    reply = await priya.say("#riverside", "Reply", thread=parent)
    await priya.delete(reply)
    await settled(workspace)
    assert workspace.thread(parent) == []
    assert bot.heard("message_deleted")[0]["deleted_ts"] == reply.ts
    await priya.delete(parent)
    assert workspace.message(parent) is None, "without replies nothing stays behind"
    for deed in (priya.react(parent, "pray"), priya.say("#riverside", "x", thread=parent)):
        with pytest.raises(RefusedError, match="no longer there"):
            await deed
