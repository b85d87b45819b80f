"""Slash commands and shortcuts."""

import pytest
from slack_bolt.async_app import AsyncAck

from sandbox.errors import RefusedError
from sandbox.manifest import Manifest
from sandbox.shapes import JsonObject
from sandbox.workspace import Workspace
from tests.sandbox.kit import MANIFEST, RIVERSIDE, section
from tests.sandbox.little_bot import LittleBot, answering


async def test_a_command_says_who_where_and_what(bot: LittleBot, workspace: Workspace) -> None:
    await workspace.person("priya").command("/note", "a & b", channel="#riverside")
    payload = bot.payloads[-1]
    assert payload["text"] == "a &amp; b"
    assert payload["command"] == "/note"
    assert (payload["channel_id"], payload["channel_name"]) == (RIVERSIDE, "riverside")
    assert (payload["user_id"], payload["user_name"]) == ("U0RCSPRIYA", "priya")
    assert payload["trigger_id"]
    assert payload["response_url"].startswith(workspace.url)


async def test_the_answer_is_for_the_one_who_typed(bot: LittleBot, workspace: Workspace) -> None:
    bot.on_command = answering({"text": "Noted", "blocks": [section("Noted *well*")]})
    reply = await workspace.person("priya").command("/note", channel="#riverside")
    assert (reply.ok, reply.text) == (True, "Noted")
    assert reply.message is not None
    assert reply.message.plain == "Noted *well*"
    assert reply.message.ephemeral
    assert "Noted" not in [one.text for one in workspace.person("tom").sees("#riverside")]


async def test_an_answer_in_the_channel_is_for_everyone(
    bot: LittleBot, workspace: Workspace
) -> None:
    bot.on_command = answering({"text": "Noted", "response_type": "in_channel"})
    await workspace.person("priya").command("/note", channel="#riverside")
    assert workspace.person("tom").sees("#riverside")[-1].text == "Noted"


async def test_an_answer_with_wrong_blocks_is_a_finding(
    bot: LittleBot, workspace: Workspace
) -> None:
    bot.on_command = answering({"text": "x", "blocks": [section("x" * 3001)]})
    reply = await workspace.person("priya").command("/note")
    assert not reply.ok
    assert "invalid_blocks" in reply.text
    assert workspace.findings[0].where == "ack of /note"


@pytest.mark.parametrize("patience", [0.3])
async def test_a_silent_bot_is_an_operation_timeout(bot: LittleBot, workspace: Workspace) -> None:
    async def say_nothing(_: AsyncAck, __: JsonObject) -> None:
        return

    bot.on_command = say_nothing
    reply = await workspace.person("priya").command("/note", channel="#riverside")
    assert reply.text == "/note failed with the error “operation_timeout”"
    seen = workspace.person("priya").sees("#riverside")[-1]
    assert (seen.text, seen.user, seen.ephemeral) == (reply.text, "USLACKBOT", True)


async def test_an_absent_bot_is_a_dispatch_failed(workspace: Workspace) -> None:
    reply = await workspace.person("priya").command("/note")
    assert reply.text == "/note failed with the error “dispatch_failed”"


async def test_only_the_manifests_commands_exist(workspace: Workspace) -> None:
    with pytest.raises(RefusedError, match="/shout is not a valid command"):
        await workspace.person("priya").command("/shout")


@pytest.mark.parametrize(
    ("handle", "channel", "reason"),
    [
        ("priya", "#hillside", "not in this channel"),
        ("priya", "#nowhere", "no channel"),
        ("helen", "#hillside", "archived"),
    ],
)
async def test_a_command_needs_a_channel_one_can_write_in(
    workspace: Workspace, handle: str, channel: str, reason: str
) -> None:
    workspace.archive("#hillside")
    with pytest.raises(RefusedError, match=reason):
        await workspace.person(handle).command("/note", channel=channel)


async def test_deactivated_people_and_bots_do_not_act(workspace: Workspace) -> None:
    workspace.deactivate("priya")
    with pytest.raises(RefusedError, match="deactivated"):
        await workspace.person("priya").command("/note")
    with pytest.raises(RefusedError, match="Bots"):
        await workspace.person("slackbot").shortcut("note")


async def test_a_global_shortcut_has_a_trigger_and_no_channel(
    bot: LittleBot, workspace: Workspace
) -> None:
    assert (await workspace.person("priya").shortcut("note")).ok
    payload = bot.payloads[-1]
    assert (payload["type"], payload["callback_id"]) == ("shortcut", "note")
    assert payload["trigger_id"]
    assert "channel" not in payload


async def test_a_message_shortcut_carries_the_message(bot: LittleBot, workspace: Workspace) -> None:
    said = await workspace.person("tom").say("#riverside", "The form froze")
    assert (await workspace.person("priya").message_shortcut("keep", said)).ok
    payload = bot.payloads[-1]
    assert (payload["type"], payload["message_ts"]) == ("message_action", said.ts)
    assert payload["message"]["text"] == "The form froze"
    assert payload["channel"]["id"] == RIVERSIDE


async def test_a_shortcut_exists_only_as_the_kind_it_is(workspace: Workspace) -> None:
    said = await workspace.person("tom").say("#riverside", "Hello")
    with pytest.raises(RefusedError, match="no global shortcut"):
        await workspace.person("priya").shortcut("keep")
    with pytest.raises(RefusedError, match="no message shortcut"):
        await workspace.person("priya").message_shortcut("note", said)
    await workspace.person("tom").delete(said)
    with pytest.raises(RefusedError, match="no shortcuts"):
        await workspace.person("priya").message_shortcut("keep", said)


async def test_silence_after_a_shortcut_is_trouble(workspace: Workspace) -> None:
    outcome = await workspace.person("priya").shortcut("note")
    assert (outcome.ok, outcome.error) == (False, "We had some trouble connecting. Try again?")


async def test_a_command_that_escapes_turns_names_into_references(
    bot: LittleBot, workspace: Workspace
) -> None:
    (entry,) = MANIFEST["features"]["slash_commands"]
    escaping = {"features": {"slash_commands": [entry | {"should_escape": True}]}}
    workspace.world.manifest.commands.update(Manifest.load(escaping).commands)
    await workspace.person("priya").command("/note", "ask @amina")
    assert bot.payloads[-1]["text"] == "ask <@U0RCSAMINA>"


async def test_an_app_without_interactivity_is_not_told_of_shortcuts() -> None:
    settings = {**MANIFEST["settings"], "interactivity": {"is_enabled": False}}
    async with Workspace({**MANIFEST, "settings": settings}) as workspace:
        with pytest.raises(RefusedError, match="not configured to handle interactive"):
            await workspace.person("priya").shortcut("note")


async def test_half_a_character_travels_like_any_other(
    bot: LittleBot, workspace: Workspace
) -> None:
    await workspace.person("priya").command("/note", "\ud800")
    assert bot.payloads[-1]["text"] == "\ud800"
