"""Payloads with one place in them spoilt."""

import copy
from collections.abc import Iterator
from typing import Any, Final

from tests.handlers.payloads import Payload

Path = tuple[str | int, ...]
"""The way from the top of a payload to one place in it."""

GONE: Final = object()
"""The place is taken out altogether."""

LONE_SURROGATE: Final = "U0\ud800"
NUL: Final = "U0\x00PRIYA"
LONG: Final = "U" * 100_000

SPOILT: Final = {
    "gone": GONE,
    "null": None,
    "number": 7,
    "list": ["U0PRIYA"],
    "object": {"other": "U0PRIYA"},
    "empty": "",
    "100 kB": LONG,
    "NUL": NUL,
    "lone surrogate": LONE_SURROGATE,
}
"""What stands where an id is expected, by what is wrong with it."""


def spoilt(payload: Payload, path: Path, value: object) -> Payload:
    """A copy with `value` at `path`, or with nothing there where it is `GONE`."""
    result = copy.deepcopy(payload)
    place: Any = result
    for step in path[:-1]:
        place = place[step]
    if value is GONE:
        del place[path[-1]]
    else:
        place[path[-1]] = value
    return result


def places(value: object, so_far: Path = ()) -> Iterator[Path]:
    """The way to every place in a payload, the outer ones first."""
    if so_far:
        yield so_far
    inner = (
        value.items()
        if isinstance(value, dict)
        else enumerate(value)
        if isinstance(value, list)
        else ()
    )
    for key, one in inner:
        yield from places(one, (*so_far, key))
