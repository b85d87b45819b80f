"""Signed HTTP requests, for an app with a request URL."""

import asyncio
import json
from collections.abc import AsyncIterator
from urllib.parse import parse_qs

import pytest
from aiohttp import web
from slack_sdk.errors import SlackApiError
from slack_sdk.signature import SignatureVerifier
from slack_sdk.web.async_client import AsyncWebClient

from sandbox.shapes import JsonObject
from sandbox.workspace import Workspace
from tests.sandbox.kit import RIVERSIDE, actions, button


class Receiver:
    """An HTTP app that checks every signature and answers as it is told."""

    def __init__(self, secret: str) -> None:
        self.requests: list[tuple[str, dict[str, str], str]] = []
        self.answers: list[web.Response] = []
        self.pause = 0.0
        self._verifier = SignatureVerifier(secret)

    async def serve(self, request: web.Request) -> web.Response:
        body = await request.text()
        headers = {key.lower(): value for key, value in request.headers.items()}
        if not self._verifier.is_valid_request(body, headers):
            return web.Response(status=401)
        await asyncio.sleep(self.pause)
        self.requests.append((request.content_type, headers, body))
        return self.answers.pop(0) if self.answers else web.Response()


@pytest.fixture
async def receiver(workspace: Workspace) -> AsyncIterator[Receiver]:
    receiver = Receiver(workspace.signing_secret)
    app = web.Application()
    app.router.add_post("/slack/events", receiver.serve)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    workspace.post_to(f"http://127.0.0.1:{runner.addresses[0][1]}/slack/events")
    yield receiver
    await runner.cleanup()


async def test_a_command_is_a_signed_form_and_its_answer_is_text_or_json(
    receiver: Receiver, workspace: Workspace
) -> None:
    receiver.answers = [web.Response(text="Noted"), web.json_response({"text": "Noted too"})]
    priya = workspace.person("priya")
    assert (await priya.command("/note", "a&b\ud800")).text == "Noted"
    assert (await priya.command("/note")).text == "Noted too"
    content_type, _, body = receiver.requests[0]
    assert content_type == "application/x-www-form-urlencoded"
    assert parse_qs(body)["text"] == ["a&amp;b?"]


async def test_an_interaction_is_a_form_with_a_payload(
    receiver: Receiver, workspace: Workspace, client: AsyncWebClient
) -> None:
    await client.chat_postMessage(channel=RIVERSIDE, text="x", blocks=[actions(button())])
    await workspace.person("priya").press(workspace.messages("#riverside")[-1], "Press")
    body = receiver.requests[-1][2]
    payload: JsonObject = json.loads(parse_qs(body)["payload"][0])
    assert payload["type"] == "block_actions"


async def test_an_event_that_meets_an_error_comes_again_and_says_so(
    receiver: Receiver, workspace: Workspace
) -> None:
    receiver.answers = [web.Response(status=500)]
    await workspace.person("priya").say("#riverside", "Hello")
    await workspace.until(lambda: len(receiver.requests) == 2)
    (_, first, body), (_, second, again) = receiver.requests
    assert body == again
    assert "x-slack-retry-num" not in first
    assert second["x-slack-retry-num"] == "1"
    assert second["x-slack-retry-reason"] == "http_error"


async def test_a_wrong_secret_makes_every_answer_fail(
    receiver: Receiver, workspace: Workspace
) -> None:
    receiver._verifier = SignatureVerifier("another secret")
    reply = await workspace.person("priya").command("/note")
    assert reply.text == "/note failed with the error “dispatch_failed”"
    assert receiver.requests == []


async def test_nobody_at_the_url_is_a_dispatch_failed(workspace: Workspace) -> None:
    workspace.post_to("http://127.0.0.1:9/slack/events")
    reply = await workspace.person("priya").command("/note")
    assert reply.text == "/note failed with the error “dispatch_failed”"


async def test_there_is_no_socket_for_an_app_with_a_request_url(
    receiver: Receiver, workspace: Workspace
) -> None:
    app = AsyncWebClient(workspace.app_token, base_url=workspace.api_url)
    with pytest.raises(SlackApiError, match="not_allowed"):
        await app.apps_connections_open(app_token=workspace.app_token)


@pytest.mark.parametrize("patience", [0.3])
async def test_an_app_that_is_too_slow_is_an_operation_timeout(
    receiver: Receiver, workspace: Workspace
) -> None:
    receiver.pause = 1.0
    reply = await workspace.person("priya").command("/note")
    assert reply.text == "/note failed with the error “operation_timeout”"


@pytest.mark.parametrize("answer", ["{", "[]"])
async def test_an_answer_that_is_no_object_says_nothing(
    receiver: Receiver, workspace: Workspace, answer: str
) -> None:
    receiver.answers = [web.Response(text=answer, content_type="application/json")]
    reply = await workspace.person("priya").command("/note")
    assert (reply.ok, reply.text) == (True, "")


async def test_a_duplicate_is_posted_twice(receiver: Receiver, workspace: Workspace) -> None:
    workspace.faults.next("events_api", "duplicate")
    await workspace.person("priya").say("#riverside", "Hello")
    await workspace.until(lambda: len(receiver.requests) == 2)
    assert workspace.connected
