"""Whoever tries the demo meets a working day, whatever the hour."""

from datetime import datetime

import pytest

from bot.cli.practice import LONDON, _in_working_hours


def at(written: str) -> datetime:
    """A moment in London."""
    return datetime.fromisoformat(written).replace(tzinfo=LONDON)


@pytest.mark.parametrize("now", ["2026-11-23T09:00", "2026-11-23T15:59", "2026-07-15T12:30"])
def test_in_working_hours_the_demo_begins_now(now: str) -> None:
    assert _in_working_hours(at(now)) == at(now)


@pytest.mark.parametrize(
    ("now", "begins"),
    [
        ("2026-11-23T08:59", "2026-11-23T10:00"),
        ("2026-11-23T16:00", "2026-11-24T10:00"),
        ("2026-11-23T00:30", "2026-11-23T10:00"),
        ("2026-11-27T18:00", "2026-11-30T10:00"),
        ("2026-11-28T11:00", "2026-11-30T10:00"),
        ("2026-11-29T23:30", "2026-11-30T10:00"),
        ("2026-12-25T11:00", "2026-12-29T10:00"),
        ("2026-07-15T20:00", "2026-07-16T10:00"),
        ("2026-10-23T17:00", "2026-10-26T10:00"),
    ],
    ids=[
        "before work",
        "after work",
        "by night",
        "friday evening",
        "saturday",
        "sunday",
        "christmas",
        "in summer",
        "as the clocks go back",
    ],
)
def test_at_any_other_time_it_begins_at_ten_on_the_next_working_day(now: str, begins: str) -> None:
    assert _in_working_hours(at(now)) == at(begins)
