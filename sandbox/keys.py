"""What the web application keeps beside the requests: the workspace, open streams and work."""

import asyncio
from typing import Any

from aiohttp import web

from sandbox.world import World

WORLD: web.AppKey[World] = web.AppKey("world", World)
STREAMS: web.AppKey[set[asyncio.Task[Any]]] = web.AppKey("streams", set)
"""Requests that last until the page goes away."""
MOVES: web.AppKey[set[asyncio.Task[None]]] = web.AppKey("moves", set)
"""Moves of time that were asked for over HTTP and are under way."""
