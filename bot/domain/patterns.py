"""Finding near misses and ideas that may share a cause: a guess, which people decide on.

The rule and the reasons for it are in docs/decisions/0026-what-is-proposed-as-an-error-trap.md.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations
from math import exp

from bot.domain.ids import ReportId, TeamId
from bot.domain.taxonomy import Factor, Stage

WITHIN = timedelta(days=90)
"""How far back reports are looked at together."""

FEWEST = 3
"""Reports that make a pattern, and new ones that make it worth a second question."""

ALIKE = 2.0
"""Words twice as like each other as those that are shown as possibly related."""

SOMEWHAT_ALIKE = 0.75
"""Enough, where the place in the work and a factor are the same."""

MOST_OF_THEM = (2, 3)
"""The share of a pattern's other reports that something links each of them with, at least."""

BY_CHANCE = 0.001
"""How likely chance may be to bring so many of one place and factor together, to be a pattern."""

SELDOM = 0.01
"""How likely it may be for words like those of one of them to be enough."""

_SAYS_NOTHING = frozenset({Stage.NOT_SURE})
_SAYS_NOTHING_ELSE = frozenset({Factor.SOMETHING_ELSE})


@dataclass(frozen=True)
class Sighting:
    """What the finder looks at of one report."""

    report: ReportId
    team: TeamId
    filed_on: date
    stage: Stage | None
    factors: frozenset[Factor]

    @property
    def cells(self) -> frozenset[tuple[Stage, Factor]]:
        """Each place and factor that it tells of; those that say nothing are left out."""
        if self.stage is None or self.stage in _SAYS_NOTHING:
            return frozenset()
        return frozenset((self.stage, one) for one in self.factors - _SAYS_NOTHING_ELSE)


@dataclass(frozen=True)
class Pair:
    """How like each other the words of two reports are; `ALIKE` says what the figure means."""

    one: ReportId
    other: ReportId
    score: float


@dataclass(frozen=True)
class Pattern:
    """Reports that may share a cause, and what they have in common."""

    reports: frozenset[ReportId]
    team: TeamId
    """Which most of them are of."""
    stage: Stage | None
    factors: tuple[Factor, ...]


Links = Mapping[ReportId, frozenset[ReportId]]


def patterns(
    sightings: Iterable[Sighting],
    pairs: Iterable[Pair],
    let_be: Collection[frozenset[ReportId]],
    today: date,
) -> tuple[Pattern, ...]:
    """What is worth asking about, the largest first.

    `sightings` belong to no trap; beside those filed within `WITHIN` there may be older ones of
    `let_be`, the reports of each trap that was found not to be one: what is like them is not asked
    about again, but once, where it has grown by `FEWEST`.
    """
    known = {one.report: one for one in sightings}
    recent = {id for id, one in known.items() if today - one.filed_on <= WITHIN}
    ties, spoken_for = _links(known, recent, pairs)
    found = []
    for group in _groups(known, ties, spoken_for):
        now = group & recent
        before = [one for one in let_be if _is_much_the_same(group, one, ties)]
        if len(now) >= FEWEST and _is_worth_asking(now, before):
            found.append(_pattern([known[id] for id in now]))
    return tuple(sorted(found, key=lambda one: (-len(one.reports), sorted(one.reports))))


def _links(
    known: Mapping[ReportId, Sighting], recent: Collection[ReportId], pairs: Iterable[Pair]
) -> tuple[Links, Links]:
    """What ties reports together; and that with what speaks for it, where they are tied anyway."""
    cells = _cells(known, recent)
    unlikely = (pair for cell in cells if cell.chance < BY_CHANCE for pair in cell.pairs)
    ties = [*_alike(known, pairs), *unlikely]
    seldom = (pair for cell in cells if cell.chance < SELDOM for pair in cell.pairs)
    return _both_ways(ties), _both_ways([*ties, *seldom])


def _both_ways(pairs: Iterable[tuple[ReportId, ReportId]]) -> Links:
    links: defaultdict[ReportId, set[ReportId]] = defaultdict(set)
    for one, other in pairs:
        links[one].add(other)
        links[other].add(one)
    return {id: frozenset(linked) for id, linked in links.items()}


def _alike(
    known: Mapping[ReportId, Sighting], pairs: Iterable[Pair]
) -> Iterator[tuple[ReportId, ReportId]]:
    for pair in pairs:
        if pair.one == pair.other or not {pair.one, pair.other} <= known.keys():
            continue
        share = known[pair.one].cells & known[pair.other].cells
        if pair.score >= (SOMEWHAT_ALIKE if share else ALIKE):
            yield pair.one, pair.other


