"""The chat methods: the app speaks, changes and takes back (docs.slack.dev, "chat.*")."""

from sandbox.api.call import Call, TooSoonError
from sandbox.channels import Channel
from sandbox.errors import SlackError
from sandbox.message_shapes import message_object
from sandbox.messages import Message
from sandbox.posting import delete, edit, open_dm, post, whisper
from sandbox.shapes import JsonObject
from sandbox.validate.message import UPDATED_TEXT, check_message, check_metadata


def post_message(call: Call) -> JsonObject:
    call.demand("chat:write")
    world = call.world
    channel = _destination(call)
    _writable(call, channel)
    text, blocks = check_message(
        world, call.method, call.args.get("text"), call.json("blocks", "invalid_blocks_format")
    )
    metadata = check_metadata(world, call.method, call.json("metadata", "invalid_metadata_format"))
    thread_ts = _thread(call, channel)
    wait = world.pace.wait(channel.id)
    if wait is not None:
        raise TooSoonError(wait)
    message = post(
        world,
        channel,
        world.state.bot,
        text,
        blocks=blocks,
        thread_ts=thread_ts,
        metadata=metadata,
        by_app=True,
    )
    return _told(call, message)


def _destination(call: Call) -> Channel:
    """Return where to post: a channel, or the direct messages with the person named by id."""
    state = call.world.state
    member = state.members.get(call.text("channel"))
    if member is None:
        return call.channel()
    if member.is_bot:
        raise SlackError("cannot_dm_bot")
    if member.deleted:
        raise SlackError("user_disabled")
    return open_dm(call.world, member.id)


def _writable(call: Call, channel: Channel) -> None:
    world = call.world
    if channel.is_archived:
        raise SlackError("is_archived")
    if channel.is_im:
        if not world.manifest.messages_tab:
            raise SlackError("messages_tab_disabled")
        if world.state.members[channel.other(world.state.bot)].deleted:
            raise SlackError("user_disabled")
    elif world.state.bot not in channel.members and not (
        channel.kind == "public" and "chat:write.public" in world.manifest.scopes
    ):
        raise SlackError("not_in_channel")


def _thread(call: Call, channel: Channel) -> str | None:
    """Return the parent to reply to; a reply or a message that is gone cannot be replied to."""
    thread_ts = call.optional("thread_ts")
    if thread_ts is None:
        return None
    parent = call.world.state.message(channel.id, thread_ts)
    if parent is None or parent.is_reply:
        call.world.findings.note(call.method, "cannot_reply_to_message")
        raise SlackError("cannot_reply_to_message")
    return thread_ts


def _told(call: Call, message: Message) -> JsonObject:
    shape = message_object(call.world.state, message, metadata=True)
    return {"channel": message.channel, "ts": message.ts, "message": shape}


def _found(call: Call, channel: Channel, refusal: str) -> Message:
    """Return the app's own message, or raise SlackError message_not_found or `refusal`."""
    message = call.world.state.message(channel.id, call.text("ts"))
    if message is None or message.deleted:
        raise SlackError("message_not_found")
    if not message.by_app:
        raise SlackError(refusal)
    return message


def update(call: Call) -> JsonObject:
    """Change the app's own message.

    Blocks and metadata that are left out stay; an empty list or object takes them away
    (docs.slack.dev, "chat.update").
    """
    call.demand("chat:write")
    world = call.world
    channel = call.channel()
    if channel.is_archived:
        raise SlackError("is_inactive")
    message = _found(call, channel, "cant_update_message")
    given = call.json("blocks", "invalid_blocks_format")
    text, blocks = check_message(
        world, call.method, call.args.get("text"), given, longest=UPDATED_TEXT
    )
    metadata = call.json("metadata", "invalid_metadata_format")
    changed = edit(
        world,
        message,
        text=text,
        blocks=message.blocks if given is None else blocks,
        metadata=message.metadata
        if metadata is None
        else check_metadata(world, call.method, metadata or None),
    )
    return _told(call, changed) | {"text": text}


def remove(call: Call) -> JsonObject:
    call.demand("chat:write")
    message = _found(call, call.channel(), "cant_delete_message")
    delete(call.world, message)
    return {"channel": message.channel, "ts": message.ts}


def post_ephemeral(call: Call) -> JsonObject:
    call.demand("chat:write")
    world = call.world
    channel = call.channel()
    _writable(call, channel)
    reader = call.text("user")
    if reader not in channel.members or world.state.members[reader].deleted:
        raise SlackError("user_not_in_channel")
    text, blocks = check_message(
        world, call.method, call.args.get("text"), call.json("blocks", "invalid_blocks_format")
    )
    thread_ts = _thread(call, channel)
    message = whisper(
        world,
        channel,
        reader,
        text,
        user=world.state.bot,
        blocks=blocks,
        thread_ts=thread_ts,
    )
    return {"message_ts": message.ts}


def permalink(call: Call) -> JsonObject:
    channel = call.channel()
    message = call.world.state.message(channel.id, call.text("message_ts"))
    if message is None:
        raise SlackError("message_not_found")
    domain = call.world.installation.team_domain
    link = f"https://{domain}.slack.com/archives/{channel.id}/p{message.ts.replace('.', '')}"
    if message.is_reply:
        link += f"?thread_ts={message.thread_ts}&cid={channel.id}"
    return {"channel": channel.id, "permalink": link}
