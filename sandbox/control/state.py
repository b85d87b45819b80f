"""`GET /control/state`: the workspace as one person sees it at this moment."""

from sandbox.channels import Channel
from sandbox.members import card
from sandbox.shapes import JsonObject
from sandbox.stacks import shape
from sandbox.views import View
from sandbox.world import World


def state_for(world: World, user: str) -> JsonObject:
    """Return everything the page needs besides messages; RefusedError if nobody has this id."""
    member = world.state.member(user)
    state, installation = world.state, world.installation
    bot = state.members[state.bot]
    return {
        "workspace": {"name": installation.team_name, "id": installation.team_id},
        "me": card(member),
        "cast": [card(one) for one in state.members.values() if one.in_cast],
        "people": {one.id: card(one) for one in state.members.values()},
        "bot": {
            "id": bot.id,
            "name": bot.name,
            "connected": world.delivery.connected,
            "home_tab": world.manifest.home_tab,
            "messages_read_only": world.manifest.messages_read_only,
        },
        "commands": [
            {
                "command": one.name,
                "description": one.description,
                "usage_hint": one.usage_hint,
            }
            for one in world.manifest.commands.values()
        ],
        "shortcuts": [
            {
                "callback_id": one.callback_id,
                "name": one.name,
                "description": one.description,
                "type": one.kind,
            }
            for one in world.manifest.shortcuts.values()
        ],
        "channels": _channels(world, member.id),
        "dms": [
            {"id": one.id, "with": one.other(member.id), "unread": state.unread(member.id, one.id)}
            for one in state.channels.values()
            if one.is_im and member.id in one.members
        ],
        "time": {"now": world.clock.now().isoformat(), "moving": world.mover.progress},
        "modal": _view(world, state.top_view(member.id)),
        "home": _view(world, state.home(member.id)),
        "version": world.changes.version,
    }


def _channels(world: World, user: str) -> list[JsonObject]:
    guest = world.state.members[user].is_guest
    return [
        _channel(world, user, one)
        for one in world.state.channels.values()
        if not one.is_im and (user in one.members or (one.kind == "public" and not guest))
    ]


def _channel(world: World, user: str, channel: Channel) -> JsonObject:
    member = user in channel.members
    return {
        "id": channel.id,
        "name": channel.name,
        "is_private": channel.kind == "private",
        "is_archived": channel.is_archived,
        "is_ext_shared": channel.is_ext_shared,
        "is_member": member,
        "unread": world.state.unread(user, channel.id) if member else 0,
        "topic": channel.topic,
    }


def _view(world: World, view: View | None) -> JsonObject | None:
    return shape(world, view) | {"errors": view.errors} if view else None
