"""Figures that are shown: no small group can be worked out from them, however they are subtracted.

What is proved holds for the figures themselves. The attacker knows the rule, and every figure.
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.disclosure import FEWEST, STEP, shown, total_beside

MOST = 60
SMALL = range(1, FEWEST)
counts = st.integers(0, MOST)

COULD_BE = {
    figure: [count for count in range(2 * MOST) if shown(count) == figure]
    for figure in {shown(count) for count in range(2 * MOST)}
}
"""What an attacker knows of a count from what is shown of it."""


def could_be(count: int) -> list[int]:
    return COULD_BE[shown(count)]


@pytest.mark.parametrize(
    ("count", "figure"),
    [
        (0, None),
        (1, None),
        (7, None),
        (8, 10),
        (12, 10),
        (13, 15),
        (17, 15),
        (18, 20),
        (1003, 1005),
    ],
)
def test_below_eight_nothing_is_shown_and_the_rest_is_rounded_to_five(
    count: int, figure: int | None
) -> None:
    assert shown(count) == figure


@pytest.mark.parametrize(("people", "figure"), [(0, None), (7, None), (8, 40), (40, 40)])
def test_many_reports_of_few_people_are_not_shown(people: int, figure: int | None) -> None:
    assert shown(40, people=people) == figure


def test_a_small_figure_is_not_shown_however_many_people_could_have_been_in_it() -> None:
    assert shown(3, people=200) is None


@given(st.integers(0, 100_000))
def test_a_figure_is_never_further_off_than_rounding_makes_it(count: int) -> None:
    figure = shown(count)
    assert (figure is None) == (count < FEWEST)
    assert figure is None or (figure % STEP == 0 and abs(figure - count) * 2 < STEP)


@given(counts, counts)
def test_taking_one_figure_from_a_greater_one_never_gives_a_small_group(one: int, two: int) -> None:
    inner, outer = sorted((one, two))
    differences = {b - a for a in could_be(inner) for b in could_be(outer) if b >= a}
    assert not differences <= set(SMALL)


@given(st.lists(counts, min_size=2, max_size=4))
def test_nor_does_a_row_of_figures_that_grow_from_week_to_week(grown: list[int]) -> None:
    weeks = sorted(grown)
    ways: list[tuple[int, ...]] = [(first,) for first in could_be(weeks[0])]
    for count in weeks[1:]:
        ways = [(*way, later) for way in ways for later in could_be(count) if later >= way[-1]]
    for place in range(1, len(weeks)):
        assert not {way[place] - way[place - 1] for way in ways} <= set(SMALL)


@given(st.lists(counts, min_size=1, max_size=4), counts)
def test_taking_parts_from_their_total_never_gives_a_small_group_that_is_left(
    parts: list[int], left: int
) -> None:
    total = sum(parts) + left
    ways = [0]
    for part in parts:
        ways = sorted({so_far + count for so_far in ways for count in could_be(part)})
    near = [count for count in range(total - STEP, total + FEWEST) if shown(count) == shown(total)]
    rest = {whole - taken for whole in near for taken in ways if whole >= taken}
    assert not rest <= set(SMALL)


@given(st.lists(counts, max_size=6))
def test_a_table_with_all_its_parts_has_a_total_only_where_each_part_is_shown(
    parts: list[int],
) -> None:
    total = total_beside(parts)
    if total is not None:
        assert total == shown(sum(parts))
        assert all(part >= FEWEST for part in parts)


@given(st.lists(counts, min_size=1, max_size=4), st.lists(st.sampled_from([0, *SMALL])))
def test_whether_there_is_a_total_tells_nothing_of_a_part_that_is_not_shown(
    parts: list[int], others: list[int]
) -> None:
    hidden = [*parts, *others, FEWEST - 1]
    for instead in (0, *SMALL):
        assert total_beside(part if part >= FEWEST else instead for part in hidden) is None


def test_noughts_are_not_told_apart_from_ones_that_are_to_come() -> None:
    last_week, this_week = 0, 3
    assert shown(last_week) == shown(this_week)
