"""Cursors: how a long answer is read page by page (docs.slack.dev, "Pagination")."""

import base64
import binascii
from collections.abc import Sequence
from typing import TypeVar

from sandbox.errors import SlackError

_Item = TypeVar("_Item")


def page(items: Sequence[_Item], limit: int, cursor: str | None) -> tuple[Sequence[_Item], str]:
    """Return one page and the cursor of the next, which is empty on the last page."""
    start = _read(cursor) if cursor else 0
    if start > len(items):
        raise SlackError("invalid_cursor")
    end = start + limit
    return items[start:end], _write(end) if end < len(items) else ""


def _write(position: int) -> str:
    return base64.urlsafe_b64encode(f"next:{position}".encode()).decode()


def _read(cursor: str) -> int:
    try:
        name, _, position = base64.urlsafe_b64decode(cursor.encode()).decode().partition(":")
        number = int(position)
    except (binascii.Error, UnicodeError, ValueError):
        raise SlackError("invalid_cursor") from None
    if name != "next" or number < 0:
        raise SlackError("invalid_cursor")
    return number
