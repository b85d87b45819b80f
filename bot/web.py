"""The health page: whether this process lives, is ready to be relied on, and how it fares."""

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass

from aiohttp import web

from bot.metrics import CONTENT_TYPE, Figures, page

Checks = Callable[[], Awaitable[Mapping[str, bool]]]


class PortTaken(Exception):
    """Another program listens on this port already."""


@dataclass(frozen=True)
class Health:
    """Answers `/live`, `/ready` and `/metrics`; says nothing of anybody, and counts no people."""

    checks: Checks
    figures: Callable[[], Awaitable[Figures]]

    async def live(self, _request: web.Request) -> web.Response:
        """This process answers."""
        return web.json_response({"live": True})

    async def ready(self, _request: web.Request) -> web.Response:
        """200 where every check passes, 503 otherwise; which ones, by name."""
        found = dict(await self.checks())
        return web.json_response(found, status=200 if all(found.values()) else 503)

    async def metrics(self, _request: web.Request) -> web.Response:
        """What is on the list in `bot.metrics`, as Prometheus reads it."""
        shown = page(await self.figures())
        return web.Response(body=shown, headers={"Content-Type": CONTENT_TYPE})


@asynccontextmanager
async def serving(health: Health, host: str, port: int) -> AsyncIterator[int]:
    """Serve the health page; yields the port it is on.

    Raises:
        PortTaken: somebody else is on it.
    """
    app = web.Application()
    app.add_routes(
        [
            web.get("/live", health.live),
            web.get("/ready", health.ready),
            web.get("/metrics", health.metrics),
        ]
    )
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    try:
        site = web.TCPSite(runner, host, port)
        try:
            await site.start()
        except OSError as problem:
            raise PortTaken(str(port)) from problem
        yield runner.addresses[0][1]
    finally:
        await runner.cleanup()
