"""The control API: what one person sees, and does, through the page."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import aiohttp
import pytest

from sandbox.shapes import JsonObject
from sandbox.workspace import Workspace
from tests.sandbox.kit import (
    AMINA,
    EVERYONE,
    HILLSIDE,
    PRIYA,
    RIVERSIDE,
    actions,
    button,
    field,
    home,
    modal,
    section,
    select,
    text_input,
)
from tests.sandbox.little_bot import LittleBot, answering, opening

SAM = "U0RCSSAM01"


async def state(page: aiohttp.ClientSession, user: str = PRIYA) -> JsonObject:
    async with page.get("/control/state", params={"as": user}) as response:
        assert response.status == 200
        body: JsonObject = await response.json()
        return body


async def read(page: aiohttp.ClientSession, channel: str, **more: str) -> list[JsonObject]:
    params = {"as": PRIYA, "channel": channel, **more}
    async with page.get("/control/messages", params=params) as response:
        assert response.status == 200, await response.text()
        return list((await response.json())["messages"])


async def do(
    page: aiohttp.ClientSession, deed: str, user: str = PRIYA, **body: object
) -> JsonObject:
    async with page.post(f"/control/{deed}", json={"as": user, **body}) as response:
        answer: JsonObject = await response.json()
        assert response.status == 200, answer
        return answer


async def refused(
    page: aiohttp.ClientSession, deed: str, user: str = PRIYA, **body: object
) -> tuple[int, str]:
    async with page.post(f"/control/{deed}", json={"as": user, **body}) as response:
        return response.status, (await response.json())["error"]


async def test_the_state_has_everything_the_page_needs(
    page: aiohttp.ClientSession, workspace: Workspace
) -> None:
    body = await state(page)
    assert body["workspace"]["name"] == "Riverside Children's Services"
    assert body["me"]["handle"] == "priya"
    assert len(body["cast"]) == 8
    assert body["bot"] == {
        "id": workspace.bot_user_id,
        "name": "Little Bot",
        "connected": False,
        "home_tab": True,
        "messages_read_only": False,
    }
    assert body["commands"][0]["command"] == "/note"
    assert {one["type"] for one in body["shortcuts"]} == {"global", "message"}
    assert [one["id"] for one in body["channels"]] == [RIVERSIDE, HILLSIDE, EVERYONE]
    assert [one["is_member"] for one in body["channels"]] == [True, False, True]
    assert body["dms"] == [{"id": "D0RCSPRIYA", "with": workspace.bot_user_id, "unread": 0}]
    assert (body["modal"], body["home"], body["time"]["moving"]) == (None, None, None)


async def test_a_guest_sees_only_their_own_channel(page: aiohttp.ClientSession) -> None:
    assert [one["id"] for one in (await state(page, SAM))["channels"]] == [RIVERSIDE]


async def test_nobody_acts_as_somebody_who_is_not_there(page: aiohttp.ClientSession) -> None:
    async with page.get("/control/state", params={"as": "U0NOBODY00"}) as response:
        assert response.status == 404
        assert "nobody" in (await response.json())["error"]
    assert (await refused(page, "say", "", channel=RIVERSIDE, text="x"))[0] == 400


async def test_a_conversation_is_private_to_those_in_it(
    page: aiohttp.ClientSession, workspace: Workspace
) -> None:
    workspace.add_channel("quiet", "amina", private=True)
    for channel in (workspace.channel("#quiet").id, "D0RCSAMINA", HILLSIDE):
        params = {"as": PRIYA, "channel": channel}
        async with page.get("/control/messages", params=params) as response:
            assert response.status == 403
        assert (await refused(page, "say", channel=channel, text="x"))[0] == 403


async def test_unread_messages_are_counted_until_they_are_read(
    page: aiohttp.ClientSession, workspace: Workspace
) -> None:
    async def unread() -> int:
        return int((await state(page))["channels"][0]["unread"])

    assert await unread() == 0
    for text in ("One", "Two"):
        await workspace.person("amina").say("#riverside", text)
    await workspace.person("priya").say("#everyone", "Elsewhere")
    assert await unread() == 2
    await read(page, RIVERSIDE, peek="1")
    assert await unread() == 2
    await read(page, RIVERSIDE)
    assert await unread() == 0
    await workspace.person("amina").say("#riverside", "Three")
    await do(page, "read", channel=RIVERSIDE)
    assert await unread() == 0


async def test_messages_come_as_the_page_draws_them(
    page: aiohttp.ClientSession, bot: LittleBot, workspace: Workspace
) -> None:
    await bot.client.chat_postMessage(channel=RIVERSIDE, text="Card", blocks=[section("Card")])
    card = (await read(page, RIVERSIDE))[-1]
    assert (card["is_bot"], card["user"]) == (True, workspace.bot_user_id)
    await do(page, "say", AMINA, channel=RIVERSIDE, text="Reply", thread=card["ts"])
    await do(page, "react", channel=RIVERSIDE, ts=card["ts"], name="pray", add=True)
    card = (await read(page, RIVERSIDE))[-1]
    assert (card["reply_count"], card["reply_users"]) == (1, [AMINA])
    assert card["reactions"] == [{"name": "pray", "count": 1, "users": [PRIYA], "mine": True}]
    thread = await read(page, RIVERSIDE, thread=card["ts"])
    assert [one["text"] for one in thread] == ["Card", "Reply"]
    await do(page, "react", channel=RIVERSIDE, ts=card["ts"], name="pray", add=False)
    assert (await read(page, RIVERSIDE))[-1]["reactions"] == []


async def test_a_thread_that_is_not_there_is_said_to_be_gone(
    page: aiohttp.ClientSession,
) -> None:
    params = {"as": PRIYA, "channel": RIVERSIDE, "thread": "1.000001"}
    async with page.get("/control/messages", params=params) as response:
        assert response.status == 404


async def test_people_edit_and_delete_only_what_is_theirs(page: aiohttp.ClientSession) -> None:
    ts = (await do(page, "say", channel=RIVERSIDE, text="One"))["ts"]
    assert (await refused(page, "edit", AMINA, channel=RIVERSIDE, ts=ts, text="x"))[0] == 403
    await do(page, "edit", channel=RIVERSIDE, ts=ts, text="Two")
    assert (await read(page, RIVERSIDE))[-1]["edited"] is True
    await do(page, "delete", channel=RIVERSIDE, ts=ts)
    assert ts not in [one["ts"] for one in await read(page, RIVERSIDE)]
    assert (await refused(page, "delete", channel=RIVERSIDE, ts=ts))[0] == 404


async def test_a_command_a_form_and_a_button_work_end_to_end(
    page: aiohttp.ClientSession, bot: LittleBot
) -> None:
    form = modal(field("Words", text_input(), block_id="b"), actions(button("Help")))
    bot.on_command = opening(bot.client, form)
    assert (await do(page, "command", channel=RIVERSIDE, command="/note", text=""))["ok"]
    view = (await state(page))["modal"]
    assert view["callback_id"] == "form"
    values = {"b": {"words": {"type": "plain_text_input", "value": "Lost"}}}
    pressed = await do(page, "press", view=view["id"], action_id="press", values=values)
    assert pressed["ok"]
    assert (await state(page))["modal"]["state"]["values"] == values
    bot.on_view = answering({"response_action": "errors", "errors": {"b": "Say more"}})
    answer = await do(page, "submit", view=view["id"], values=values)
    assert (answer["ok"], answer["errors"]) == (False, {"b": "Say more"})
    assert (await state(page))["modal"]["errors"] == {"b": "Say more"}
    await do(page, "close", view=view["id"])
    assert (await state(page))["modal"] is None


async def test_an_input_that_was_emptied_is_sent_as_null(
    page: aiohttp.ClientSession, bot: LittleBot
) -> None:
    words = text_input(initial_value="first")
    form = modal(field("Words", words, block_id="b", optional=True))
    bot.on_command = opening(bot.client, form)
    await do(page, "command", channel=RIVERSIDE, command="/note")
    view = (await state(page))["modal"]
    values = {"b": {"words": {"type": "plain_text_input", "value": ""}}}
    assert (await do(page, "submit", view=view["id"], values=values))["ok"]
    sent = bot.payloads[-1]["view"]["state"]["values"]["b"]["words"]["value"]
    assert sent is None


async def test_the_home_tab_and_shortcuts(page: aiohttp.ClientSession, bot: LittleBot) -> None:
    await bot.client.views_publish(user_id=PRIYA, view=home(section("Mine")))
    await do(page, "home")
    assert (await state(page))["home"]["blocks"][0]["text"]["text"] == "Mine"
    ts = (await do(page, "say", channel=RIVERSIDE, text="Hello"))["ts"]
    assert (await do(page, "shortcut", callback_id="note"))["ok"]
    assert (await do(page, "shortcut", callback_id="keep", channel=RIVERSIDE, ts=ts))["ok"]
    assert (await refused(page, "close", view=(await state(page))["home"]["id"]))[0] == 400


async def test_people_join_and_leave(page: aiohttp.ClientSession) -> None:
    await do(page, "join", channel=HILLSIDE)
    assert (await state(page))["channels"][1]["is_member"] is True
    await do(page, "leave", channel=HILLSIDE)
    assert (await state(page))["channels"][1]["is_member"] is False
    assert (await refused(page, "join", SAM, channel=HILLSIDE))[0] == 403


@pytest.mark.parametrize(
    ("deed", "body"),
    [
        ("say", {"channel": RIVERSIDE}),
        ("say", {"channel": RIVERSIDE, "text": "   "}),
        ("say", {"channel": RIVERSIDE, "text": "x" * 40_001}),
        ("press", {"channel": RIVERSIDE}),
        ("react", {"channel": RIVERSIDE, "ts": 7, "name": "x"}),
    ],
)
async def test_a_deed_that_makes_no_sense_is_refused_in_a_sentence(
    page: aiohttp.ClientSession, deed: str, body: JsonObject
) -> None:
    status, sentence = await refused(page, deed, **body)
    assert status == 400
    assert sentence.endswith((".", "first."))


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ({"action_id": "pick"}, "needs “selected_option”"),
        ({"action_id": "pick", "selected_option": {"value": "x"}}, "no such option"),
        ({"action_id": "missing"}, "nothing like that"),
    ],
)
async def test_a_press_says_what_was_chosen(
    page: aiohttp.ClientSession, bot: LittleBot, given: JsonObject, reason: str
) -> None:
    chooser = section("Mood", accessory=select("Good", "Fair"))
    await bot.client.chat_postMessage(channel=RIVERSIDE, text="x", blocks=[chooser])
    ts = (await read(page, RIVERSIDE))[-1]["ts"]
    status, sentence = await refused(page, "press", channel=RIVERSIDE, ts=ts, **given)
    assert status in (400, 404)
    assert reason in sentence


async def test_what_nobody_can_do_is_not_there(page: aiohttp.ClientSession) -> None:
    assert (await refused(page, "fly"))[0] == 404
    for body in ("{", "[]"):
        headers = {"Content-Type": "application/json"}
        async with page.post("/control/say", data=body, headers=headers) as response:
            assert response.status == 400


async def test_the_traffic_is_there_to_be_read(page: aiohttp.ClientSession, bot: LittleBot) -> None:
    await do(page, "command", channel=RIVERSIDE, command="/note", text="Hi")
    async with page.get("/control/traffic") as response:
        entries = (await response.json())["entries"]
    last = entries[-1]
    assert (last["direction"], last["kind"], last["name"]) == (
        "to_bot",
        "slash_commands",
        "/note",
    )
    assert last["body"]["text"] == "Hi"
    async with page.get("/control/traffic", params={"after": last["id"]}) as response:
        assert (await response.json())["entries"] == []
    async with page.get("/control/traffic", params={"after": "x"}) as response:
        assert response.status == 400


@asynccontextmanager
async def streaming(page: aiohttp.ClientSession, user: str) -> AsyncIterator[aiohttp.StreamReader]:
    async with page.get("/control/events", params={"as": user}) as response:
        assert response.content_type == "text/event-stream"
        assert await response.content.readline() == b": connected\n"
        await response.content.readline()
        yield response.content


async def next_change(stream: aiohttp.StreamReader) -> JsonObject:
    line = await stream.readline()
    await stream.readline()
    change: JsonObject = json.loads(line.removeprefix(b"data: "))
    return change


async def test_the_page_is_told_of_what_its_person_could_see(
    page: aiohttp.ClientSession, workspace: Workspace
) -> None:
    async with streaming(page, PRIYA) as stream:
        await workspace.person("helen").say("#hillside", "Not for Priya")
        await workspace.person("amina").say("#riverside", "For Priya")
        change = await next_change(stream)
        assert (change["kind"], change["channel"]) == ("message", RIVERSIDE)
        assert change["version"] <= workspace.world.changes.version


async def test_an_ephemeral_message_stirs_only_its_reader(
    page: aiohttp.ClientSession, bot: LittleBot, workspace: Workspace
) -> None:
    async with streaming(page, AMINA) as stream:
        await bot.client.chat_postEphemeral(channel=RIVERSIDE, user=PRIYA, text="Psst")
        assert (await next_change(stream))["kind"] == "traffic"
        await bot.client.chat_postEphemeral(channel=RIVERSIDE, user=AMINA, text="Psst")
        assert (await next_change(stream))["kind"] == "message"
