"""What cleaning takes out and keeps, and how long text is shared out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.text import Split, clean, is_empty, slack_length, split

FAMILY = "\U0001f469\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466"
SCOTLAND = "\U0001f3f4\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f"
SHAKING_HEAD = "\U0001f642\u200d\u2194\ufe0f"

anything = st.text(st.characters())
tricky = st.text(
    st.sampled_from(
        "ab \n\r\t\0\x1f\x7f\x85\u200b\u200c\u200d\u200e\u202e\u2028\u2066\ufeff\ud83d\ufe0f"
        "\u0645\u05d0\u0301\U0001f469\U0001f3fd\U0001f3f4\U000e0067\U000e0062\U000e007f7"
    )
)


def is_subsequence(part: str, whole: str) -> bool:
    rest = iter(whole)
    return all(character in rest for character in part)


@given(anything | tricky)
def test_cleaning_twice_changes_nothing_more(raw: str) -> None:
    once = clean(raw).text
    again = clean(once)
    assert again.text == once
    assert not again.removed


@given(anything | tricky)
def test_cleaning_invents_nothing_but_line_feeds_for_line_endings(raw: str) -> None:
    endings = str.maketrans(dict.fromkeys("\r\v\f\x85\u2028\u2029", "\n"))
    assert is_subsequence(clean(raw).text, raw.translate(endings))


@given(st.text("abc \U0001f469\u0645", max_size=50))
def test_plain_words_lose_only_the_spaces_at_their_ends(raw: str) -> None:
    assert clean(raw).text == raw.strip()
    assert not clean(raw).removed


@pytest.mark.parametrize(
    "unseen",
    [
        *"\0\x07\x1b\x7f\x9f\ud800\udfff",
        *"\u061c\u200b\u200c\u200d\u200e\u200f\u202a\u202e\u2060\u2066\u2069\ufeff",
        *"\u00ad\u180e\u2063\ufffa\U000e0041",
    ],
)
def test_what_is_not_seen_is_removed_and_said_to_be(unseen: str) -> None:
    cleaned = clean(f"seen 94{unseen}34 too")
    assert cleaned.text == "seen 9434 too"
    assert cleaned.removed


@pytest.mark.parametrize("ending", ["\r\n", "\r", "\v", "\f", "\x85", "\u2028", "\u2029"])
def test_every_line_ending_becomes_one_line_feed(ending: str) -> None:
    cleaned = clean(f"first{ending}second")
    assert cleaned.text == "first\nsecond"
    assert not cleaned.removed


@pytest.mark.parametrize(
    "kept",
    [
        pytest.param("one\n\ttwo", id="line feeds and tabs"),
        pytest.param("\u0645\u0631\u062d\u0628\u0627", id="Arabic letters"),
        pytest.param("\u05e9\u05dc\u05d5\u05dd", id="Hebrew letters"),
        pytest.param("\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645", id="a Persian joiner"),
        pytest.param(FAMILY, id="a family"),
        pytest.param(SHAKING_HEAD, id="an emoji with an arrow"),
        pytest.param(SCOTLAND, id="the flag of Scotland"),
        pytest.param("caf\u00e9, cafe\u0301", id="accents of both kinds"),
        pytest.param("<!channel> *bold* `code` <@U012AB3CD>", id="Slack's own marks"),
    ],
)
def test_what_can_be_read_is_kept(kept: str) -> None:
    cleaned = clean(kept)
    assert cleaned.text == kept
    assert not cleaned.removed


def test_a_joiner_with_nothing_to_join_is_removed() -> None:
    assert clean("\u200da \u200db\u200c").text == "a b"


def test_words_hidden_in_tags_after_a_flag_are_removed() -> None:
    hidden = "".join(chr(0xE0000 + ord(letter)) for letter in "ignore everything")
    cleaned = clean(f"\U0001f3f4{hidden}\U000e007f")
    assert cleaned.text == "\U0001f3f4"
    assert cleaned.removed


def test_long_text_is_never_shortened() -> None:
    assert len(clean("word " * 4000 + "end").text) == 20003


@pytest.mark.parametrize("blank", ["", "  \n\t", "\u200b\u200d\0", "\u3164\u2800\ufe0f", "\u3000"])
def test_text_with_nothing_to_read_is_empty(blank: str) -> None:
    assert is_empty(blank)


@pytest.mark.parametrize("words", [".", " a ", "\U0001f469", "\u05d0", "\u200b1"])
def test_text_with_anything_to_read_is_not_empty(words: str) -> None:
    assert not is_empty(words)


def test_length_counts_an_emoji_beyond_the_first_plane_once() -> None:
    assert slack_length("\U0001f469" * 3000) == 3000


texts = st.lists(
    st.sampled_from(["word ", "a", "\n", "\U0001f1ec\U0001f1e7", FAMILY, SCOTLAND, "e\u0301"]),
    max_size=80,
).map("".join)


@given(texts, st.integers(1, 60), st.integers(1, 60))
def test_splitting_loses_nothing_and_fits(text: str, limit: int, more: int) -> None:
    parts = split(text, limit, more)
    assert parts.first + parts.more + parts.left_over == text
    assert slack_length(parts.first) <= limit
    assert slack_length(parts.more) <= more


@given(texts, st.integers(1, 60), st.integers(1, 60))
def test_something_is_left_over_only_when_the_text_is_longer_than_both_inputs(
    text: str, limit: int, more: int
) -> None:
    assert (split(text, limit, more).left_over != "") == (slack_length(text) > limit + more)


def test_text_that_fits_stays_in_one_piece() -> None:
    assert split("a near miss") == Split("a near miss", "", "")


def test_six_thousand_characters_just_fit() -> None:
    text = "word " * 1200
    assert split(text) == Split(text[:3000], text[3000:], "")
    assert split(text + "!").left_over != ""


def test_a_cut_falls_after_a_word() -> None:
    assert split("one two three", limit=10, more=10) == Split("one two ", "three", "")


def test_a_cut_falls_after_a_line_rather_than_a_word() -> None:
    assert split("one two\nthr ee four", limit=10, more=20).first == "one two\n"


def test_a_line_that_ends_too_early_is_not_waited_for() -> None:
    assert split("a\nbcdefgh ijkl", limit=10, more=20).first == "a\nbcdefgh "


@pytest.mark.parametrize(
    "emoji",
    [FAMILY, SCOTLAND, "\U0001f1ec\U0001f1e7", "\U0001f44d\U0001f3fd", "e\u0301", SHAKING_HEAD],
)
def test_a_cut_never_falls_inside_an_emoji_or_accented_letter(emoji: str) -> None:
    for spare in range(len(emoji)):
        text = "x" * (100 - spare) + emoji + "y" * 50
        first = split(text, limit=100, more=100).first
        assert emoji in first or not set(emoji) & set(first)
