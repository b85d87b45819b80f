"""People come and go: who is in which channel, and who still works here."""

from dataclasses import replace

from sandbox.channels import Channel
from sandbox.events import send
from sandbox.members import Member, user_object
from sandbox.world import World


def join(world: World, user: str, channel: Channel) -> None:
    """Add somebody to a channel; the app hears of it if it is there, its own arrival included."""
    if not world.state.join(user, channel.id):
        return
    _told(world, "member_joined_channel", user, world.state.channels[channel.id])


def leave(world: World, user: str, channel: Channel) -> None:
    """Take somebody out of a channel; the app hears of its own going as `channel_left`."""
    if not world.state.leave(user, channel.id):
        return
    if user == world.state.bot:
        kind = "group_left" if channel.kind == "private" else "channel_left"
        send(world, kind, {"type": kind, "channel": channel.id, "event_ts": world.next_ts()})
        world.changes.publish("channels")
        return
    _told(world, "member_left_channel", user, world.state.channels[channel.id])


def _told(world: World, kind: str, user: str, channel: Channel) -> None:
    world.changes.publish("channels")
    event = {
        "type": kind,
        "user": user,
        "channel": channel.id,
        "channel_type": "G" if channel.kind == "private" else "C",
        "team": world.installation.team_id,
        "event_ts": world.next_ts(),
    }
    send(world, kind, event, channel)


def archive(world: World, channel: Channel, user: str, *, archived: bool = True) -> None:
    """Archive a channel, or bring it back."""
    changed = replace(channel, is_archived=archived)
    world.state.channels[channel.id] = changed
    world.changes.publish("channels")
    verb = "archive" if archived else "unarchive"
    kind = f"group_{verb}" if channel.kind == "private" else f"channel_{verb}"
    event = {"type": kind, "channel": channel.id, "user": user, "event_ts": world.next_ts()}
    send(world, kind, event, changed)


def delete(world: World, channel: Channel) -> None:
    """Delete a channel (reference/events/channel_deleted and group_deleted)."""
    kind = "group_deleted" if channel.kind == "private" else "channel_deleted"
    event = {"type": kind, "channel": channel.id, "event_ts": world.next_ts()}
    send(world, kind, event, channel)
    del world.state.channels[channel.id]
    world.changes.publish("channels")


def change_member(world: World, member: Member) -> None:
    """Put a changed member in place; the app hears of it as `user_change`."""
    world.state.members[member.id] = member
    world.changes.publish("people")
    now = world.clock.now().timestamp()
    user = user_object(member, world.installation.team_id, now)
    event = {"type": "user_change", "user": user, "cache_ts": int(now)}
    send(world, "user_change", event | {"event_ts": world.next_ts()})


def deactivate(world: World, member: Member) -> None:
    """Deactivate an account; as in Slack, it also leaves its channels."""
    for channel in tuple(world.state.channels.values()):
        if member.id in channel.members and not channel.is_im:
            world.state.leave(member.id, channel.id)
    change_member(world, replace(member, deleted=True))
