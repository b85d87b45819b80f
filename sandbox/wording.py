"""What a person types, as Slack passes it on: escaped, with mentions, and as rich text."""

import re

from sandbox.shapes import JsonObject
from sandbox.state import State

_MENTION = re.compile(r"(?<![\w@])@([a-z0-9][a-z0-9._-]*)")
_CHANNEL = re.compile(r"(?<![\w#&])#([a-z0-9][a-z0-9_-]*)")
_TOKEN = re.compile(r"<(@[UW][A-Z0-9]+|#C[A-Z0-9]+\|[^>]*|![a-z]+)>")
_EVERYONE = ("here", "channel", "everyone")


def escape(text: str) -> str:
    """Escape the three characters Slack escapes (docs.slack.dev, "Formatting text")."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def unescape(text: str) -> str:
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def typed(text: str, state: State) -> str:
    """Return typed text as Slack stores it: `@priya` and `#riverside` become references."""

    def person(match: re.Match[str]) -> str:
        handle = match[1]
        if handle in _EVERYONE:
            return f"<!{handle}>"
        found = next((one for one in state.members.values() if one.handle == handle), None)
        return f"<@{found.id}>" if found else match[0]

    def channel(match: re.Match[str]) -> str:
        found = next((one for one in state.channels.values() if one.name == match[1]), None)
        return f"<#{found.id}|{found.name}>" if found else match[0]

    return _CHANNEL.sub(channel, _MENTION.sub(person, escape(text)))


def rich_text(text: str) -> list[JsonObject]:
    """Return the block Slack makes of stored `text` (docs.slack.dev, "Rich text block")."""
    elements: list[JsonObject] = []
    for index, piece in enumerate(_TOKEN.split(text)):
        if piece:
            elements.append(_reference(piece) if index % 2 else _plain(piece))
    section = {"type": "rich_text_section", "elements": elements}
    return [{"type": "rich_text", "block_id": "typed", "elements": [section]}]


def _plain(piece: str) -> JsonObject:
    return {"type": "text", "text": unescape(piece)}


def _reference(piece: str) -> JsonObject:
    if piece.startswith("@"):
        return {"type": "user", "user_id": piece[1:]}
    if piece.startswith("#"):
        return {"type": "channel", "channel_id": piece[1:].split("|", maxsplit=1)[0]}
    return {"type": "broadcast", "range": piece[1:]}
