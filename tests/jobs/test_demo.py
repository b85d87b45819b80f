"""The demo's clock is right before anything is done by it."""

from datetime import timedelta

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.clock import DemoClock
from bot.jobs import demo
from bot.jobs.demo import set_right
from sandbox.clock import Clock, real_time
from sandbox.workspace import Workspace
from tests.conftest import MONDAY

SOON = timedelta(seconds=10)


async def test_it_is_set_by_the_practice_workspace_at_once(socket_enabled: None) -> None:
    ahead = Clock(offset=timedelta(days=40))
    async with Workspace({}, clock=ahead) as workspace:
        clock = DemoClock(workspace.clock_url)
        assert clock.now() - real_time() < SOON
        await set_right(clock)
        assert abs(clock.now() - workspace.now) < SOON


async def test_it_is_asked_until_it_answers(
    socket_enabled: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(demo, "RECONNECT_SECONDS", 0)
    asked = []

    async def answer(request: web.Request) -> web.Response:
        asked.append(dict(request.query))
        if len(asked) < 3:
            return web.Response(status=503)
        return web.json_response({"now": MONDAY.isoformat()})

    app = web.Application()
    app.router.add_get("/clock", answer)
    async with TestServer(app) as server:
        clock = DemoClock(str(server.make_url("/clock")))
        await set_right(clock)
    assert asked == [{}, {}, {}]
    assert abs(clock.now() - MONDAY) < SOON
