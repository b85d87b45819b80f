"""What an emoji says, under whatever name and in whatever skin tone it comes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.events import Reply
from bot.domain.reactions import (
    ON_CARDS,
    ON_DIGESTS,
    marks_seen,
    plain,
    read_mapping,
    reply_for,
)

OWN = {"tada": Reply.THANK_YOU, "rocket": Reply.GO_AHEAD}
"""A team's own mapping, which leaves two replies without an emoji."""
WITH_EMOJI = [reply for reply in Reply if reply is not Reply.NOT_NOW]

names = st.from_regex(r"[a-z0-9_+'-]{1,20}", fullmatch=True).map(plain)


@pytest.mark.parametrize(
    ("emoji", "reply"),
    [
        ("pray", Reply.THANK_YOU),
        ("folded_hands", Reply.THANK_YOU),
        ("+1", Reply.GO_AHEAD),
        ("thumbsup", Reply.GO_AHEAD),
        ("thumbs_up", Reply.GO_AHEAD),
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
    assert reply_for(emoji, ON_CARDS) is reply


@pytest.mark.parametrize(
    ("emoji", "reply"),
    [
        ("tada", Reply.THANK_YOU),
        ("rocket", Reply.GO_AHEAD),
        ("rocket::skin-tone-2", Reply.GO_AHEAD),
        ("pray", None),
        ("+1", None),
        ("seedling", None),
    ],
)
def test_a_team_with_a_mapping_of_its_own_goes_by_that_alone(
    emoji: str, reply: Reply | None
) -> None:
    assert reply_for(emoji, OWN) is reply


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
    for mapping in (ON_CARDS, OWN):
        assert reply_for(toned, mapping) is reply_for(emoji, mapping)
    assert marks_seen(toned) is marks_seen(emoji)


@given(st.text())
def test_a_plain_name_is_plain_already(name: str) -> None:
    assert plain(plain(name)) == plain(name)


def test_not_now_needs_a_reason_and_so_has_no_emoji() -> None:
    assert set(ON_CARDS.values()) == set(WITH_EMOJI)


@pytest.mark.parametrize(
    "typed", [":tada:", "tada", " :tada: ", "tada ", ":tada::skin-tone-4:", "tada::skin-tone-2"]
)
def test_an_emoji_may_be_written_in_these_ways(typed: str) -> None:
    assert read_mapping({Reply.THANK_YOU: typed}) == {"tada": Reply.THANK_YOU}


@pytest.mark.parametrize("alias", ["thumbsup", ":thumbs_up:", "+1", ":+1::skin-tone-5:"])
def test_an_alias_is_read_as_the_emojis_own_name(alias: str) -> None:
    assert read_mapping({Reply.GO_AHEAD: alias}) == {"+1": Reply.GO_AHEAD}


@pytest.mark.parametrize(
    "typed", ["", "  ", ":", "::", "two words", ":tada: :pray:", "\N{PARTY POPPER}", "a" * 101]
)
def test_what_is_no_emojis_name_is_not_taken(typed: str) -> None:
    with pytest.raises(ValueError, match="by its name, such as :pray:"):
        read_mapping({Reply.THANK_YOU: typed})


@pytest.mark.parametrize(
    ("one", "other"),
    [("tada", ":tada:"), ("+1", "thumbsup"), ("pray", "pray::skin-tone-3")],
)
def test_one_emoji_does_not_stand_for_two_replies(one: str, other: str) -> None:
    with pytest.raises(ValueError, match="another emoji for each"):
        read_mapping({Reply.THANK_YOU: one, Reply.GO_AHEAD: other})


@given(st.lists(names, min_size=4, max_size=4, unique=True))
def test_every_reply_has_the_emoji_that_was_typed_for_it(chosen: list[str]) -> None:
    mapping = read_mapping(dict(zip(WITH_EMOJI, map(":{}:".format, chosen), strict=True)))

    assert mapping == dict(zip(chosen, WITH_EMOJI, strict=True))
    for name, reply in zip(chosen, WITH_EMOJI, strict=True):
        assert reply_for(name, mapping) is reply


def test_the_usual_mapping_reads_as_itself() -> None:
    typed = {reply: f":{name}:" for name, reply in ON_CARDS.items()}

    assert read_mapping(typed) == ON_CARDS


def test_thanks_are_no_answer_and_the_other_four_are() -> None:
    assert [reply for reply in Reply if not reply.is_answer] == [Reply.THANK_YOU]


def test_after_these_answers_something_is_to_come_and_after_these_it_is_tried() -> None:
    assert [reply for reply in Reply if reply.goes_on] == [
        Reply.GO_AHEAD,
        Reply.TRY_UNTIL,
        Reply.TALK_IT_OVER,
    ]
    assert [reply for reply in Reply if reply.is_tried] == [Reply.GO_AHEAD, Reply.TRY_UNTIL]
