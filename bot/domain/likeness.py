"""How like each other two reports are: what few others say as well counts most.

A hint for people to look at, never a decision: nothing is merged, counted or closed by it.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from math import log, sqrt
from typing import Final

from bot.domain.ids import ReportId
from bot.domain.lesson import Lesson
from bot.domain.privacy import VisibleReport
from bot.domain.report import Words
from bot.domain.stems import stems
from bot.domain.taxonomy import Factor, Stage

MOST: Final = 3
"""Reports that are shown as possibly related."""

LEAST: Final = 0.13
"""The cosine of two reports from which on they are shown: the figure that a score of 1 stands for.

Settled on a few sentences of the author's own, before the held-out list was written.
"""

_SAME_STAGE: Final = 1.25
_SHARED_FACTOR: Final = 1.15
"""By what it grows where the place in the work, or what made it easy to slip, is the same."""

_AT_LEAST: Final = 50
"""Reports that words are weighed among, be there ever so few: of three, every word is in many."""

_SAYS_NOTHING: Final = frozenset({Stage.NOT_SURE, Factor.SOMETHING_ELSE})

_TELLING: Final = 12
"""Words of a report that others are looked up by: its rarest."""

_PAIRED_BY: Final = 60
"""A word that stands in more reports than this alone makes no pair of two of them."""


@dataclass(frozen=True)
class Told:
    """What a report tells, as far as likeness goes."""

    words: frozenset[str]
    """Stems, as `stems.stems` makes them."""
    stage: Stage | None = None
    factors: frozenset[Factor] = frozenset()

    @classmethod
    def by(cls, words: Words) -> "Told":
        """What somebody has written and chosen."""
        return cls(stems(" ".join(words.texts().values())), words.stage, frozenset(words.factors))


@dataclass(frozen=True)
class Spread:
    """In how many of `reports` each word stands; of words that are not in it nothing is known."""

    reports: int
    holding: Mapping[str, int] = field(default_factory=dict)

    def weight(self, word: str) -> float | None:
        """How much a word tells, squared as the cosine has it; None where nothing is known.

        The inverse document frequency of Robertson and Sparck Jones, in the form that stays above
        zero (S. Robertson, H. Zaragoza, "The Probabilistic Relevance Framework", 2009).
        """
        if word not in self.holding:
            return None
        among = max(self.reports, _AT_LEAST)
        many = min(self.holding[word], among)
        return log(1 + (among - many + 0.5) / (many + 0.5)) ** 2

    def telling(self, words: Iterable[str], most_reports: int) -> tuple[str, ...]:
        """The words to look others up by, the rarest first.

        As many as stand in `most_reports` altogether, so that the work is bounded however many
        reports there are; words that stand in none are left out.
        """
        found: list[str] = []
        left = most_reports
        for word in sorted(words, key=lambda one: (self.holding.get(one, 0), one)):
            many = self.holding.get(word, 0)
            if many > left or len(found) == _TELLING:
                break
            if many:
                found.append(word)
                left -= many
        return tuple(found)


@dataclass(frozen=True)
class Candidate:
    """A report that shares some words with another one."""

    report: ReportId
    told: Told


@dataclass(frozen=True)
class Related:
    """A report that may have to do with another, as its reader may see it."""

    report: VisibleReport | Lesson
    link: str = ""
    """The address of its card, where that is known and the reader is in its channel."""


def besides(related: Iterable[Related], about: str) -> tuple[Related, ...]:
    """Without the one with this reference: an idea says anyhow what it is about."""
    return tuple(one for one in related if one.report.reference != about)


def score(one: Told, other: Told, spread: Spread) -> float:
    """How like each other these are: 1 and more is worth showing, 0 is nothing in common.

    The cosine of their words, each weighed by how few reports have it, over `LEAST`. Words of
    which `spread` knows nothing count in a report's length as its usual word does.
    """
    shared = one.words & other.words
    if not shared:
        return 0.0
    known = [weight for word in one.words | other.words if (weight := spread.weight(word))]
    usual = sum(known) / len(known) if known else 1.0

    def length(words: Collection[str]) -> float:
        return sum(usual if (w := spread.weight(word)) is None else w for word in sorted(words))

    cosine = length(shared) / sqrt(length(one.words) * length(other.words))
    return cosine * _by_choice(one, other) / LEAST


def _by_choice(one: Told, other: Told) -> float:
    stages = {one.stage, other.stage} - _SAYS_NOTHING
    same_stage = one.stage is other.stage and one.stage is not None and bool(stages)
    shared = (one.factors & other.factors) - _SAYS_NOTHING
    return (_SAME_STAGE if same_stage else 1.0) * (_SHARED_FACTOR if shared else 1.0)


def ranked(
    one: Told, others: Iterable[Candidate], spread: Spread, *, least: float = 1.0
) -> tuple[tuple[Candidate, float], ...]:
    """Those that score at least that much, the likest first; the same order every time."""
    scored = ((other, score(one, other.told, spread)) for other in others)
    kept = [(other, points) for other, points in scored if points >= least]
    return tuple(sorted(kept, key=lambda found: (-found[1], found[0].report)))


def pairs(
    told: Mapping[ReportId, Told], *, least: float
) -> Iterator[tuple[ReportId, ReportId, float]]:
    """Every two of these that score at least that much, once each, in order of their ids.

    Words are weighed by how many of `told` have them. Two that share nothing but words which stand
    in very many of them are not compared.
    """
    holding = Counter(word for one in told.values() for word in one.words)
    spread = Spread(len(told), holding)
    for one, other in sorted(_worth_comparing(told, spread)):
        points = score(told[one], told[other], spread)
        if points >= least:
            yield one, other, points


def _worth_comparing(
    told: Mapping[ReportId, Told], spread: Spread
) -> frozenset[tuple[ReportId, ReportId]]:
    by_word: defaultdict[str, list[ReportId]] = defaultdict(list)
    for id, one in told.items():
        for word in one.words:
            if spread.holding[word] <= _PAIRED_BY:
                by_word[word].append(id)
    return frozenset(pair for ids in by_word.values() for pair in _each_two(ids))


def _each_two(ids: Sequence[ReportId]) -> Iterator[tuple[ReportId, ReportId]]:
    return combinations(sorted(ids), 2)
