"""Slack's payloads as they come, one of each kind the bot hears."""

import json
from typing import Any

from bot.domain.reference import Code
from bot.domain.report import Kind
from bot.views.ids import Action, Callback

Payload = dict[str, Any]

REPORT = "0f" * 16
TEAM = "a1" * 16
TRIGGER = "1111.2222.abcdef"
CODE = Code.fresh(Kind.NEAR_MISS.prefix)


def command(text: str | None = "the fax went astray", name: str = "/near-miss") -> Payload:
    return {
        "command": name,
        "user_id": "U0PRIYA",
        "channel_id": "C0RIVERSIDE",
        "text": text,
        "trigger_id": TRIGGER,
        "team_id": "T0TEAM",
    }


def report_metadata(**changes: object) -> str:
    """What the report form carries with it, some of it changed."""
    known = {"code": str(CODE), "kind": "near_miss", "team": TEAM, "revision": 2}
    return json.dumps(known | changes)


def submission() -> Payload:
    """The report form as it comes back with words in it."""
    values = {
        "what-2": _typed("the fax went astray"),
        "more": _typed("and nobody rang"),
        "caught": _typed(None),
        "idea": _typed("a shared inbox"),
        "stage": _chosen("assessment"),
        "factors": {"value": {"selected_options": [{"value": "workload"}]}},
        "mode": _chosen("confidential"),
        "audience": _chosen("team"),
    }
    return _view(Callback.REPORT, report_metadata(), values)


def sent_reply() -> Payload:
    """The form for an answer as it comes back."""
    metadata = json.dumps({"report": REPORT, "reply": "try_until"})
    values = {
        "until": {"value": {"selected_date": "2026-12-07"}},
        "words": _typed("let us try it together"),
    }
    return _view(Callback.REPLY, metadata, values)


def press(action: Action = Action.SEEN_TOO) -> Payload:
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
                "value": REPORT,
                "action_ts": "1765.1",
            }
        ],
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


def unarchived(kind: str = "channel_unarchive") -> Payload:
    return event(kind, user="U0AMINA", channel="C0RIVERSIDE")


def member() -> Payload:
    return event("member_left_channel", user="U0PRIYA", channel="C0RIVERSIDE")


def _said(text: str) -> Payload:
    return {
        "type": "message",
        "user": "U0TOM",
        "ts": "1765.2",
        "thread_ts": "1764.5",
        "text": text,
    }


def _typed(value: str | None) -> Payload:
    return {"value": {"type": "plain_text_input", "value": value}}


def _chosen(value: str) -> Payload:
    return {"value": {"type": "radio_buttons", "selected_option": {"value": value}}}


def _view(callback: Callback, metadata: str, values: Payload) -> Payload:
    return {
        "type": "view_submission",
        "user": {"id": "U0PRIYA"},
        "trigger_id": TRIGGER,
        "view": {
            "id": "V0VIEW",
            "type": "modal",
            "callback_id": callback.value,
            "private_metadata": metadata,
            "blocks": [
                {"type": "section", "block_id": "intro"},
                *({"type": "input", "block_id": name} for name in values),
            ],
            "state": {"values": values},
        },
    }
