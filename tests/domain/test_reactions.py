"""What an emoji says, under whatever name and in whatever skin tone it comes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.events import Reply
from bot.domain.reactions import ON_CARDS, ON_DIGESTS, marks_seen, plain, reply_for


@pytest.mark.parametrize(
    ("emoji", "reply"),
    [
        ("pray", Reply.THANK_YOU),
        ("folded_hands", Reply.THANK_YOU),
        ("+1", Reply.GO_AHEAD),
        ("thumbsup", Reply.GO_AHEAD),
        ("seedling", Reply.TRY_UNTIL),
        ("speech_balloon", Reply.TALK_IT_OVER),
        ("tada", None),
        ("-1", None),
        ("eyes", None),
        ("white_check_mark", None),
        ("", None),
    ],
)
def test_these_emoji_mean_something_on_a_card(emoji: str, reply: Reply | None) -> None:
    assert reply_for(emoji) is reply


@pytest.mark.parametrize(
    ("emoji", "marks"),
    [
        ("eyes", True),
        ("white_check_mark", True),
        ("heavy_check_mark", True),
        ("pray", True),
        ("folded_hands", True),
        ("+1", False),
        ("seedling", False),
        ("tada", False),
    ],
)
def test_these_emoji_mark_a_digest_as_seen(emoji: str, *, marks: bool) -> None:
    assert marks_seen(emoji) is marks


@given(st.sampled_from([*ON_CARDS, *ON_DIGESTS, "thumbsup", "tada"]), st.integers(2, 6))
def test_a_skin_tone_changes_nothing(emoji: str, tone: int) -> None:
    toned = f"{emoji}::skin-tone-{tone}"

    assert plain(toned) == plain(emoji)
    assert reply_for(toned) is reply_for(emoji)
    assert marks_seen(toned) is marks_seen(emoji)


@given(st.text())
def test_a_plain_name_is_plain_already(name: str) -> None:
    assert plain(plain(name)) == plain(name)


def test_not_now_needs_a_reason_and_so_has_no_emoji() -> None:
    assert set(ON_CARDS.values()) == set(Reply) - {Reply.NOT_NOW}


def test_thanks_are_no_answer_and_the_other_four_are() -> None:
    assert [reply for reply in Reply if not reply.is_answer] == [Reply.THANK_YOU]