@dataclass(frozen=True)
class _Cell:
    """Reports of one team that share place and factor, and how likely chance brings so many."""

    reports: frozenset[ReportId]
    chance: float

    @property
    def pairs(self) -> Iterator[tuple[ReportId, ReportId]]:
        return combinations(sorted(self.reports), 2)


def _cells(known: Mapping[ReportId, Sighting], recent: Collection[ReportId]) -> tuple[_Cell, ...]:
    some = [known[id] for id in sorted(recent)]
    by_team: defaultdict[TeamId, list[Sighting]] = defaultdict(list)
    for one in some:
        by_team[one.team].append(one)
    found = []
    for team, theirs in sorted(by_team.items()):
        others = [one for one in some if one.team != team]
        for cell, ids in sorted(_by_cell(theirs).items()):
            if len(ids) >= FEWEST:
                usual = len(theirs) * _share(cell, some, others)
                found.append(_Cell(frozenset(ids), _chance(len(ids), usual)))
    return tuple(found)


def _by_cell(some: Iterable[Sighting]) -> dict[tuple[Stage, Factor], set[ReportId]]:
    found: defaultdict[tuple[Stage, Factor], set[ReportId]] = defaultdict(set)
    for one in some:
        for cell in one.cells:
            found[cell].add(one.report)
    return dict(found)


def _share(
    cell: tuple[Stage, Factor], every: Collection[Sighting], others: Collection[Sighting]
) -> float:
    """The share of reports to be expected in a cell, from the whole service.

    What place and factor would bring about if they had nothing to do with each other, or what the
    other teams have there, whichever is more. One more is counted of each list, so that what was
    never chosen is not taken to be impossible.
    """
    stage, factor = cell
    at_stage = (sum(one.stage is stage for one in every) + 1) / (len(every) + len(Stage))
    with_factor = (sum(factor in one.factors for one in every) + 1) / (len(every) + len(Factor))
    elsewhere = sum(cell in one.cells for one in others) / len(others) if others else 0.0
    return max(at_stage * with_factor, elsewhere)


def _chance(count: int, usual: float) -> float:
    """How likely it is to see `count` or more where `usual` is the average (Poisson)."""
    term, below = exp(-usual), 0.0
    for number in range(count):
        below += term
        term *= usual / (number + 1)
    return 1 - below


def _groups(
    known: Mapping[ReportId, Sighting], ties: Links, spoken_for: Links
) -> Iterator[frozenset[ReportId]]:
    """Reports tied to one of them, without those that too little links with most of the others.

    No report is in two groups. Ties are not followed from one to the next: a chain would tie
    everything together. Nor is it enough to be like the one in the middle: there are reports that
    are a little like everything.
    """
    left, tried = set(ties), set[ReportId]()

    def many(id: ReportId) -> tuple[int, date, ReportId]:
        return -len(ties[id] & left), known[id].filed_on, id

    while left - tried:
        for middle in sorted(left - tried, key=many):
            tried.add(middle)
            group = _held_together({middle, *(ties[middle] & left)}, spoken_for)
            if group:
                left -= group
                yield group
                break


def _held_together(some: Iterable[ReportId], links: Links) -> frozenset[ReportId]:
    """What is left when whatever has the fewest links goes, until all have enough."""
    left = set(some)
    share, of = MOST_OF_THEM
    while len(left) >= FEWEST:
        loosest = min(left, key=lambda one: (len(links[one] & left), one))
        if of * len(links[loosest] & left) >= share * (len(left) - 1):
            return frozenset(left)
        left.remove(loosest)
    return frozenset()


def _is_much_the_same(group: frozenset[ReportId], before: frozenset[ReportId], ties: Links) -> bool:
    """Whether they hold most of each other, or most of the group is tied to what was let be."""
    if 2 * len(before & group) > min(len(before), len(group)):
        return True
    near = [id for id in group if id in before or ties[id] & before]
    return 2 * len(near) > len(group)


def _is_worth_asking(recent: Collection[ReportId], before: Collection[frozenset[ReportId]]) -> bool:
    new = set(recent).difference(*before)
    return not before or (len(before) == 1 and len(new) >= FEWEST)


def _pattern(some: Collection[Sighting]) -> Pattern:
    of_team = Counter(one.team for one in some)
    stages = Counter(one.stage for one in some if one.stage and one.stage not in _SAYS_NOTHING)
    factors = Counter(factor for one in some for factor in one.factors - _SAYS_NOTHING_ELSE)
    shared = [one for one, many in factors.items() if 2 * many >= len(some)]
    stage = min(stages, key=lambda one: (-stages[one], one), default=None)
    return Pattern(
        reports=frozenset(one.report for one in some),
        team=min(of_team, key=lambda team: (-of_team[team], team)),
        stage=stage if stage and 2 * stages[stage] >= len(some) else None,
        factors=tuple(sorted(shared, key=lambda one: (-factors[one], one))),
    )
