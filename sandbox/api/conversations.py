"""Channels and who is in them (docs.slack.dev, "conversations.*" and "users.conversations")."""

from sandbox.api.call import Call
from sandbox.api.paging import page
from sandbox.channels import Channel, conversation_object
from sandbox.errors import SlackError
from sandbox.posting import open_dm
from sandbox.shapes import JsonObject

_KINDS = {"public_channel": "public", "private_channel": "private", "im": "im", "mpim": "mpim"}
_SCOPES = {"public": "channels", "private": "groups", "im": "im", "mpim": "mpim"}


def open_conversation(call: Call) -> JsonObject:
    """Open or resume direct messages with one person; groups are not part of this workspace."""
    call.demand("im:write")
    world = call.world
    if call.given("channel"):
        channel = call.channel()
        if not channel.is_im:
            raise SlackError("method_not_supported_for_channel_type")
        return {"channel": _opened(call, channel), "already_open": True, "no_op": True}
    users = [one.strip() for one in (call.optional("users") or "").split(",") if one.strip()]
    if not users:
        raise SlackError("users_list_not_supplied")
    if len(users) > 1:
        raise SlackError("method_not_supported_for_channel_type")
    member = world.state.members.get(users[0])
    if member is None:
        raise SlackError("user_not_found")
    if member.is_bot:
        raise SlackError("cannot_dm_bot")
    if member.deleted:
        raise SlackError("user_disabled")
    existed = world.state.dm(member.id, world.state.bot) is not None
    channel = open_dm(world, member.id)
    return {"channel": _opened(call, channel)} | (
        {"already_open": True, "no_op": True} if existed else {}
    )


def _opened(call: Call, channel: Channel) -> JsonObject:
    if call.flag("return_im"):
        return conversation_object(channel, call.world.state.bot)
    return {"id": channel.id}


def info(call: Call) -> JsonObject:
    channel = call.channel()
    call.demand(f"{channel.scope}:read")
    shape = conversation_object(channel, call.world.state.bot)
    if not call.flag("include_num_members"):
        shape.pop("num_members", None)
    return {"channel": shape}


def members(call: Call) -> JsonObject:
    channel = call.channel()
    call.demand(f"{channel.scope}:read")
    shown, cursor = page(channel.members, call.number("limit", 100, 1000), call.optional("cursor"))
    return {"members": list(shown), "response_metadata": {"next_cursor": cursor}}


def of_user(call: Call) -> JsonObject:
    """`users.conversations`: a person's channels; private ones only where the app is too."""
    bot = call.world.state.bot
    user = call.optional("user") or bot
    if user not in call.world.state.members:
        raise SlackError("user_not_found")
    kinds = _types(call)
    found = [
        one
        for one in call.world.state.channels.values()
        if one.kind in kinds
        and user in one.members
        and (one.kind == "public" or bot in one.members)
        and not (one.is_archived and call.flag("exclude_archived"))
    ]
    shown, cursor = page(found, call.number("limit", 100, 1000), call.optional("cursor"))
    return {
        "channels": [conversation_object(one, bot) for one in shown],
        "response_metadata": {"next_cursor": cursor},
    }


def _types(call: Call) -> set[str]:
    kinds = set()
    for name in (call.optional("types") or "public_channel").split(","):
        kind = _KINDS.get(name.strip())
        if kind is None:
            raise SlackError("invalid_types")
        call.demand(f"{_SCOPES[kind]}:read")
        kinds.add(kind)
    return kinds
