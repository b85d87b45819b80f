"""The Slack app's manifest, made from what the code listens to and calls."""

from typing import Any

from bot.views.ids import Command, Shortcut

SCOPES = (
    "channels:history",
    "channels:read",
    "chat:write",
    "commands",
    "groups:history",
    "groups:read",
    "im:history",
    "im:write",
    "reactions:read",
    "users:read",
)
"""What each is for stands in docs/reference/scopes.md; a test holds them to the calls made."""

EVENTS = (
    "app_home_opened",
    "channel_deleted",
    "channel_left",
    "channel_shared",
    "channel_unarchive",
    "channel_unshared",
    "group_deleted",
    "group_left",
    "group_unarchive",
    "member_joined_channel",
    "member_left_channel",
    "message.channels",
    "message.groups",
    "message.im",
    "reaction_added",
    "reaction_removed",
    "user_change",
)

_COMMANDS = {
    Command.NEAR_MISS: ("Tell of something that nearly went wrong", "[what happened]"),
    Command.SUGGEST: ("Suggest something that could be better", "[your idea]"),
    Command.GOODCATCH: ("Your reports, and help", "[mine | receipt | help | setup]"),
}

_SHORTCUTS = {
    Shortcut.NEAR_MISS: (
        "Report a near miss",
        "global",
        "Tell of something that nearly went wrong",
    ),
    Shortcut.SUGGESTION: ("Make a suggestion", "global", "Suggest something that could be better"),
    Shortcut.NEAR_MISS_FROM_MESSAGE: (
        "Turn into a near miss",
        "message",
        "Tell of a near miss, starting with this message",
    ),
    Shortcut.SUGGESTION_FROM_MESSAGE: (
        "Turn into a suggestion",
        "message",
        "Suggest something, starting with this message",
    ),
}


def manifest() -> dict[str, Any]:
    """The manifest for Socket Mode (reference/app-manifest)."""
    return {
        "display_information": {
            "name": "Good Catch",
            "description": "Near misses and ideas, answered kindly and quickly",
            "background_color": "#1d4f4a",
            "long_description": (
                "Good Catch is for everyday learning in child protection teams. Practitioners "
                "tell of near misses and ideas in a minute; managers are reminded to thank and "
                "answer them; teams talk them over and change the way the work is designed. It "
                "never ranks, counts or blames anybody."
            ),
        },
        "features": {
            "app_home": {
                "home_tab_enabled": True,
                "messages_tab_enabled": True,
                "messages_tab_read_only_enabled": False,
            },
            "bot_user": {"display_name": "Good Catch", "always_online": True},
            "shortcuts": [
                {
                    "name": name,
                    "type": kind,
                    "callback_id": shortcut.value,
                    "description": description,
                }
                for shortcut, (name, kind, description) in _SHORTCUTS.items()
            ],
            "slash_commands": [
                {
                    "command": command.value,
                    "description": description,
                    "usage_hint": hint,
                    "should_escape": False,
                }
                for command, (description, hint) in _COMMANDS.items()
            ],
        },
        "oauth_config": {"scopes": {"bot": list(SCOPES)}},
        "settings": {
            "event_subscriptions": {"bot_events": list(EVENTS)},
            "interactivity": {"is_enabled": True},
            "org_deploy_enabled": False,
            "socket_mode_enabled": True,
            "token_rotation_enabled": False,
        },
    }
