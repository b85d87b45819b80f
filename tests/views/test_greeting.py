"""A direct message is answered with its own words and a way to make something of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.views.blocks import MESSAGE_WEIGHT, Block, weight
from bot.views.greeting import LONGEST, greeting, quoted
from bot.views.ids import Action
from tests.views.reading import buttons, everything, texts
from tests.views.reports import NASTY
from tests.views.slack_rules import refusals


def read_back(words: str) -> str:
    return quoted(list(greeting(words).blocks))


@given(st.text(alphabet=st.sampled_from('aé🙏\n <!>*`"'), max_size=40), st.integers(0, 100))
def test_the_words_come_back_out_of_the_message_as_they_were_typed(typed: str, times: int) -> None:
    words = typed * times
    assert read_back(words) == words
    assert refusals(greeting(words)) == []


@pytest.mark.parametrize("letter", ["a", "é", "\N{CJK UNIFIED IDEOGRAPH-4E00}"])
def test_all_that_the_form_can_hold_is_quoted_whole(letter: str) -> None:
    assert read_back(letter * LONGEST) == letter * LONGEST


@pytest.mark.parametrize("words", ["a" * (LONGEST + 1), "🙏" * LONGEST, "\n" * LONGEST])
def test_what_does_not_fit_is_not_cut_but_asked_for_in_two_parts(words: str) -> None:
    shown = greeting(words)
    assert "Please send it to me in two parts" in everything(shown)
    assert quoted(list(shown.blocks)) == ""
    assert buttons(shown) == [Action.NEW_NEAR_MISS, Action.NEW_SUGGESTION]


@given(st.text(min_size=1, max_size=200))
def test_the_words_are_never_formatting_nor_on_a_lock_screen(typed: str) -> None:
    words = f"⟦{typed}⟧"
    shown = greeting(words)
    assert not any("⟦" in text for text in texts(shown, "mrkdwn", "plain_text"))
    assert "⟦" not in shown.text


def test_both_ways_on_are_offered_and_nothing_has_been_kept() -> None:
    shown = greeting("We nearly sent it to the old address.")
    assert buttons(shown) == [Action.NEW_NEAR_MISS, Action.NEW_SUGGESTION]
    assert "Nothing is passed on to anybody until you press" in everything(shown)
    assert "Is it a near miss, or an idea?" in everything(shown)


def test_a_message_without_words_is_greeted() -> None:
    shown = greeting("")
    assert "*Hello!*" in everything(shown)
    assert refusals(shown) == []


@pytest.mark.parametrize("letters", [NASTY * 40, "🙏" * 6_000, '"' * 6_000])
def test_slack_takes_every_greeting(letters: str) -> None:
    shown = greeting(letters[:LONGEST])
    assert refusals(shown) == []
    assert weight(shown.blocks) <= MESSAGE_WEIGHT


def test_only_quotations_are_read_back() -> None:
    said: list[Block] = [{"type": "section", "text": {"type": "mrkdwn", "text": "Ours."}}]
    assert quoted(said) == ""


@pytest.mark.parametrize("words", ["It went wrong", "a" * (LONGEST + 1)])
def test_whom_to_ring_for_a_child_at_risk_is_told_as_the_service_has_said(words: str) -> None:
    assert "ring the <desk> on 01632" not in everything(greeting(words, "the <desk> on 01632"))
    assert "ring the &lt;desk&gt; on 01632 first" in everything(
        greeting(words, "the <desk> on 01632")
    )
    assert "ring your duty desk first" in everything(greeting(words))
    assert refusals(greeting(words, "&" * 75)) == []
