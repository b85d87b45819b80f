"""Texts that say the same have the same words, however they are spelt and inflected."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.stems import LONGEST, stems

SAME = [
    ("The EDT number", "the out-of-hours numbers"),
    ("emergency duty team", "Out of hours"),
    ("mum's letters", "Mother\N{RIGHT SINGLE QUOTATION MARK}s letter"),
    ("she rang school", "phoned the schools"),
    ("SW for the kids", "social worker, children"),
    ("s47 enquiry", "section 47 enquiries"),
    ("CAF\N{LATIN CAPITAL LETTER E WITH ACUTE}", "cafe"),
    ("\N{FULLWIDTH LATIN SMALL LETTER A}llergy", "allergies"),
    ("handed over", "handover"),
    ("it was sent", "sending"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_what_is_the_same_has_the_same_words(one: str, other: str) -> None:
    assert stems(one) == stems(other) != frozenset()


@pytest.mark.parametrize(
    "said",
    ["", "we had to go and so did they", "<@U0PRIYA>", "ask U012ABC34", "<https://evil.example|x>"],
)
def test_people_addresses_and_little_words_are_left_out(said: str) -> None:
    assert stems(said) == frozenset()


def test_a_word_of_another_script_is_a_word() -> None:
    assert len(stems("مرحبا بالعالم")) == 2


@given(st.text())
def test_every_word_can_stand_in_either_index(text: str) -> None:
    for word in stems(text):
        assert word
        assert len(word) <= LONGEST
        assert not set(word) & set(" _'\"\\\0\n\t")


PLAIN = st.text(st.characters(exclude_characters="<>"))
"""Text in which nothing is an address or a person to Slack."""


@given(PLAIN, PLAIN)
def test_two_texts_together_have_the_words_of_both(one: str, other: str) -> None:
    assert stems(f"{one} \n. {other}") == stems(one) | stems(other)
