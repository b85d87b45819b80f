"""`POST /control/…`: what a person does, asked for by the page."""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

from sandbox.acts.actor import Outcome, actor
from sandbox.acts.commands import run_command
from sandbox.acts.presses import press_in_message, press_in_view
from sandbox.acts.shortcuts import use_message_shortcut, use_shortcut
from sandbox.acts.submissions import close_view, submit_view
from sandbox.acts.talking import change, put_emoji, say, take_back
from sandbox.acts.visits import open_home
from sandbox.control.reading import mark_read
from sandbox.errors import RefusedError
from sandbox.membership import join, leave
from sandbox.moving import FARTHEST
from sandbox.shapes import JsonObject
from sandbox.working_days import next_working_morning
from sandbox.world import World

_MOST_HOURS = FARTHEST / timedelta(hours=1)


def need(body: JsonObject, key: str) -> str:
    """Return a field that must be text, or raise RefusedError."""
    value = body.get(key)
    if not isinstance(value, str) or not value:
        raise RefusedError(f"“{key}” is missing.")
    return value


def _told(outcome: Outcome) -> JsonObject:
    return {"ok": outcome.ok, "errors": outcome.errors, "error": outcome.error}


async def command(world: World, body: JsonObject) -> JsonObject:
    reply = await run_command(
        world,
        need(body, "as"),
        need(body, "channel"),
        need(body, "command"),
        str(body.get("text") or ""),
    )
    return {"ok": reply.error is None, "error": reply.error}


async def speak(world: World, body: JsonObject) -> JsonObject:
    thread = need(body, "thread") if body.get("thread") else None
    message = say(
        world, need(body, "as"), need(body, "channel"), need(body, "text"), thread_ts=thread
    )
    return {"ok": True, "ts": message.ts}


async def edit(world: World, body: JsonObject) -> JsonObject:
    change(world, need(body, "as"), need(body, "channel"), need(body, "ts"), need(body, "text"))
    return {"ok": True}


async def delete(world: World, body: JsonObject) -> JsonObject:
    take_back(world, need(body, "as"), need(body, "channel"), need(body, "ts"))
    return {"ok": True}


async def react(world: World, body: JsonObject) -> JsonObject:
    put_emoji(
        world,
        need(body, "as"),
        need(body, "channel"),
        need(body, "ts"),
        need(body, "name"),
        add=body.get("add") is not False,
    )
    return {"ok": True}


async def press(world: World, body: JsonObject) -> JsonObject:
    user = need(body, "as")
    need(body, "action_id")
    if body.get("view"):
        return _told(await press_in_view(world, user, need(body, "view"), body))
    return _told(await press_in_message(world, user, need(body, "channel"), need(body, "ts"), body))


async def submit(world: World, body: JsonObject) -> JsonObject:
    values = body.get("values") or {}
    return _told(await submit_view(world, need(body, "as"), need(body, "view"), values))


async def close(world: World, body: JsonObject) -> JsonObject:
    return _told(await close_view(world, need(body, "as"), need(body, "view")))


async def shortcut(world: World, body: JsonObject) -> JsonObject:
    user, callback_id = need(body, "as"), need(body, "callback_id")
    if body.get("ts"):
        channel, ts = need(body, "channel"), need(body, "ts")
        return _told(await use_message_shortcut(world, user, callback_id, channel, ts))
    return _told(await use_shortcut(world, user, callback_id))


async def home(world: World, body: JsonObject) -> JsonObject:
    open_home(world, need(body, "as"))
    return {"ok": True}


async def read(world: World, body: JsonObject) -> JsonObject:
    mark_read(world, need(body, "as"), need(body, "channel"))
    return {"ok": True}


async def come_in(world: World, body: JsonObject) -> JsonObject:
    """Join a public channel; guests are invited, they do not join by themselves."""
    member = actor(world, need(body, "as"))
    channel = world.state.channel(need(body, "channel"))
    if channel.kind != "public" or member.is_guest:
        raise RefusedError("Somebody has to invite you to this channel.", status=403)
    join(world, member.id, channel)
    return {"ok": True}


async def go_out(world: World, body: JsonObject) -> JsonObject:
    member = actor(world, need(body, "as"))
    leave(world, member.id, world.state.visible(member.id, need(body, "channel")))
    return {"ok": True}


def destination(body: JsonObject, now: datetime) -> datetime:
    """Return the moment to move to: `to` (ISO 8601), `hours`, or `next_working_morning`."""
    if body.get("next_working_morning"):
        return next_working_morning(now)
    hours = body.get("hours")
    if isinstance(hours, int | float) and not isinstance(hours, bool):
        if not 0 < hours <= _MOST_HOURS:
            raise RefusedError("“hours” must be more than none, and at most five years of them.")
        return now + timedelta(hours=hours)
    try:
        target = datetime.fromisoformat(need(body, "to"))
    except ValueError:
        raise RefusedError("“to” must be an ISO 8601 time with its offset.") from None
    if target.tzinfo is None:
        raise RefusedError("“to” must be an ISO 8601 time with its offset.")
    return target


DEEDS: dict[str, Callable[[World, JsonObject], Awaitable[JsonObject]]] = {
    "command": command,
    "say": speak,
    "edit": edit,
    "delete": delete,
    "react": react,
    "press": press,
    "submit": submit,
    "close": close,
    "shortcut": shortcut,
    "home": home,
    "read": read,
    "join": come_in,
    "leave": go_out,
}
"""The last part of the path, and what it does."""
