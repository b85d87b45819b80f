"""Events: what the app is told of without anybody having asked it anything."""

from sandbox.channels import Channel
from sandbox.identifiers import new_id
from sandbox.shapes import JsonObject
from sandbox.world import World

SCOPES: dict[str, str] = {
    "message.channels": "channels:history",
    "message.groups": "groups:history",
    "message.im": "im:history",
    "app_mention": "app_mentions:read",
    "reaction_added": "reactions:read",
    "reaction_removed": "reactions:read",
    "channel_archive": "channels:read",
    "channel_unarchive": "channels:read",
    "channel_rename": "channels:read",
    "channel_left": "channels:read",
    "channel_deleted": "channels:read",
    "group_archive": "groups:read",
    "group_unarchive": "groups:read",
    "group_left": "groups:read",
    "group_deleted": "groups:read",
    "user_change": "users:read",
    "team_join": "users:read",
}
"""The scope each event needs (docs.slack.dev, the reference page of each event).

Membership events, and those of sharing, need channels:read or groups:read by the kind of channel.
"""


def send(
    world: World, subscription: str, event: JsonObject, channel: Channel | None = None
) -> None:
    """Tell the app of `event` if it subscribes to it, holds the scope and is in the channel."""
    if subscription not in world.manifest.events:
        return
    if channel is not None and world.state.bot not in channel.members:
        return
    needed = SCOPES.get(subscription) or f"{channel.scope if channel else 'channels'}:read"
    if subscription != "app_home_opened" and needed not in world.manifest.scopes:
        world.findings.note(subscription, "missing_scope", f"the event needs {needed}")
        return
    world.delivery.event(subscription, _envelope(world, event, channel))


def _envelope(world: World, event: JsonObject, channel: Channel | None) -> JsonObject:
    """Wrap the event (docs.slack.dev, "The Events API", callback field overview)."""
    installation = world.installation
    return {
        "token": "sandbox",
        "team_id": installation.team_id,
        "context_team_id": installation.team_id,
        "context_enterprise_id": None,
        "api_app_id": installation.app_id,
        "event": {"event_ts": world.state.last_ts, **event},
        "type": "event_callback",
        "event_id": new_id("Ev"),
        "event_time": int(world.clock.now().timestamp()),
        "authorizations": [
            {
                "enterprise_id": None,
                "team_id": installation.team_id,
                "user_id": installation.bot_user_id,
                "is_bot": True,
                "is_enterprise_install": False,
            }
        ],
        "is_ext_shared_channel": bool(channel and channel.is_ext_shared),
    }


def message_event(world: World, channel: Channel, event: JsonObject) -> None:
    """Send a message event of any subtype under the subscription for this kind of channel."""
    subscription = {
        "public": "message.channels",
        "private": "message.groups",
        "im": "message.im",
    }[channel.kind]
    about = {"type": "message", "channel": channel.id, "channel_type": channel.event_type}
    send(world, subscription, event | about, channel)
