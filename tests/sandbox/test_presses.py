"""Buttons and selects send what Slack would send."""

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from sandbox.errors import RefusedError
from sandbox.workspace import Workspace
from tests.sandbox.kit import (
    PRIYA,
    RIVERSIDE,
    actions,
    button,
    field,
    home,
    modal,
    option,
    section,
    select,
    text_input,
)
from tests.sandbox.little_bot import LittleBot, opening


async def test_a_button_in_a_message_tells_where_and_what(
    bot: LittleBot, workspace: Workspace
) -> None:
    await bot.client.chat_postMessage(
        channel=RIVERSIDE, text="Card", blocks=[actions(button("Go ahead", value="7"))]
    )
    card = workspace.messages("#riverside")[-1]
    assert (await workspace.person("amina").press(card, "Go")).ok
    payload = bot.payloads[-1]
    assert payload["container"] == {
        "type": "message",
        "message_ts": card.ts,
        "channel_id": RIVERSIDE,
        "is_ephemeral": False,
    }
    assert payload["channel"] == {"id": RIVERSIDE, "name": "riverside"}
    assert payload["message"]["ts"] == card.ts
    assert payload["user"]["id"] == "U0RCSAMINA"
    assert payload["trigger_id"]
    assert payload["response_url"].startswith(workspace.url)
    (action,) = payload["actions"]
    assert (action["action_id"], action["value"]) == ("press", "7")


async def test_a_button_in_a_thread_names_the_thread(bot: LittleBot, workspace: Workspace) -> None:
    parent = await workspace.person("amina").say("#riverside", "Hello")
    await bot.client.chat_postMessage(
        channel=RIVERSIDE, thread_ts=parent.ts, text="x", blocks=[actions(button())]
    )
    await workspace.person("amina").press(workspace.thread(parent)[0], "press")
    assert bot.payloads[-1]["container"]["thread_ts"] == parent.ts


async def test_a_button_only_one_person_sees_is_ephemeral(
    bot: LittleBot, workspace: Workspace
) -> None:
    await bot.client.chat_postEphemeral(
        channel=RIVERSIDE, user=PRIYA, text="x", blocks=[actions(button())]
    )
    secret = workspace.person("priya").sees("#riverside")[-1]
    await workspace.person("priya").press(secret, "Press")
    payload = bot.payloads[-1]
    assert payload["container"]["is_ephemeral"] is True
    assert "message" not in payload
    with pytest.raises(RefusedError, match="no longer there"):
        await workspace.person("amina").press(secret, "Press")


async def test_a_choice_carries_the_whole_option_and_the_state(
    bot: LittleBot, workspace: Workspace
) -> None:
    chooser = section("Mood", accessory=select("Good", "Fair"), block_id="mood")
    await bot.client.chat_postMessage(channel=RIVERSIDE, text="x", blocks=[chooser])
    card = workspace.messages("#riverside")[-1]
    await workspace.person("tom").choose(card, "pick", "Fair")
    payload = bot.payloads[-1]
    assert payload["actions"][0]["selected_option"] == option("Fair")
    assert payload["state"]["values"]["mood"]["pick"] == {
        "type": "static_select",
        "selected_option": option("Fair"),
    }
    with pytest.raises(LookupError, match="no option"):
        await workspace.person("tom").choose(card, "pick", "Splendid")


async def test_an_overflow_menu_sends_its_option(bot: LittleBot, workspace: Workspace) -> None:
    more = {"type": "overflow", "action_id": "pick", "options": [option("Edit"), option("Hide")]}
    await bot.client.chat_postMessage(
        channel=RIVERSIDE, text="x", blocks=[section("Row", accessory=more)]
    )
    card = workspace.messages("#riverside")[-1]
    await workspace.person("tom").choose(card, "pick", "Hide")
    assert bot.payloads[-1]["actions"][0]["selected_option"]["value"] == "hide"


async def test_buttons_that_look_alike_are_told_apart_by_value(
    bot: LittleBot, workspace: Workspace
) -> None:
    rows = [actions(button("Open", value=str(number))) for number in range(2)]
    await bot.client.chat_postMessage(channel=RIVERSIDE, text="x", blocks=rows)
    card = workspace.messages("#riverside")[-1]
    amina = workspace.person("amina")
    with pytest.raises(LookupError, match="There are 2 of “Open”"):
        await amina.press(card, "Open")
    await amina.press(card, "Open", value="1")
    assert bot.payloads[-1]["actions"][0]["value"] == "1"
    with pytest.raises(LookupError, match="no “Close” to press"):
        await amina.press(card, "Close")


