"""A text as a row of words, each with what stands between it and the one before."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Self

from bot.domain.spelling import WORD, plain

_POSSESSIVE = re.compile(r"['’]s$", re.IGNORECASE)
_SENTENCE_BREAK = re.compile(r'[.!?:;\n•*"“]')

SPACE = frozenset({" "})
SIDE_BY_SIDE = frozenset({" ", "-"})
AFTER_AN_ABBREVIATION = frozenset({" ", ". ", "."})


@dataclass(frozen=True)
class Word:
    """One word, without a possessive 's, which `is_possessive` tells of."""

    text: str
    start: int
    gap: str
    is_possessive: bool

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    @cached_property
    def key(self) -> str:
        return plain(self.text)

    @property
    def has_capital(self) -> bool:
        return self.text[0].isupper()

    @property
    def is_shouted(self) -> bool:
        return len(self.text) > 1 and self.text.isupper()

    @property
    def is_initial(self) -> bool:
        return len(self.text) == 1 and self.has_capital


@dataclass(frozen=True)
class Passage:
    words: Sequence[Word]

    @classmethod
    def of(cls, text: str) -> Self:
        return cls(tuple(_words(text)))

    def beside(self, place: int, step: int, gaps: Collection[str] = SPACE) -> Word | None:
        """The word one step before or after `place`, if one of `gaps` is all there is between."""
        there = place + step
        if min(place, there) < 0 or max(place, there) >= len(self.words):
            return None
        return self.words[there] if self.words[max(place, there)].gap in gaps else None

    def starts_sentence(self, place: int) -> bool:
        return place == 0 or _SENTENCE_BREAK.search(self.words[place].gap) is not None

    def places_of(self, phrases: Collection[str]) -> frozenset[int]:
        """Which words belong to one of these words or phrases, whatever their capitals."""
        sought = {tuple(word.key for word in _words(phrase)) for phrase in phrases} - {()}
        keys = tuple(word.key for word in self.words)
        return frozenset(
            place
            for length in {len(phrase) for phrase in sought}
            for first in range(len(keys) - length + 1)
            if keys[first : first + length] in sought
            for place in range(first, first + length)
        )


def _words(text: str) -> Iterator[Word]:
    at = 0
    for match in WORD.finditer(text):
        bare = _POSSESSIVE.sub("", match[0])
        gap = text[at : match.start()]
        yield Word(text=bare, start=match.start(), gap=gap, is_possessive=bare != match[0])
        at = match.end()
