"""The farewell hands a code over and says from when on nobody knows whose the report is."""

from datetime import timedelta

import pytest

from bot.domain.reference import Code
from bot.domain.report import Kind, Mode, Words
from bot.views.blocks import Message
from bot.views.farewell import farewell
from tests.views.reading import buttons, everything
from tests.views.reports import NASTY, PRIYA, TODAY
from tests.views.slack_rules import refusals
from tests.views.stories import seen_by_reporter

CODE = Code.parse("NM-7K3Q-ABCD-EFGH-JKMN-PQRS")


def said(kind: Kind = Kind.NEAR_MISS, days: int = 3) -> Message:
    report = seen_by_reporter(kind=kind, mode=Mode.CONFIDENTIAL, words=Words(what=NASTY))
    return farewell(report, CODE, forgotten_on=TODAY + timedelta(days=days), today=TODAY)


def test_it_shows_the_code_in_groups_and_how_to_come_back() -> None:
    told = everything(said())
    assert "`NM-7K3Q-ABCD-EFGH-JKMN-PQRS`" in told
    assert "`/goodcatch receipt`" in told
    assert "*I have a receipt code*" in told


@pytest.mark.parametrize(("days", "when"), [(1, "tomorrow"), (3, "on Sunday")])
def test_it_says_from_when_on_nobody_knows_and_that_nothing_comes_here_any_more(
    days: int, when: str
) -> None:
    told = everything(said(days=days))
    assert f"From some time {when} nobody can tell any more" in told
    assert "not I" in told
    assert "will not come to you here from then on" in told


@pytest.mark.parametrize("kind", Kind)
def test_the_code_and_the_words_stay_out_of_what_a_lock_screen_shows(kind: Kind) -> None:
    message = said(kind)
    assert CODE.secret[:4] not in message.text
    assert message.text.startswith("Your way back to ")
    assert "evil" not in everything(message)


def test_it_names_nobody_has_no_button_and_slack_takes_it() -> None:
    message = said()
    assert PRIYA not in str(message)
    assert buttons(message) == []
    assert refusals(message) == []
