"""Looking into Slack's payloads: whatever is missing or of another shape becomes one error."""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from bot.domain.errors import GoodCatchError
from bot.views.ids import VALUE, Block, field_of

Payload = Mapping[str, Any]

_NAME = re.compile(r"[!-~]{1,255}")
"""How Slack writes ids and moments: short, and printable ASCII without blanks."""

_OTHER_SHAPE = (
    KeyError,
    IndexError,
    TypeError,
    ValueError,
    AttributeError,
    OverflowError,
    RecursionError,
)
"""What looking into a payload raises where it is not as expected."""


class Unreadable(GoodCatchError):
    """Slack sent something I could not read, so nothing was saved. Please try again."""


@contextmanager
def reading() -> Iterator[None]:
    """Whatever is missing or of another shape makes a payload `Unreadable`, never a crash."""
    try:
        yield
    except _OTHER_SHAPE as problem:
        raise Unreadable from problem


def name(given: object) -> str:
    """An id, a moment or the like, which Slack itself has made."""
    if not isinstance(given, str) or not _NAME.fullmatch(given):
        raise ValueError
    return given


def text(given: object) -> str:
    """What somebody typed or chose; nothing at all is the empty text."""
    if not isinstance(given, str | None):
        raise TypeError
    return given or ""


class Inputs:
    """What was filled in, by the input's own name; an input that was not drawn is empty."""

    def __init__(self, view: Payload) -> None:
        self._states = {
            field_of(block): states[VALUE]
            for block, states in view["state"]["values"].items()
            if VALUE in states
        }

    def text(self, field: Block) -> str:
        return text(self._of(field).get("value"))

    def date(self, field: Block) -> str:
        return text(self._of(field).get("selected_date"))

    def time(self, field: Block) -> str:
        return text(self._of(field).get("selected_time"))

    def chosen(self, field: Block) -> str:
        option = self._of(field).get("selected_option") or {}
        return text(option.get("value"))

    def all_chosen(self, field: Block) -> list[str]:
        options = self._of(field).get("selected_options") or []
        return [text(option["value"]) for option in options]

    def person(self, field: Block) -> str:
        return text(self._of(field).get("selected_user"))

    def people(self, field: Block) -> list[str]:
        return [name(user) for user in self._of(field).get("selected_users") or []]

    def _of(self, field: Block) -> Payload:
        found: Payload = self._states.get(field, {})
        return found
