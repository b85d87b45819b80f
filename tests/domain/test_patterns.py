"""What is proposed as an error trap, and what is not, or not again."""

from collections.abc import Callable, Collection, Iterable
from datetime import date, timedelta
from itertools import combinations, count
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.ids import ReportId, TeamId
from bot.domain.patterns import ALIKE, FEWEST, SOMEWHAT_ALIKE, WITHIN, Pair, Pattern, Sighting
from bot.domain.patterns import patterns as found_in
from bot.domain.taxonomy import Factor, Stage
from tests.outcomes import TABLE

TODAY = date(2026, 11, 23)
HERE, THERE = TeamId("here"), TeamId("there")

COURT = (Stage.COURT, Factor.HANDOVER)
"""A place and a factor."""


def seen(
    *names: str,
    team: TeamId = HERE,
    days_ago: int = 10,
    cell: tuple[Stage | None, Factor | None] = (None, None),
) -> list[Sighting]:
    stage, factor = cell
    factors = frozenset({factor} if factor else ())
    on = TODAY - timedelta(days=days_ago)
    return [Sighting(ReportId(name), team, on, stage, factors) for name in names]


def alike(*names: str, score: float = ALIKE) -> list[Pair]:
    """All of these like each other."""
    return [Pair(ReportId(one), ReportId(other), score) for one, other in combinations(names, 2)]


def patterns(
    sightings: Iterable[Sighting],
    pairs: Iterable[Pair] = (),
    let_be: Collection[Iterable[str]] = (),
) -> tuple[Pattern, ...]:
    before = [frozenset(map(ReportId, one)) for one in let_be]
    return found_in(sightings, pairs, before, TODAY)


def names(found: Iterable[Pattern]) -> list[list[str]]:
    return [sorted(one.reports) for one in found]


def test_three_that_look_alike_are_a_pattern() -> None:
    assert names(patterns(seen("a", "b", "c", "d"), alike("a", "b", "c"))) == [["a", "b", "c"]]


def test_two_are_none() -> None:
    assert patterns(seen("a", "b", "c"), alike("a", "b")) == ()


def test_what_is_older_than_ninety_days_does_not_count() -> None:
    old = seen("c", days_ago=91)

    assert patterns(seen("a", "b") + old, alike("a", "b", "c")) == ()
    assert patterns(seen("a", "b") + seen("c", days_ago=90), alike("a", "b", "c"))


def test_somewhat_alike_is_enough_only_where_place_and_factor_are_the_same() -> None:
    pairs = alike("a", "b", "c", score=SOMEWHAT_ALIKE)
    elsewhere = [*seen("a", "b", cell=COURT), *seen("c", cell=(Stage.VISIT, Factor.HANDOVER))]

    assert patterns(elsewhere, pairs) == ()
    assert patterns(seen("a", "b", "c"), pairs) == ()
    across = [*seen("a", "b", cell=COURT), *seen("c", team=THERE, cell=COURT)]
    assert names(patterns(across, pairs)) == [["a", "b", "c"]]


@pytest.mark.parametrize(
    "cell", [(Stage.NOT_SURE, Factor.HANDOVER), (Stage.COURT, Factor.SOMETHING_ELSE)]
)
def test_not_sure_and_something_else_are_nothing_in_common(
    cell: tuple[Stage, Factor],
) -> None:
    ids = "abcdefgh"

    assert patterns(seen(*ids, cell=cell), alike(*ids, score=SOMEWHAT_ALIKE)) == ()


def test_a_chain_is_not_followed_from_one_to_the_next() -> None:
    chain = [*alike("a", "b"), *alike("b", "c"), *alike("c", "d"), *alike("d", "e")]

    assert patterns(seen(*"abcde"), chain) == ()


def test_what_is_like_each_of_many_that_are_unlike_each_other_ties_nothing_together() -> None:
    star = [pair for other in "bcdefg" for pair in alike("a", other)]

    assert patterns(seen(*"abcdefg"), star) == ()
    assert names(patterns(seen(*"abcdefg"), [*star, *alike("b", "c")])) == [["a", "b", "c"]]


