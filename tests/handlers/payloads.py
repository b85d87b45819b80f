"""Slack's payloads as they come: commands, clicks and events, one of each kind the bot hears."""

import json
from typing import Any

from bot.domain.library import Search, Shelf
from bot.views.greeting import greeting
from bot.views.ids import Action, Shortcut, row_id
from bot.views.library import results
from handlers.parse import RETURNED_BY
from tests.conftest import MONDAY

Payload = dict[str, Any]

REPORT = "0f" * 16
TRIGGER = "1111.2222.abcdef"


def command(text: str | None = "the fax went astray", name: str = "/near-miss") -> Payload:
    return {
        "command": name,
        "user_id": "U0PRIYA",
        "channel_id": "C0RIVERSIDE",
        "channel_name": "riverside",
        "text": text,
        "trigger_id": TRIGGER,
        "team_id": "T0TEAM",
    }


def press(action: Action = Action.SEEN_TOO, value: str = REPORT) -> Payload:
    """A button in a message was pressed."""
    return {
        "type": "block_actions",
        "user": {"id": "U0AMINA"},
        "trigger_id": TRIGGER,
        "container": {"type": "message", "message_ts": "1764.5", "channel_id": "C0RIVERSIDE"},
        "actions": [
            {
                "type": "button",
                "action_id": action.value,
                "block_id": "b",
                "value": value,
                "action_ts": "1765.1",
            }
        ],
    }


def row_press(action: Action = Action.REPLY_THANK_YOU) -> Payload:
    """A button in a row of a digest was pressed: its block names the report."""
    body = press(action)
    body["actions"][0] |= {"block_id": row_id(REPORT), "value": ""}
    return body


def menu(reply: str = "go_ahead", action: Action = Action.WITHOUT_WORDS) -> Payload:
    """One of the answers without words, or something else, was chosen from a row's menu."""
    body = row_press(action)
    del body["actions"][0]["value"]
    body["actions"][0] |= {"type": "overflow", "selected_option": {"value": reply}}
    return body


def home_press(action: Action = Action.HAPPENING, value: str = REPORT) -> Payload:
    """A button on the Home tab was pressed: no response URL, and no message."""
    body = press(action, value) | {"view": {"id": "V0HOME", "type": "home"}}
    return body | {"container": {"type": "view", "view_id": "V0HOME"}}


def modal_press(action: Action = Action.HAPPENING, value: str = REPORT) -> Payload:
    """A button in the window with somebody's own reports was pressed."""
    body = press(action, value) | {"view": {"id": "V0MINE", "type": "modal"}}
    return body | {"container": {"type": "view", "view_id": "V0MINE"}}


def found_press(action: Action = Action.FIND_PAGE, value: str = "10") -> Payload:
    """A button in the window with what was found in the library was pressed."""
    body = modal_press(action, value)
    found = results(
        Shelf(Search(words="court"), (), following=None, is_empty=False, today=MONDAY.date())
    )
    return body | {"view": body["view"] | {"private_metadata": found["private_metadata"]}}


def returned_press(
    action: Action = Action.ADD, *, code: str = "NM-2F9D-0123-4567-89AB-CDEF"
) -> Payload:
    """A button in the window that somebody came back to with the code of a receipt."""
    body = modal_press(action, "")
    body["actions"][0]["block_id"] = row_id(REPORT)
    metadata = json.dumps({"from": "modal", RETURNED_BY: code})
    return body | {"view": body["view"] | {"private_metadata": metadata}}


def greeting_press(words: str) -> Payload:
    """A button under somebody's own words, quoted, was pressed."""
    drawn = [dict(block) for block in greeting(words).blocks]
    return press(Action.NEW_NEAR_MISS, "") | {"message": {"ts": "1764.5", "blocks": drawn}}


