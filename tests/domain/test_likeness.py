"""How like each other two reports are: by what few others say, and by what was chosen."""

from collections import Counter
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.ids import ReportId
from bot.domain.likeness import Candidate, Spread, Told, pairs, ranked, score
from bot.domain.report import Words
from bot.domain.taxonomy import Factor, Stage

WORDS = st.frozensets(st.sampled_from("abcdefghijkl"), max_size=6)
TOLD = st.builds(
    Told,
    words=WORDS,
    stage=st.none() | st.sampled_from(Stage),
    factors=st.frozensets(st.sampled_from(Factor), max_size=3),
)
OF_A_HUNDRED = Spread(100, dict(zip("abcdefghijkl", range(0, 96, 8), strict=True)))


def saying(words: str, *factors: Factor, stage: Stage | None = None) -> Told:
    return Told(frozenset(words.split()), stage, frozenset(factors))


def spread_of(*told: Told) -> Spread:
    return Spread(len(told), Counter(word for one in told for word in one.words))


def test_what_somebody_has_written_and_chosen_is_what_is_told() -> None:
    words = Words(
        what="The lift",
        more="was stuck",
        idea="Stairs",
        stage=Stage.VISIT,
        factors=(Factor.EQUIPMENT,),
    )
    told = Told.by(words)
    assert told == saying("lift stuck stair", Factor.EQUIPMENT, stage=Stage.VISIT)


def test_a_rare_word_in_common_counts_more_than_a_usual_one() -> None:
    spread = Spread(100, {"child": 80, "sorani": 2, "x": 10, "y": 10})
    rare = score(saying("sorani x"), saying("sorani y"), spread)
    usual = score(saying("child x"), saying("child y"), spread)
    assert rare > 10 * usual


def test_the_same_place_and_a_shared_factor_make_reports_more_alike() -> None:
    spread = Spread(10, {"a": 3, "b": 3, "c": 3})
    plain = score(saying("a b"), saying("a c"), spread)
    at_court = score(saying("a b", stage=Stage.COURT), saying("a c", stage=Stage.COURT), spread)
    shared = score(saying("a b", Factor.HANDOVER), saying("a c", Factor.HANDOVER), spread)
    assert at_court > plain
    assert shared > plain


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (saying("a b", stage=Stage.NOT_SURE), saying("a c", stage=Stage.NOT_SURE)),
        (saying("a b", Factor.SOMETHING_ELSE), saying("a c", Factor.SOMETHING_ELSE)),
        (saying("a b", stage=Stage.COURT), saying("a c", stage=Stage.VISIT)),
        (saying("a b", Factor.HANDOVER), saying("a c", Factor.TRAINING)),
    ],
)
def test_a_choice_that_says_nothing_or_something_else_makes_no_difference(
    one: Told, other: Told
) -> None:
    spread = Spread(10, {"a": 3, "b": 3, "c": 3})
    assert score(one, other, spread) == score(saying("a b"), saying("a c"), spread)


@given(TOLD, TOLD)
def test_nothing_in_common_is_not_alike_whatever_was_chosen(one: Told, other: Told) -> None:
    is_alike = score(one, other, OF_A_HUNDRED) > 0
    assert is_alike == bool(one.words & other.words)


@given(TOLD, TOLD)
def test_likeness_is_the_same_from_either_side(one: Told, other: Told) -> None:
    there, back = score(one, other, OF_A_HUNDRED), score(other, one, OF_A_HUNDRED)
    assert there == pytest.approx(back)


@given(TOLD, TOLD)
def test_nothing_is_more_like_a_report_than_the_same_again(one: Told, other: Told) -> None:
    same = score(one, one, OF_A_HUNDRED)
    if one.words:
        assert score(one, other, OF_A_HUNDRED) <= same * 1.25 * 1.15 + 1e-9


def test_words_of_which_nothing_is_known_count_as_the_usual_one() -> None:
    known = Spread(10, {"a": 2, "b": 2, "c": 2})
    partly = Spread(10, {"a": 2, "b": 2})
    one, other = saying("a b"), saying("a c")
    assert score(one, other, partly) == pytest.approx(score(one, other, known))


@given(st.dictionaries(st.sampled_from("abcdefghijkl"), st.integers(0, 50)), st.integers(0, 200))
def test_the_words_to_look_others_up_by_stay_within_bounds(
    holding: dict[str, int], most: int
) -> None:
    found = Spread(100, holding).telling(holding, most)
    assert sum(holding[word] for word in found) <= most
    assert all(holding[word] for word in found)
    left_out = [word for word in holding if holding[word] and word not in found]
    assert all(holding[one] <= holding[other] for one in found for other in left_out)


def test_words_that_stand_nowhere_find_nobody() -> None:
    assert Spread(10, {"a": 0, "b": 3}).telling({"a", "b", "c"}, 100) == ("b",)


def test_the_likest_come_first_and_ties_are_settled_by_their_ids() -> None:
    one = saying("a b c")
    same, less = saying("a b c"), saying("a x y")
    spread = spread_of(one, same, same, less)
    others = [
        Candidate(ReportId("3"), less),
        Candidate(ReportId("2"), same),
        Candidate(ReportId("1"), same),
    ]
    found = [other.report for other, _ in ranked(one, others, spread, least=0)]
    assert found == ["1", "2", "3"]


def test_what_is_not_like_enough_is_left_out() -> None:
    spread = Spread(1000, {"the": 900, "a": 1, "b": 1, "c": 1, "d": 1})
    others = [Candidate(ReportId("1"), saying("the c d"))]
    assert ranked(saying("the a b"), others, spread) == ()


@given(st.dictionaries(st.text("0123456789", min_size=1, max_size=2), TOLD, max_size=8))
def test_pairs_are_every_two_that_score_enough_each_once(some: dict[str, Told]) -> None:
    told = {ReportId(id): one for id, one in some.items()}
    spread = spread_of(*told.values())
    expected = [
        (one, other, points)
        for one, other in combinations(sorted(told), 2)
        if (points := score(told[one], told[other], spread)) >= 0.4
    ]
    assert list(pairs(told, least=0.4)) == expected
