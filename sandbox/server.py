"""Puts the workspace on a port of this machine."""

import errno
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiohttp import web

from sandbox import answers, page, timekeeping
from sandbox.api import endpoint
from sandbox.control import routes
from sandbox.errors import StartError
from sandbox.guard import guard
from sandbox.keys import MOVES, STREAMS, WORLD
from sandbox.socket_mode import SocketMode
from sandbox.world import World

HOST = "127.0.0.1"
LARGEST_BODY = 4 * 1024 * 1024
_GRACE = 0.1


def application(world: World, socket: SocketMode) -> web.Application:
    """Return the web application that serves this workspace."""
    app = web.Application(middlewares=[guard, routes.refusals], client_max_size=LARGEST_BODY)
    app[WORLD], app[STREAMS], app[MOVES] = world, set(), set()
    app.add_routes(
        [
            web.route("*", "/api/{method}", endpoint.serve),
            web.get("/link", socket.serve),
            web.post("/response/{token}", answers.serve),
            web.get("/clock", timekeeping.serve),
            *routes.ROUTES,
            *page.ROUTES,
        ]
    )
    app.on_response_prepare.append(page.harden)

    async def let_go(_: web.Application) -> None:
        waiting = [*app[STREAMS], *app[MOVES]]
        for task in waiting:
            task.cancel()
        await world.delivery.close()

    app.on_shutdown.append(let_go)
    return app


@asynccontextmanager
async def serving(world: World, socket: SocketMode, port: int) -> AsyncIterator[None]:
    """Serve on 127.0.0.1; port 0 takes any free one. StartError if the port is taken."""
    runner = web.AppRunner(application(world, socket), access_log=None, shutdown_timeout=_GRACE)
    await runner.setup()
    try:
        site = web.TCPSite(runner, HOST, port)
        try:
            await site.start()
        except (OSError, OverflowError) as problem:
            raise StartError(_sentence(problem, port)) from problem
        world.address.port = runner.addresses[0][1]
        yield
    finally:
        await runner.cleanup()


def _sentence(problem: OSError | OverflowError, port: int) -> str:
    if isinstance(problem, OSError) and problem.errno == errno.EADDRINUSE:
        return (
            f"Port {port} is in use by another program. "
            "Stop that program, or choose another port with --port."
        )
    return f"Port {port} cannot be used: {problem}. Choose another one with --port."
