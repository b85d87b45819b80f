"""A manager answers in their own words, with the whole report before them."""

import json
from datetime import date
from typing import Final

import pytest

from bot.domain.events import Reply
from bot.domain.report import Audience, Kind, Mode
from bot.views.ids import Callback
from bot.views.reply_form import Begun, replied, reply_form
from tests.views.reading import everything, inputs, people, quoted, texts
from tests.views.reports import (
    A_REPORT,
    AMINA,
    LONGEST,
    PRIYA,
    TODAY,
    seen_by_manager,
    worst,
)
from tests.views.slack_rules import Json, refusals
from tests.views.stories import answered, every_event

LOOK_ON: Final = date(2026, 12, 10)

GOES_ON: Final = [reply for reply in Reply if reply.goes_on]
OTHERS: Final = [reply for reply in Reply if not reply.goes_on]


def drawn(reply: Reply, **changes: object) -> Json:
    return reply_form(seen_by_manager(**changes), reply, Begun(LOOK_ON), today=TODAY)


@pytest.mark.parametrize("reply", Reply)
def test_an_answer_needs_words_and_a_thank_you_does_not(reply: Reply) -> None:
    assert inputs(drawn(reply))["words"]["optional"] is (reply is Reply.THANK_YOU)


@pytest.mark.parametrize(
    ("reply", "label"),
    [
        (Reply.GO_AHEAD, "Look at it again on"),
        (Reply.TRY_UNTIL, "Try it until"),
        (Reply.TALK_IT_OVER, "Look at it again on"),
    ],
)
def test_an_answer_that_goes_on_has_a_day_and_starts_with_the_one_suggested(
    reply: Reply, label: str
) -> None:
    asked = inputs(drawn(reply))["until"]
    assert asked["label"]["text"] == label
    assert asked["element"]["initial_date"] == "2026-12-10"
    assert asked["optional"] is False


@pytest.mark.parametrize("reply", OTHERS)
def test_thanks_and_not_now_ask_for_no_day(reply: Reply) -> None:
    assert "until" not in inputs(drawn(reply))


@pytest.mark.parametrize("reply", Reply)
def test_somebody_may_be_asked_to_try_what_can_be_tried(reply: Reply) -> None:
    asked = inputs(drawn(reply)).get("doer")
    assert (asked is not None) is (reply in {Reply.GO_AHEAD, Reply.TRY_UNTIL})
    if asked:
        assert asked["optional"] is True
        assert asked["element"]["type"] == "users_select"
        assert asked["hint"]["text"] == "They are asked kindly, and may say no."


@pytest.mark.parametrize("reply", Reply)
def test_nobody_is_asked_to_try_what_only_those_who_decide_may_read(reply: Reply) -> None:
    assert "doer" not in inputs(drawn(reply, audience=Audience.DECIDERS))


def test_not_now_asks_for_its_reason_and_gently_for_a_small_part() -> None:
    view = drawn(Reply.NOT_NOW)
    asked = inputs(view)["words"]
    assert asked["label"]["text"] == "Not now, because …"
    assert "A reason in your own words" in asked["hint"]["text"]
    gently = "Is there a small part that could be tried?"
    assert gently in everything(view)
    assert not any(gently in everything(drawn(reply)) for reply in GOES_ON)


@pytest.mark.parametrize("reply", Reply)
@pytest.mark.parametrize(
    ("audience", "readers"),
    [
        (Audience.TEAM, "Whoever spoke up and your whole team will read this."),
        (Audience.DECIDERS, "Only whoever spoke up and those who decide will read this."),
    ],
)
def test_whoever_answers_knows_who_will_read_it(
    reply: Reply, audience: Audience, readers: str
) -> None:
    hint = inputs(drawn(reply, audience=audience))["words"]["hint"]["text"]
    assert hint.startswith(readers)
    assert hint == hint.strip()


@pytest.mark.parametrize("reply", Reply)
def test_what_comes_back_with_the_form_is_the_report_and_the_reply(reply: Reply) -> None:
    view = drawn(reply)
    assert view["callback_id"] == Callback.REPLY
    assert json.loads(view["private_metadata"]) == {"report": A_REPORT.id, "reply": reply}


def test_the_form_shows_the_whole_report_and_its_story() -> None:
    events = every_event("No room this week.")
    view = drawn(Reply.GO_AHEAD, words=worst(Kind.NEAR_MISS), events=events)
    said = sum(bool(event.words) for event in events)
    assert quoted(view) == [LONGEST] * 4 + ["No room this week."] * said


@pytest.mark.parametrize("reply", Reply)
@pytest.mark.parametrize("kind", Kind)
def test_slack_takes_the_form_even_for_the_longest_report(kind: Kind, reply: Reply) -> None:
    view = drawn(reply, kind=kind, words=worst(kind), events=every_event(LONGEST) * 20)
    assert refusals(view) == []
    assert not any("evil" in text for text in texts(view, "mrkdwn"))


def test_the_form_for_a_confidential_report_names_nobody_but_who_answered() -> None:
    thanked = answered(Reply.THANK_YOU)
    assert people(drawn(Reply.GO_AHEAD, mode=Mode.CONFIDENTIAL, events=(thanked,))) == {AMINA}
    assert people(drawn(Reply.GO_AHEAD)) == {PRIYA}


@pytest.mark.parametrize("reply", Reply)
def test_once_sent_the_form_thanks_and_is_only_read(reply: Reply) -> None:
    view = replied(seen_by_manager(), reply)
    assert refusals(view) == []
    assert "submit" not in view
    assert "*Sent.*" in everything(view)
    assert "near miss NM-7K3Q" in everything(view)
