"""Promise dates over weekends, bank holidays and closures, and when a promise has slipped."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.promises import next_answer_by, promise_for, slips_at
from bot.domain.report import Promise
from bot.domain.team import Team
from tests.builders import a_team

LONDON = ZoneInfo("Europe/London")
MONDAY = date(2026, 11, 23)
CHRISTMAS = frozenset(date(2026, 12, day) for day in (24, 29, 30, 31))

days = st.dates(date(2026, 1, 1), date(2027, 12, 20))
teams = st.builds(
    lambda zone, weekdays, closures, promised: replace(
        a_team(zone=zone), weekdays=weekdays, closures=closures, answer_days=promised
    ),
    st.sampled_from(["Europe/London", "Asia/Kathmandu", "America/New_York"]),
    st.frozensets(st.integers(0, 6), min_size=1),
    st.frozensets(days, max_size=12),
    st.integers(1, 10),
)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=LONDON).astimezone(UTC)


@pytest.mark.parametrize(
    ("filed_on", "thanks_by", "answered_by"),
    [
        pytest.param("2026-11-23", "2026-11-24", "2026-11-26", id="a Monday"),
        pytest.param("2026-11-26", "2026-11-27", "2026-12-01", id="over a weekend"),
        pytest.param("2026-11-28", "2026-11-30", "2026-12-02", id="on a Saturday"),
        pytest.param("2026-12-23", "2026-12-24", "2026-12-30", id="over Christmas"),
        pytest.param("2027-03-25", "2027-03-30", "2027-04-01", id="over Easter"),
        pytest.param("2026-10-23", "2026-10-26", "2026-10-28", id="the clocks go back"),
    ],
)
def test_promises_count_working_days(filed_on: str, thanks_by: str, answered_by: str) -> None:
    promise = promise_for(a_team(), date.fromisoformat(filed_on))

    assert promise.thanks_by == date.fromisoformat(thanks_by)
    assert promise.answer_by == date.fromisoformat(answered_by)


def test_a_team_chooses_its_own_number_of_days() -> None:
    team = replace(a_team(), thanks_days=2, answer_days=5)

    promise = promise_for(team, MONDAY)

    assert promise == Promise(thanks_by=date(2026, 11, 25), answer_by=date(2026, 11, 30))


def test_promises_skip_the_days_on_which_a_team_is_closed() -> None:
    team = replace(a_team(), closures=CHRISTMAS)

    promise = promise_for(team, date(2026, 12, 23))

    assert promise == Promise(thanks_by=date(2027, 1, 4), answer_by=date(2027, 1, 6))


def test_promises_follow_a_week_of_the_teams_own() -> None:
    weekend = replace(a_team(), weekdays=frozenset({5, 6}))

    assert promise_for(weekend, MONDAY).answer_by == date(2026, 12, 5)


@pytest.mark.parametrize(
    ("answer_by", "expected"),
    [
        pytest.param("2026-11-26", "2026-11-27 09:00", id="the next morning"),
        pytest.param("2026-11-27", "2026-11-30 09:00", id="over a weekend"),
        pytest.param("2026-12-24", "2026-12-29 09:00", id="over Christmas"),
        pytest.param("2027-03-25", "2027-03-30 09:00", id="over Easter and the clocks"),
        pytest.param("2026-10-23", "2026-10-26 09:00", id="the clocks go back"),
    ],
)
def test_a_promise_slips_on_the_next_working_morning_at_nine(answer_by: str, expected: str) -> None:
    assert slips_at(a_team(), date.fromisoformat(answer_by)) == at(expected)


def test_a_promise_does_not_slip_on_a_day_on_which_the_team_is_closed() -> None:
    team = replace(a_team(), closures=CHRISTMAS)

    assert slips_at(team, date(2026, 12, 23)) == at("2027-01-04 09:00")


def test_nine_is_the_teams_own_nine() -> None:
    in_nepal = slips_at(a_team(zone="Asia/Kathmandu"), date(2026, 11, 24))

    assert in_nepal == datetime(2026, 11, 25, 3, 15, tzinfo=UTC)


def test_whoever_is_asked_next_has_until_the_next_working_day() -> None:
    assert next_answer_by(a_team(), date(2026, 11, 27)) == date(2026, 11, 30)


def test_a_promise_is_passed_on_again_two_working_days_after_it_slipped() -> None:
    team = a_team()
    slipped_on = date(2026, 11, 27)

    again = slips_at(team, next_answer_by(team, slipped_on))

    assert again == at("2026-12-01 09:00")
    assert team.calendar.count(slipped_on, team.calendar.day_of(again)) == 2


@given(teams, days)
def test_a_promise_slips_once_its_day_is_over_and_on_a_working_day(team: Team, day: date) -> None:
    calendar = team.calendar
    answer_by = promise_for(team, day).answer_by

    moment = slips_at(team, answer_by)

    local = moment.astimezone(team.timezone)
    assert local.time() == time(9)
    assert local.date() > answer_by
    assert calendar.is_working(local.date())
    assert calendar.count(answer_by, local.date()) == 1
    assert moment - calendar.at(answer_by, time(9)) >= timedelta(hours=22)


@given(teams, days)
def test_promised_days_are_working_days_in_order(team: Team, day: date) -> None:
    promise = promise_for(team, day)

    assert team.calendar.is_working(promise.thanks_by)
    assert team.calendar.is_working(promise.answer_by)
    assert team.calendar.count(day, promise.answer_by) == team.answer_days
    assert day < promise.thanks_by <= promise.answer_by
