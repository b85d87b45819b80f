"""The buttons that begin an answer, and the sentences that promise one."""

from datetime import date, timedelta
from typing import Final

import pytest

from bot.domain.events import Reply
from bot.views.answers import promise, promised, reply_buttons
from bot.views.blocks import Message
from bot.views.ids import Action, action_of, row_of
from bot.views.text import day
from tests.views.reading import buttons, people
from tests.views.reports import A_REPORT, TODAY, seen_by_manager
from tests.views.slack_rules import refusals
from tests.views.stories import answered

GONE_BY: Final = date(2026, 11, 23)


def test_the_five_replies_and_the_menu_stand_in_a_block_that_carries_the_report() -> None:
    block = reply_buttons(seen_by_manager())
    assert row_of(block["block_id"]) == A_REPORT.id
    assert [element["action_id"] for element in block["elements"]] == [
        *(action_of(reply) for reply in Reply),
        Action.WITHOUT_WORDS,
    ]
    assert refusals(Message("x", (block,))) == []


def test_not_now_is_never_said_without_words_and_thanks_need_no_menu() -> None:
    menu = reply_buttons(seen_by_manager())["elements"][-1]
    assert [option["value"] for option in menu["options"]] == [
        Reply.GO_AHEAD,
        Reply.TRY_UNTIL,
        Reply.TALK_IT_OVER,
        Action.ASK_REPORTER,
        Action.REDACT,
    ]


def test_once_thanks_are_said_they_are_not_offered_again() -> None:
    thanked = seen_by_manager(events=(answered(Reply.THANK_YOU),))
    assert action_of(Reply.THANK_YOU) not in buttons(Message("x", (reply_buttons(thanked),)))


def test_the_team_reads_by_when_an_answer_comes() -> None:
    said = promise(date(2026, 11, 30), TODAY, has_decider=True)
    assert said == "An answer will come by Monday."


def test_the_team_reads_no_day_that_has_gone_by() -> None:
    assert promise(GONE_BY, TODAY, has_decider=True) == "An answer is still to come."


@pytest.mark.parametrize("by", [GONE_BY, TODAY])
def test_where_nobody_is_there_to_answer_that_is_said_and_nobody_is_named(by: date) -> None:
    said = promise(by, TODAY, has_decider=False)
    assert said.startswith("Nobody is set up to answer this yet. It is safe")
    assert people(Message(said, ())) == set()


@pytest.mark.parametrize(
    ("by", "said"),
    [(TODAY, "promised for today"), (GONE_BY, "promised for Monday")],
)
def test_those_who_answer_read_the_day_itself(by: date, said: str) -> None:
    assert promised(by, TODAY, filed_on=date(2026, 11, 1)) == said


def test_of_two_days_of_the_same_name_the_coming_one_is_this_one() -> None:
    filed_on = TODAY - timedelta(days=4)
    assert promised(filed_on + timedelta(days=7), TODAY, filed_on=filed_on) == (
        f"promised by this {day(filed_on, TODAY)}"
    )