async def test_buttons_that_look_alike_are_told_apart_by_the_row_they_stand_in(
    bot: LittleBot, workspace: Workspace
) -> None:
    rows = [actions(button("Go ahead")) | {"block_id": name} for name in ("row-1", "row-2")]
    await bot.client.chat_postMessage(channel=RIVERSIDE, text="Card", blocks=rows)
    card = workspace.messages("#riverside")[-1]
    with pytest.raises(LookupError, match="row-1"):
        await workspace.person("amina").press(card, "Go ahead")

    assert (await workspace.person("amina").press(card, "Go ahead", row="row-2")).ok

    assert bot.payloads[-1]["actions"][0]["block_id"] == "row-2"


async def test_a_button_in_a_modal_can_push_and_carries_the_form(
    bot: LittleBot, workspace: Workspace
) -> None:
    view = modal(field("Words", text_input(), block_id="b"), actions(button("Help")))
    bot.on_command = opening(bot.client, view)
    priya = workspace.person("priya")
    await priya.command("/note")
    priya.fill("Words", "so far")
    await priya.press(None, "Help")
    payload = bot.payloads[-1]
    assert payload["container"]["type"] == "view"
    assert payload["view"]["state"]["values"]["b"]["words"]["value"] == "so far"
    assert "response_url" not in payload


async def test_an_input_tells_the_app_at_once_only_if_it_dispatches(
    bot: LittleBot, workspace: Workspace
) -> None:
    quiet = field("Quiet", select("A", "B"), block_id="quiet")
    loud = field("Loud", select("A", "B"), block_id="loud", dispatch_action=True)
    bot.on_command = opening(bot.client, modal(quiet, loud))
    priya = workspace.person("priya")
    await priya.command("/note")
    before = len(bot.payloads)
    await priya.choose(None, "Quiet", "B")
    assert len(bot.payloads) == before
    await priya.choose(None, "Loud", "B")
    values = bot.payloads[-1]["view"]["state"]["values"]
    assert values["quiet"]["pick"]["selected_option"]["value"] == "b"


async def test_the_home_tab_is_pressed_like_a_view(bot: LittleBot, workspace: Workspace) -> None:
    priya = workspace.person("priya")
    await bot.client.views_publish(user_id=priya.id, view=home(actions(button("Mine"))))
    await priya.press(None, "Mine")
    payload = bot.payloads[-1]
    assert payload["view"]["type"] == "home"
    assert payload["trigger_id"]
    assert workspace.person("tom").home is None


async def test_a_home_tab_is_updated_in_place(client: AsyncWebClient, workspace: Workspace) -> None:
    first = (await client.views_publish(user_id=PRIYA, view=home(section("One"))))["view"]
    await client.views_update(view_id=first["id"], view=home(section("Two")))
    with pytest.raises(SlackApiError, match="hash_conflict"):
        await client.views_publish(user_id=PRIYA, hash=first["hash"], view=home(section("Three")))
    shown = workspace.person("priya").home
    assert shown is not None
    assert shown.plain == "Two"


async def test_a_home_tab_needs_a_person_and_a_manifest_that_has_one(
    client: AsyncWebClient,
) -> None:
    for user in ("U0NOBODY00", "USLACKBOT"):
        with pytest.raises(SlackApiError, match="invalid_arguments"):
            await client.views_publish(user_id=user, view=home(section("One")))
    async with Workspace({}) as bare:
        homeless = AsyncWebClient(bare.bot_token, base_url=bare.api_url)
        with pytest.raises(SlackApiError, match="not_enabled"):
            await homeless.views_publish(user_id=PRIYA, view=home(section("One")))


async def test_a_published_home_replaces_the_one_before(
    client: AsyncWebClient, workspace: Workspace
) -> None:
    for words in ("One", "Two"):
        await client.views_publish(user_id=PRIYA, view=home(section(words)))
    shown = workspace.person("priya").home
    assert shown is not None
    assert shown.plain == "Two"


@pytest.mark.parametrize("patience", [0.3])
async def test_silence_is_trouble_for_the_one_who_pressed(
    bot: LittleBot, workspace: Workspace
) -> None:
    await bot.client.chat_postMessage(channel=RIVERSIDE, text="x", blocks=[actions(button())])
    workspace.faults.next("interactive", "lost")
    card = workspace.messages("#riverside")[-1]
    outcome = await workspace.person("tom").press(card, "Press")
    assert outcome.error == "We had some trouble connecting. Try again?"


async def test_outsiders_cannot_press_what_they_cannot_see(
    bot: LittleBot, workspace: Workspace
) -> None:
    await bot.client.chat_postMessage(channel=RIVERSIDE, text="x", blocks=[actions(button())])
    card = workspace.messages("#riverside")[-1]
    with pytest.raises(RefusedError, match="not in this channel"):
        await workspace.person("helen").press(card, "Press")
