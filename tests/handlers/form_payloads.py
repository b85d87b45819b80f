"""Slack's payloads as they come: one of each form that people send."""

import json

from bot.domain.reference import Code
from bot.domain.report import Kind
from bot.views.ids import Callback
from handlers.parse import RETURNED_BY
from tests.handlers.payloads import REPORT, TRIGGER, Payload

TEAM = "a1" * 16
CODE = Code.fresh(Kind.NEAR_MISS.prefix)


def report_metadata(**changes: object) -> str:
    """What the report form carries with it, some of it changed."""
    known = {"code": str(CODE), "kind": "near_miss", "team": TEAM, "revision": 2}
    return json.dumps(known | changes)


def submission() -> Payload:
    """The report form as it comes back with words in it."""
    values = _words() | {
        "mode": chosen("confidential"),
        "urgent": all_chosen(),
        "audience": chosen("team"),
        "left_out": people(),
    }
    return _view(Callback.REPORT, report_metadata(), values)


def edit() -> Payload:
    """The form for changing a report's words."""
    return _view(Callback.EDIT, _metadata(revision=2), _words())


def added() -> Payload:
    return _view(Callback.ADD, _metadata(), {"words": typed("it came back")})


def reopened() -> Payload:
    return _view(Callback.REOPEN, _metadata(), {"words": typed("it came back")})


def said_as_reporter() -> Payload:
    """What a reporter says without a name."""
    return _view(Callback.REPLY_AS_REPORTER, _metadata(), {"words": typed("it came back")})


def kept(*ticked: str) -> Payload:
    """The receipt of a report without a name, with the box ticked unless told otherwise."""
    return _view(Callback.KEPT, "{}", {"kept": all_chosen(*(ticked or ("kept",)))})


def code(written: str = str(CODE)) -> Payload:
    """The form in which the code of a receipt is typed."""
    return _view(Callback.CODE, "{}", {"code": typed(written)})


def by_code(body: Payload) -> Payload:
    """The same form, opened from the window that somebody came back to with a code."""
    metadata = json.loads(body["view"]["private_metadata"])
    metadata |= {"from": "modal", RETURNED_BY: str(CODE)}
    return body | {"view": body["view"] | {"private_metadata": json.dumps(metadata)}}


def reply() -> Payload:
    """The form for an answer."""
    values = {
        "until": dated("2026-12-07"),
        "words": typed("let us try it together"),
        "doer": {"value": {"type": "users_select", "selected_user": "U0TOM"}},
    }
    return _view(Callback.REPLY, _metadata(reply="try_until"), values)


def change() -> Payload:
    values = {"words": typed("one shared inbox"), "strength": chosen("easier")}
    return _view(Callback.CHANGE, _metadata(), values)


def publish() -> Payload:
    """The form that puts a story into the library."""
    return _view(Callback.PUBLISH, _metadata(), {"words": typed("Two old addresses")})


def pulse() -> Payload:
    """The two questions at the end of a story, answered."""
    values = {"respected": chosen("yes"), "again": chosen("partly")}
    return _view(Callback.PULSE, _metadata(), values)


def asked_before(body: Payload) -> Payload:
    """The same form, sent again after the gentle question."""
    metadata = json.loads(body["view"]["private_metadata"]) | {"asked": True}
    return body | {"view": body["view"] | {"private_metadata": json.dumps(metadata)}}


def away() -> Payload:
    return _view(Callback.AWAY, "{}", {"until": dated("2026-12-07")})


def mornings() -> Payload:
    values = {
        "digest_at": timed("09:15"),
        "weekdays": all_chosen("0", "2"),
        "timezone": typed(" Europe/Belfast "),
    }
    return _view(Callback.MORNINGS, "{}", values)


def set_up() -> Payload:
    """The form that sets a team up, with something in every input."""
    values = {
        "name": typed(" Riverside  East "),
        "managers": people("U0AMINA", "U0HELEN"),
        "deputies": people("U0DAN"),
        "nation": chosen("SCT"),
        "timezone": typed("Europe/London"),
        "weekdays": all_chosen("0", "1", "3"),
        "closures": typed("2026-12-24..2026-12-25"),
        "digest_at": timed("08:30"),
        "thanks_days": chosen("2"),
        "answer_days": chosen("5"),
        "nudges_from": timed("09:30"),
        "nudges_until": timed("16:30"),
        "duty": typed("Duty desk, 01632 960123"),
        "guests": {"value": {"selected_options": []}},
        "allowed_names": typed(" Victoria  Road, Jasmine House\nkestrel;"),
        "emoji_thank_you": typed(":tada:"),
        "emoji_go_ahead": typed("+1"),
        "emoji_try_until": typed(":seedling:"),
        "emoji_talk_it_over": typed(":coffee:"),
    }
    return _view(Callback.SET_UP, json.dumps({"channel": "C0RIVERSIDE"}), values)


def from_(surface: str, body: Payload) -> Payload:
    """The same form, opened from a message, from the Home tab or from a window."""
    metadata = json.loads(body["view"]["private_metadata"]) | {"from": surface}
    return body | {"view": body["view"] | {"private_metadata": json.dumps(metadata)}}


def filled(body: Payload, block: str, state: Payload) -> Payload:
    """The same form with something else in one input."""
    values = body["view"]["state"]["values"] | {block: state}
    return body | {"view": body["view"] | {"state": {"values": values}}}


def typed(value: str | None) -> Payload:
    return {"value": {"type": "plain_text_input", "value": value}}


def chosen(value: str) -> Payload:
    return {"value": {"type": "radio_buttons", "selected_option": {"value": value}}}


def all_chosen(*values: str) -> Payload:
    options = [{"value": value} for value in values]
    return {"value": {"type": "checkboxes", "selected_options": options}}


def dated(day: str | None) -> Payload:
    return {"value": {"type": "datepicker", "selected_date": day}}


def timed(moment: str | None) -> Payload:
    return {"value": {"type": "timepicker", "selected_time": moment}}


def people(*users: str) -> Payload:
    return {"value": {"type": "multi_users_select", "selected_users": list(users)}}


def _words() -> Payload:
    return {
        "what-2": typed("the fax went astray"),
        "more": typed("and nobody rang"),
        "caught": typed(None),
        "idea": typed("a shared inbox"),
        "stage": chosen("assessment"),
        "factors": all_chosen("workload"),
    }


def _metadata(**more: object) -> str:
    return json.dumps({"report": REPORT} | more)


def _view(callback: Callback, metadata: str, values: Payload) -> Payload:
    return {
        "type": "view_submission",
        "user": {"id": "U0PRIYA"},
        "trigger_id": TRIGGER,
        "view": {
            "id": "V0VIEW",
            "root_view_id": "V0MINE",
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
