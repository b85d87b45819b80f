"""Reading a drawn message or modal back: which words stand where, and whom it names."""

import json
import re
from collections.abc import Iterator
from typing import Any

from bot.views.blocks import Message

Json = dict[str, Any]


def parts(shown: Message | Json) -> Iterator[Json]:
    """Every object of the drawn JSON, at whatever depth."""
    waiting: list[object] = [list(shown.blocks) if isinstance(shown, Message) else shown]
    while waiting:
        thing = waiting.pop(0)
        if isinstance(thing, dict):
            yield thing
            waiting = [*thing.values(), *waiting]
        elif isinstance(thing, list | tuple):
            waiting = [*thing, *waiting]


def texts(shown: Message | Json, *types: str) -> list[str]:
    """The texts of the given types (`mrkdwn`, `plain_text`, `text`), in reading order."""
    return [
        part["text"]
        for part in parts(shown)
        if part.get("type") in types and isinstance(part.get("text"), str)
    ]


def everything(shown: Message | Json) -> str:
    """All that a reader sees, one text a line."""
    return "\n".join(texts(shown, "mrkdwn", "plain_text", "text"))


def quoted(shown: Message | Json) -> list[str]:
    """What is shown as somebody's own words."""
    return [
        element["text"]
        for part in parts(shown)
        if part.get("type") == "rich_text_quote"
        for element in part["elements"]
    ]


def inputs(view: Json) -> dict[str, Json]:
    """The input blocks of a modal by their block id."""
    return {block["block_id"]: block for block in view["blocks"] if block["type"] == "input"}


def buttons(shown: Message | Json) -> list[str]:
    """The action ids of all buttons, in order."""
    return [part["action_id"] for part in parts(shown) if part.get("type") == "button"]


def people(shown: Message | Json) -> set[str]:
    """Every Slack user id that stands anywhere in the JSON."""
    raw = shown.blocks if isinstance(shown, Message) else shown
    written = json.dumps(raw) + (shown.text if isinstance(shown, Message) else "")
    return set(re.findall(r"\bU0[A-Z]+\b", written))
