"""Small payloads the sandbox's tests are written with."""

from sandbox.shapes import JsonObject

RIVERSIDE = "C0RIVERSID1"
HILLSIDE = "C0HILLSIDE1"
EVERYONE = "C0EVERYONE1"
PRIYA = "U0RCSPRIYA"
AMINA = "U0RCSAMINA"

SCOPES = [
    "channels:history",
    "channels:read",
    "chat:write",
    "commands",
    "groups:history",
    "groups:read",
    "im:history",
    "im:read",
    "im:write",
    "reactions:read",
    "users:read",
]
EVENTS = [
    "app_home_opened",
    "channel_archive",
    "channel_deleted",
    "channel_left",
    "channel_shared",
    "channel_unarchive",
    "channel_unshared",
    "group_deleted",
    "member_joined_channel",
    "member_left_channel",
    "message.channels",
    "message.groups",
    "message.im",
    "reaction_added",
    "reaction_removed",
    "user_change",
]
MANIFEST: JsonObject = {
    "display_information": {"name": "Little Bot"},
    "features": {
        "bot_user": {"display_name": "Little Bot"},
        "app_home": {"home_tab_enabled": True, "messages_tab_enabled": True},
        "slash_commands": [
            {"command": "/note", "description": "Note something", "usage_hint": "[text]"}
        ],
        "shortcuts": [
            {"name": "Note", "type": "global", "callback_id": "note", "description": "Note"},
            {"name": "Keep", "type": "message", "callback_id": "keep", "description": "Keep"},
        ],
    },
    "oauth_config": {"scopes": {"bot": SCOPES}},
    "settings": {
        "event_subscriptions": {"bot_events": EVENTS},
        "interactivity": {"is_enabled": True},
        "socket_mode_enabled": True,
    },
}


def manifest(
    *, without_scopes: tuple[str, ...] = (), without_events: tuple[str, ...] = ()
) -> JsonObject:
    """Return the manifest with some scopes or events left out."""
    scopes = [one for one in SCOPES if one not in without_scopes]
    events = [one for one in EVENTS if one not in without_events]
    return {
        **MANIFEST,
        "oauth_config": {"scopes": {"bot": scopes}},
        "settings": {**MANIFEST["settings"], "event_subscriptions": {"bot_events": events}},
    }


def plain(text: str) -> JsonObject:
    return {"type": "plain_text", "text": text}


def section(text: str, **more: object) -> JsonObject:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}, **more}


def button(text: str = "Press", **more: object) -> JsonObject:
    return {"type": "button", "action_id": "press", "text": plain(text), **more}


def actions(*elements: JsonObject, **more: object) -> JsonObject:
    return {"type": "actions", "elements": list(elements), **more}


def option(text: str, value: str | None = None) -> JsonObject:
    return {"text": plain(text), "value": value or text.lower()}


def select(*texts: str, **more: object) -> JsonObject:
    return {
        "type": "static_select",
        "action_id": "pick",
        "options": [option(text) for text in texts],
        **more,
    }


def text_input(**more: object) -> JsonObject:
    return {"type": "plain_text_input", "action_id": "words", **more}


def field(label: str, element: JsonObject, **more: object) -> JsonObject:
    return {"type": "input", "label": plain(label), "element": element, **more}


def modal(*blocks: JsonObject, **more: object) -> JsonObject:
    return {
        "type": "modal",
        "callback_id": "form",
        "title": plain("A form"),
        "submit": plain("Send"),
        "blocks": list(blocks),
        **more,
    }


def home(*blocks: JsonObject, **more: object) -> JsonObject:
    return {"type": "home", "blocks": list(blocks), **more}
