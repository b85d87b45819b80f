"""A person uses a shortcut: from anywhere, or on a message."""

from sandbox.acts.actor import (
    TROUBLE,
    Outcome,
    actor,
    interaction,
    open_channel,
    place,
    response_url,
)
from sandbox.errors import RefusedError, UnansweredError
from sandbox.message_shapes import message_object
from sandbox.shapes import JsonObject
from sandbox.world import World


async def use_shortcut(world: World, user: str, callback_id: str) -> Outcome:
    """Send a global shortcut (docs.slack.dev, "Shortcuts interaction payload")."""
    member = actor(world, user)
    _known(world, callback_id, "global")
    payload = interaction(world, "shortcut", member) | {
        "callback_id": callback_id,
        "action_ts": world.next_ts(),
        "trigger_id": world.triggers.issue(member.id),
    }
    return await _deliver(world, callback_id, payload)


async def use_message_shortcut(
    world: World, user: str, callback_id: str, reference: str, ts: str
) -> Outcome:
    """Send a message shortcut; ephemeral and deleted messages offer none."""
    member = actor(world, user)
    channel = open_channel(world, user, reference)
    _known(world, callback_id, "message")
    message = world.state.message(channel.id, ts)
    if message is None or message.deleted:
        raise RefusedError("This message has no shortcuts.", status=404)
    payload = interaction(world, "message_action", member) | {
        "callback_id": callback_id,
        "action_ts": world.next_ts(),
        "message_ts": ts,
        "channel": place(channel),
        "message": message_object(world.state, message),
        "trigger_id": world.triggers.issue(member.id),
        "response_url": response_url(world, member, channel, ts=None, thread_ts=message.thread_ts),
    }
    return await _deliver(world, callback_id, payload)


def _known(world: World, callback_id: str, kind: str) -> None:
    shortcut = world.manifest.shortcuts.get(callback_id)
    if shortcut is None or shortcut.kind != kind:
        raise RefusedError(f"There is no {kind} shortcut “{callback_id}”.", status=404)


async def _deliver(world: World, callback_id: str, payload: JsonObject) -> Outcome:
    try:
        await world.delivery.request("interactive", callback_id, payload)
    except UnansweredError:
        return Outcome(ok=False, error=TROUBLE)
    return Outcome()
