"""Whoever is not named is told, before a story goes for everybody at once, what that may tell."""

from typing import Any

import pytest

from bot.domain.events import EventKind
from bot.domain.home import Own
from bot.domain.report import Mode
from bot.views.ids import Action
from bot.views.own import row
from bot.views.relayed import published_to_reporter
from bot.views.returned import returned
from tests.views.reports import TODAY
from tests.views.slack_rules import refusals
from tests.views.stories import THE_REPORTER, event
from tests.views.test_publishing import OUT, STORY, seen
from tests.views.test_returned import by_code

UNNAMED = pytest.mark.parametrize("mode", [Mode.CONFIDENTIAL, Mode.ANONYMOUS])
WARNING = "Whoever sees it go may guess who you are"


def asked_before(drawn: Any, action: Action) -> str:  # noqa: ANN401 - JSON of any shape
    """What is asked once the button with this action is pressed; empty where nothing is."""
    if isinstance(drawn, dict):
        if drawn.get("action_id") == action:
            return str(drawn.get("confirm", ""))
        return "".join(asked_before(part, action) for part in drawn.values())
    if isinstance(drawn, list | tuple):
        return "".join(asked_before(part, action) for part in drawn)
    return ""


@UNNAMED
def test_taking_it_out_warns_in_the_list_of_ones_own_and_by_code(mode: Mode) -> None:
    theirs = seen(THE_REPORTER, events=(*STORY, OUT), mode=mode)
    assert WARNING in asked_before([*row(Own(theirs, ()), TODAY)], Action.CONSENT_NO)
    window = returned(Own(by_code(*STORY, OUT), ()), TODAY)
    assert WARNING in asked_before(window["blocks"], Action.CONSENT_NO)
    assert refusals(window) == []


def test_so_does_the_message_that_says_it_is_out() -> None:
    theirs = seen(THE_REPORTER, events=(*STORY, OUT), mode=Mode.CONFIDENTIAL)
    message = published_to_reporter(theirs, OUT)
    assert WARNING in asked_before(message.blocks, Action.CONSENT_NO)
    assert refusals(message) == []


def test_somebody_who_is_named_is_asked_nothing() -> None:
    theirs = seen(THE_REPORTER, events=(*STORY, OUT), mode=Mode.NAMED)
    assert asked_before(published_to_reporter(theirs, OUT).blocks, Action.CONSENT_NO) == ""


def test_taking_a_story_back_later_says_that_it_leaves_the_library_now() -> None:
    told = asked_before(returned(Own(by_code(*STORY, OUT), ()), TODAY)["blocks"], Action.WITHDRAW)
    assert "From the library and the bulletin it goes at once" in told
    quiet = (*STORY, OUT, event(EventKind.DECLINED))
    told = asked_before(returned(Own(by_code(*quiet), ()), TODAY)["blocks"], Action.WITHDRAW)
    assert "at once" not in told
