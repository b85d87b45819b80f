"""The control API over HTTP: the demo page's way to the workspace."""

import asyncio
import json
from collections.abc import Awaitable, Callable

from aiohttp import web

from sandbox.control.deeds import DEEDS, destination, need
from sandbox.control.reading import messages_for, traffic_since
from sandbox.control.state import state_for
from sandbox.control.stream import stream
from sandbox.errors import RefusedError
from sandbox.keys import MOVES, WORLD
from sandbox.shapes import JsonObject

_Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


@web.middleware
async def refusals(request: web.Request, handler: _Handler) -> web.StreamResponse:
    """Turn a refusal into its status and a sentence a person can read."""
    try:
        return await handler(request)
    except RefusedError as refusal:
        return web.json_response({"error": str(refusal)}, status=refusal.status)


async def state(request: web.Request) -> web.Response:
    return web.json_response(state_for(request.app[WORLD], request.query.get("as", "")))


async def messages(request: web.Request) -> web.Response:
    query = request.query
    return web.json_response(
        messages_for(
            request.app[WORLD],
            query.get("as", ""),
            query.get("channel", ""),
            thread=query.get("thread") or None,
            peek=query.get("peek") == "1",
        )
    )


async def traffic(request: web.Request) -> web.Response:
    return web.json_response(traffic_since(request.app[WORLD], request.query.get("after", "0")))


async def deed(request: web.Request) -> web.Response:
    act = DEEDS.get(request.match_info["deed"])
    if act is None:
        raise RefusedError("Nobody can do that here.", status=404)
    return web.json_response(await act(request.app[WORLD], await _body(request)))


async def time(request: web.Request) -> web.Response:
    """Begin to move time; how far it has got is in the state."""
    world = request.app[WORLD]
    body = await _body(request)
    world.state.member(need(body, "as"))
    world.mover.begin(destination(body, world.clock.now()))
    task = asyncio.create_task(world.mover.go())
    request.app[MOVES].add(task)
    task.add_done_callback(request.app[MOVES].discard)
    return web.json_response({"ok": True}, status=202)


async def _body(request: web.Request) -> JsonObject:
    """Return the JSON body. Any other content type is refused: a form of a foreign page has one."""
    if request.content_type != "application/json":
        raise RefusedError("Send JSON.", status=415)
    try:
        body = json.loads(await request.text())
    except ValueError:
        raise RefusedError("This is not JSON.") from None
    if not isinstance(body, dict):
        raise RefusedError("Send a JSON object.")
    return body


ROUTES = [
    web.get("/control/state", state),
    web.get("/control/messages", messages),
    web.get("/control/traffic", traffic),
    web.get("/control/events", stream),
    web.post("/control/time", time),
    web.post("/control/{deed}", deed),
]
