"""What a message or a view says, as a person would read it aloud."""

from collections.abc import Iterable, Iterator

from sandbox.shapes import JsonObject
from sandbox.wording import unescape

_WORDS = ("text", "label", "hint", "title", "alt_text", "placeholder")
_PARTS = ("fields", "elements", "element", "accessory", "options", "option_groups")


def plain(blocks: Iterable[JsonObject]) -> str:
    """Return every readable text of the blocks, a line each, in the order of reading."""
    return "\n".join(line for block in blocks for line in _lines(block))


def _lines(part: JsonObject) -> Iterator[str]:
    if part.get("type") in ("rich_text_section", "rich_text_preformatted", "rich_text_quote"):
        yield "".join(_inline(one) for one in part["elements"])
        return
    for key in _WORDS:
        value = part.get(key)
        if isinstance(value, dict):
            yield _text(value)
        elif isinstance(value, str):
            yield _text(part) if key == "text" else value
    if part.get("description"):
        yield _text(part["description"])
    for key in _PARTS:
        inner = part.get(key) or []
        for one in [inner] if isinstance(inner, dict) else inner:
            yield from _lines(one)


def _text(words: JsonObject) -> str:
    text = str(words["text"])
    return text if words.get("type") == "plain_text" else unescape(text)


def _inline(element: JsonObject) -> str:
    kind = element["type"]
    if kind == "emoji":
        return f":{element['name']}:"
    if kind in ("user", "channel"):
        return f"<@{element['user_id']}>" if kind == "user" else f"<#{element['channel_id']}>"
    return str(
        element.get("text")
        or element.get("url")
        or element.get("fallback")
        or element.get("range")
        or ""
    )
