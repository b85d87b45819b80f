"""A person writes, edits, deletes and reacts to messages."""

import re

from sandbox.acts.actor import actor, open_channel
from sandbox.channels import Channel
from sandbox.errors import RefusedError
from sandbox.messages import Message
from sandbox.posting import delete, edit, post, react
from sandbox.wording import typed
from sandbox.world import World

LONGEST = 40_000
_EMOJI = re.compile(r"[a-z0-9_+'-]+(::skin-tone-[2-6])?")


def say(
    world: World, user: str, reference: str, text: str, *, thread_ts: str | None = None
) -> Message:
    """Post what a person typed. `@handle` and `#channel` become mentions."""
    member = actor(world, user)
    channel = open_channel(world, user, reference)
    if not text.strip():
        raise RefusedError("Write something first.")
    if len(text) > LONGEST:
        raise RefusedError(f"A message has at most {LONGEST:,} characters.")
    if channel.is_im and world.manifest.messages_read_only and world.state.bot in channel.members:
        raise RefusedError("Sending messages to this app has been turned off.")
    if thread_ts is not None:
        parent = world.state.message(channel.id, thread_ts)
        if parent is None:
            raise RefusedError("The message you are replying to is no longer there.", status=404)
        thread_ts = parent.thread_ts or parent.ts
    message = post(world, channel, member.id, typed(text, world.state), thread_ts=thread_ts)
    world.state.mark_read(user, channel.id)
    return message


def change(world: World, user: str, reference: str, ts: str, text: str) -> Message:
    """Edit one's own message."""
    _, message = _own(world, user, reference, ts)
    if not text.strip():
        raise RefusedError("Write something first.")
    return edit(world, message, text=typed(text, world.state), metadata=None)


def take_back(world: World, user: str, reference: str, ts: str) -> None:
    """Delete one's own message."""
    _, message = _own(world, user, reference, ts)
    delete(world, message)


def _own(world: World, user: str, reference: str, ts: str) -> tuple[Channel, Message]:
    member = actor(world, user)
    channel = open_channel(world, user, reference)
    message = world.state.message(channel.id, ts)
    if message is None or message.deleted:
        raise RefusedError("This message is no longer there.", status=404)
    if message.user != member.id:
        raise RefusedError("Only its author can change a message.", status=403)
    return channel, message


def put_emoji(world: World, user: str, reference: str, ts: str, name: str, *, add: bool) -> None:
    """Add a reaction or take it back; `name` is the emoji's, without colons."""
    member = actor(world, user)
    channel = open_channel(world, user, reference)
    message = world.state.message(channel.id, ts)
    if message is None or message.deleted:
        raise RefusedError("This message is no longer there.", status=404)
    if not _EMOJI.fullmatch(name):
        raise RefusedError(f"There is no emoji called “{name}”.")
    react(world, message, member.id, name, add=add)