def test_each_of_a_pattern_is_tied_to_most_of_the_others() -> None:
    ties = [pair for pair in alike(*"abcd") if pair != Pair(ReportId("c"), ReportId("d"), ALIKE)]

    assert names(patterns(seen(*"abcd"), ties)) == [["a", "b", "c", "d"]]


def test_a_place_and_factor_seldom_seen_together_speaks_for_what_is_like_one_of_them() -> None:
    beside = [seen(name, cell=(stage, None))[0] for name, stage in zip("xyz", Stage, strict=False)]
    star = [*alike("a", "b"), *alike("b", "c")]

    assert names(patterns([*seen(*"abc", cell=COURT), *beside], star)) == [["a", "b", "c"]]
    assert patterns([*seen(*"abc", cell=(Stage.COURT, None)), *beside], star) == ()


def a_busy_quarter(team: TeamId, *, reports: int, random: Random) -> list[Sighting]:
    """What a team sends in when nothing in particular is the matter."""
    stages, factors = list(Stage), list(Factor)
    return [
        Sighting(
            report=ReportId(f"{team}-{number}"),
            team=team,
            filed_on=TODAY - timedelta(days=random.randrange(90)),
            # Some places and factors are told of far more often than others.
            stage=random.choices(stages, [1 / place for place in range(1, len(stages) + 1)])[0],
            factors=frozenset(
                random.choices(factors, [1 / place for place in range(1, len(factors) + 1)], k=2)
            ),
        )
        for number in range(reports)
    ]


def test_many_of_one_place_and_factor_in_a_team_stand_out_whatever_their_words() -> None:
    usual = a_busy_quarter(HERE, reports=20, random=Random(1))
    planted = seen("a", "b", "c", "d", "e", cell=(Stage.OUT_OF_HOURS, Factor.SERVICE_GAP))

    (found,) = patterns([*usual, *planted])

    assert {"a", "b", "c", "d", "e"} <= found.reports
    assert (found.stage, found.factors[0]) == (Stage.OUT_OF_HOURS, Factor.SERVICE_GAP)


def test_what_every_team_has_there_does_not_stand_out() -> None:
    everywhere = [
        one
        for team in "abcdef"
        for one in seen(*(f"{team}{n}" for n in range(4)), team=TeamId(team), cell=COURT)
    ]

    assert patterns(everywhere) == ()


def test_a_busy_service_in_which_nothing_is_the_matter_is_asked_little(
    record_property: Callable[[str, object], None],
) -> None:
    """Ten teams for ten years of quarters: how often place and factor alone make it ask."""
    random, quarters = Random(20), 40
    asked = [
        len(
            patterns(
                one
                for team in range(10)
                for one in a_busy_quarter(TeamId(str(team)), reports=26, random=random)
            )
        )
        for _ in range(quarters)
    ]
    a_year = 4 * sum(asked) / quarters
    record_property(TABLE, f"asked by chance alone: {a_year:.1f} times a year in ten teams")

    assert a_year <= 6


def test_a_trap_let_be_is_not_proposed_again() -> None:
    assert patterns(seen(*"abc"), alike(*"abc"), let_be=["abc"]) == ()
    assert patterns(seen(*"abcde"), alike(*"abcde"), let_be=["abc"]) == ()


def test_it_is_once_more_where_three_new_ones_have_come() -> None:
    assert names(patterns(seen(*"abcdef"), alike(*"abcdef"), let_be=["abc"])) == [list("abcdef")]


def test_after_the_second_time_never() -> None:
    ids = "abcdefghijklmnop"

    assert patterns(seen(*ids), alike(*ids), let_be=["abc", "abcdef"]) == ()


def test_new_ones_alone_that_are_like_an_old_trap_let_be_count_as_its_own() -> None:
    old, new = seen(*"abc", days_ago=200), seen(*"de")

    assert patterns(old + new, alike(*"abcde"), let_be=["abc"]) == ()


