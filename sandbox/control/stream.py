"""`GET /control/events`: tells the page that something its person could see has changed."""

import asyncio
import json

from aiohttp import web

from sandbox.changes import Change
from sandbox.keys import STREAMS, WORLD
from sandbox.world import World

_KEEP_ALIVE = 15.0


def concerns(world: World, user: str, change: Change) -> bool:
    """Return whether `user` could see what changed."""
    if change.readers is not None and user not in change.readers:
        return False
    if change.channel is None:
        return True
    channel = world.state.channels.get(change.channel)
    return channel is not None and user in channel.members


async def stream(request: web.Request) -> web.StreamResponse:
    """Send one event for each kind and channel that changed; bursts are sent once."""
    world = request.app[WORLD]
    user = world.state.member(request.query.get("as", "")).id
    pending: dict[tuple[str, str | None], int] = {}
    bell = asyncio.Event()

    def note(change: Change) -> None:
        if concerns(world, user, change):
            pending[change.kind, change.channel] = change.version
            bell.set()

    response = web.StreamResponse(
        headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store"}
    )
    task = asyncio.current_task()
    streams = request.app[STREAMS]
    if task is not None:
        streams.add(task)
    try:
        with world.changes.listening(note):
            await response.prepare(request)
            await response.write(b": connected\n\n")
            while True:
                await _wait(bell)
                await response.write(_text(pending))
    except ConnectionError:
        return response
    finally:
        if task is not None:
            streams.discard(task)


async def _wait(bell: asyncio.Event) -> None:
    try:
        async with asyncio.timeout(_KEEP_ALIVE):
            await bell.wait()
    except TimeoutError:
        return
    bell.clear()


def _text(pending: dict[tuple[str, str | None], int]) -> bytes:
    """Return the waiting changes as server-sent events and forget them; a comment if none."""
    lines = []
    for (kind, channel), version in sorted(pending.items(), key=lambda item: item[1]):
        data = {"version": version, "kind": kind} | ({"channel": channel} if channel else {})
        lines.append(f"data: {json.dumps(data)}\n\n")
    pending.clear()
    return "".join(lines or [": still here\n\n"]).encode()
