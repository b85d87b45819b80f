"""How often what would be asked about is one trap, in the held-out list and in what is unlike.

The figures are kinder than life: the rule of `bot.domain.patterns` was settled with this list in
view. It was written afterwards that people in `tests/year` tell of their traps.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from random import Random

from bot.domain.ids import ReportId, TeamId
from bot.domain.likeness import Told, pairs
from bot.domain.patterns import Pair, Pattern, Sighting, patterns
from bot.domain.report import Words
from bot.domain.taxonomy import Factor, Stage
from tests.likeness.held_out import Written, held_out
from tests.outcomes import TABLE

TODAY = date(2026, 11, 23)
TIMES = 10
STAGES, FACTORS = list(Stage), list(Factor)

Chosen = tuple[Stage, frozenset[Factor]]


def by_chance(random: Random) -> Chosen:
    """A place in the work and factors; some are told of far more often than others."""
    stages, factors = ([1 / n for n in range(1, len(of) + 1)] for of in (STAGES, FACTORS))
    return random.choices(STAGES, stages)[0], frozenset(random.choices(FACTORS, factors, k=2))


def like_their_theme(random: Random, home: Chosen) -> Chosen:
    """What most people choose who tell of one thing, and what some choose instead."""
    other = by_chance(random)
    return (
        home[0] if random.random() < 0.7 else other[0],
        home[1] if random.random() < 0.6 else other[1],
    )


def asked_about(written: Sequence[tuple[Written, Chosen]]) -> tuple[list[Pattern], list[str]]:
    """The patterns in these, told in one team; and the theme of each near miss, by its number."""
    told = {
        ReportId(f"{number:03}"): Told.by(
            Words(what=one.words, stage=stage, factors=tuple(sorted(factors)))
        )
        for number, (one, (stage, factors)) in enumerate(written)
    }
    sightings = [
        Sighting(id, TeamId("team"), TODAY, one.stage, one.factors) for id, one in told.items()
    ]
    alike = [Pair(one, other, score) for one, other, score in pairs(told, least=0.4)]
    return list(patterns(sightings, alike, [], TODAY)), [one.theme for one, _ in written]


def a_few_of_each(many: int, random: Random) -> list[Written]:
    by_theme: defaultdict[str, list[Written]] = defaultdict(list)
    for one in held_out():
        by_theme[one.theme].append(one)
    return [one for theme in by_theme.values() for one in random.sample(theme, many)]


def most_of_one_theme(pattern: Pattern, themes: Sequence[str]) -> bool:
    counted = Counter(themes[int(id)] for id in pattern.reports)
    most = max(counted.values())
    return most >= 3 and 2 * most > len(pattern.reports)


def average(counts: Iterable[int]) -> float:
    return sum(counts) / TIMES


def test_little_is_asked_about_near_misses_that_have_nothing_to_do_with_each_other() -> None:
    asked = []
    for seed in range(TIMES):
        random = Random(seed)
        chosen = [(one, by_chance(random)) for one in a_few_of_each(2, random)]
        asked.append(len(asked_about(chosen)[0]))

    assert average(asked) <= 0.5


def test_most_of_what_is_asked_about_is_one_theme(
    record_property: Callable[[str, object], None],
) -> None:
    right, wrong = [], []
    for seed in range(TIMES):
        random = Random(seed)
        themes = dict.fromkeys(one.theme for one in held_out())
        homes = {theme: by_chance(random) for theme in themes}
        every = [
            (one, like_their_theme(random, homes[one.theme])) for one in a_few_of_each(6, random)
        ]
        found, of = asked_about(every)
        rightly = sum(most_of_one_theme(one, of) for one in found)
        right.append(rightly)
        wrong.append(len(found) - rightly)
    record_property(
        TABLE,
        f"of 20 themes of six: {average(right):.1f} asked about rightly; "
        f"{average(wrong):.1f} questions about no theme",
    )

    assert average(right) > average(wrong)
