"""What a person chose or typed, as Slack's `state.values` holds it."""

from sandbox.errors import RefusedError
from sandbox.forms import LISTS, STATE_KEYS, elements, options
from sandbox.shapes import JsonObject


def offered(element: JsonObject, chosen: object) -> JsonObject:
    """Return the element's own option with the chosen one's value, or raise RefusedError."""
    value = chosen.get("value") if isinstance(chosen, dict) else chosen
    for option in options(element):
        if option.get("value") == value:
            return option
    raise RefusedError("There is no such option.")


def chosen_value(element: JsonObject, key: str, value: object) -> object:
    """Return a value for `key` of the element as Slack would send it, or raise RefusedError.

    Options are the element's own, empty text is null, and lists are lists.
    """
    if key in LISTS:
        if not isinstance(value, list):
            raise RefusedError(f"“{key}” must be a list.")
        return [offered(element, one) for one in value] if key == "selected_options" else value
    if value in (None, ""):
        return None
    if key == "selected_option":
        return offered(element, value)
    if not isinstance(value, dict if key == "rich_text_value" else str | int):
        raise RefusedError(f"A {element['type']} cannot hold that.")
    return value


def tidy(blocks: list[JsonObject], values: object) -> JsonObject:
    """Return given `state.values` as Slack would send them; unknown inputs are left out.

    RefusedError says what cannot be.
    """
    if not isinstance(values, dict) or not all(isinstance(one, dict) for one in values.values()):
        raise RefusedError("“values” must be an object of objects, as in Slack's state.")
    kept: JsonObject = {}
    for block, element in elements(blocks):
        state = values.get(block["block_id"], {}).get(element["action_id"])
        if state is not None and element["type"] in STATE_KEYS:
            kept.setdefault(block["block_id"], {})[element["action_id"]] = _state(element, state)
    return kept


def _state(element: JsonObject, state: object) -> JsonObject:
    key = STATE_KEYS[element["type"]]
    if not isinstance(state, dict) or state.get("type", element["type"]) != element["type"]:
        raise RefusedError(f"A {element['type']} cannot hold that.")
    given = state.get(key)
    if key in LISTS and given is None:
        given = []
    return {"type": element["type"], key: chosen_value(element, key, given)}
