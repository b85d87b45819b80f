"""Nudges: at most three, in working hours, on days that are both the team's and the person's."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bot.domain.calendar import Nation, WorkingCalendar, day_in
from bot.domain.habits import Habits
from bot.domain.nudges import (
    LONGEST_SEARCH_DAYS,
    Hours,
    Nudge,
    Step,
    moment,
    plan,
    snoozed,
    upcoming,
)

LONDON = ZoneInfo("Europe/London")
ZONES = [LONDON, ZoneInfo("Asia/Kathmandu"), ZoneInfo("America/New_York"), ZoneInfo("Asia/Tokyo")]
TEAM = WorkingCalendar(LONDON, Nation.ENGLAND)
HOURS = Hours(LONDON)
FULL_TIME = Habits()
THURSDAY = date(2026, 11, 26)
DAY = timedelta(days=1)

days = st.dates(date(2024, 1, 1), date(2032, 12, 31))
moments = st.datetimes(datetime(2024, 1, 1), datetime(2032, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001 - `timezones` adds the zone; hypothesis wants the bounds naive
weeks = st.frozensets(st.integers(0, 6), min_size=1)
closed_days = st.dates(date(2026, 1, 1), date(2026, 12, 31))
teams = st.builds(
    WorkingCalendar,
    timezone=st.sampled_from(ZONES),
    nation=st.sampled_from(Nation),
    weekdays=weeks,
    closures=st.frozensets(closed_days, max_size=20),
)
people = st.builds(Habits, weekdays=st.none() | weeks, away_until=st.none() | days)
hours_of_a_day = st.builds(
    Hours,
    zone=st.sampled_from(ZONES),
    opens=st.times(time(5), time(11)),
    closes=st.times(time(12), time(20)),
)


def at(text: str, zone: ZoneInfo = LONDON) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=zone).astimezone(UTC)


def days_of(nudges: tuple[Nudge, ...], hours: Hours = HOURS) -> dict[Step, date]:
    return {nudge.step: day_in(hours.zone, nudge.at) for nudge in nudges}


def is_shared(day: date, team: WorkingCalendar, habits: Habits) -> bool:
    return team.is_working(day) and habits.works_on(day)


def a_shared_day_comes(day: date, team: WorkingCalendar, habits: Habits) -> bool:
    ahead = (day + n * DAY for n in range(LONGEST_SEARCH_DAYS))
    return any(is_shared(one, team, habits) for one in ahead)


def test_a_promise_is_spoken_of_the_day_before_on_the_day_and_the_day_after() -> None:
    assert plan(THURSDAY, TEAM, FULL_TIME, HOURS) == (
        Nudge(Step.BEFORE, at("2026-11-25 09:00")),
        Nudge(Step.ON, at("2026-11-26 09:00")),
        Nudge(Step.AFTER, at("2026-11-27 09:00")),
    )


def test_weekends_and_bank_holidays_lie_between_the_steps() -> None:
    tuesday_after_easter = date(2027, 3, 30)
    assert days_of(plan(tuesday_after_easter, TEAM, FULL_TIME, HOURS)) == {
        Step.BEFORE: date(2027, 3, 25),
        Step.ON: tuesday_after_easter,
        Step.AFTER: date(2027, 3, 31),
    }


def test_the_hours_are_those_of_the_person_however_far_away_the_team_is() -> None:
    far = Hours(ZoneInfo("Asia/Tokyo"), opens=time(10))
    assert plan(THURSDAY, TEAM, FULL_TIME, far)[1].at == at("2026-11-26 10:00", far.zone)


def test_nine_oclock_stays_nine_oclock_over_the_night_the_clocks_go_back() -> None:
    monday = date(2026, 10, 26)
    before, on, _ = plan(monday, TEAM, FULL_TIME, HOURS)
    assert before.at == datetime(2026, 10, 23, 8, tzinfo=UTC)
    assert on.at == datetime(2026, 10, 26, 9, tzinfo=UTC)


def test_nine_oclock_stays_nine_oclock_over_the_night_the_clocks_go_forward() -> None:
    on_duty_at_weekends = WorkingCalendar(LONDON, Nation.ENGLAND, weekdays=frozenset(range(7)))
    before, on, _ = plan(date(2028, 3, 26), on_duty_at_weekends, FULL_TIME, HOURS)
    assert before.at == datetime(2028, 3, 25, 9, tzinfo=UTC)
    assert on.at == datetime(2028, 3, 26, 8, tzinfo=UTC)


@pytest.mark.parametrize(
    ("weekdays", "nudged_on"),
    [
        pytest.param(
            {0, 1}, {Step.BEFORE: date(2026, 11, 24)}, id="all three fall back to Tuesday"
        ),
        pytest.param(
            {1, 3},
            {Step.BEFORE: date(2026, 11, 24), Step.ON: THURSDAY},
            id="the day after falls back to the day itself",
        ),
        pytest.param(
            {0, 1, 4},
            {Step.BEFORE: date(2026, 11, 24), Step.AFTER: date(2026, 11, 27)},
            id="the day itself falls back to the day before",
        ),
        pytest.param(
            {4}, {Step.BEFORE: date(2026, 11, 20), Step.AFTER: date(2026, 11, 27)}, id="Fridays"
        ),
        pytest.param({5, 6}, {}, id="no day in common with the team"),
    ],
)
def test_a_day_off_moves_the_nudge_back_and_one_day_holds_one_nudge(
    weekdays: set[int], nudged_on: dict[Step, date]
) -> None:
    part_time = Habits(weekdays=frozenset(weekdays))
    assert days_of(plan(THURSDAY, TEAM, part_time, HOURS)) == nudged_on


def test_nobody_is_nudged_while_away() -> None:
    back_on_friday = Habits(away_until=THURSDAY)
    assert days_of(plan(THURSDAY, TEAM, back_on_friday, HOURS)) == {Step.AFTER: date(2026, 11, 27)}


def test_a_promise_for_a_day_that_has_become_a_closure_is_spoken_of_before_and_after() -> None:
    closed = WorkingCalendar(LONDON, Nation.ENGLAND, closures=frozenset({THURSDAY}))
    assert days_of(plan(THURSDAY, closed, FULL_TIME, HOURS)) == {
        Step.BEFORE: date(2026, 11, 25),
        Step.AFTER: date(2026, 11, 27),
    }


@given(days, teams, people, hours_of_a_day)
def test_nudges_are_at_most_three_in_order_on_shared_days_as_the_hours_begin(
    answer_by: date, team: WorkingCalendar, habits: Habits, hours: Hours
) -> None:
    nudges = plan(answer_by, team, habits, hours)
    steps = [list(Step).index(nudge.step) for nudge in nudges]
    assert steps == sorted(set(steps))
    for nudge in nudges:
        local = nudge.at.astimezone(hours.zone)
        assert nudge.at.tzinfo is UTC
        assert local.time() == hours.opens
        assert is_shared(local.date(), team, habits)
    on = days_of(nudges, hours)
    assert all(one < other for one, other in pairwise(on.values()))
    latest = {
        Step.BEFORE: team.previous(answer_by),
        Step.ON: answer_by,
        Step.AFTER: team.add(answer_by, 1),
    }
    assert all(day <= latest[step] for step, day in on.items())


@given(days, teams, people, hours_of_a_day)
def test_a_step_is_dropped_only_where_no_shared_day_is_left_for_it(
    answer_by: date, team: WorkingCalendar, habits: Habits, hours: Hours
) -> None:
    on = days_of(plan(answer_by, team, habits, hours), hours)
    earlier = team.previous(answer_by) - LONGEST_SEARCH_DAYS * DAY
    for step, meant in (
        (Step.BEFORE, team.previous(answer_by)),
        (Step.ON, answer_by),
        (Step.AFTER, team.add(answer_by, 1)),
    ):
        kept = on.get(step, earlier)
        # Between the day that was kept (or the step before it) and the day meant, nothing fits.
        day = meant
        while day > max(kept, earlier, meant - LONGEST_SEARCH_DAYS * DAY):
            assert not is_shared(day, team, habits)
            day -= DAY
        earlier = max(earlier, kept)


@given(days, teams, hours_of_a_day)
def test_somebody_who_works_as_their_team_does_is_nudged_on_the_teams_days(
    answer_by: date, team: WorkingCalendar, hours: Hours
) -> None:
    assume(team.is_working(answer_by))
    assert days_of(plan(answer_by, team, FULL_TIME, hours), hours) == {
        Step.BEFORE: team.previous(answer_by),
        Step.ON: answer_by,
        Step.AFTER: team.add(answer_by, 1),
    }


@pytest.mark.parametrize(
    ("done", "now", "step"),
    [
        pytest.param(None, "2026-11-24 12:00", Step.BEFORE, id="still to come"),
        pytest.param(None, "2026-11-25 09:00", Step.BEFORE, id="due this very moment"),
        pytest.param(None, "2026-11-25 16:59", Step.BEFORE, id="due since this morning"),
        pytest.param(None, "2026-11-25 17:00", Step.ON, id="too late today"),
        pytest.param(None, "2026-11-27 08:00", Step.AFTER, id="two days have passed"),
        pytest.param(None, "2026-11-27 17:00", None, id="all have passed"),
        pytest.param(Step.BEFORE, "2026-11-25 09:01", Step.ON, id="the first is done"),
        pytest.param(Step.ON, "2026-11-25 09:01", Step.AFTER, id="the second is done"),
        pytest.param(Step.AFTER, "2026-11-25 09:01", None, id="the last is done"),
    ],
)
def test_the_next_step_is_the_first_that_can_still_be_sent(
    done: Step | None, now: str, step: Step | None
) -> None:
    found = upcoming(plan(THURSDAY, TEAM, FULL_TIME, HOURS), done, at(now), HOURS)
    assert (found and found.step) == step


@given(
    answer_by=days,
    team=teams,
    habits=people,
    hours=hours_of_a_day,
    done=st.none() | st.sampled_from(Step),
    half_days=st.integers(-80, 8),
)
def test_what_comes_next_is_after_what_is_done_and_not_over(
    *,
    answer_by: date,
    team: WorkingCalendar,
    habits: Habits,
    hours: Hours,
    done: Step | None,
    half_days: int,
) -> None:
    nudges = plan(answer_by, team, habits, hours)
    now = hours.opening(answer_by) + half_days * timedelta(hours=11)
    possible = [
        nudge
        for nudge in nudges
        if (done is None or list(Step).index(nudge.step) > list(Step).index(done))
        and now < hours.closing(day_in(hours.zone, nudge.at))
    ]
    assert upcoming(nudges, done, now, hours) == (possible[0] if possible else None)


@given(days, teams, people, hours_of_a_day, st.integers(1, 40))
def test_a_promise_followed_hour_by_hour_is_nudged_three_times_at_most_and_within_hours(
    answer_by: date, team: WorkingCalendar, habits: Habits, hours: Hours, pace: int
) -> None:
    nudges = plan(answer_by, team, habits, hours)
    now = hours.opening(team.previous(answer_by)) - 10 * DAY
    end = hours.opening(team.add(answer_by, 1)) + 2 * DAY
    done, sent = None, []
    while now < end:
        due = upcoming(nudges, done, now, hours)
        if due and due.at <= now:
            sent.append(now)
            done = due.step
        now += pace * timedelta(hours=1)
    assert len(sent) <= len(nudges) <= 3
    for when in sent:
        local = when.astimezone(hours.zone)
        assert hours.opens <= local.time() < hours.closes
        assert is_shared(local.date(), team, habits)


@pytest.mark.parametrize(
    ("now", "then"),
    [
        pytest.param("2026-11-26 08:59", "2026-11-26 09:00", id="before the hours begin"),
        pytest.param("2026-11-26 09:00", "2026-11-26 09:00", id="as they begin"),
        pytest.param("2026-11-26 16:59", "2026-11-26 16:59", id="within them"),
        pytest.param("2026-11-26 17:00", "2026-11-27 09:00", id="as they end"),
        pytest.param("2026-11-27 17:00", "2026-11-30 09:00", id="over a weekend"),
    ],
)
def test_a_nudge_asked_for_waits_for_working_hours(now: str, then: str) -> None:
    assert moment(at(now), TEAM, FULL_TIME, HOURS) == at(then)


@given(moments, teams, people, hours_of_a_day)
def test_a_nudge_asked_for_goes_out_within_hours_on_the_first_day_that_suits_both(
    now: datetime, team: WorkingCalendar, habits: Habits, hours: Hours
) -> None:
    then = moment(now, team, habits, hours)
    today, day = day_in(hours.zone, now), day_in(hours.zone, then)
    assert then >= now
    assert hours.opening(day) <= then < hours.closing(day)
    first = today if now < hours.closing(today) else today + DAY
    if a_shared_day_comes(first, team, habits):
        assert is_shared(day, team, habits)
        between = (first + n * DAY for n in range((day - first).days))
        assert not any(is_shared(one, team, habits) for one in between)
    else:
        assert day == team.add(first, 0)
    assert then in {now, hours.opening(day)}
    assert moment(then, team, habits, hours) == then


def test_a_nudge_asked_for_is_not_lost_by_those_who_share_no_day_with_their_team() -> None:
    at_weekends = Habits(weekdays=frozenset({5, 6}))
    assert moment(at("2026-11-27 18:00"), TEAM, at_weekends, HOURS) == at("2026-11-30 09:00")
    assert snoozed(at("2026-11-27 18:00"), 3, TEAM, at_weekends, HOURS) == at("2026-12-02 09:00")


def test_putting_off_by_one_day_on_a_friday_means_monday() -> None:
    assert snoozed(at("2026-11-27 11:00"), 1, TEAM, FULL_TIME, HOURS) == at("2026-11-30 09:00")


def test_putting_off_counts_only_the_days_of_a_part_time_week() -> None:
    tuesdays_and_fridays = Habits(weekdays=frozenset({1, 4}))
    now = at("2026-11-24 11:00")
    assert snoozed(now, 3, TEAM, tuesdays_and_fridays, HOURS) == at("2026-12-04 09:00")


@given(moments, st.integers(1, 5), teams, people, hours_of_a_day)
def test_putting_off_by_n_days_passes_over_n_minus_one_shared_days(
    now: datetime, n: int, team: WorkingCalendar, habits: Habits, hours: Hours
) -> None:
    then = snoozed(now, n, team, habits, hours)
    today, day = day_in(hours.zone, now), day_in(hours.zone, then)
    assert then == hours.opening(day) > now
    passed = [today + one * DAY for one in range(1, (day - today).days + 1)]
    shared = [one for one in passed if is_shared(one, team, habits)]
    if is_shared(day, team, habits) and len(shared) == n:
        return
    assert day == team.add(today, n)
    assert not all(a_shared_day_comes(one + DAY, team, habits) for one in (today, *shared[: n - 1]))


@pytest.mark.parametrize("none", [0, -1])
def test_nothing_is_put_off_by_no_days(none: int) -> None:
    with pytest.raises(ValueError, match="one working day or more"):
        snoozed(at("2026-11-27 11:00"), none, TEAM, FULL_TIME, HOURS)


def test_a_team_closed_for_months_is_waited_for() -> None:
    closed = frozenset(date(2026, 11, 1) + n * DAY for n in range(200))
    team = WorkingCalendar(LONDON, Nation.ENGLAND, closures=closed)
    assert moment(at("2026-11-27 11:00"), team, FULL_TIME, HOURS) == at("2027-05-20 09:00")


@pytest.mark.parametrize(("opens", "closes"), [(time(9), time(9)), (time(17), time(9))])
def test_hours_that_end_before_they_begin_are_refused(opens: time, closes: time) -> None:
    with pytest.raises(ValueError, match="begin before they end"):
        Hours(LONDON, opens, closes)


@pytest.mark.parametrize(
    "times", [(time(9, tzinfo=UTC), time(17)), (time(9), time(17, tzinfo=UTC))]
)
def test_hours_with_a_zone_of_their_own_are_refused(times: tuple[time, time]) -> None:
    with pytest.raises(ValueError, match="without a zone"):
        Hours(LONDON, *times)


def test_now_needs_a_time_zone() -> None:
    naive = datetime(2026, 11, 26, 9, 30)  # noqa: DTZ001 - the mistake under test
    with pytest.raises(ValueError, match="needs a time zone"):
        moment(naive, TEAM, FULL_TIME, HOURS)
