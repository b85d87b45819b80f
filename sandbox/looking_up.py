"""Finds what a person means on a page: a button, an input or an option by its words."""

from collections.abc import Iterable

from sandbox.forms import elements, options
from sandbox.shapes import JsonObject


def _ranked(wanted: str, names: Iterable[object]) -> int:
    """Return 0 for one of the names exactly, 1 for the beginning of one, 2 for neither."""
    known = [str(name) for name in names if name]
    if wanted in known:
        return 0
    return 1 if any(name.startswith(wanted) for name in known) else 2


def pressable(
    blocks: list[JsonObject], wanted: str, value: str | None = None, row: str | None = None
) -> tuple[str, JsonObject]:
    """Return the block id and element of one button, by text or action id or how they begin.

    `value` is the button's own, and `row` the id of the block it stands in. LookupError says what
    there is instead, or that one of the two is needed to tell several apart.
    """
    found: dict[int, list[tuple[str, JsonObject]]] = {0: [], 1: [], 2: []}
    for block, element in elements(blocks):
        if value in (None, element.get("value")) and row in (None, block["block_id"]):
            names = ((element.get("text") or {}).get("text"), element.get("action_id"))
            found[_ranked(wanted, names)].append((block["block_id"], element))
    best = found[0] or found[1]
    if not best:
        there = [(e.get("text") or {}).get("text") or e["action_id"] for _, e in elements(blocks)]
        raise LookupError(f"There is no “{wanted}” to press; there is {there}.")
    if len(best) > 1:
        values = [element.get("value") for _, element in best]
        rows = [block_id for block_id, _ in best]
        raise LookupError(
            f"There are {len(best)} of “{wanted}”; choose a value of {values} or a row of {rows}."
        )
    return best[0]


def fillable(blocks: list[JsonObject], wanted: str) -> tuple[JsonObject, JsonObject]:
    """Return the block and element of one input, by label or its beginning, block or action id."""
    found: dict[int, list[tuple[JsonObject, JsonObject]]] = {0: [], 1: [], 2: []}
    for block, element in elements(blocks):
        if element["type"] not in ("button", "overflow"):
            label = (block.get("label") or {}).get("text")
            names = (label, block["block_id"], element.get("action_id"))
            found[_ranked(wanted, names)].append((block, element))
    best = found[0] or found[1]
    if len(best) != 1:
        there = [(b.get("label") or {}).get("text") or e["action_id"] for b, e in elements(blocks)]
        raise LookupError(f"There are {len(best)} inputs called “{wanted}”; there is {there}.")
    return best[0]


def offered(element: JsonObject, wanted: str) -> JsonObject:
    """Return one option by its text, value or how they begin."""
    found: dict[int, list[JsonObject]] = {0: [], 1: [], 2: []}
    for option in options(element):
        found[_ranked(wanted, (option["text"]["text"], option.get("value")))].append(option)
    best = found[0] or found[1]
    if not best:
        there = [option["text"]["text"] for option in options(element)]
        raise LookupError(f"There is no option “{wanted}”; there is {there}.")
    return best[0]
