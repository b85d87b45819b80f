"""The words that a team has said are no names of people, as they are written down and read."""

import re
from collections.abc import Collection

_BETWEEN = re.compile("[,;\n]")
_SPACES = re.compile(r"\s+")


def read(text: str) -> frozenset[str]:
    """The words or short phrases in `text`, which stand on lines or between commas."""
    entries = (_SPACES.sub(" ", entry).strip() for entry in _BETWEEN.split(text))
    return frozenset(filter(None, entries))


def write(allowed: Collection[str]) -> str:
    """`allowed` as `read` takes it, in the order of the alphabet."""
    return ", ".join(sorted(allowed, key=lambda entry: (entry.casefold(), entry)))
