"""Somebody's own week and their days away."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.habits import Habits

days = st.dates(date(2020, 1, 1), date(2035, 12, 31))
FRIDAY = date(2026, 11, 27)


@given(days)
def test_somebody_who_told_nothing_works_whenever_their_team_does(day: date) -> None:
    assert Habits().works_on(day)
    assert not Habits().is_away(day)


@given(days, st.frozensets(st.integers(0, 6), min_size=1))
def test_a_part_time_week_has_its_own_weekdays(day: date, weekdays: frozenset[int]) -> None:
    assert Habits(weekdays=weekdays).works_on(day) == (day.weekday() in weekdays)


@given(days, days)
def test_nobody_works_while_away(day: date, away_until: date) -> None:
    habits = Habits(away_until=away_until)
    assert habits.is_away(day) == (day <= away_until)
    assert habits.works_on(day) != habits.is_away(day)


def test_the_end_date_is_the_last_day_away() -> None:
    habits = Habits(away_until=FRIDAY)
    assert habits.is_away(FRIDAY)
    assert not habits.is_away(FRIDAY + timedelta(days=1))


def test_a_week_without_a_working_day_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one working day"):
        Habits(weekdays=frozenset())


@pytest.mark.parametrize("weekday", [-1, 7])
def test_a_weekday_that_does_not_exist_is_refused(weekday: int) -> None:
    with pytest.raises(ValueError, match="numbered from 0"):
        Habits(weekdays=frozenset({0, weekday}))
