"""Channels that other organisations are let into (docs.slack.dev, "Slack Connect")."""

from dataclasses import replace

from sandbox.channels import Channel
from sandbox.events import send
from sandbox.world import World


def invite_organisation(world: World, channel: Channel, team: str) -> None:
    """Invite another organisation; the app, which may not read invitations, hears nothing yet."""
    _put(world, replace(channel, invited=tuple(dict.fromkeys((*channel.invited, team)))))


def share(world: World, channel: Channel, team: str) -> None:
    """Let another organisation in (reference/events/channel_shared)."""
    joined = tuple(dict.fromkeys((*channel.connected, team)))
    waiting = tuple(one for one in channel.invited if one != team)
    shared = replace(channel, connected=joined, invited=waiting)
    _put(world, shared)
    event = {
        "type": "channel_shared",
        "connected_team_id": team,
        "channel": channel.id,
        "event_ts": world.next_ts(),
    }
    send(world, "channel_shared", event, shared)


def unshare(world: World, channel: Channel, team: str) -> None:
    """Show another organisation out (reference/events/channel_unshared)."""
    left = replace(channel, connected=tuple(one for one in channel.connected if one != team))
    _put(world, left)
    event = {
        "type": "channel_unshared",
        "previously_connected_team_id": team,
        "channel": channel.id,
        "is_ext_shared": left.is_ext_shared,
        "event_ts": world.next_ts(),
    }
    send(world, "channel_unshared", event, left)


def _put(world: World, channel: Channel) -> None:
    world.state.channels[channel.id] = channel
    world.changes.publish("channels")
