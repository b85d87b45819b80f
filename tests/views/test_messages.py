"""Direct messages say who said what, kindly, and show nothing of a report on a lock screen."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.events import Reply
from bot.domain.reactions import ON_CARDS
from bot.domain.report import Audience, Kind, Mode, Promise, Words
from bot.views.blocks import MESSAGE_WEIGHT, Message, weight
from bot.views.ids import Action, action_of
from bot.views.messages import nudge, reaction_prompt, reaction_prompt_done, reply_to_reporter
from tests.views.reading import buttons, everything, people, quoted, texts
from tests.views.reports import (
    A_REPORT,
    AMINA,
    LONGEST,
    PRIYA,
    TODAY,
    replied,
    seen_by_manager,
    worst,
)
from tests.views.slack_rules import refusals


def all_messages(**changes: object) -> list[Message]:
    """Every message there is about one report."""
    report = seen_by_manager(**changes)
    answers = [replied(reply, report.words.what, until=TODAY) for reply in Reply]
    return [
        nudge(report, today=TODAY),
        *(reply_to_reporter(report, answer, today=TODAY) for answer in answers),
        *(reaction_prompt(report, reply) for reply in ON_CARDS.values()),
        reaction_prompt_done(report, sent=True),
        reaction_prompt_done(report, sent=False),
    ]


def test_a_nudge_says_since_when_and_by_when_and_can_be_answered_on_the_spot() -> None:
    shown = nudge(seen_by_manager(), today=TODAY)
    said = everything(shown)
    assert "*Near miss NM-7K3Q* has been waiting since Tuesday; an answer is promised by" in said
    assert "promised by tomorrow." in said
    assert "Two letters for child A" in said
    assert buttons(shown) == [action_of(reply) for reply in Reply]


def test_a_nudge_about_what_the_channel_does_not_see_says_so() -> None:
    apart = "Only for those who decide, not in the channel."
    unshared = seen_by_manager(audience=Audience.DECIDERS)
    assert apart in everything(nudge(unshared, today=TODAY))
    assert apart not in everything(nudge(seen_by_manager(), today=TODAY))


def test_a_nudge_offers_no_second_thank_you() -> None:
    thanked = seen_by_manager(events=(replied(Reply.THANK_YOU),))
    assert buttons(nudge(thanked, today=TODAY)) == [
        action_of(reply) for reply in Reply if reply is not Reply.THANK_YOU
    ]


def test_a_nudge_shows_the_beginning_of_a_long_report_and_where_the_rest_is() -> None:
    said = everything(nudge(seen_by_manager(words=Words(what=LONGEST)), today=TODAY))
    assert "There is more to read: it opens with any of the buttons." in said
    assert "There is more" not in everything(nudge(seen_by_manager(), today=TODAY))


def test_a_nudge_on_the_promised_day_says_today() -> None:
    promise = Promise(thanks_by=date(2026, 11, 25), answer_by=TODAY)
    assert "promised by today." in everything(nudge(seen_by_manager(promise=promise), today=TODAY))


@pytest.mark.parametrize(
    ("reply", "opening", "said"),
    [
        (Reply.THANK_YOU, "There is a thank-you for your near miss NM-7K3Q", "Thank you"),
        (Reply.GO_AHEAD, "There is an answer to your near miss NM-7K3Q", "Go ahead"),
        (Reply.TRY_UNTIL, "There is an answer to your near miss NM-7K3Q", "Try it until Monday"),
        (Reply.TALK_IT_OVER, "There is an answer to your near miss NM-7K3Q", "Talk it over"),
        (Reply.NOT_NOW, "There is an answer to your near miss NM-7K3Q", "Not now, because"),
    ],
)
def test_the_reporter_reads_who_said_what_in_their_own_words(
    reply: Reply, opening: str, said: str
) -> None:
    event = replied(reply, "I read it twice.", until=date(2026, 11, 30))
    shown = reply_to_reporter(seen_by_manager(), event, today=TODAY)
    assert shown.text == opening
    assert f"{opening}.\n says: \n{said}\nI read it twice." in everything(shown)
    assert AMINA in people(shown)


def test_the_reporter_reads_a_long_answer_whole() -> None:
    shown = reply_to_reporter(seen_by_manager(), replied(Reply.NOT_NOW, LONGEST), today=TODAY)
    assert "".join(quoted(shown)) == LONGEST


def test_an_answer_sent_as_it_is_stands_without_a_quotation() -> None:
    shown = reply_to_reporter(seen_by_manager(), replied(Reply.GO_AHEAD), today=TODAY)
    assert quoted(shown) == []
    assert "Go ahead" in everything(shown)


def test_a_confidential_reporter_is_warned_before_writing_in_the_thread() -> None:
    answer = replied(Reply.GO_AHEAD, "Yes.")
    hidden = reply_to_reporter(seen_by_manager(mode=Mode.CONFIDENTIAL), answer, today=TODAY)
    named = reply_to_reporter(seen_by_manager(), answer, today=TODAY)
    assert "everybody there will know who you are" in everything(hidden)
    assert "You can talk on in the thread" in everything(named)


@pytest.mark.parametrize("audience", Audience)
def test_a_confidential_reporter_is_told_that_nobody_was_shown_their_name(
    audience: Audience,
) -> None:
    answer = replied(Reply.GO_AHEAD, "Yes.")
    hidden = seen_by_manager(mode=Mode.CONFIDENTIAL, audience=audience)
    named = seen_by_manager(audience=audience)
    told = "Nobody has been shown your name."
    assert told in everything(reply_to_reporter(hidden, answer, today=TODAY))
    assert told not in everything(reply_to_reporter(named, answer, today=TODAY))


@pytest.mark.parametrize("mode", Mode)
def test_where_there_is_no_card_no_thread_is_spoken_of(mode: Mode) -> None:
    report = seen_by_manager(mode=mode, audience=Audience.DECIDERS)
    shown = reply_to_reporter(report, replied(Reply.GO_AHEAD, "Yes."), today=TODAY)
    assert "thread" not in everything(shown)


@pytest.mark.parametrize(
    ("reply", "asked"),
    [
        (Reply.THANK_YOU, "You reacted 🙏 to near miss NM-7K3Q."),
        (Reply.GO_AHEAD, "You reacted 👍 to near miss NM-7K3Q."),
        (Reply.TRY_UNTIL, "You reacted 🌱 to near miss NM-7K3Q."),
        (Reply.TALK_IT_OVER, "You reacted 💬 to near miss NM-7K3Q."),
    ],
)
def test_a_reaction_is_asked_about_before_it_becomes_an_answer(reply: Reply, asked: str) -> None:
    shown = reaction_prompt(seen_by_manager(), reply)
    assert asked in everything(shown)
    assert "Nothing is sent until you choose." in everything(shown)
    assert buttons(shown) == [Action.ADD_WORDS, Action.SEND_AS_IT_IS]
    row = shown.blocks[1]
    assert {button["value"] for button in row["elements"]} == {A_REPORT.id}


def test_the_question_turns_into_what_became_of_it() -> None:
    sent = everything(reaction_prompt_done(seen_by_manager(), sent=True))
    undone = everything(reaction_prompt_done(seen_by_manager(), sent=False))
    assert sent == "Sent. Thank you for answering near miss NM-7K3Q."
    assert undone == (
        "That reaction to near miss NM-7K3Q no longer stands, so nothing was sent for it."
    )


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("letters", [LONGEST, "🙏" * 3_000])
def test_slack_takes_every_message_about_the_longest_report(kind: Kind, letters: str) -> None:
    for message in all_messages(kind=kind, words=worst(kind, letters)):
        assert refusals(message) == []
        assert weight(message.blocks) <= MESSAGE_WEIGHT


def test_messages_about_a_confidential_report_name_only_who_answered() -> None:
    for message in all_messages(mode=Mode.CONFIDENTIAL):
        assert people(message) <= {AMINA}
    assert any(PRIYA in people(message) for message in all_messages())


@given(st.text(min_size=1, max_size=200))
def test_words_come_out_as_typed_and_never_as_formatting(typed: str) -> None:
    words = f"⟦{typed}⟧"
    for message in all_messages(words=Words(what=words)):
        assert set(quoted(message)) <= {words}
        assert not any("⟦" in text for text in texts(message, "mrkdwn", "plain_text"))
        assert "⟦" not in message.text
