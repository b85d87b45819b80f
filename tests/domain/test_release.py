"""When a report may appear, and how closely a reporter's moment is kept."""

from collections import Counter
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.calendar import Nation, WorkingCalendar
from bot.domain.release import (
    LATE,
    MORNINGS,
    TOGETHER_AT,
    coarse,
    coarse_day,
    counts_from,
    kept_at,
    released_at,
    shows_at,
)
from bot.domain.report import Mode
from tests.conftest import MONDAY

moments = st.datetimes(datetime(2020, 1, 1), datetime(2040, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - `timezones` adds the zone; hypothesis wants the bounds naive

LONDON = ZoneInfo("Europe/London")
CALENDAR = WorkingCalendar(timezone=LONDON, nation=Nation.ENGLAND)


def at(day: date, hour: int, minute: int = 0) -> datetime:
    return CALENDAR.at(day, time(hour, minute))


def anonymous(now: datetime, *, urgent: bool = False) -> datetime:
    return released_at(Mode.ANONYMOUS, now, Random(1), CALENDAR, urgent=urgent)


@given(moments, st.randoms(use_true_random=False))
def test_a_confidential_report_appears_after_ten_to_a_hundred_and_twenty_minutes(
    now: datetime, random: Random
) -> None:
    wait = released_at(Mode.CONFIDENTIAL, now, random, CALENDAR) - now

    assert timedelta(minutes=10) <= wait <= timedelta(minutes=120)


def test_the_wait_uses_the_whole_of_its_range() -> None:
    random = Random(5)
    waits = [released_at(Mode.CONFIDENTIAL, MONDAY, random, CALENDAR) - MONDAY for _ in range(400)]

    assert min(waits) < timedelta(minutes=13)
    assert max(waits) > timedelta(minutes=117)
    assert len(set(waits)) == len(waits)


@given(moments, st.randoms(use_true_random=False))
def test_a_named_report_appears_at_once(now: datetime, random: Random) -> None:
    assert released_at(Mode.NAMED, now, random, CALENDAR) == now


@given(moments)
def test_anonymous_reports_appear_on_a_working_morning_and_never_right_after_they_were_sent(
    now: datetime,
) -> None:
    appears = anonymous(now)

    assert appears.astimezone(LONDON).time() == TOGETHER_AT
    assert CALENDAR.is_working(CALENDAR.day_of(appears))
    assert appears - now > LATE


@given(st.tuples(moments, moments).map(sorted))
def test_anonymous_reports_appear_in_no_other_order_than_they_came(
    sent: list[datetime],
) -> None:
    earlier, later = sent

    assert anonymous(earlier) <= anonymous(later)


@given(moments, st.floats(0, 1))
def test_all_that_came_between_two_mornings_appear_together(now: datetime, part: float) -> None:
    appears = anonymous(now)
    until = appears - LATE

    assert anonymous(now + (until - now) * part * 0.999) == appears


@pytest.mark.parametrize(
    ("sent", "appears"),
    [
        pytest.param(at(date(2026, 11, 24), 14), date(2026, 11, 25), id="a Tuesday afternoon"),
        pytest.param(at(date(2026, 11, 25), 5, 59), date(2026, 11, 25), id="the early morning"),
        pytest.param(at(date(2026, 11, 25), 6), date(2026, 11, 26), id="the last two hours"),
        pytest.param(at(date(2026, 11, 27), 17), date(2026, 11, 30), id="a Friday"),
        pytest.param(at(date(2026, 12, 24), 12), date(2026, 12, 29), id="before Christmas"),
    ],
)
def test_they_appear_the_next_working_morning(sent: datetime, appears: date) -> None:
    assert anonymous(sent) == at(appears, 8)


@given(moments, st.randoms(use_true_random=False))
def test_what_is_said_later_without_a_name_shows_on_one_of_ten_mornings_together(
    now: datetime, random: Random
) -> None:
    first = anonymous(now)

    shows = shows_at(Mode.ANONYMOUS, now, random, CALENDAR, waits=True)

    assert CALENDAR.at(CALENDAR.day_of(shows), TOGETHER_AT) == shows
    assert CALENDAR.is_working(CALENDAR.day_of(shows))
    assert 0 <= CALENDAR.count(CALENDAR.day_of(first), CALENDAR.day_of(shows)) < MORNINGS


def test_each_of_the_ten_mornings_is_drawn_about_as_often() -> None:
    random = Random(7)
    drawn = Counter(
        shows_at(Mode.ANONYMOUS, MONDAY, random, CALENDAR, waits=True) for _ in range(2_000)
    )

    assert len(drawn) == MORNINGS
    assert min(drawn.values()) > 140


@given(moments, st.sampled_from(Mode), st.integers())
def test_what_does_not_wait_shows_as_a_report_would(now: datetime, mode: Mode, seed: int) -> None:
    shows = shows_at(mode, now, Random(seed), CALENDAR, waits=False)

    assert shows == released_at(mode, now, Random(seed), CALENDAR)


@given(moments, moments)
def test_without_a_name_the_day_counts_on_which_it_appears(
    now: datetime, appears: datetime
) -> None:
    assert counts_from(Mode.ANONYMOUS, now, appears) == appears
    assert counts_from(Mode.CONFIDENTIAL, now, appears) == now
    assert counts_from(Mode.NAMED, now, appears) == now


@given(moments)
def test_one_that_cannot_wait_appears_at_once(now: datetime) -> None:
    assert anonymous(now, urgent=True) == now


@given(moments)
def test_of_a_confidential_moment_only_the_hour_is_kept(now: datetime) -> None:
    kept = coarse(Mode.CONFIDENTIAL, now)

    assert (kept.minute, kept.second, kept.microsecond) == (0, 0, 0)
    assert timedelta() <= now - kept < timedelta(hours=1)


@given(moments)
def test_of_an_anonymous_moment_only_the_day_is_kept(now: datetime) -> None:
    kept = coarse(Mode.ANONYMOUS, now)

    assert kept.time() == time()
    assert kept.date() == now.date()


@given(moments, st.sampled_from(Mode))
def test_of_an_anonymous_report_only_days_are_kept_whoever_does_something(
    now: datetime, by: Mode
) -> None:
    assert kept_at(Mode.ANONYMOUS, by, now) == coarse(Mode.ANONYMOUS, now)
    assert kept_at(Mode.NAMED, by, now) == coarse(by, now)


@given(moments)
def test_a_named_moment_is_kept_as_it_is(now: datetime) -> None:
    assert coarse(Mode.NAMED, now) == now


@given(moments)
def test_beside_a_moment_of_release_only_the_day_is_kept_unless_the_name_shows(
    now: datetime,
) -> None:
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)

    assert coarse_day(Mode.CONFIDENTIAL, now) == midnight
    assert coarse_day(Mode.ANONYMOUS, now) == midnight
    assert coarse_day(Mode.NAMED, now) == now
