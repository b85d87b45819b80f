"""Adding to one's own report, and replying, ask one question and keep people unknown."""

import json
from dataclasses import replace

import pytest

from bot.domain.events import EventKind, Reply
from bot.domain.report import Audience, Kind, Mode
from bot.views.blocks import View
from bot.views.ids import Callback
from bot.views.own_forms import add_form, kept, reopen_form, reply_as_reporter_form
from tests.views.reading import everything, inputs, people, quoted, texts
from tests.views.reports import A_REPORT, AMINA, LONGEST, PRIYA, TODAY, worst
from tests.views.slack_rules import refusals
from tests.views.stories import answered, event, seen_by_reporter


def both(**changes: object) -> list[View]:
    """Both forms, of a report that was put off."""
    changes = {"events": (answered(Reply.NOT_NOW, "⟦No.⟧"),), **changes}
    report = seen_by_reporter(**changes)
    return [add_form(report), reopen_form(report, today=TODAY)]


def test_both_ask_one_question_and_know_their_report() -> None:
    for view, callback in zip(both(), (Callback.ADD, Callback.REOPEN), strict=True):
        assert view["callback_id"] == callback
        assert list(inputs(view)) == ["words"]
        assert inputs(view)["words"]["optional"] is False
        assert json.loads(view["private_metadata"]) == {"report": A_REPORT.id}


def test_a_reply_is_written_under_the_reason_that_was_given() -> None:
    [adding, replying] = both()
    assert quoted(replying) == ["⟦No.⟧"]
    assert "Not now, because" in everything(replying)
    assert AMINA in people(replying)
    assert quoted(adding) == []
    assert "⟦" not in "".join(texts(replying, "mrkdwn", "plain_text"))


def test_who_will_read_it_is_said_beforehand() -> None:
    for view in both():
        assert "Your team and those who decide can read this" in everything(view)
    for view in both(audience=Audience.DECIDERS):
        assert "Only those who decide can read this" in everything(view)


def test_only_whoever_wants_to_stay_unknown_is_warned_of_the_thread() -> None:
    for view in both(mode=Mode.CONFIDENTIAL):
        assert "what you write in the thread of the card stands under your name" in everything(view)
        assert PRIYA not in people(view)
    for view in (*both(), *both(mode=Mode.CONFIDENTIAL, audience=Audience.DECIDERS)):
        assert "thread" not in everything(view)


QUESTION = event(EventKind.QUESTIONED, "⟦Which team?⟧", actor=AMINA)


def test_a_question_is_answered_under_its_own_words() -> None:
    view = reply_as_reporter_form(seen_by_reporter(events=(QUESTION,)), today=TODAY)
    assert view["callback_id"] == Callback.REPLY_AS_REPORTER
    assert list(inputs(view)) == ["words"]
    assert json.loads(view["private_metadata"]) == {"report": A_REPORT.id}
    assert quoted(view) == ["⟦Which team?⟧"]
    assert "What is your answer?" in everything(view)
    assert "⟦" not in "".join(texts(view, "mrkdwn", "plain_text"))


def test_without_a_question_there_is_something_to_say_all_the_same() -> None:
    view = reply_as_reporter_form(seen_by_reporter(mode=Mode.CONFIDENTIAL), today=TODAY)
    assert quoted(view) == []
    assert "What would you like to say?" in everything(view)


@pytest.mark.parametrize(
    ("mode", "said"),
    [
        (Mode.NAMED, "in the thread of the card, under your name."),
        (Mode.CONFIDENTIAL, 'in the thread of the card, under "The reporter".'),
        (Mode.ANONYMOUS, 'in the thread of the card, under "The reporter".'),
    ],
)
def test_a_reply_says_beforehand_under_which_name_it_stands(mode: Mode, said: str) -> None:
    view = reply_as_reporter_form(seen_by_reporter(mode=mode), today=TODAY)
    assert said in everything(view)
    unshared = seen_by_reporter(mode=mode, audience=Audience.DECIDERS)
    assert "thread" not in everything(reply_as_reporter_form(unshared, today=TODAY))


def test_whoever_left_no_name_is_told_when_it_appears() -> None:
    for view in both(mode=Mode.ANONYMOUS):
        assert "No name is kept with it." in everything(view)
        assert "It appears on one of the next five working mornings" in everything(view)


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("mode", Mode)
@pytest.mark.parametrize("words", [LONGEST, "🙏" * 3_000])
def test_slack_takes_both_whatever_was_written(kind: Kind, mode: Mode, words: str) -> None:
    reason = (answered(Reply.NOT_NOW, words),)
    for view in both(kind=kind, mode=mode, words=worst(kind, words), events=reason):
        assert refusals(view) == []
    asked = seen_by_reporter(kind=kind, mode=mode, events=(replace(QUESTION, words=words),))
    assert refusals(reply_as_reporter_form(asked, today=TODAY)) == []


@pytest.mark.parametrize(
    ("what", "said"),
    [
        (Callback.ADD, "*Added.*"),
        (Callback.REOPEN, "*It is open again.*"),
        (Callback.REPLY_AS_REPORTER, "*Kept.*"),
    ],
)
def test_each_turns_into_thanks(what: Callback, said: str) -> None:
    view = kept(seen_by_reporter(), what)
    assert said in everything(view)
    assert "near miss NM-7K3Q" in everything(view)
    assert refusals(view) == []
