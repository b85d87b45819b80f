"""What somebody typed, out of the markup that Slack hands it over in.

The markup is that of Slack's "Formatting message text" (messaging/formatting-message-text).
"""

import re

_MARKED = re.compile(r"<([^<>|]+)(?:\|([^<>]*))?>")
_SPECIAL = "!"
_MENTIONS = ("@", "#")


def unescaped(typed: str) -> str:
    """Typed words without the escapes Slack puts in."""
    return typed.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def as_typed(said: str) -> str:
    """The text of a message as its writer saw it: links as addresses, and nobody mentioned.

    A mention of a person or a channel that Slack hands over without its name stays an id.
    """
    return unescaped(_MARKED.sub(_plain, said))


def _plain(match: re.Match[str]) -> str:
    what, label = match[1], match[2]
    if what.startswith(_SPECIAL):
        return label or f"@{what[1:].partition('^')[0]}"
    if what.startswith(_MENTIONS):
        return f"{what[0]}{label}" if label else what
    address = what.removeprefix("mailto:").removeprefix("tel:")
    if not label:
        return address
    # Slack completes an address that was typed without its beginning.
    completed = {f"{begin}{label}" for begin in ("", "http://", "https://")}
    return label if address in completed else f"{label} ({address})"
