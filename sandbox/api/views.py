"""Modals and Home tabs (docs.slack.dev, "views.*")."""

from typing import Literal

from sandbox import stacks
from sandbox.api.call import Call
from sandbox.errors import SlackError
from sandbox.shapes import JsonObject
from sandbox.validate.views import check_view
from sandbox.views import View


def open_view(call: Call) -> JsonObject:
    content = _content(call, "modal")
    trigger = call.world.triggers.redeem(call.text("trigger_id"))
    return _told(call, stacks.open_view(call.world, trigger.user, content))


def push(call: Call) -> JsonObject:
    """Only a click inside a modal can put another on top of it."""
    content = _content(call, "modal")
    trigger = call.world.triggers.redeem(call.text("trigger_id"))
    if trigger.view_id not in call.world.state.views:
        raise SlackError("not_found")
    return _told(call, stacks.push(call.world, trigger.user, content))


def update(call: Call) -> JsonObject:
    view = _found(call)
    content = _content(call, "home" if view.type == "home" else "modal")
    _check_hash(call, view)
    return _told(call, stacks.update(call.world, view, content))


def publish(call: Call) -> JsonObject:
    world = call.world
    if not world.manifest.home_tab:
        raise SlackError("not_enabled")
    member = world.state.members.get(call.text("user_id"))
    if member is None or member.is_bot:
        world.refuse(
            call.method, "invalid_arguments", ["must be a valid user [json-pointer:/user_id]"]
        )
        raise SlackError("invalid_arguments")
    content = _content(call, "home")
    current = world.state.home(member.id)
    if current is not None:
        _check_hash(call, current)
    return _told(call, stacks.publish(world, member.id, content))


def _content(call: Call, kind: Literal["modal", "home"]) -> JsonObject:
    return check_view(call.world, call.method, call.json("view", "invalid_arguments"), kind)


def _found(call: Call) -> View:
    views = call.world.state.views
    if call.given("external_id"):
        wanted = call.text("external_id")
        found = next(
            (one for one in views.values() if one.content.get("external_id") == wanted), None
        )
    else:
        found = views.get(call.text("view_id"))
    if found is None:
        raise SlackError("not_found")
    return found


def _check_hash(call: Call, view: View) -> None:
    expected = call.optional("hash")
    if expected is not None and expected != view.hash:
        raise SlackError("hash_conflict")


def _told(call: Call, view: View) -> JsonObject:
    return {"view": stacks.shape(call.world, view)}
