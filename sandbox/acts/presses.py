"""A person presses a button or chooses from a select, in a message, a modal or on Home."""

from dataclasses import replace

from sandbox.acts.actor import (
    TROUBLE,
    Outcome,
    actor,
    interaction,
    open_channel,
    place,
    response_url,
)
from sandbox.choices import chosen_value, tidy
from sandbox.errors import RefusedError, UnansweredError
from sandbox.forms import STATE_KEYS, elements, initial_values, merged
from sandbox.members import Member
from sandbox.message_shapes import message_object
from sandbox.shapes import JsonObject
from sandbox.stacks import shape, store
from sandbox.views import View
from sandbox.world import World

_CARRIED = ("text", "value", "style", "url", "confirm", "placeholder")


async def press_in_message(
    world: World, user: str, reference: str, ts: str, given: JsonObject
) -> Outcome:
    """Press an element of a message.

    `given` names it (`block_id`, `action_id`) and says what was chosen, in the shape of Slack's
    action: `selected_option`, `selected_date` and so on. RefusedError if there is no such thing.
    """
    member = actor(world, user)
    channel = open_channel(world, user, reference)
    message = world.state.message(channel.id, ts) or world.state.ephemeral(channel.id, ts, user)
    if message is None or message.deleted:
        raise RefusedError("This message is no longer there.", status=404)
    block, element = find_element(message.blocks, given)
    action = _action(block, element, given)
    private = message.ephemeral_to is not None
    container: JsonObject = {
        "type": "message",
        "message_ts": ts,
        "channel_id": channel.id,
        "is_ephemeral": private,
    }
    if message.thread_ts:
        container["thread_ts"] = message.thread_ts
    values = merged(initial_values(message.blocks), _state_of(block, element, action))
    payload = interaction(world, "block_actions", member) | {
        "container": container,
        "trigger_id": world.triggers.issue(member.id),
        "channel": place(channel),
        "state": {"values": values},
        "response_url": response_url(world, member, channel, ts=ts, thread_ts=message.thread_ts),
        "actions": [action | {"action_ts": world.next_ts()}],
    }
    if not private:
        payload["message"] = message_object(world.state, message)
    return await _deliver(world, action, payload)


async def press_in_view(world: World, user: str, view_id: str, given: JsonObject) -> Outcome:
    """Press an element of the modal on top, or of the Home tab.

    `given` is as for a message; its `values`, if any, are the rest of the form as it stands.
    """
    member = actor(world, user)
    view = own_view(world, user, view_id)
    block, element = find_element(view.blocks, given)
    action = _action(block, element, given)
    values = merged(view.values, tidy(view.blocks, given.get("values") or {}))
    values = merged(values, _state_of(block, element, action))
    view = store(world, replace(view, values=values))
    if block["type"] == "input" and not block.get("dispatch_action"):
        return Outcome()
    payload = _view_payload(world, member, view) | {
        "actions": [action | {"action_ts": world.next_ts()}]
    }
    return await _deliver(world, action, payload)


def own_view(world: World, user: str, view_id: str) -> View:
    """Return the person's top modal or Home tab with this id, or raise RefusedError."""
    view = world.state.views.get(view_id)
    top, home = world.state.top_view(user), world.state.home(user)
    if view is None or view not in (top, home):
        raise RefusedError("This window is no longer open.", status=404)
    return view


def _view_payload(world: World, member: Member, view: View) -> JsonObject:
    modal_id = view.id if view.type == "modal" else None
    return interaction(world, "block_actions", member) | {
        "container": {"type": "view", "view_id": view.id},
        "trigger_id": world.triggers.issue(member.id, modal_id),
        "view": shape(world, view),
    }


def find_element(blocks: list[JsonObject], given: JsonObject) -> tuple[JsonObject, JsonObject]:
    """Return the block and element with these ids, or raise RefusedError."""
    for block, element in elements(blocks):
        if element.get("action_id") == given.get("action_id") and given.get("block_id") in (
            None,
            block["block_id"],
        ):
            return block, element
    raise RefusedError("There is nothing like that to press here.", status=404)


def _action(block: JsonObject, element: JsonObject, given: JsonObject) -> JsonObject:
    """Return the action of the payload (docs.slack.dev, "block_actions payload")."""
    kind = element["type"]
    action: JsonObject = {
        "type": kind,
        "block_id": block["block_id"],
        "action_id": element["action_id"],
    }
    if kind == "button":
        return action | {key: element[key] for key in _CARRIED if key in element}
    key = "selected_option" if kind == "overflow" else STATE_KEYS[kind]
    if key not in given:
        raise RefusedError(f"Choosing from a {kind} needs “{key}”.")
    return action | {key: chosen_value(element, key, given[key])}


def _state_of(block: JsonObject, element: JsonObject, action: JsonObject) -> JsonObject:
    key = STATE_KEYS.get(element["type"])
    if key is None:
        return {}
    state = {"type": element["type"], key: action[key]}
    return {block["block_id"]: {element["action_id"]: state}}


async def _deliver(world: World, action: JsonObject, payload: JsonObject) -> Outcome:
    try:
        await world.delivery.request("interactive", action["action_id"], payload)
    except UnansweredError:
        return Outcome(ok=False, error=TROUBLE)
    return Outcome()
