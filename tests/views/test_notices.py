"""The bot's own sentences are short, kind and say what to do."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.errors import GoodCatchError, TooLong
from bot.domain.ids import ChannelId
from bot.views.blocks import MESSAGE_WEIGHT, weight
from bot.views.ids import Command
from bot.views.notices import blocked_notice, handed_back, help_text, notice, shared_notice
from tests.views.reading import everything, quoted
from tests.views.reports import NASTY
from tests.views.slack_rules import refusals

CHANNEL = ChannelId("C0EAST")


@pytest.mark.parametrize("error", GoodCatchError.__subclasses__())
def test_every_refusal_fits_a_message(error: type[GoodCatchError]) -> None:
    shown = notice(error.sentence)
    assert refusals(shown) == []
    assert error.sentence in everything(shown)


@given(st.text(alphabet=st.sampled_from("aé🙏\n <!>*`"), max_size=40), st.integers(0, 900))
def test_words_handed_back_are_all_there_and_literal(typed: str, times: int) -> None:
    words = typed * times
    messages = handed_back(TooLong().message, words)
    assert "".join(piece for message in messages for piece in quoted(message)) == words
    assert TooLong().message in everything(messages[0])
    for message in messages:
        assert refusals(message) == []
        assert weight(message.blocks) <= MESSAGE_WEIGHT
        assert message.text == "Your words"


@pytest.mark.parametrize(("characters", "times"), [(0, 1), (500, 1), (501, 2), (12_000, 2)])
def test_under_long_words_that_are_handed_back_the_sentence_stands_once_more(
    characters: int, times: int
) -> None:
    messages = handed_back(TooLong().message, "a" * characters)
    said = "\n".join(map(everything, messages))
    assert said.count(TooLong().message) == times
    assert said.startswith(TooLong().message)
    assert said.endswith(TooLong().message) is (times > 1 or not characters)


def test_the_longest_message_slack_has_comes_back_in_as_many_as_a_response_url_takes() -> None:
    # Slack: at most 5 uses of a response_url (interactivity/handling-user-interaction), and
    # 40,000 characters of a message (reference/methods/chat.postMessage).
    assert len(handed_back("Here they are.", (NASTY * 300)[:20_000])) <= 5


@pytest.mark.parametrize(
    ("reason", "cure"),
    [
        ("externally_shared", "shared with another organisation"),
        ("is_archived", "The channel is archived."),
        ("not_in_channel", "type `/invite` in it"),
        ("channel_not_found", "may be private or gone"),
        ("restricted_action", "ask a Slack administrator"),
    ],
)
def test_a_blocked_channel_is_named_with_what_helps(reason: str, cure: str) -> None:
    shown = blocked_notice(CHANNEL, reason, 3)
    assert refusals(shown) == []
    assert "*I cannot post in <#C0EAST>.* 3 messages are waiting for it" in everything(shown)
    assert cure in everything(shown)


def test_a_blocked_notice_shows_no_channel_on_the_lock_screen() -> None:
    assert CHANNEL not in blocked_notice(CHANNEL, "is_archived", 1).text


def test_a_shared_channel_is_named_with_what_has_stopped_and_what_helps() -> None:
    shown = shared_notice(CHANNEL)
    assert refusals(shown) == []
    said = everything(shown)
    assert "*I have stopped posting in <#C0EAST>.*" in said
    for told in ("they wait safely", "on my Home tab", "private channel", "stop sharing"):
        assert told in said
    assert CHANNEL not in shown.text


def test_help_names_every_way_in() -> None:
    shown = help_text()
    assert refusals(shown) == []
    for way in (*Command, "/goodcatch mine", "/goodcatch setup", "In a thread", "an emoji works"):
        assert way in everything(shown)
