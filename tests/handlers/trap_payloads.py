"""Slack's payloads as they come: one of each form about error traps, and presses in its window."""

import json

from bot.views.ids import Action, Callback, row_id
from tests.handlers import form_payloads as forms
from tests.handlers import payloads
from tests.handlers.payloads import REPORT, Payload

TRAP = "7e" * 16
OTHER = "9c" * 16

_WORDS: Payload = {
    "words-1": forms.typed("The form fills it in"),
    "strength-1": forms.chosen("design_out"),
}


def proposal() -> Payload:
    """The form in which a colleague says that a report may be part of a trap."""
    return _form(Callback.TRAP_PROPOSE, {"name": forms.typed("Old addresses")}, report=REPORT)


def link() -> Payload:
    return _form(Callback.TRAP_LINK, {"trap": forms.chosen(OTHER)}, report=REPORT)


def description(callback: Callback = Callback.TRAP_CONFIRM) -> Payload:
    values = {
        "name": forms.typed("Old addresses"),
        "stage": forms.chosen("court"),
        "factors": forms.all_chosen("handover", "information"),
    }
    return _form(callback, values)


def plan(**metadata: object) -> Payload:
    values = _WORDS | {"until-1": forms.dated("2026-12-07")}
    return _form(Callback.TRAP_PLAN, values, **metadata)


def change(**metadata: object) -> Payload:
    return _form(Callback.TRAP_CHANGE, _WORDS, **metadata)


def handed_on() -> Payload:
    owner = {"value": {"type": "users_select", "selected_user": "U0TOM"}}
    return _form(Callback.TRAP_OWN, {"owner": owner})


def merge() -> Payload:
    return _form(Callback.TRAP_MERGE, {"trap": forms.chosen(OTHER)})


def over_its_window(body: Payload) -> Payload:
    """The same form, opened from the window of its trap."""
    metadata = json.loads(body["view"]["private_metadata"]) | {"from": "modal", "behind": True}
    return body | {"view": body["view"] | {"private_metadata": json.dumps(metadata)}}


def window_press(action: Action, value: str = TRAP, *, row: str = "") -> Payload:
    """A button in the window of a trap was pressed, beside one of its reports where `row` is."""
    body = payloads.modal_press(action, value)
    body["view"] |= {"id": "V0TRAP", "private_metadata": json.dumps({"trap": TRAP})}
    body["container"]["view_id"] = "V0TRAP"
    if row:
        body["actions"][0]["block_id"] = row_id(row)
    return body


def _form(callback: Callback, values: Payload, **metadata: object) -> Payload:
    body = forms.change()
    known = metadata if "report" in metadata else {"trap": TRAP} | metadata
    view = body["view"] | {
        "root_view_id": "V0TRAP",
        "callback_id": callback.value,
        "private_metadata": json.dumps(known),
        "blocks": [{"type": "input", "block_id": name} for name in values],
        "state": {"values": values},
    }
    return body | {"view": view}


FORMS: dict[str, Payload] = {
    "trap proposed": proposal(),
    "trap linked": link(),
    "trap confirmed": description(),
    "trap described": description(Callback.TRAP_DESCRIBE),
    "trap planned": plan(),
    "trap changed": change(),
    "trap handed on": handed_on(),
    "trap merged": merge(),
}
