"""The two questions: easy to answer, honest about what is kept, and within Slack's limits."""

import json

import pytest

from bot.domain.events import Event, EventKind, Reply
from bot.views import messages
from bot.views.ids import Action, Callback
from bot.views.pulse import how_was_it, pulse_form, pulse_kept
from tests.views.reading import everything
from tests.views.reports import AMINA, NOW, TODAY, seen_by_manager
from tests.views.slack_rules import refusals
from tests.views.stories import changed, seen_by_reporter

NOT_NOW = Event(EventKind.ANSWERED, NOW, AMINA, reply=Reply.NOT_NOW, words="No room this year")


def test_the_form_asks_two_questions_and_says_what_is_kept() -> None:
    form = pulse_form(seen_by_manager())
    assert refusals(form) == []
    assert form["callback_id"] == Callback.PULSE
    assert json.loads(form["private_metadata"]) == {"report": seen_by_manager().id}
    said = everything(form)
    assert "Were you treated with respect?" in said
    assert "Would you do it again?" in said
    assert "not with your report or your name" in said


def test_no_answer_is_chosen_beforehand_and_each_needs_one() -> None:
    asked = [block for block in pulse_form(seen_by_manager())["blocks"] if block["type"] == "input"]
    assert len(asked) == 2
    for block in asked:
        assert "initial_option" not in block["element"]
        assert block["optional"] is False


def test_once_it_is_kept_one_is_thanked() -> None:
    assert refusals(pulse_kept()) == []
    assert "Thank you" in everything(pulse_kept())


def test_it_is_asked_only_where_that_is_said() -> None:
    report = seen_by_manager(events=(NOT_NOW,))
    asking = messages.reply_to_reporter(report, NOT_NOW, today=TODAY, asks_pulse=True)
    silent = messages.reply_to_reporter(report, NOT_NOW, today=TODAY)
    assert refusals(asking) == []
    assert asking.blocks[-2:] == how_was_it(report)
    assert Action.HOW_WAS_IT not in everything(silent)
    assert asking.blocks[:-2] == silent.blocks


@pytest.mark.parametrize("yes", [True, False])
def test_it_is_still_asked_once_something_else_there_is_answered(*, yes: bool) -> None:
    report = seen_by_reporter(events=(changed("A new list."),))
    asking = messages.credited(report, yes=yes, today=TODAY, asks_pulse=True)
    assert refusals(asking) == []
    assert asking.blocks[-2:] == how_was_it(report)
