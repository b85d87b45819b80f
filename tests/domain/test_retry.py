"""How long to wait before a message is tried again."""

from datetime import timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.retry import LONGEST_RETRY_AFTER, Pace

SECOND = timedelta(seconds=1)
QUARTER = timedelta(minutes=15)
REAL = Pace()

scales = st.floats(0.001, 1)
attempts = st.integers(-3, 5_000)


class Least(Random):
    """Draws the lowest number every time."""

    def random(self) -> float:
        return 0.0


class Most(Random):
    """Draws the highest number every time."""

    def random(self) -> float:
        return 1.0


@pytest.mark.parametrize(
    ("attempt", "seconds"),
    [(0, 1), (1, 1), (2, 2), (3, 4), (4, 8), (10, 512), (11, 900), (12, 900), (10_000, 900)],
)
def test_waits_double_up_to_a_quarter_of_an_hour(attempt: int, seconds: int) -> None:
    assert REAL.backoff(attempt, Least()) == timedelta(seconds=seconds)
    assert REAL.backoff(attempt, Most()) == timedelta(seconds=seconds * 1.25)


@given(attempts, st.randoms(use_true_random=False), scales)
def test_a_wait_is_within_its_bounds(attempt: int, random: Random, scale: float) -> None:
    wait = Pace(scale).backoff(attempt, random)

    rounding = timedelta(microseconds=1)
    assert SECOND * scale - rounding <= wait <= QUARTER * 1.25 * scale + rounding


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("1", 1),
        ("30", 30),
        ("300", 300),
        ("1800", 1_800),
        ("3600", 3_600),
        ("3601", 3_600),
        ("86400", 3_600),
        ("2.5", 2.5),
        ("0", 0),
        ("-5", 0),
        (None, 30),
        ("", 30),
        ("abc", 30),
        ("nan", 30),
        ("inf", 30),
        ("1e400", 30),
    ],
)
def test_slack_is_given_the_patience_it_asks_for(header: str | None, seconds: float) -> None:
    assert REAL.after_refusal(header) == timedelta(seconds=seconds)


@given(st.none() | st.text() | st.floats().map(str))
def test_whatever_the_header_says_there_is_a_wait(header: str | None) -> None:
    assert timedelta() <= REAL.after_refusal(header) <= LONGEST_RETRY_AFTER


@given(scales)
def test_a_claim_outlives_three_timeouts_at_any_pace(scale: float) -> None:
    pace = Pace(scale)

    assert pace.http_timeout >= SECOND
    assert pace.lease > pace.http_timeout * 3


def test_in_real_use_these_are_the_waits() -> None:
    assert REAL.between_messages >= SECOND
    assert REAL.settle == timedelta(seconds=30)
    assert REAL.http_timeout == timedelta(seconds=10)
    assert REAL.blocked() == timedelta(hours=1)
    assert timedelta(hours=1) == LONGEST_RETRY_AFTER


def test_a_scaled_pace_scales_every_wait() -> None:
    fast = Pace(0.01)

    assert fast.between_messages == REAL.between_messages / 100
    assert fast.settle == REAL.settle / 100
    assert fast.blocked() == REAL.blocked() / 100
    assert fast.after_refusal("10") == timedelta(seconds=0.1)
