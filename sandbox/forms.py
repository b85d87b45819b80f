"""The inputs of a view: their state in Slack's shapes, and what must be filled in."""

import re
from collections.abc import Iterable, Iterator

from sandbox.shapes import JsonObject

REQUIRED = "Please complete this required field."

STATE_KEYS: dict[str, str] = {
    "plain_text_input": "value",
    "email_text_input": "value",
    "url_text_input": "value",
    "number_input": "value",
    "rich_text_input": "rich_text_value",
    "static_select": "selected_option",
    "external_select": "selected_option",
    "radio_buttons": "selected_option",
    "multi_static_select": "selected_options",
    "multi_external_select": "selected_options",
    "checkboxes": "selected_options",
    "users_select": "selected_user",
    "multi_users_select": "selected_users",
    "conversations_select": "selected_conversation",
    "multi_conversations_select": "selected_conversations",
    "channels_select": "selected_channel",
    "multi_channels_select": "selected_channels",
    "datepicker": "selected_date",
    "timepicker": "selected_time",
    "datetimepicker": "selected_date_time",
    "file_input": "files",
}
"""Where each element keeps its value in `state.values` (docs.slack.dev, "View submissions")."""

_INITIAL = {
    "value": "initial_value",
    "rich_text_value": "initial_value",
    "selected_option": "initial_option",
    "selected_options": "initial_options",
    "selected_user": "initial_user",
    "selected_users": "initial_users",
    "selected_conversation": "initial_conversation",
    "selected_conversations": "initial_conversations",
    "selected_channel": "initial_channel",
    "selected_channels": "initial_channels",
    "selected_date": "initial_date",
    "selected_time": "initial_time",
    "selected_date_time": "initial_date_time",
}
LISTS = frozenset(
    {"selected_options", "selected_users", "selected_conversations", "selected_channels", "files"}
)
_NOTHING = {"type": "image"}
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


def elements(blocks: Iterable[JsonObject]) -> Iterator[tuple[JsonObject, JsonObject]]:
    """Yield each block that has something to press or fill, with each such element."""
    for block in blocks:
        if block["type"] == "input":
            yield block, block["element"]
        elif block["type"] == "actions":
            for element in block["elements"]:
                yield block, element
        elif block["type"] == "section" and block.get("accessory", _NOTHING)["type"] != "image":
            yield block, block["accessory"]


def options(element: JsonObject) -> list[JsonObject]:
    """Return the options of a select, radio, checkbox or overflow element, groups flattened."""
    grouped = [one for group in element.get("option_groups") or [] for one in group["options"]]
    return [*(element.get("options") or []), *grouped]


def empty_state(element: JsonObject) -> JsonObject:
    key = STATE_KEYS[element["type"]]
    initial = element.get(_INITIAL.get(key, ""))
    return {"type": element["type"], key: initial or ([] if key in LISTS else None)}


def initial_values(blocks: Iterable[JsonObject]) -> JsonObject:
    """Return `state.values` of a view nobody has touched."""
    values: JsonObject = {}
    for block, element in elements(blocks):
        if element["type"] in STATE_KEYS:
            values.setdefault(block["block_id"], {})[element["action_id"]] = empty_state(element)
    return values


def kept_values(
    blocks: list[JsonObject], old_blocks: list[JsonObject], old_values: JsonObject
) -> JsonObject:
    """Return `state.values` after an update: touched inputs with unchanged ids keep their value."""
    values, untouched = initial_values(blocks), initial_values(old_blocks)
    for block_id, actions in values.items():
        for action_id, fresh in actions.items():
            old = old_values.get(block_id, {}).get(action_id)
            was = untouched.get(block_id, {}).get(action_id)
            if old and old["type"] == fresh["type"] and old != was:
                actions[action_id] = old
    return values


def merged(values: JsonObject, given: JsonObject) -> JsonObject:
    """Return the values with what was given put in; unknown blocks and actions are left out."""
    return {
        block_id: {
            action_id: given.get(block_id, {}).get(action_id) or state
            for action_id, state in actions.items()
        }
        for block_id, actions in values.items()
    }


def problems(blocks: Iterable[JsonObject], values: JsonObject) -> dict[str, str]:
    """Return what Slack's own form would complain of before anything is sent, by block id."""
    found = {}
    for block, element in elements(blocks):
        if block["type"] == "input":
            state = values[block["block_id"]][element["action_id"]]
            problem = _problem(block, element, state)
            if problem:
                found[block["block_id"]] = problem
    return found


def _problem(block: JsonObject, element: JsonObject, state: JsonObject) -> str | None:
    value = state.get(STATE_KEYS[element["type"]])
    if value in (None, "", []):
        return None if block.get("optional") else REQUIRED
    most = element.get("max_selected_items")
    if most is not None and isinstance(value, list) and len(value) > most:
        return f"Please choose no more than {most}."
    if not isinstance(value, str) or STATE_KEYS[element["type"]] != "value":
        return None
    return _text_problem(element, value)


def _text_problem(element: JsonObject, value: str) -> str | None:
    shortest, longest = element.get("min_length"), element.get("max_length")
    if shortest is not None and len(value) < shortest:
        return f"Please enter at least {shortest} characters."
    if longest is not None and len(value) > longest:
        return f"Please enter no more than {longest} characters."
    if element["type"] == "email_text_input" and not _EMAIL.fullmatch(value):
        return "Please enter a valid email address."
    if element["type"] == "url_text_input" and "://" not in value:
        return "Please enter a valid URL."
    return _number_problem(element, value) if element["type"] == "number_input" else None


def _number_problem(element: JsonObject, value: str) -> str | None:
    try:
        number = float(value)
    except ValueError:
        return "Please enter a number."
    if not element.get("is_decimal_allowed") and not number.is_integer():
        return "Please enter a whole number."
    lowest, highest = element.get("min_value"), element.get("max_value")
    if lowest is not None and number < float(lowest):
        return f"Please enter a number of at least {lowest}."
    if highest is not None and number > float(highest):
        return f"Please enter a number of at most {highest}."
    return None
