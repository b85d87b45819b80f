"""Saying, editing, deleting and reacting: the same for people and for the app."""

from collections.abc import Iterable
from dataclasses import replace

from sandbox.channels import Channel
from sandbox.events import message_event, send
from sandbox.identifiers import new_id
from sandbox.message_shapes import message_object
from sandbox.messages import Message
from sandbox.shapes import JsonObject
from sandbox.world import World


def with_block_ids(blocks: Iterable[JsonObject]) -> list[JsonObject]:
    """Return the blocks with the block and action ids Slack makes up where an app gives none.

    Fields that are null are left out: they count as not given.
    """
    given = [_without_nulls(block) for block in blocks]
    return [_with_action_ids({"block_id": new_id("b", 5), **block}) for block in given]


def _without_nulls(part: JsonObject) -> JsonObject:
    return {key: _value(value) for key, value in part.items() if value is not None}


def _value(value: object) -> object:
    if isinstance(value, dict):
        return _without_nulls(value)
    return [_value(one) for one in value] if isinstance(value, list) else value


def _with_action_ids(block: JsonObject) -> JsonObject:
    def named(element: JsonObject) -> JsonObject:
        return {"action_id": new_id("a", 5), **element}

    if block["type"] == "actions":
        return block | {"elements": [named(element) for element in block["elements"]]}
    if block["type"] == "input":
        return block | {"element": named(block["element"])}
    if block["type"] == "section" and "accessory" in block:
        return block | {"accessory": named(block["accessory"])}
    return block


def post(
    world: World,
    channel: Channel,
    user: str,
    text: str,
    *,
    blocks: Iterable[JsonObject] = (),
    thread_ts: str | None = None,
    metadata: JsonObject | None = None,
    by_app: bool = False,
) -> Message:
    """Add a message and tell the app, which hears of its own messages too, as in Slack."""
    message = Message(
        channel=channel.id,
        ts=world.next_ts(),
        user=user,
        text=text,
        blocks=with_block_ids(blocks),
        thread_ts=thread_ts,
        metadata=metadata,
        by_app=by_app,
    )
    world.state.put(message)
    world.changes.publish("message", channel=channel.id)
    shape = message_object(world.state, message)
    message_event(world, channel, shape | {"client_msg_id": new_id("m")} if not by_app else shape)
    if f"<@{world.state.bot}>" in text and not channel.is_im and not by_app:
        send(world, "app_mention", shape | {"type": "app_mention", "channel": channel.id}, channel)
    return message


def whisper(
    world: World,
    channel: Channel,
    reader: str,
    text: str,
    *,
    user: str,
    blocks: Iterable[JsonObject] = (),
    thread_ts: str | None = None,
) -> Message:
    """Add an ephemeral message: one reader, no event, no history."""
    message = Message(
        channel=channel.id,
        ts=world.next_ts(),
        user=user,
        text=text,
        blocks=with_block_ids(blocks),
        thread_ts=thread_ts,
        by_app=user == world.state.bot,
        ephemeral_to=reader,
    )
    world.state.put(message)
    world.changes.publish("message", channel=channel.id, readers=frozenset({reader}))
    return message


def edit(
    world: World,
    message: Message,
    *,
    text: str,
    metadata: JsonObject | None,
    blocks: Iterable[JsonObject] = (),
) -> Message:
    """Change what a message says; the app hears of it as `message_changed`."""
    changed = replace(
        message,
        text=text,
        blocks=with_block_ids(blocks),
        metadata=metadata,
        edited_ts=world.next_ts(),
    )
    _replace(world, message, changed)
    return changed


def delete(world: World, message: Message) -> None:
    """Remove a message; one with replies stays as a tombstone, as in Slack."""
    channel = world.state.channels[message.channel]
    if message.ephemeral_to:
        world.state.forget(message)
        world.changes.publish(
            "message", channel=channel.id, readers=frozenset({message.ephemeral_to})
        )
        return
    if not message.is_reply and world.state.replies(channel.id, message.ts):
        _replace(world, message, message.tombstone())
        return
    event = {
        "subtype": "message_deleted",
        "hidden": True,
        "deleted_ts": message.ts,
        "ts": world.next_ts(),
        "previous_message": message_object(world.state, message),
    }
    world.state.forget(message)
    world.changes.publish("message", channel=channel.id)
    message_event(world, channel, event)


def _replace(world: World, old: Message, new: Message) -> None:
    channel = world.state.channels[old.channel]
    before = message_object(world.state, old)
    world.state.put(new)
    if new.ephemeral_to:
        readers = frozenset({new.ephemeral_to})
        world.changes.publish("message", channel=channel.id, readers=readers)
        return
    world.changes.publish("message", channel=channel.id)
    event = {
        "subtype": "message_changed",
        "hidden": True,
        "ts": world.next_ts(),
        "message": message_object(world.state, new),
        "previous_message": before,
    }
    message_event(world, channel, event)


def react(world: World, message: Message, user: str, name: str, *, add: bool) -> bool:
    """Add or take back an emoji; return whether that changed anything."""
    if (user in message.reactions.get(name, [])) == add:
        return False
    changed = message.with_reaction(name, user) if add else message.without_reaction(name, user)
    world.state.put(changed)
    world.changes.publish("message", channel=message.channel)
    kind = "reaction_added" if add else "reaction_removed"
    event = {
        "type": kind,
        "user": user,
        "reaction": name,
        "item": {"type": "message", "channel": message.channel, "ts": message.ts},
        "item_user": message.user,
        "event_ts": world.next_ts(),
    }
    send(world, kind, event, world.state.channels[message.channel])
    return True


def open_dm(world: World, user: str) -> Channel:
    """Return the direct-message channel of the app and `user`, made if there is none yet."""
    found = world.state.dm(user, world.state.bot)
    if found is not None:
        return found
    created = int(world.clock.now().timestamp())
    channel = Channel(new_id("D"), "", kind="im", members=(user, world.state.bot), created=created)
    world.state.channels[channel.id] = channel
    world.changes.publish("channels", channel=channel.id)
    return channel
