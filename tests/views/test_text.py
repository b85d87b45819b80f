"""Dates, names and lengths read as people say them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.ids import UserId
from bot.views import text
from tests.views.reports import TODAY


@pytest.mark.parametrize(
    ("on", "said"),
    [
        (date(2026, 11, 19), "Thursday 19 November"),
        (date(2026, 11, 20), "Friday"),
        (date(2026, 11, 25), "yesterday"),
        (date(2026, 11, 26), "today"),
        (date(2026, 11, 27), "tomorrow"),
        (date(2026, 12, 2), "Wednesday"),
        (date(2026, 12, 3), "Thursday 3 December"),
        (date(2027, 5, 27), "Thursday 27 May"),
        (date(2027, 5, 28), "Friday 28 May 2027"),
        (date(2025, 11, 26), "Wednesday 26 November 2025"),
    ],
)
def test_a_day_is_named_as_people_say_it(on: date, said: str) -> None:
    assert text.day(on, TODAY) == said


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(-400, 400))
def test_a_bare_weekday_always_means_the_nearest_such_day(today: date, away: int) -> None:
    said = text.day(today + timedelta(days=away), today)
    assert (said in text.WEEKDAYS) == (2 <= abs(away) <= 6)


def test_something_waits_since_a_day() -> None:
    assert text.waiting_since(date(2026, 11, 24), TODAY) == "waiting since Tuesday"


@pytest.mark.parametrize(
    ("users", "said"),
    [("A", "<@A>"), ("AB", "<@A> or <@B>"), ("ABC", "<@A>, <@B> or <@C>")],
)
def test_any_one_of_several_people_is_named_with_or(users: str, said: str) -> None:
    assert text.either([UserId(user) for user in users]) == said


def test_one_is_singular_and_all_else_is_plural() -> None:
    said = [text.plural(number, "colleague has", "colleagues have") for number in (0, 1, 2)]
    assert said == ["0 colleagues have", "1 colleague has", "2 colleagues have"]


@given(st.text(max_size=400), st.integers(20, 90))
def test_spreading_loses_nothing_and_keeps_to_the_length(words: str, longest: int) -> None:
    pieces = text.spread(words, longest)
    assert "".join(pieces) == words
    assert all(0 < len(piece) <= longest for piece in pieces)


def test_words_are_spread_at_the_ends_of_words() -> None:
    pieces = text.spread("well spotted " * 20, 60)
    assert len(pieces) == 5
    assert all(piece.endswith(" ") for piece in pieces)


@given(st.text(max_size=200), st.integers(20, 90))
def test_shortening_keeps_the_beginning_and_says_so(words: str, longest: int) -> None:
    short = text.shortened(words, longest)
    assert len(short) <= longest
    assert short == words or (short.endswith("…") and words.startswith(short[:-1]))


@given(st.text())
def test_escaped_text_can_neither_ping_nor_link(words: str) -> None:
    escaped = text.escape(words)
    assert "<" not in escaped
    assert ">" not in escaped


@pytest.mark.parametrize(
    ("users", "said"),
    [("A", "<@A>"), ("AB", "<@A> and <@B>"), ("ABC", "<@A>, <@B> and <@C>")],
)
def test_all_of_several_people(users: str, said: str) -> None:
    assert text.together([UserId(user) for user in users]) == said


@pytest.mark.parametrize(
    ("on", "said"),
    [
        (date(2026, 11, 26), "today"),
        (date(2026, 11, 27), "tomorrow"),
        (date(2026, 11, 30), "on Monday"),
        (date(2026, 12, 21), "on Monday 21 December"),
    ],
)
def test_something_happens_on_a_day(on: date, said: str) -> None:
    assert text.on_day(on, TODAY) == said
