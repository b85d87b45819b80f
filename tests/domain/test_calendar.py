"""Working days and local clocks, on the awkward days of the year."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.bank_holidays import BankHolidays, Division
from bot.domain.calendar import Nation, WorkingCalendar, day_in, moment_in

LONDON = ZoneInfo("Europe/London")
CLOCKS_FORWARD, CLOCKS_BACK = date(2027, 3, 28), date(2026, 10, 25)

days = st.dates(date(2020, 1, 1), date(2035, 12, 31))
years = st.integers(2020, 2035)


@st.composite
def published(draw: st.DrawFn) -> BankHolidays:
    """Up to three years for each division, with days enough to be believed or too few."""
    found = set()
    for division in Division:
        for year in draw(st.sets(years, max_size=3)):
            in_year = st.dates(date(year, 1, 1), date(year, 12, 31))
            found |= {(division, day) for day in draw(st.sets(in_year, max_size=14))}
    return BankHolidays(frozenset(found))


calendars = st.builds(
    WorkingCalendar,
    timezone=st.sampled_from([LONDON, ZoneInfo("Asia/Kathmandu"), ZoneInfo("America/New_York")]),
    nation=st.sampled_from(Nation),
    weekdays=st.frozensets(st.integers(0, 6), min_size=1),
    closures=st.frozensets(days, max_size=20),
    holidays=published(),
)


def a_calendar(
    nation: Nation = Nation.ENGLAND, *, closures: frozenset[date] = frozenset()
) -> WorkingCalendar:
    return WorkingCalendar(LONDON, nation, closures=closures)


@settings(deadline=None)
@given(calendars, days, st.integers(1, 60))
def test_adding_n_working_days_and_counting_them_gives_n(
    calendar: WorkingCalendar, day: date, n: int
) -> None:
    assert calendar.count(day, calendar.add(day, n)) == n


@settings(deadline=None)
@given(calendars, days, st.integers(0, 60))
def test_adding_never_lands_on_a_day_off(calendar: WorkingCalendar, day: date, n: int) -> None:
    assert calendar.is_working(calendar.add(day, n))


@settings(deadline=None)
@given(calendars, days, st.integers(0, 60))
def test_no_day_on_which_adding_lands_is_closed_for_any_reason(
    calendar: WorkingCalendar, day: date, n: int
) -> None:
    landed = calendar.add(day, n)
    assert landed.weekday() in calendar.weekdays
    assert landed not in calendar.closures
    assert not calendar.holidays.is_holiday(calendar.nation, landed)


@settings(deadline=None)
@given(calendars, days, st.integers(0, 20), st.integers(0, 20))
def test_days_may_be_added_at_once_or_one_after_the_other(
    calendar: WorkingCalendar, day: date, first: int, second: int
) -> None:
    working = calendar.add(day, 0)
    assert calendar.add(calendar.add(working, first), second) == calendar.add(
        working, first + second
    )


@settings(deadline=None)
@given(calendars, days)
def test_no_working_day_is_passed_over(calendar: WorkingCalendar, day: date) -> None:
    following = calendar.add(day, 1)
    between = range(1, (following - day).days)
    assert not any(calendar.is_working(day + timedelta(days=n)) for n in between)


@settings(deadline=None)
@given(calendars, days)
def test_previous_and_next_working_day_undo_each_other(
    calendar: WorkingCalendar, day: date
) -> None:
    working = calendar.add(day, 0)
    assert calendar.previous(calendar.add(working, 1)) == working
    assert calendar.previous(day) < day


@settings(deadline=None)
@given(calendars, days, st.integers(0, 200), st.integers(0, 200))
def test_counts_of_neighbouring_stretches_add_up(
    calendar: WorkingCalendar, day: date, first: int, second: int
) -> None:
    middle = day + timedelta(days=first)
    end = middle + timedelta(days=second)
    assert calendar.count(day, middle) + calendar.count(middle, end) == calendar.count(day, end)


def test_nothing_is_counted_backwards() -> None:
    assert a_calendar().count(date(2026, 11, 27), date(2026, 11, 23)) == 0


def test_adding_nothing_to_a_working_day_stays_there() -> None:
    assert a_calendar().add(date(2026, 11, 23), 0) == date(2026, 11, 23)


def test_adding_nothing_to_a_weekend_gives_the_monday() -> None:
    assert a_calendar().add(date(2026, 11, 21), 0) == date(2026, 11, 23)


def test_working_days_are_not_added_backwards() -> None:
    with pytest.raises(ValueError, match="0 or more"):
        a_calendar().add(date(2026, 11, 23), -1)


def test_a_bank_holiday_friday_is_stepped_over() -> None:
    thursday_before_good_friday = date(2027, 3, 25)
    assert a_calendar().add(thursday_before_good_friday, 1) == date(2027, 3, 30)


def test_easter_monday_is_worked_in_scotland_only() -> None:
    easter_monday = date(2027, 3, 29)
    at_work = {nation for nation in Nation if a_calendar(nation).is_working(easter_monday)}
    assert at_work == {Nation.SCOTLAND}


def test_the_second_of_january_is_a_holiday_in_scotland_only() -> None:
    second_of_january = date(2026, 1, 2)
    at_home = {nation for nation in Nation if not a_calendar(nation).is_working(second_of_january)}
    assert at_home == {Nation.SCOTLAND}


def test_the_twelfth_of_july_is_a_holiday_in_northern_ireland_only() -> None:
    twelfth = date(2027, 7, 12)
    at_home = {nation for nation in Nation if not a_calendar(nation).is_working(twelfth)}
    assert at_home == {Nation.NORTHERN_IRELAND}


def test_a_christmas_on_saturday_gives_two_days_in_lieu() -> None:
    assert a_calendar().add(date(2027, 12, 24), 1) == date(2027, 12, 29)


def test_the_29th_of_february_is_a_day_like_any_other() -> None:
    leap_day = date(2028, 2, 29)
    assert a_calendar().is_working(leap_day)
    assert a_calendar().add(date(2028, 2, 28), 1) == leap_day
    assert a_calendar().count(date(2028, 2, 28), date(2028, 3, 1)) == 2


def test_a_team_of_three_days_counts_those_alone() -> None:
    monday_to_wednesday = WorkingCalendar(LONDON, Nation.WALES, weekdays=frozenset({0, 1, 2}))
    assert monday_to_wednesday.add(date(2026, 11, 23), 3) == date(2026, 11, 30)
    assert monday_to_wednesday.previous(date(2026, 11, 30)) == date(2026, 11, 25)


def test_a_leap_day_off_is_stepped_over() -> None:
    assert a_calendar(closures=frozenset({date(2028, 2, 29)})).add(date(2028, 2, 28), 1) == date(
        2028, 3, 1
    )


def test_a_holiday_proclaimed_after_the_rules_were_written_counts_once_published() -> None:
    proclaimed = date(2027, 6, 7)
    usual = {date(2027, 1, n) for n in range(4, 12)}
    known = BankHolidays(
        frozenset((Division.ENGLAND_AND_WALES, day) for day in {*usual, proclaimed})
    )
    friday = date(2027, 6, 4)
    assert a_calendar().add(friday, 1) == proclaimed
    for nation in (Nation.ENGLAND, Nation.WALES):
        assert WorkingCalendar(LONDON, nation, holidays=known).add(friday, 1) == date(2027, 6, 8)
    assert WorkingCalendar(LONDON, Nation.SCOTLAND, holidays=known).add(friday, 1) == proclaimed


def test_closures_are_stepped_over_however_long_they_last() -> None:
    start = date(2026, 12, 1)
    two_years = frozenset(start + timedelta(days=n) for n in range(731))
    assert a_calendar(closures=two_years).add(start, 0) == date(2028, 12, 1)


def test_a_search_past_the_last_year_says_so_and_stops() -> None:
    with pytest.raises(OverflowError):
        a_calendar().add(date.max, 1)


def test_a_team_without_a_working_day_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one working day"):
        WorkingCalendar(LONDON, Nation.WALES, weekdays=frozenset())


def test_a_weekday_that_does_not_exist_is_refused() -> None:
    with pytest.raises(ValueError, match="numbered from 0"):
        WorkingCalendar(LONDON, Nation.WALES, weekdays=frozenset({7}))


def test_a_moment_falls_on_the_teams_own_date() -> None:
    late_on_a_summer_evening = datetime(2026, 6, 30, 23, 30, tzinfo=UTC)
    assert a_calendar().day_of(late_on_a_summer_evening) == date(2026, 7, 1)


def test_a_moment_without_a_time_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="needs a time zone"):
        a_calendar().day_of(datetime(2026, 6, 30, 23, 30))  # noqa: DTZ001 - the mistake under test


@pytest.mark.parametrize(
    ("day", "wall", "moment"),
    [
        pytest.param(
            date(2026, 12, 1), time(8, 45), datetime(2026, 12, 1, 8, 45, tzinfo=UTC), id="winter"
        ),
        pytest.param(
            date(2026, 7, 1), time(8, 45), datetime(2026, 7, 1, 7, 45, tzinfo=UTC), id="summer"
        ),
        pytest.param(
            CLOCKS_FORWARD, time(1, 30, 20), datetime(2027, 3, 28, 1, tzinfo=UTC), id="no such time"
        ),
        pytest.param(
            CLOCKS_FORWARD, time(1), datetime(2027, 3, 28, 1, tzinfo=UTC), id="start of the gap"
        ),
        pytest.param(
            CLOCKS_FORWARD, time(2), datetime(2027, 3, 28, 1, tzinfo=UTC), id="end of the gap"
        ),
        pytest.param(
            CLOCKS_BACK, time(1, 30), datetime(2026, 10, 25, 0, 30, tzinfo=UTC), id="comes twice"
        ),
        pytest.param(
            CLOCKS_BACK,
            time(1, 30, fold=1),
            datetime(2026, 10, 25, 0, 30, tzinfo=UTC),
            id="comes twice, and the second was asked for",
        ),
        pytest.param(
            CLOCKS_BACK, time(2), datetime(2026, 10, 25, 2, tzinfo=UTC), id="after coming twice"
        ),
    ],
)
def test_wall_clock_times_are_read_in_the_teams_zone(
    day: date, wall: time, moment: datetime
) -> None:
    assert a_calendar().at(day, wall) == moment
    assert a_calendar().at(day, wall).tzinfo is UTC


def test_a_whole_missing_day_ends_at_the_next_midnight() -> None:
    samoa = WorkingCalendar(ZoneInfo("Pacific/Apia"), Nation.ENGLAND)
    skipped_day = date(2011, 12, 30)
    assert samoa.at(skipped_day, time(9)) == samoa.at(date(2011, 12, 31), time(0))


@settings(deadline=None)
@given(calendars, days, st.times())
def test_the_clock_shows_the_time_asked_for_or_the_first_after_a_gap(
    calendar: WorkingCalendar, day: date, wall: time
) -> None:
    moment = calendar.at(day, wall)
    shown = moment.astimezone(calendar.timezone).replace(tzinfo=None)
    wanted = datetime.combine(day, wall)
    just_before = (moment - timedelta(seconds=1)).astimezone(calendar.timezone).replace(tzinfo=None)
    assert shown == wanted or just_before < wanted < shown


@pytest.mark.parametrize("night", [CLOCKS_FORWARD, CLOCKS_BACK])
@given(wall=st.times())
def test_on_the_nights_the_clocks_change_every_time_still_falls_on_that_day(
    night: date, wall: time
) -> None:
    calendar = a_calendar()
    assert calendar.day_of(calendar.at(night, wall)) == night


@pytest.mark.parametrize("night", [CLOCKS_FORWARD, CLOCKS_BACK])
@given(first=st.times(), second=st.times())
def test_on_the_nights_the_clocks_change_a_later_time_never_comes_sooner(
    night: date, first: time, second: time
) -> None:
    sooner, later = sorted((first, second))
    assert a_calendar().at(night, sooner) <= a_calendar().at(night, later)


@given(st.sampled_from([LONDON, ZoneInfo("Asia/Kathmandu"), ZoneInfo("America/New_York")]), days)
def test_the_opening_of_a_day_falls_on_that_day_wherever_the_clock_stands(
    zone: ZoneInfo, day: date
) -> None:
    assert day_in(zone, moment_in(zone, day, time(9))) == day


def test_a_time_with_its_own_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="without a zone"):
        a_calendar().at(date(2026, 7, 1), time(9, tzinfo=UTC))
