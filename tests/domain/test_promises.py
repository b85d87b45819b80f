"""Promise dates and reminders over weekends, bank holidays and the nights the clocks change."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.calendar import Nation, WorkingCalendar
from bot.domain.promises import nudge_at, nudge_now, promise_for
from bot.domain.report import Promise
from tests.builders import a_team

LONDON = ZoneInfo("Europe/London")
ENGLAND = WorkingCalendar(LONDON, Nation.ENGLAND)

calendars = st.builds(
    WorkingCalendar,
    timezone=st.sampled_from([LONDON, ZoneInfo("Asia/Kathmandu"), ZoneInfo("America/New_York")]),
    nation=st.sampled_from(Nation),
    weekdays=st.frozensets(st.integers(0, 6), min_size=1),
)
days = st.dates(date(2024, 1, 1), date(2032, 12, 31))
moments = st.datetimes(datetime(2024, 1, 1), datetime(2032, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001 - `timezones` adds the zone; hypothesis wants the bounds naive


def answer_by(day: date) -> Promise:
    return Promise(thanks_by=day, answer_by=day)


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

    promise = promise_for(team, date(2026, 11, 23))

    assert promise == Promise(thanks_by=date(2026, 11, 25), answer_by=date(2026, 11, 30))


@pytest.mark.parametrize(
    ("now", "promised", "expected"),
    [
        pytest.param("2026-11-23 10:00", "2026-11-26", "2026-11-25 09:00", id="the day before"),
        pytest.param("2026-11-26 10:00", "2026-12-01", "2026-11-30 09:00", id="over a weekend"),
        pytest.param("2026-11-27 10:00", "2026-11-30", "2026-11-30 09:00", id="gone by already"),
        pytest.param("2026-11-27 08:59", "2026-11-30", "2026-11-27 09:00", id="a minute before"),
        pytest.param("2026-12-23 10:00", "2026-12-29", "2026-12-24 09:00", id="over Christmas"),
        pytest.param("2027-03-25 08:00", "2027-03-30", "2027-03-25 09:00", id="clocks forward"),
        pytest.param("2026-10-22 10:00", "2026-10-26", "2026-10-23 09:00", id="clocks back"),
    ],
)
def test_the_reminder_is_a_working_day_before_at_nine(
    now: str, promised: str, expected: str
) -> None:
    moment = nudge_at(answer_by(date.fromisoformat(promised)), ENGLAND, at(now))

    assert moment == at(expected)


def test_nine_is_the_teams_own_nine_in_summer_and_in_winter() -> None:
    early = datetime(2026, 1, 1, tzinfo=UTC)
    summer = nudge_at(answer_by(date(2026, 7, 9)), ENGLAND, early)
    winter = nudge_at(answer_by(date(2026, 11, 26)), ENGLAND, early)

    assert (summer.hour, winter.hour) == (8, 9)


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        pytest.param("2026-11-25 09:00", "2026-11-25 09:00", id="on the stroke"),
        pytest.param("2026-11-25 16:59", "2026-11-25 16:59", id="just before closing"),
        pytest.param("2026-11-25 17:00", "2026-11-26 09:00", id="at closing"),
        pytest.param("2026-11-25 03:00", "2026-11-25 09:00", id="in the small hours"),
        pytest.param("2026-11-26 12:00", "2026-11-26 12:00", id="on the promised day"),
        pytest.param("2026-11-26 16:59", "2026-11-26 16:59", id="at the very end of it"),
        pytest.param("2026-11-26 17:00", None, id="once the day is over"),
        pytest.param("2026-11-27 10:00", None, id="the day after"),
        pytest.param("2026-11-21 12:00", "2026-11-23 09:00", id="on a Saturday"),
    ],
)
def test_a_nudge_goes_out_in_working_hours_and_never_after_the_promised_day(
    now: str, expected: str | None
) -> None:
    moment = nudge_now(answer_by(date(2026, 11, 26)), ENGLAND, at(now))

    assert moment == (None if expected is None else at(expected))


def test_a_nudge_waits_through_bank_holidays() -> None:
    moment = nudge_now(answer_by(date(2026, 12, 29)), ENGLAND, at("2026-12-25 10:00"))

    assert moment == at("2026-12-29 09:00")


@settings(deadline=None)
@given(calendars, days, moments)
def test_a_nudge_is_never_sent_on_a_day_off_nor_outside_nine_to_five(
    calendar: WorkingCalendar, day: date, now: datetime
) -> None:
    promise = answer_by(calendar.add(day, 0))
    moment = nudge_now(promise, calendar, now)
    if moment is None:
        today = calendar.day_of(now)
        later = calendar.at(today, time(17)) <= now
        opens = calendar.add(today + timedelta(days=1), 0) if later else calendar.add(today, 0)
        assert opens > promise.answer_by
        return
    local = moment.astimezone(calendar.timezone)
    assert moment >= now
    assert time(9) <= local.time() < time(17)
    assert calendar.is_working(local.date())
    assert local.date() <= promise.answer_by


@settings(deadline=None)
@given(calendars, days, moments)
def test_a_nudge_that_may_go_now_goes_now(
    calendar: WorkingCalendar, day: date, now: datetime
) -> None:
    promise = answer_by(calendar.add(day, 0))
    moment = nudge_now(promise, calendar, now)
    if moment is not None:
        assert nudge_now(promise, calendar, moment) == moment


@settings(deadline=None)
@given(calendars, days, st.integers(1, 10), st.floats(0, 86_399))
def test_a_reminder_that_is_set_falls_before_the_promised_day_is_over(
    calendar: WorkingCalendar, filed_on: date, promised_days: int, second: float
) -> None:
    promise = answer_by(calendar.add(filed_on, promised_days))
    now = calendar.at(filed_on, time(0)) + timedelta(seconds=second)

    moment = nudge_at(promise, calendar, now)

    assert nudge_now(promise, calendar, moment) == moment
