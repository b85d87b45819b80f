"""Hollow words are found as they were written, however they are inflected."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.change import Strength
from bot.domain.hollow import USUAL, gently, hollow, phrases_of, read

WORDS = ("staff", "were", "reminded", "form", "lessons", "learned", "now", "on", "duty")
SENTENCES = st.lists(st.sampled_from((*WORDS, ".", ",", "\n")), max_size=30).map(" ".join)


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("Lessons have been learned.", "Lessons have been learned"),
        ("LESSONS WERE LEARNT", "LESSONS WERE LEARNT"),
        ("All staff have been reminded to check.", "staff have been reminded"),
        ("We'll be reminding the whole team", "reminding the whole team"),
        ("There is better information-sharing", "better information-sharing"),
        (
            "Information sharing between the teams needs improving",
            "Information sharing between the teams needs improving",
        ),
        ("The importance of recording was emphasised", "importance of recording was emphasised"),
        ("We are keeping this under review", "keeping this under review"),
    ],
)
def test_what_reviews_say_over_and_over_is_found_in_all_its_forms(written: str, found: str) -> None:
    assert hollow(written) == (found,)


@pytest.mark.parametrize(
    "written",
    [
        "",
        "The form now shows the new address first, and cannot be sent without it.",
        "Tom and Priya swap the duty phone at noon, in person.",
        "I'd like to remind you that I am away on Friday",
        "The staff room is open. Everything that was reminded of it is gone",
    ],
)
def test_what_can_be_done_on_monday_morning_is_not(written: str) -> None:
    assert hollow(written) == ()


def test_no_phrase_goes_over_the_end_of_a_sentence_or_of_a_line() -> None:
    assert hollow("We told the staff. They were reminded") == ()
    assert hollow("We told the staff\nThey were reminded") == ()


def test_a_gap_is_five_words_wide_and_no_more() -> None:
    assert hollow("staff a b c d e reminded") == ("staff a b c d e reminded",)
    assert hollow("staff a b c d e f reminded") == ()


def test_several_are_named_in_order_each_once() -> None:
    said = "Staff were reminded. Lessons were learned! Staff were reminded."
    assert hollow(said) == ("Staff were reminded", "Lessons were learned")


@given(SENTENCES)
def test_what_is_found_stands_in_the_text_in_one_sentence(written: str) -> None:
    for passage in hollow(written):
        assert passage in written
        assert "." not in passage
        assert "\n" not in passage


@given(SENTENCES, SENTENCES)
def test_a_sentence_that_follows_takes_nothing_away(written: str, more: str) -> None:
    assert set(hollow(written)) <= set(hollow(f"{written}.{more}"))


@given(st.text())
def test_whatever_somebody_types_can_be_looked_through(written: str) -> None:
    assert all(passage in written for passage in hollow(written))


@pytest.mark.parametrize("phrase", USUAL)
def test_each_of_the_usual_phrases_finds_itself(phrase: str) -> None:
    written = phrase.replace("...", "and so on")
    assert hollow(written)[0] == written


def test_a_list_of_ones_own_takes_the_place_of_the_usual_one_or_adds_to_it() -> None:
    assert phrases_of("") == USUAL
    assert phrases_of("think ... family") == ("think ... family",)
    assert phrases_of("think ... family\n*") == ("think ... family", *USUAL)
    assert hollow("We think of the whole family", phrases_of("think ... family"))
    assert not hollow("Staff were reminded", phrases_of("think ... family"))


def test_a_list_is_one_phrase_a_line_with_remarks_and_either_kind_of_dots() -> None:
    assert read("# ours\n\n Think … family \n*\n*\nmindful") == ("Think ... family", "*", "mindful")


@pytest.mark.parametrize("line", ["... family", "family ...", "?!", "..."])
def test_a_line_that_cannot_be_looked_for_is_named(line: str) -> None:
    with pytest.raises(ValueError, match=re.escape(line)):
        read(f"mindful\n{line}")


@pytest.mark.parametrize("strength", [None, *Strength])
def test_a_reminder_is_asked_about_whatever_its_words(strength: Strength | None) -> None:
    asked = gently("The form fills it in", USUAL, strength)
    assert (asked is not None and asked.reminds) is (strength is Strength.REMIND)
    assert asked is None or asked.phrases == ()


def test_hollow_words_are_asked_about_however_strong_the_change() -> None:
    asked = gently("Lessons were learned", USUAL, Strength.DESIGN_OUT)
    assert asked is not None
    assert asked.phrases == ("Lessons were learned",)
    assert not asked.reminds
