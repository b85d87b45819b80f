"""Blocks of messages, modals and Home tabs (docs.slack.dev, "Blocks", a page for each)."""

from collections import Counter

from sandbox.shapes import JsonObject
from sandbox.validate.charts import CHART, KIND, check_charts
from sandbox.validate.composition import URL, any_text, plain
from sandbox.validate.elements import ACCESSORY, IN_ACTIONS, IN_CONTEXT, IN_INPUT
from sandbox.validate.rich_text import PARTS
from sandbox.validate.schema import (
    Checker,
    Problems,
    anything,
    flag,
    items,
    record,
    tagged,
    text,
)

IN_MESSAGE = 50
IN_VIEW = 100
FIELDS = 10
CONTEXT = 10
ACTIONS = 25


def _block(required: dict[str, Checker], optional: dict[str, Checker], *rules: Checker) -> Checker:
    return record(required, {"block_id": text(255), **optional}, *rules)


def _text_or_fields(problems: Problems, path: str, value: object) -> None:
    if isinstance(value, dict) and not value.get("text") and not value.get("fields"):
        problems.at(path, "missing required field: text or fields")


BLOCK: Checker = tagged(
    {
        "section": _block(
            {},
            {
                "text": any_text(3000),
                "fields": items(any_text(2000), FIELDS, 1),
                "accessory": ACCESSORY,
                "expand": flag,
            },
            _text_or_fields,
        ),
        "header": _block({"text": plain(150)}, {}),
        "divider": _block({}, {}),
        "context": _block({"elements": items(IN_CONTEXT, CONTEXT, 1)}, {}),
        "actions": _block({"elements": items(IN_ACTIONS, ACTIONS, 1)}, {}),
        "image": _block(
            {"alt_text": text(2000)},
            {"image_url": text(URL), "slack_file": anything, "title": plain(2000)},
        ),
        "input": _block(
            {"label": plain(2000), "element": IN_INPUT},
            {"hint": plain(2000), "optional": flag, "dispatch_action": flag},
        ),
        "markdown": _block({"text": text(12_000)}, {}),
        "rich_text": _block({"elements": PARTS}, {}),
        KIND: CHART,
    }
)


def check_blocks(
    problems: Problems, path: str, blocks: object, most: int, *, charts: int = 0
) -> None:
    """Check a list of blocks: each on its own, then that ids are used once.

    `charts` is how many of them may be charts.
    """
    before = len(problems)
    items(BLOCK, most)(problems, path, blocks)
    if len(problems) > before or not isinstance(blocks, list):
        return
    check_charts(problems, path, blocks, charts)
    _once(problems, path, "block_id", [block.get("block_id") for block in blocks])
    for index, block in enumerate(blocks):
        ids = [one.get("action_id") for one in _elements(block)]
        _once(problems, f"{path}/{index}", "action_id", ids)
    focused = [one for block in blocks for one in _elements(block) if one.get("focus_on_load")]
    if len(focused) > 1:
        problems.at(path, "only one element can have focus_on_load set to true")


def _once(problems: Problems, path: str, key: str, ids: list[str | None]) -> None:
    """A block_id is unique in the message or view, an action_id in the block that contains it."""
    for name, count in Counter(ids).items():
        if name is not None and count > 1:
            problems.at(path, f"{key} {name!r} is used more than once")


def _elements(block: JsonObject) -> list[JsonObject]:
    if block["type"] == "actions":
        return list(block["elements"])
    only = block.get("element") or block.get("accessory")
    return [only] if only else []


def total_text(value: object) -> int:
    """Count the characters of every text in the blocks."""
    if isinstance(value, dict):
        own = value.get("text")
        rest = sum(total_text(part) for key, part in value.items() if key != "text")
        return rest + (len(own) if isinstance(own, str) else total_text(own))
    if isinstance(value, list):
        return sum(map(total_text, value))
    return 0
