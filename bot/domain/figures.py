"""What a team, or all teams together, can see of themselves: figures that nobody is measured by.

They cover the last twelve whole months, so that they change once a month and not with each report.
Counted is only what a team's whole channel may read; a team's own people may read each of those
reports, so that figures tell them nothing new of anybody.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from statistics import median
from typing import Final, TypeVar

from bot.domain.change import Verdict
from bot.domain.disclosure import FEWEST, STEP, shown
from bot.domain.ids import TeamId
from bot.domain.pulse import Pulse, Question, Word
from bot.domain.run_chart import Point, RunChart
from bot.domain.taxonomy import Factor, Stage

MONTHS: Final = 12
_YEAR: Final = 12
_PERCENT: Final = 100

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True)
class Period:
    """Whole months, each by its first day, oldest first."""

    months: tuple[date, ...]

    @property
    def first(self) -> date:
        return self.months[0]


def period_before(today: date) -> Period:
    """The twelve whole months before the month that `today` is in."""
    number = today.year * _YEAR + today.month - 1
    past = range(number - MONTHS, number)
    return Period(tuple(date(n // _YEAR, n % _YEAR + 1, 1) for n in past))


@dataclass(frozen=True)
class NearMiss:
    """Where in the work one was, and what made it easy to slip."""

    team: TeamId
    stage: Stage
    factors: tuple[Factor, ...]


@dataclass(frozen=True)
class FirstAnswer:
    """The first answer to a report, given on a day; `days` are working days of its team."""

    team: TeamId
    on: date
    days: int


@dataclass(frozen=True)
class LookBack:
    """What was said last of whether one change has helped, and when."""

    team: TeamId
    on: date
    verdict: Verdict


@dataclass(frozen=True)
class Waiting:
    """What waits in each team now: for an answer, for another look, and traps for a next step."""

    answer: Counter[TeamId] = field(default_factory=Counter)
    look: Counter[TeamId] = field(default_factory=Counter)
    traps: Counter[TeamId] = field(default_factory=Counter)
    since: date | None = None
    """How long the oldest has waited for an answer."""


@dataclass(frozen=True)
class Facts:
    """Everything that figures are made of, each piece with the team it belongs to.

    Answers and looks back from outside the period are left out where they are counted.
    """

    period: Period
    waiting: Waiting
    near_misses: tuple[NearMiss, ...]
    answers: tuple[FirstAnswer, ...]
    looked_back: tuple[LookBack, ...]
    pulses: tuple[Pulse, ...]


@dataclass(frozen=True)
class Figure:
    """A number as it is shown: to the nearest five; None for a few, fewer than eight."""

    about: int | None


Cell = tuple[Stage, Factor | None]
"""A place in the work, and a factor; None for a near miss of which no factor was named."""

Rule = Callable[[Counter[TeamId]], Figure | None]
"""What is shown of a number that each of some teams has a part in; None for nothing at all."""


def in_the_team(parts: Counter[TeamId]) -> Figure | None:
    """For a team's own people, who can read each report that is counted; nought is not drawn."""
    count = parts.total()
    return Figure(shown(count)) if count else None


def across_teams(parts: Counter[TeamId]) -> Figure | None:
    """For those outside: only where eight or more are left whichever one team is taken away.

    So whoever knows the figures of their own team cannot take them from these and be left with a
    small group. What is not shown is not told apart from what is not there.
    """
    biggest = max(parts.values(), default=0)
    return Figure(shown(parts.total())) if parts.total() - biggest >= FEWEST else None


def of_people(parts: Counter[TeamId]) -> Figure | None:
    """For what reporters said of themselves: only where eight or more said the same."""
    figure = shown(parts.total())
    return None if figure is None else Figure(figure)


@dataclass(frozen=True)
class Figures:
    """What is shown. A cell or a word that is not in a table is not to be shown."""

    period: Period
    waiting: Figure | None
    waiting_since: date | None
    to_look_at: Figure | None
    traps: Figure | None
    answer_days: RunChart
    """The middle number of working days that first answers took, by the month they came in."""
    helped: RunChart
    """Of a hundred changes that somebody looked back on, how many helped, to the nearest five."""
    near_misses: Mapping[Cell, Figure]
    pulse: Mapping[Question, Mapping[Word, Figure]]


@dataclass(frozen=True)
class Sheet:
    """The figures of `team` as somebody is shown them; of all teams where that is empty."""

    team: str
    figures: Figures
    today: date


def of_team(facts: Facts) -> Figures:
    """What the people of one team see, of facts that are all of that team."""
    return _figures(facts, in_the_team, of_people, since=facts.waiting.since)


def of_all_teams(facts: Facts) -> Figures:
    """What learning leads see of all teams together, of the facts of all of them."""
    return _figures(facts, across_teams, across_teams, since=None)


def _figures(facts: Facts, rule: Rule, of_pulse: Rule, *, since: date | None) -> Figures:
    return Figures(
        period=facts.period,
        waiting=rule(facts.waiting.answer),
        waiting_since=since,
        to_look_at=rule(facts.waiting.look),
        traps=rule(facts.waiting.traps),
        answer_days=_chart(
            facts.period, ((one.team, one.on, one.days) for one in facts.answers), rule, median
        ),
        helped=_chart(
            facts.period,
            ((one.team, one.on, one.verdict is not Verdict.NO) for one in facts.looked_back),
            rule,
            _share,
        ),
        near_misses=_shown(
            (
                ((one.stage, factor), one.team)
                for one in facts.near_misses
                for factor in _named(one)
            ),
            rule,
        ),
        pulse=_pulse(facts.pulses, of_pulse),
    )


def _named(one: NearMiss) -> Iterable[Factor | None]:
    return one.factors or (None,)


def _chart(
    period: Period,
    measured: Iterable[tuple[TeamId, date, int]],
    rule: Rule,
    middle: Callable[[list[int]], float],
) -> RunChart:
    """A point for each month in which there is enough to show."""
    teams: defaultdict[date, Counter[TeamId]] = defaultdict(Counter)
    values: defaultdict[date, list[int]] = defaultdict(list)
    for team, on, value in measured:
        month = on.replace(day=1)
        teams[month][team] += 1
        values[month].append(value)
    return RunChart(
        tuple(
            Point(month, float(middle(values[month])))
            for month in period.months
            if rule(teams[month]) is not None
        )
    )


def _share(helped: list[int]) -> float:
    """How many of a hundred, to the nearest five; halves go up."""
    whole = STEP * len(helped)
    return (2 * _PERCENT * sum(helped) + whole) // (2 * whole) * STEP


def _shown(counted: Iterable[tuple[Key, TeamId]], rule: Rule) -> Mapping[Key, Figure]:
    parts: defaultdict[Key, Counter[TeamId]] = defaultdict(Counter)
    for key, team in counted:
        parts[key][team] += 1
    found = {key: rule(counts) for key, counts in parts.items()}
    return {key: figure for key, figure in found.items() if figure is not None}


def _pulse(pulses: tuple[Pulse, ...], rule: Rule) -> Mapping[Question, Mapping[Word, Figure]]:
    return {
        question: _shown(((one.word(question), one.team) for one in pulses), rule)
        for question in Question
    }
