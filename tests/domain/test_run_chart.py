"""Run charts: the middle line, and what is more than chance by the rules of Perla and others."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.run_chart import SHIFT, TREND, Pattern, Point, RunChart

values = st.lists(st.integers(0, 9), max_size=20)


def a_chart(*measured: float) -> RunChart:
    """Points of one month after the other."""
    months = [date(2024 + n // 12, n % 12 + 1, 1) for n in range(len(measured))]
    return RunChart(tuple(map(Point, months, map(float, measured))))


def patterns(*measured: float) -> list[tuple[Pattern, int]]:
    return [(one.pattern, len(one.points)) for one in a_chart(*measured).signals]


def test_a_chart_without_points_has_no_middle_and_says_nothing() -> None:
    assert a_chart().median is None
    assert a_chart().signals == ()


def test_the_middle_line_lies_between_the_two_in_the_middle() -> None:
    assert a_chart(1, 2, 3, 10).median == 2.5


@pytest.mark.parametrize(
    ("measured", "found"),
    [
        ((1, 3, 1, 3, 1, 3, 9, 8, 9, 8, 9, 8), [(Pattern.BELOW, 6), (Pattern.ABOVE, 6)]),
        ((1, 3, 1, 3, 1, 9, 8, 9, 8, 9), []),
        ((1, 9, 1, 9, 1, 9, 1, 9), []),
    ],
)
def test_six_on_one_side_of_the_middle_are_a_shift_and_five_are_none(
    measured: tuple[int, ...], found: list[tuple[Pattern, int]]
) -> None:
    assert patterns(*measured) == found


def test_a_point_on_the_middle_line_neither_breaks_a_shift_nor_lengthens_it() -> None:
    assert patterns(9, 8, 9, 5, 8, 9, 8, 1, 2, 5, 1, 2, 1, 2) == [
        (Pattern.ABOVE, 6),
        (Pattern.BELOW, 6),
    ]


@pytest.mark.parametrize(
    ("measured", "found"),
    [
        ((3, 1, 2, 4, 6, 8, 0, 9), [(Pattern.RISING, 5)]),
        ((3, 9, 7, 5, 4, 2, 8), [(Pattern.FALLING, 5)]),
        ((3, 1, 2, 4, 6, 0, 9), []),
        ((3, 1, 2, 2, 4, 6, 6, 8, 0), [(Pattern.RISING, 5)]),
    ],
)
def test_five_that_go_one_way_are_a_trend_and_those_with_the_same_value_count_once(
    measured: tuple[int, ...], found: list[tuple[Pattern, int]]
) -> None:
    assert patterns(*measured) == found


def test_a_signal_is_the_latest_until_a_point_that_counts_comes_after_it() -> None:
    lasting = a_chart(9, 8, 9, 8, 9, 8, 1, 2, 1, 2, 1, 2)
    high, low = lasting.signals
    assert not lasting.is_latest(high)
    assert lasting.is_latest(low)


@given(values)
def test_turned_upside_down_it_says_the_opposite(measured: list[int]) -> None:
    opposite = {
        Pattern.ABOVE: Pattern.BELOW,
        Pattern.BELOW: Pattern.ABOVE,
        Pattern.RISING: Pattern.FALLING,
        Pattern.FALLING: Pattern.RISING,
    }
    turned = patterns(*(-one for one in measured))
    assert [(opposite[pattern], length) for pattern, length in turned] == patterns(*measured)


@given(values)
def test_read_backwards_shifts_stay_and_trends_turn_round(measured: list[int]) -> None:
    there, back = patterns(*measured), patterns(*reversed(measured))
    sides = {Pattern.ABOVE, Pattern.BELOW}
    assert sorted(one for one in there if one[0] in sides) == sorted(
        one for one in back if one[0] in sides
    )
    turned = {Pattern.RISING: Pattern.FALLING, Pattern.FALLING: Pattern.RISING}
    assert sorted(one for one in there if one[0] in turned) == sorted(
        (turned[pattern], length) for pattern, length in back if pattern in turned
    )


@given(values)
def test_what_is_said_can_be_seen_in_the_points_that_it_names(measured: list[int]) -> None:
    chart = a_chart(*measured)
    for signal in chart.signals:
        shown = [point.value for point in signal.points]
        middle = chart.median
        assert middle is not None
        match signal.pattern:
            case Pattern.ABOVE:
                assert len(shown) >= SHIFT
                assert min(shown) > middle
            case Pattern.BELOW:
                assert len(shown) >= SHIFT
                assert max(shown) < middle
            case Pattern.RISING:
                assert len(shown) >= TREND
                assert shown == sorted(set(shown))
            case Pattern.FALLING:
                assert len(shown) >= TREND
                assert shown == sorted(set(shown), reverse=True)