def test_new_ones_each_like_some_of_what_was_let_be_count_as_its_own() -> None:
    old, new = seen(*"abc", days_ago=200), seen(*"defg")
    pairs = [*alike("a", "b"), *alike("b", "c"), *alike("a", "c"), *alike(*"defg")]
    like_one = [pair for other, one in zip("def", "abc", strict=True) for pair in alike(other, one)]

    assert names(patterns(old + new, [*pairs, *like_one], let_be=["abc"])) == [list("defg")]
    assert patterns(old + new, [*pairs, *like_one], let_be=["abc", "abcx"]) == ()


def test_a_false_pattern_that_grows_all_year_is_seldom_asked_about() -> None:
    """Every other two are alike, so that what hangs together is never quite the same."""
    random, first = Random(4), TODAY - timedelta(days=360)
    false = [seen(f"{n:02}", days_ago=360 - 12 * n)[0] for n in range(30)]
    pairs = [pair for pair in alike(*(one.report for one in false)) if random.random() < 0.5]
    let_be: list[frozenset[ReportId]] = []
    for today in (first + timedelta(days=n) for n in range(361)):
        told = [one for one in false if one.filed_on <= today]
        let_be += [one.reports for one in found_in(told, pairs, let_be, today)]

    assert 1 <= len(let_be) <= 3


def test_another_pattern_beside_a_trap_let_be_is_asked_about() -> None:
    pairs = [*alike(*"abc"), *alike(*"xyz")]

    assert names(patterns(seen(*"abcxyz"), pairs, let_be=["abc"])) == [["x", "y", "z"]]


def test_a_pattern_is_of_the_team_that_most_of_it_is_of() -> None:
    mixed = [*seen("a"), *seen("b", "c", team=THERE)]

    (found,) = patterns(mixed, alike(*"abc"))

    assert found.team == THERE


def test_its_place_and_factors_are_those_that_at_least_half_have() -> None:
    mixed = [*seen("a", "b", cell=COURT), *seen("c", cell=(Stage.VISIT, Factor.WORKLOAD))]

    (found,) = patterns(mixed, alike(*"abc"))

    assert (found.stage, found.factors) == (Stage.COURT, (Factor.HANDOVER,))


def test_pairs_with_what_is_not_looked_at_tie_nothing_together() -> None:
    assert patterns(seen("a", "b"), alike("a", "b", "gone")) == ()


SIGHTINGS = st.lists(
    st.builds(
        Sighting,
        report=st.integers(0, 40).map(lambda number: ReportId(f"{number:02}")),
        team=st.sampled_from([HERE, THERE]),
        filed_on=st.integers(0, 200).map(lambda ago: TODAY - timedelta(days=ago)),
        stage=st.sampled_from([None, *Stage]),
        factors=st.frozensets(st.sampled_from(list(Factor)), max_size=3),
    ),
    unique_by=lambda one: one.report,
    max_size=30,
)
PAIRS = st.lists(
    st.builds(
        Pair,
        one=st.integers(0, 40).map(lambda number: ReportId(f"{number:02}")),
        other=st.integers(0, 40).map(lambda number: ReportId(f"{number:02}")),
        score=st.floats(0, 2),
    ),
    max_size=80,
)


@given(SIGHTINGS, PAIRS, st.randoms(use_true_random=False))
def test_no_report_is_in_two_patterns_and_order_changes_nothing(
    sightings: list[Sighting], pairs: list[Pair], random: Random
) -> None:
    found = patterns(sightings, pairs)

    every = [id for one in found for id in one.reports]
    assert len(every) == len(set(every))
    recent = {one.report for one in sightings if TODAY - one.filed_on <= WITHIN}
    assert set(every) <= recent
    assert all(len(one.reports) >= FEWEST for one in found)
    random.shuffle(sightings)
    random.shuffle(pairs)
    assert patterns(sightings, pairs) == found


@given(SIGHTINGS, PAIRS)
def test_whatever_was_let_be_is_proposed_at_most_once_more(
    sightings: list[Sighting], pairs: list[Pair]
) -> None:
    let_be: list[frozenset[ReportId]] = []
    rounds = count(1)
    while found := found_in(sightings, pairs, let_be, TODAY):
        let_be += [one.reports for one in found]
        assert next(rounds) <= 2
