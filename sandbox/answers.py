"""`/response/<token>`: the app answers a person's act through its response URL."""

import json

from aiohttp import web

from sandbox.errors import SlackError
from sandbox.keys import WORLD
from sandbox.messages import Message
from sandbox.posting import delete, edit, post, whisper
from sandbox.response_urls import ResponseUrl
from sandbox.shapes import JsonObject
from sandbox.validate.message import check_message
from sandbox.world import World


async def serve(request: web.Request) -> web.Response:
    """Answer `ok`, or a status and Slack's code (docs.slack.dev, "Handling user interaction")."""
    world = request.app[WORLD]
    token = request.match_info["token"]
    started = world.monotonic()
    noted = len(world.findings)
    body = await _body(request)
    try:
        _respond(world, token, body)
        code, status = "ok", 200
    except SlackError as refusal:
        code = refusal.code
        status = 404 if code in ("expired_url", "used_url") else 400
    world.traffic.record(
        "from_bot",
        "response_url",
        "response_url",
        seconds=world.monotonic() - started,
        ok=status == web.HTTPOk.status_code,
        body=body,
        reply={"text": code},
        findings=tuple(f"{one.code}: {one.message}" for one in world.findings[noted:]),
    )
    return web.Response(text=code, status=status)


async def _body(request: web.Request) -> JsonObject:
    try:
        body = json.loads(await request.text())
    except ValueError:
        return {}
    return body if isinstance(body, dict) else {}


def _respond(world: World, token: str, body: JsonObject) -> None:
    url = world.response_urls.find(token)
    original = _original(world, url)
    if body.get("delete_original"):
        world.response_urls.count(token)
        if original is not None:
            delete(world, original)
        return
    text, blocks = check_message(world, "response_url", body.get("text"), body.get("blocks"))
    world.response_urls.count(token)
    if body.get("replace_original"):
        if original is None:
            raise SlackError("message_not_found")
        edit(world, original, text=text, blocks=blocks, metadata=original.metadata)
        return
    _add(world, url, text, blocks, body)


def _original(world: World, url: ResponseUrl) -> Message | None:
    """Return the message the person acted on, if the app wrote it and it is still there."""
    if url.message_ts is None:
        return None
    found = world.state.message(url.channel, url.message_ts) or world.state.ephemeral(
        url.channel, url.message_ts, url.user
    )
    return found if found and found.by_app and not found.deleted else None


def _add(
    world: World, url: ResponseUrl, text: str, blocks: list[JsonObject], body: JsonObject
) -> None:
    channel = world.state.channels[url.channel]
    bot = world.state.bot
    thread_ts = body.get("thread_ts") or url.thread_ts
    if body.get("response_type") == "in_channel":
        post(world, channel, bot, text, blocks=blocks, thread_ts=thread_ts, by_app=True)
    else:
        whisper(world, channel, url.user, text, user=bot, blocks=blocks, thread_ts=thread_ts)
