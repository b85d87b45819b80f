"""When a report may appear, and how closely a reporter's moment is kept."""

from datetime import UTC, datetime, timedelta
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.release import coarse, coarse_day, released_at
from bot.domain.report import Mode
from tests.conftest import MONDAY

moments = st.datetimes(datetime(2020, 1, 1), datetime(2040, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - `timezones` adds the zone; hypothesis wants the bounds naive


@given(moments, st.randoms(use_true_random=False))
def test_a_confidential_report_appears_after_ten_to_a_hundred_and_twenty_minutes(
    now: datetime, random: Random
) -> None:
    wait = released_at(Mode.CONFIDENTIAL, now, random) - now

    assert timedelta(minutes=10) <= wait <= timedelta(minutes=120)


def test_the_wait_uses_the_whole_of_its_range() -> None:
    random = Random(5)
    waits = [released_at(Mode.CONFIDENTIAL, MONDAY, random) - MONDAY for _ in range(400)]

    assert min(waits) < timedelta(minutes=13)
    assert max(waits) > timedelta(minutes=117)
    assert len(set(waits)) == len(waits)


@given(moments, st.randoms(use_true_random=False))
def test_a_named_report_appears_at_once(now: datetime, random: Random) -> None:
    assert released_at(Mode.NAMED, now, random) == now


@given(moments)
def test_of_a_confidential_moment_only_the_hour_is_kept(now: datetime) -> None:
    kept = coarse(Mode.CONFIDENTIAL, now)

    assert (kept.minute, kept.second, kept.microsecond) == (0, 0, 0)
    assert timedelta() <= now - kept < timedelta(hours=1)


@given(moments)
def test_a_named_moment_is_kept_as_it_is(now: datetime) -> None:
    assert coarse(Mode.NAMED, now) == now


@given(moments)
def test_beside_a_moment_of_release_only_the_day_of_a_confidential_report_is_kept(
    now: datetime,
) -> None:
    kept = coarse_day(Mode.CONFIDENTIAL, now)

    assert kept == now.replace(hour=0, minute=0, second=0, microsecond=0)
    assert coarse_day(Mode.NAMED, now) == now
