"""Masking words that slipped through: all of them, and nothing besides."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.redaction import MASK, masked

TEXTS = st.text(alphabet="abAB .-!\n'", max_size=40)
WORDS = TEXTS.filter(lambda text: text.strip())


@pytest.mark.parametrize(
    ("text", "words", "left"),
    [
        ("Jayden was at home", "Jayden", f"{MASK} was at home"),
        ("JAYDEN and jayden", "Jayden", f"{MASK} and {MASK}"),
        ("Jayden's letter", "Jayden", f"{MASK}'s letter"),
        ("12 Mill\nLane, again 12 mill lane", "12 Mill Lane", f"{MASK}, again {MASK}"),
        ("Ann was planning", "Ann", f"{MASK} was planning"),
        ("(see C-12)", "C-12", f"(see {MASK})"),
        ("a+b and aab", "a+b", f"{MASK} and aab"),
        ("Nothing of it", "Jayden", "Nothing of it"),
        (f"{MASK} was masked", "masked", f"{MASK} was {MASK}"),
    ],
)
def test_every_occurrence_is_masked_and_whole_words_only(text: str, words: str, left: str) -> None:
    assert masked(text, words) == left


@given(TEXTS, WORDS)
def test_masking_twice_is_masking_once(text: str, words: str) -> None:
    once = masked(text, words)
    assert masked(once, words) == once


@given(WORDS)
def test_words_that_stand_alone_are_masked_whole(words: str) -> None:
    assert masked(words.strip(), words) == MASK


@given(TEXTS, WORDS)
def test_what_is_not_masked_stays_as_it_was(text: str, words: str) -> None:
    left, at = masked(text, words), 0
    for piece in left.split(MASK):
        at = text.index(piece, at) + len(piece)


def test_blanks_are_nothing_to_mask() -> None:
    with pytest.raises(ValueError, match="nothing"):
        masked("Some words", " \n")
