"""Text made plain for searching, with the way back from every character to where it was typed."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Self

BARRIER = "\0"
"""Stands for a stretch that is already dealt with; typed text cannot contain it once folded."""

_UNSEEN = ("Cc", "Cf", "Cs", "Mn", "Me")
_LINE_ENDS = ("Cc", "Zl", "Zp")
_SIGNS = {"\u2212": "-", "\u2044": "/", "\u2215": "/"}  # minus, fraction slash, division slash


@dataclass(frozen=True)
class Folded:
    """`text[n]` was typed at `starts[n]`; one further entry says where the original ends."""

    text: str
    starts: Sequence[int]

    @classmethod
    def of(cls, original: str) -> Self:
        """Fold look-alikes together: digits of any script or style, spaces, hyphens, wide letters.

        What is not seen (zero-width and control characters, marks) is left out, so that it can
        neither hide a number nor break one in two.
        """
        kept = [(folded, n) for n, typed in enumerate(original) if (folded := _fold(typed))]
        return cls(
            text="".join(folded for folded, _ in kept),
            starts=(*(n for _, n in kept), len(original)),
        )

    def origin(self, start: int, end: int) -> tuple[int, int]:
        """Where in the original `text[start:end]` was typed, with what is unseen after it."""
        return self.starts[start], self.starts[end]

    def without(self, spans: Iterable[tuple[int, int]]) -> Self:
        """The same text with each of these ordered, separate spans drawn together to a barrier."""
        pieces: list[str] = []
        starts: list[int] = []
        at = 0
        for start, end in spans:
            pieces += (self.text[at:start], BARRIER)
            starts += self.starts[at : start + 1]
            at = end
        pieces.append(self.text[at:])
        starts += self.starts[at:]
        return type(self)(text="".join(pieces), starts=tuple(starts))

    def spans_of(self, pattern: re.Pattern[str]) -> Iterator[tuple[int, int]]:
        return (match.span() for match in pattern.finditer(self.text))


@lru_cache(maxsize=4096)
def _fold(typed: str) -> str:
    if typed in "\n\t":
        return typed
    category = unicodedata.category(typed)
    if typed.isspace():
        plain = "\n" if category in _LINE_ENDS else " "
    elif category in _UNSEEN:
        plain = ""
    elif category == "Pd":
        plain = "-"
    elif (digit := unicodedata.digit(typed, None)) is not None:
        plain = str(digit)
    else:
        plain = _SIGNS.get(typed) or unicodedata.normalize("NFKC", typed)
    # One character stays one, and no letter of another script turns into a third.
    return plain if len(plain) <= 1 and plain.isascii() else typed
