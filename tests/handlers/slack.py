"""As much of Slack as a listener can reach: the Web API and one person's response URL."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse
from slack_sdk.web.async_client import AsyncWebClient

from bot.services.menu import Services
from handlers import register_all
from tests.handlers.payloads import Payload

AUTH = {"ok": True, "user_id": "U0BOT", "bot_id": "B0BOT", "team_id": "T0TEAM", "url": "x"}


@dataclass
class Slack:
    """Records what it is asked; `answers` says what it replies to a method.

    `hangs` and `cuts` name methods that it never answers; "response" is the response URL.
    """

    calls: list[tuple[str, Payload]] = field(default_factory=list)
    posted: list[Payload] = field(default_factory=list)
    """What came by the response URL, in order."""
    answers: dict[str, web.Response] = field(default_factory=dict)
    hangs: set[str] = field(default_factory=set)
    cuts: set[str] = field(default_factory=set)
    url: str = ""

    async def method(self, request: web.Request) -> web.Response:
        name = request.match_info["method"]
        if name == "auth.test":
            return web.json_response(AUTH)
        given = await request.json() if request.content_type == "application/json" else {}
        self.calls.append((name, dict(given or await request.post())))
        await self._trouble(name, request)
        return self.answers.get(name) or web.json_response({"ok": True})

    async def response(self, request: web.Request) -> web.Response:
        said = await request.json()
        await self._trouble("response", request)
        self.posted.append(said)
        return web.Response(text="ok")

    async def _trouble(self, name: str, request: web.Request) -> None:
        if name in self.hangs:
            await asyncio.sleep(60)
        if name in self.cuts and request.transport is not None:
            request.transport.abort()
            # What came over a connection that is cut has never been answered.
            raise asyncio.CancelledError

    def app(self, services: Services) -> AsyncApp:
        """The bot's own Bolt app, as it is put together for real, on these services."""
        client = AsyncWebClient(token="xoxb-1", base_url=f"{self.url}/api/", retry_handlers=[])
        app = AsyncApp(client=client, process_before_response=True)
        register_all(app, services)
        return app

    async def send(self, services: Services, body: Payload) -> BoltResponse:
        """What the bot answers to a payload, which has a response URL where Slack gives one."""
        if _has_response_url(body):
            body = body | {"response_url": f"{self.url}/response"}
        request = AsyncBoltRequest(mode="socket_mode", body=body)
        return await self.app(services).async_dispatch(request)


def _has_response_url(body: Payload) -> bool:
    """Commands and clicks in messages have one; the Home tab, windows and events have none."""
    if "command" in body:
        return True
    return body.get("type") in {"block_actions", "message_action"} and "view" not in body


@asynccontextmanager
async def serving() -> AsyncIterator[Slack]:
    """A Slack on a free port of this machine."""
    slack = Slack()
    app = web.Application()
    app.add_routes(
        [
            web.post("/api/{method}", slack.method),
            web.post("/response", slack.response),
        ]
    )
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        address: tuple[str, int] = runner.addresses[0]
        slack.url = f"http://127.0.0.1:{address[1]}"
        yield slack
    finally:
        await runner.cleanup()


def content(response: BoltResponse) -> Any:  # noqa: ANN401 - JSON of any shape
    """What an acknowledgement carries."""
    return json.loads(response.body) if response.body else None