def shortcut(name: Shortcut = Shortcut.NEAR_MISS) -> Payload:
    """A shortcut was chosen from the menu that is everywhere."""
    return {
        "type": "shortcut",
        "callback_id": name.value,
        "user": {"id": "U0PRIYA"},
        "trigger_id": TRIGGER,
        "action_ts": "1765.1",
    }


def message_shortcut(
    name: Shortcut = Shortcut.NEAR_MISS_FROM_MESSAGE, text: str | None = "the fax went astray"
) -> Payload:
    """A shortcut was chosen on a message."""
    return shortcut(name) | {
        "type": "message_action",
        "channel": {"id": "C0RIVERSIDE", "name": "riverside"},
        "message": {"type": "message", "user": "U0TOM", "ts": "1764.5", "text": text},
        "message_ts": "1764.5",
    }


def event(kind: str, **fields: object) -> Payload:
    """An Events API payload whose event is of this kind."""
    return {
        "type": "event_callback",
        "event_id": "Ev0123",
        "team_id": "T0TEAM",
        "event": {"type": kind} | fields,
    }


def reaction() -> Payload:
    item = {"type": "message", "channel": "C0RIVERSIDE", "ts": "1764.5"}
    return event(
        "reaction_added",
        user="U0AMINA",
        reaction="+1::skin-tone-2",
        item=item,
        event_ts="1764.9",
    )


def thread_reply() -> Payload:
    return event(
        "message",
        channel="C0RIVERSIDE",
        user="U0TOM",
        ts="1765.2",
        thread_ts="1764.5",
        text="this happened to me in May",
    )


def edit() -> Payload:
    after = _said("in June") | {"edited": {"user": "U0TOM", "ts": "1766.0"}}
    return event(
        "message",
        subtype="message_changed",
        channel="C0RIVERSIDE",
        message=after,
        previous_message=_said("in May"),
        event_ts="1766.1",
    )


def deletion() -> Payload:
    return event(
        "message",
        subtype="message_deleted",
        channel="C0RIVERSIDE",
        deleted_ts="1765.2",
        previous_message=_said("in May"),
        event_ts="1767.1",
    )


def tombstone() -> Payload:
    """A deletion where Slack leaves an empty message behind."""
    body = edit()
    body["event"]["message"] = {"type": "message", "subtype": "tombstone", "ts": "1765.2"}
    return body


def direct_message() -> Payload:
    """Somebody wrote to the bot alone."""
    return event(
        "message",
        channel="D0PRIYA",
        channel_type="im",
        user="U0PRIYA",
        ts="1765.2",
        text="the fax went astray",
    )


def home_opened(tab: str = "home") -> Payload:
    return event("app_home_opened", user="U0PRIYA", channel="D0PRIYA", tab=tab)


def unarchived(kind: str = "channel_unarchive") -> Payload:
    return event(kind, user="U0AMINA", channel="C0RIVERSIDE")


def member() -> Payload:
    return event("member_left_channel", user="U0PRIYA", channel="C0RIVERSIDE")


def account() -> Payload:
    """Somebody's account has changed (reference/events/user_change)."""
    return event("user_change", user={"id": "U0PRIYA", "is_restricted": True}, cache_ts=1764)


def shared() -> Payload:
    """Another organisation was let into a channel (reference/events/channel_shared)."""
    return event("channel_shared", connected_team_id="E0THEIRS", channel="C0RIVERSIDE")


def unshared(*, still: bool = False) -> Payload:
    """One was shown out again (reference/events/channel_unshared)."""
    return event(
        "channel_unshared",
        previously_connected_team_id="E0THEIRS",
        channel="C0RIVERSIDE",
        is_ext_shared=still,
    )


def gone(kind: str = "channel_deleted") -> Payload:
    """The bot sees no more of a channel (reference/events/channel_deleted)."""
    return event(kind, channel="C0RIVERSIDE")


def _said(text: str) -> Payload:
    return {
        "type": "message",
        "user": "U0TOM",
        "ts": "1765.2",
        "thread_ts": "1764.5",
        "text": text,
    }
