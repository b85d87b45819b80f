"""`GET /control/messages` and `/control/traffic`: what a person, or a curious one, may read."""

from sandbox.errors import RefusedError
from sandbox.message_shapes import page_message
from sandbox.shapes import JsonObject
from sandbox.world import World


def messages_for(
    world: World, user: str, channel_id: str, *, thread: str | None, peek: bool
) -> JsonObject:
    """Return a conversation, or one thread with its parent, as `user` sees it.

    Marks the conversation as read unless `peek`. RefusedError if they are not in it.
    """
    channel = world.state.visible(user, channel_id)
    if not peek:
        mark_read(world, user, channel.id)
    seen = world.state.seen_by(user, channel.id)
    if thread is None:
        shown = [one for one in seen if not one.is_reply]
    else:
        shown = [one for one in seen if thread in (one.ts, one.thread_ts)]
        if not shown:
            raise RefusedError("This thread is no longer there.", status=404)
    return {"messages": [page_message(world.state, one, user) for one in shown]}


def mark_read(world: World, user: str, channel_id: str) -> None:
    """Note that `user` has read the conversation; RefusedError if they are not in it."""
    channel = world.state.visible(user, channel_id)
    if world.state.mark_read(user, channel.id):
        world.changes.publish("channels", readers=frozenset({user}))


def traffic_since(world: World, after: str) -> JsonObject:
    if not after.isdecimal():
        raise RefusedError("“after” must be a number.")
    return {"entries": [entry.to_json() for entry in world.traffic.since(int(after))]}
