"""Socket Mode: connections, turns and acknowledgements."""

import aiohttp
import pytest

from sandbox.shapes import JsonObject
from sandbox.socket_mode import CONNECTIONS
from sandbox.workspace import Workspace
from tests.sandbox.little_bot import LittleBot

Socket = aiohttp.ClientWebSocketResponse


async def connect(page: aiohttp.ClientSession, workspace: Workspace) -> Socket:
    headers = {"Authorization": f"Bearer {workspace.app_token}"}
    async with page.post("/api/apps.connections.open", headers=headers) as response:
        url = (await response.json())["url"]
    return await page.ws_connect(url)


async def hello(socket: Socket) -> JsonObject:
    greeting: JsonObject = await socket.receive_json()
    assert greeting["type"] == "hello"
    return greeting


async def acknowledge(socket: Socket, **more: object) -> JsonObject:
    envelope: JsonObject = await socket.receive_json()
    await socket.send_json({"envelope_id": envelope["envelope_id"], **more})
    return envelope


async def test_a_ticket_opens_one_connection(
    page: aiohttp.ClientSession, workspace: Workspace
) -> None:
    socket = await connect(page, workspace)
    assert (await hello(socket))["num_connections"] == 1
    ticket = workspace.world.delivery.ticket()
    await hello(await page.ws_connect(f"/link?ticket={ticket}"))
    with pytest.raises(aiohttp.WSServerHandshakeError):
        await page.ws_connect(f"/link?ticket={ticket}")


async def test_connections_take_turns(page: aiohttp.ClientSession, workspace: Workspace) -> None:
    sockets = [await connect(page, workspace) for _ in range(2)]
    for socket in sockets:
        await hello(socket)
    for text in ("One", "Two"):
        await workspace.person("priya").say("#riverside", text)
    envelopes = [await acknowledge(socket) for socket in sockets]
    assert {one["payload"]["event"]["text"] for one in envelopes} == {"One", "Two"}
    await workspace.until(lambda: workspace.pending_events == 0)


async def test_an_event_accepts_no_payload_in_its_acknowledgement(
    page: aiohttp.ClientSession, workspace: Workspace
) -> None:
    socket = await connect(page, workspace)
    await hello(socket)
    await workspace.person("priya").say("#riverside", "One")
    envelope = await acknowledge(socket)
    assert envelope["accepts_response_payload"] is False
    assert (envelope["retry_attempt"], envelope["type"]) == (0, "events_api")


async def test_ten_connections_are_as_many_as_there_are(
    page: aiohttp.ClientSession, workspace: Workspace
) -> None:
    sockets = [await connect(page, workspace) for _ in range(CONNECTIONS)]
    assert (await hello(sockets[-1]))["num_connections"] == CONNECTIONS
    refused = await connect(page, workspace)
    assert await refused.receive_json() == {"type": "disconnect", "reason": "too_many_websockets"}


async def test_what_was_unacknowledged_when_a_connection_broke_comes_again(
    page: aiohttp.ClientSession, workspace: Workspace
) -> None:
    first = await connect(page, workspace)
    await hello(first)
    await workspace.person("priya").say("#riverside", "Hello")
    before = await first.receive_json()
    await first.close()
    second = await connect(page, workspace)
    await hello(second)
    after = await acknowledge(second)
    assert after["payload"] == before["payload"]
    assert (after["retry_attempt"], after["retry_reason"]) == (1, "connection_failed")


async def test_the_bot_comes_back_after_being_asked_to(
    bot: LittleBot, workspace: Workspace
) -> None:
    await workspace.disconnect()
    await workspace.person("priya").say("#riverside", "Still there?")
    await workspace.until(lambda: bot.heard("message"))
    await workspace.until(lambda: workspace.connected)


async def test_nonsense_on_the_line_is_no_acknowledgement(
    page: aiohttp.ClientSession, workspace: Workspace
) -> None:
    socket = await connect(page, workspace)
    await hello(socket)
    for text in ("{", "[]", '{"envelope_id": "unknown"}'):
        await socket.send_str(text)
    await workspace.person("priya").say("#riverside", "Hello")
    await acknowledge(socket)
    await workspace.until(lambda: workspace.pending_events == 0)
