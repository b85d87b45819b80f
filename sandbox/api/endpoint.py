"""`/api/<method>`: reads a call, answers it as Slack would, and records it."""

import asyncio
import json

from aiohttp import web

from sandbox.api.call import TooSoonError
from sandbox.api.methods import answer, bearer
from sandbox.errors import SlackError
from sandbox.faults import Rule
from sandbox.keys import WORLD
from sandbox.shapes import JsonObject
from sandbox.world import World

_JSON = "application/json"


async def serve(request: web.Request) -> web.StreamResponse:
    """Answer one Web API call."""
    world = request.app[WORLD]
    method = request.match_info["method"]
    started = world.monotonic()
    args = await _arguments(request)
    token = _token(request, args)
    channel = args.get("channel")
    rule = world.faults.take(method, channel if isinstance(channel, str) else None)
    headers: dict[str, str] = {}
    status, reply = 200, None
    broken = await _before(rule)
    noted = len(world.findings)
    if broken is None:
        status, reply, headers = _answered(world, method, token, args)
        broken = _after(rule)
    world.traffic.record(
        "from_bot",
        "web_api",
        method,
        seconds=world.monotonic() - started,
        ok=bool(reply and reply["ok"] and broken is None),
        body=args,
        reply=reply if broken is None else {"fault": rule.effect if rule else None},
        bearer=bearer(world, token),
        findings=tuple(f"{one.code}: {one.message}" for one in world.findings[noted:]),
    )
    if broken is not None:
        return _break(request, broken)
    return web.json_response(reply, status=status, headers=headers)


def _answered(
    world: World, method: str, token: str, args: JsonObject
) -> tuple[int, JsonObject, dict[str, str]]:
    headers = {"x-oauth-scopes": ",".join(world.manifest.scopes)}
    try:
        return 200, {"ok": True, **answer(world, method, token, args)}, headers
    except TooSoonError as early:
        headers["Retry-After"] = str(early.retry_after)
        return 429, {"ok": False, "error": "ratelimited"}, headers
    except SlackError as refusal:
        reply: JsonObject = {"ok": False, "error": refusal.code, **refusal.extra}
        if refusal.messages:
            reply["errors"] = [one.removeprefix("[ERROR] ") for one in refusal.messages]
            reply["response_metadata"] = {"messages": list(refusal.messages)}
        return 200, reply, headers


async def _arguments(request: web.Request) -> JsonObject:
    """Return the arguments of the query and of a form or JSON body, without the token's place."""
    args: JsonObject = dict(request.query)
    if request.content_type == _JSON:
        try:
            body = json.loads(await request.text() or "{}")
        except ValueError:
            body = {}
        if isinstance(body, dict):
            args |= body
    elif request.can_read_body:
        args |= dict(await request.post())
    return args


def _token(request: web.Request, args: JsonObject) -> str:
    """Take the token out of the arguments, or read it from the Authorization header."""
    given = args.pop("token", None)
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else str(given or "")


async def _before(rule: Rule | None) -> Rule | None:
    """Wait where the plan says so; return the rule if it keeps the call from being done."""
    if rule is None:
        return None
    if rule.effect == "slow":
        await asyncio.sleep(rule.seconds)
    return rule if rule.effect in ("drop_before", "500", "429") else None


def _after(rule: Rule | None) -> Rule | None:
    return rule if rule and rule.effect in ("lost_reply", "500_after", "html") else None


def _break(request: web.Request, rule: Rule) -> web.Response:
    if rule.effect in ("drop_before", "lost_reply"):
        if request.transport is not None:
            request.transport.abort()
        return web.Response()
    if rule.effect == "429":
        return web.json_response(
            {"ok": False, "error": "ratelimited"},
            status=429,
            headers={"Retry-After": str(max(1, round(rule.seconds)))},
        )
    if rule.effect == "html":
        return web.Response(text="<html>Slack is having a moment</html>", content_type="text/html")
    return web.Response(status=500, text="Internal Server Error")
