"""The stemmer does what its author's paper says it does."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.porter import stem

IN_THE_PAPER = {
    "caresses": "caress",
    "ponies": "poni",
    "ties": "ti",
    "caress": "caress",
    "cats": "cat",
    "feed": "feed",
    "agreed": "agre",
    "plastered": "plaster",
    "bled": "bled",
    "motoring": "motor",
    "sing": "sing",
    "conflated": "conflat",
    "troubled": "troubl",
    "sized": "size",
    "hopping": "hop",
    "tanned": "tan",
    "falling": "fall",
    "hissing": "hiss",
    "fizzed": "fizz",
    "failing": "fail",
    "filing": "file",
    "happy": "happi",
    "sky": "sky",
    "relational": "relat",
    "conditional": "condit",
    "rational": "ration",
    "digitizer": "digit",
    "radically": "radic",
    "vietnamization": "vietnam",
    "operator": "oper",
    "decisiveness": "decis",
    "hopefulness": "hope",
    "formality": "formal",
    "sensibility": "sensibl",
    "triplicate": "triplic",
    "formalize": "formal",
    "electrical": "electr",
    "goodness": "good",
    "revival": "reviv",
    "allowance": "allow",
    "adjustable": "adjust",
    "irritant": "irrit",
    "replacement": "replac",
    "adoption": "adopt",
    "effective": "effect",
    "probate": "probat",
    "rate": "rate",
    "controll": "control",
    "roll": "roll",
}
"""Taken through every step, as the author's own program does; the paper shows one step of each."""


@pytest.mark.parametrize(("word", "left"), IN_THE_PAPER.items())
def test_a_word_of_the_paper_has_the_stem_of_the_paper(word: str, left: str) -> None:
    assert stem(word) == left


@pytest.mark.parametrize("word", ["", "a", "is", "ye"])
def test_very_short_words_stay_as_they_are(word: str) -> None:
    assert stem(word) == word


def test_a_y_that_begins_a_word_is_no_vowel() -> None:
    assert stem("yelled") == "yell"


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz", min_size=1))
def test_a_stem_is_no_longer_than_its_word_and_never_nothing(word: str) -> None:
    assert 1 <= len(stem(word)) <= len(word) + 1
