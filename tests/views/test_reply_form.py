"""A manager answers in their own words, with the whole report before them."""

import json
from datetime import date

import pytest

from bot.domain.events import Reply
from bot.domain.report import Audience, Kind, Mode
from bot.views.ids import Callback
from bot.views.reply_form import replied, reply_form
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
from tests.views.reports import replied as reply_given
from tests.views.slack_rules import Json, refusals

UNTIL = date(2026, 12, 10)


def drawn(reply: Reply, **changes: object) -> Json:
    return reply_form(seen_by_manager(**changes), reply, try_until=UNTIL, today=TODAY)


@pytest.mark.parametrize("reply", Reply)
def test_an_answer_needs_words_and_a_thank_you_does_not(reply: Reply) -> None:
    assert inputs(drawn(reply))["words"]["optional"] is (reply is Reply.THANK_YOU)


@pytest.mark.parametrize("reply", Reply)
def test_only_a_try_out_asks_for_a_day(reply: Reply) -> None:
    assert ("until" in inputs(drawn(reply))) is (reply is Reply.TRY_UNTIL)


def test_a_try_out_starts_with_the_day_suggested() -> None:
    element = inputs(drawn(Reply.TRY_UNTIL))["until"]["element"]
    assert (element["type"], element["initial_date"]) == ("datepicker", "2026-12-10")


def test_not_now_asks_for_its_reason() -> None:
    asked = inputs(drawn(Reply.NOT_NOW))["words"]
    assert asked["label"]["text"] == "Not now, because …"
    assert "A reason in your own words" in asked["hint"]["text"]


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


def test_the_form_shows_the_whole_report_and_earlier_answers() -> None:
    view = drawn(
        Reply.GO_AHEAD,
        words=worst(Kind.NEAR_MISS),
        events=(reply_given(Reply.NOT_NOW, "No room this week."),),
    )
    assert quoted(view) == [LONGEST] * 4 + ["No room this week."]


@pytest.mark.parametrize("reply", Reply)
@pytest.mark.parametrize("kind", Kind)
def test_slack_takes_the_form_even_for_the_longest_report(kind: Kind, reply: Reply) -> None:
    view = drawn(
        reply,
        kind=kind,
        words=worst(kind),
        events=(reply_given(Reply.THANK_YOU, LONGEST), reply_given(Reply.NOT_NOW, LONGEST)),
    )
    assert refusals(view) == []
    assert not any("evil" in text for text in texts(view, "mrkdwn"))


def test_the_form_for_a_confidential_report_names_nobody_but_who_answered() -> None:
    thanked = reply_given(Reply.THANK_YOU)
    assert people(drawn(Reply.GO_AHEAD, mode=Mode.CONFIDENTIAL, events=(thanked,))) == {AMINA}
    assert people(drawn(Reply.GO_AHEAD)) == {PRIYA}


@pytest.mark.parametrize("reply", Reply)
def test_once_sent_the_form_thanks_and_is_only_read(reply: Reply) -> None:
    view = replied(seen_by_manager(), reply)
    assert refusals(view) == []
    assert "submit" not in view
    assert "*Sent.*" in everything(view)
    assert "near miss NM-7K3Q" in everything(view)
