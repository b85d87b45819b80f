"""Hollow words: what reviews of practice say over and over, and nobody can do on Monday morning."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from bot.domain.change import Strength
from bot.domain.stems import stem

THE_USUAL: Final = "*"
"""A line of a service's own list that stands for all of `USUAL`."""

USUAL: Final = tuple(
    line.strip()
    for line in """
        better information sharing
        improve ... information sharing
        information sharing ... improve
        better communication
        improve communication
        communication ... improve
        lessons ... learned
        lessons ... learnt
        staff ... reminded
        workers ... reminded
        everyone ... reminded
        team ... reminded
        remind ... staff
        remind ... workers
        remind ... everyone
        remind ... team
        raise awareness
        awareness ... raised
        staff ... made aware
        more vigilant
        remain vigilant
        more careful
        take more care
        more professional curiosity
        greater professional curiosity
        exercise professional curiosity
        more robust
        robust process
        better partnership working
        improve multi-agency working
        strengthen ... working
        strengthen ... oversight
        oversight ... strengthened
        follow ... procedure
        procedure ... followed
        follow ... policy
        policy ... followed
        adhere to
        embed ... learning
        learning ... embedded
        disseminate ... learning
        learning ... disseminated
        refresher training
        further training
        additional training
        training ... provided
        importance ... stressed
        importance ... reinforced
        importance ... emphasised
        reiterate ... importance
        guidance ... circulated
        guidance ... reissued
        keep ... under review
        closely monitored
        taken on board
        voice of the child ... heard
    """.splitlines()
    if line.strip()
)
"""What is asked about unless a service has a list of its own, in the words of British reviews.

A word stands for all its forms, and "..." for up to five words of anything.
"""

_GAP: Final = "..."
_WIDEST_GAP: Final = 5

_WORD = re.compile(r"[^\W_]+(?:['\N{RIGHT SINGLE QUOTATION MARK}][^\W_]+)*")
_SENTENCE = re.compile(r"[^.!?;\n]+")
_DOTS = re.compile(r"\.{3,}|\N{HORIZONTAL ELLIPSIS}")
_NO_RULE: Final = {"learnt": "learn", "taken": "take", "took": "take", "kept": "keep"}
"""Forms that no rule of endings brings together."""


@dataclass(frozen=True)
class Gentle:
    """What a form that comes back once asks about. It is shown to its writer, and never kept."""

    phrases: tuple[str, ...]
    """The hollow words, as they were written."""
    reminds: bool
    """Whether all that the change does is to remind or to train."""


def gently(words: str, phrases: Iterable[str], strength: Strength | None = None) -> Gentle | None:
    """What to ask about these words, or about a change of this strength; None for nothing."""
    found = hollow(words, phrases)
    reminds = strength is Strength.REMIND
    return Gentle(found, reminds) if found or reminds else None


def hollow(text: str, phrases: Iterable[str] = USUAL) -> tuple[str, ...]:
    """The hollow words in `text` as they stand there, in order, apart and each once.

    None of them goes over the end of a sentence. Of two that overlap the one that begins first
    counts, and the longer of two that begin together.
    """
    wanted = [_parts(phrase) for phrase in phrases]
    found = [
        passage for sentence in _SENTENCE.finditer(text) for passage in _in(sentence[0], wanted)
    ]
    return tuple(dict.fromkeys(found))


def read(written: str) -> tuple[str, ...]:
    """The phrases of a list: one a line; empty lines, and those that begin with #, are left out.

    Raises:
        ValueError: a line has no word in it, or begins or ends with a gap; its words say which.
    """
    lines = (" ".join(_DOTS.sub(" ... ", line).split()) for line in written.splitlines())
    phrases = tuple(dict.fromkeys(line for line in lines if line and not line.startswith("#")))
    for phrase in phrases:
        parts = phrase.split()
        ends_in_a_gap = _GAP in {parts[0], parts[-1]}
        if phrase != THE_USUAL and (ends_in_a_gap or not _WORD.search(phrase)):
            raise ValueError(phrase)
    return phrases


def phrases_of(setting: str) -> tuple[str, ...]:
    """What a service asks about: the usual phrases where it has set none of its own."""
    own = setting.splitlines() or [THE_USUAL]
    expanded = (USUAL if line == THE_USUAL else (line,) for line in own)
    return tuple(dict.fromkeys(phrase for some in expanded for phrase in some))


def _in(sentence: str, wanted: Sequence[tuple[str, ...]]) -> Iterator[str]:
    words = list(_WORD.finditer(sentence))
    keys = [_key(word[0]) for word in words]
    start = 0
    while start < len(keys):
        ends = [end for parts in wanted if (end := _end(keys, start, parts)) is not None]
        if ends:
            yield sentence[words[start].start() : words[max(ends)].end()]
            start = max(ends)
        start += 1


def _end(keys: Sequence[str], start: int, parts: Sequence[str]) -> int | None:
    """Where a phrase ends whose first word stands at `start`; None where it does not stand there.

    A gap is as narrow as it can be.
    """
    if start >= len(keys) or keys[start] != parts[0]:
        return None
    if len(parts) == 1:
        return start
    is_gap = parts[1] == _GAP
    rest = parts[2:] if is_gap else parts[1:]
    for at in range(start + 1, start + 2 + (_WIDEST_GAP if is_gap else 0)):
        end = _end(keys, at, rest)
        if end is not None:
            return end
    return None


@cache
def _parts(phrase: str) -> tuple[str, ...]:
    """A phrase as the keys of its words, with its gaps between them."""
    pieces = phrase.split()
    return tuple(
        key
        for piece in pieces
        for key in ([_GAP] if piece == _GAP else map(_key, _WORD.findall(piece)))
    )


def _key(word: str) -> str:
    small = word.casefold()
    return stem(_NO_RULE.get(small, small))
