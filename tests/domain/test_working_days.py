"""Working days and closures are read as people write them, and shown so that they can be again."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.working_days import (
    MOST_CLOSED_DAYS,
    read_closures,
    read_weekdays,
    write_closures,
)

DAY = timedelta(days=1)
CHRISTMAS = frozenset(date(2026, 12, 24) + n * DAY for n in range(9))

closures = st.builds(
    lambda first, lengths: frozenset(
        first + n * DAY for start, length in lengths for n in range(start, start + length)
    ),
    st.dates(date(2000, 1, 1), date(2099, 1, 1)),
    st.lists(st.tuples(st.integers(0, 500), st.integers(0, 20)), max_size=19),
)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Mon Tue Fri", {0, 1, 4}),
        ("mon,tue;FRIDAY", {0, 1, 4}),
        ("Mon-Fri", {0, 1, 2, 3, 4}),
        ("Mon – Fri", {0, 1, 2, 3, 4}),
        ("Monday to Thursday", {0, 1, 2, 3}),
        ("Mon-Wed, Fri", {0, 1, 2, 4}),
        ("Sat-Tue", {5, 6, 0, 1}),
        ("Tues Weds Thurs", {1, 2, 3}),
        ("Mon-Sun", set(range(7))),
        ("  Wed  ", {2}),
    ],
)
def test_weekdays_are_read_as_people_write_them(text: str, days: set[int]) -> None:
    assert read_weekdays(text) == days


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "at least one working day"),
        (" , ", "at least one working day"),
        ("Mo", "not a weekday"),
        ("Mon Someday", "“someday” is not a weekday"),
        ("1-5", "not a weekday"),
        ("Mon-Wed-Fri", "not clear"),
        ("Mon-", "not clear"),
        ("mondays", "not a weekday"),
    ],
)
def test_what_is_no_weekday_is_named(text: str, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        read_weekdays(text)


@pytest.mark.parametrize(
    "text",
    [
        "2026-12-24..2027-01-01",
        "2026-12-24 .. 2027-01-01",
        "2026-12-24…2027-01-01",
        "2026-12-24..2026-12-28, 2026-12-29; 2026-12-30\n2026-12-28..2027-01-01",
    ],
)
def test_closures_are_read_as_people_write_them(text: str) -> None:
    assert read_closures(text) == CHRISTMAS


def test_nothing_written_means_no_closures() -> None:
    assert read_closures(" ") == frozenset()
    assert write_closures(frozenset()) == ""


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("24/12/2026", "“24/12/2026” is not a date"),
        ("2026-02-30", "not a date"),
        ("20261224", "not a date"),
        ("0226-12-24", "not a date"),
        ("9999-12-24", "not a date"),
        ("2027-01-01..2026-12-24", "ends before it begins"),
        ("2026-12-24..2026-12-25..2026-12-26", "not clear"),
        ("2026-12-24..", "not clear"),
        ("Christmas", "not a date"),
        ("2026-12-24..2072-12-24", f"more than {MOST_CLOSED_DAYS}"),
        ("2026-01-01..2026-12-31 2027-01-01..2027-12-31", f"more than {MOST_CLOSED_DAYS}"),
    ],
)
def test_what_is_no_closure_is_named(text: str, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        read_closures(text)


def test_as_many_closed_days_as_are_allowed_are_read() -> None:
    first = date(2026, 1, 1)
    last = first + (MOST_CLOSED_DAYS - 1) * DAY
    assert len(read_closures(f"{first}..{last}")) == MOST_CLOSED_DAYS
    with pytest.raises(ValueError, match=f"more than {MOST_CLOSED_DAYS}"):
        read_closures(f"{first}..{last + DAY}")


def test_neighbouring_closures_are_shown_as_a_run() -> None:
    days = {*CHRISTMAS, date(2027, 3, 25), date(2026, 11, 2)}
    assert write_closures(days) == "2026-11-02 2026-12-24..2027-01-01 2027-03-25"


@given(closures)
def test_closures_shown_are_read_back_the_same(days: frozenset[date]) -> None:
    assert read_closures(write_closures(days)) == days


def refusal(read: Callable[[str], object], text: str) -> str | None:
    try:
        read(text)
    except ValueError as refused:
        return str(refused)
    return None


@given(
    st.sampled_from([read_weekdays, read_closures]),
    st.text() | st.from_regex(r"[0-9.\-, ]{0,40}", fullmatch=True),
)
def test_whatever_is_written_is_read_or_refused_with_one_short_sentence(
    read: Callable[[str], object], text: str
) -> None:
    sentence = refusal(read, text)
    assert sentence is None or (sentence.endswith(".") and len(sentence) < 150)
