"""The receipt congratulates, names who will answer and when, and tells plainly what comes next."""

import itertools
import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from bot.domain.form import Receipt
from bot.domain.ids import UserId
from bot.domain.report import Audience, Kind, Mode
from bot.views.ids import Callback
from bot.views.receipt import edited, receipt
from tests.views.forms import CODE
from tests.views.reading import everything, inputs, people
from tests.views.reports import AMINA, BEN, TODAY
from tests.views.slack_rules import refusals
from tests.views.stories import seen_by_reporter

GIVEN = Receipt(
    kind=Kind.NEAR_MISS,
    mode=Mode.CONFIDENTIAL,
    audience=Audience.TEAM,
    reference="NM-7K3Q",
    answered_by=(AMINA,),
    answer_by=date(2026, 12, 1),
    today=TODAY,
    appears_on=date(2026, 11, 27),
)


def test_a_near_miss_is_congratulated_first() -> None:
    lines = everything(receipt(GIVEN)).splitlines()
    assert lines[:4] == [
        "Thank you",
        "*Well spotted.* You may have uncovered an error trap.",
        "Your near miss is *NM-7K3Q*.",
        "<@U0AMINA> will answer by Tuesday.",
    ]


def test_a_suggestion_is_thanked_for() -> None:
    shown = everything(receipt(replace(GIVEN, kind=Kind.SUGGESTION, reference="S-7K3Q")))
    assert "*Thank you for the idea.*" in shown
    assert "error trap" not in shown


def test_any_of_several_people_may_answer() -> None:
    shown = everything(receipt(replace(GIVEN, answered_by=(AMINA, BEN))))
    assert "<@U0AMINA> or <@U0BEN> will answer by Tuesday." in shown


def test_where_nobody_can_answer_no_promise_is_made() -> None:
    view = receipt(replace(GIVEN, answered_by=()))
    assert "nobody is set up to answer it yet" in everything(view)
    assert "Tuesday" not in everything(view)
    assert people(view) == set()


@pytest.mark.parametrize(
    ("mode", "audience", "told"),
    [
        (Mode.NAMED, Audience.TEAM, "in the team's channel now"),
        (Mode.CONFIDENTIAL, Audience.TEAM, "within about two hours, without your name"),
        (Mode.NAMED, Audience.DECIDERS, "Only the people who decide for your team"),
        (Mode.CONFIDENTIAL, Audience.DECIDERS, "Only the people who decide for your team"),
    ],
)
def test_what_happens_next_is_told(mode: Mode, audience: Audience, told: str) -> None:
    assert told in everything(receipt(replace(GIVEN, mode=mode, audience=audience)))


def test_a_confidential_reporter_is_told_how_to_stay_unknown() -> None:
    shown = everything(receipt(GIVEN))
    assert "Your team and managers cannot see who you are." in shown
    assert "What you write in the thread of its card yourself shows who you are" in shown
    assert "*Reply as the reporter* says it there without your name." in shown
    assert "cannot see who" not in everything(receipt(replace(GIVEN, mode=Mode.NAMED)))


def test_without_a_card_there_is_no_thread_to_warn_of() -> None:
    assert "thread" not in everything(receipt(replace(GIVEN, audience=Audience.DECIDERS)))


def test_characters_that_were_taken_out_are_owned_up_to() -> None:
    assert "invisible characters" in everything(receipt(replace(GIVEN, characters_removed=True)))
    assert "invisible characters" not in everything(receipt(GIVEN))


def test_the_receipt_is_only_read() -> None:
    modes = (Mode.NAMED, Mode.CONFIDENTIAL)
    for kind, mode, audience in itertools.product(Kind, modes, Audience):
        view = receipt(replace(GIVEN, kind=kind, mode=mode, audience=audience))
        assert "submit" not in view
        assert view["close"]["text"] == "Done"
        assert refusals(view) == []


def unnamed(**changes: Any) -> Receipt:  # noqa: ANN401 - any field of a receipt
    return replace(GIVEN, mode=Mode.ANONYMOUS, code=CODE, **changes)


def test_the_receipt_of_a_report_without_a_name_shows_its_code_once_and_in_groups() -> None:
    for kind, audience in itertools.product(Kind, Audience):
        view = receipt(unnamed(kind=kind, audience=audience))
        assert json.dumps(view).count("NM-7K3Q-0123-4567-89AB-CDEF") == 1
        assert CODE.secret not in json.dumps(view)
        assert "It is the only way back to your report" in everything(view)
        assert refusals(view) == []


def test_it_says_how_to_come_back_and_that_nobody_writes() -> None:
    shown = everything(receipt(unnamed()))
    assert "Nobody writes to you about it" in shown
    assert "*I have a receipt code* on my Home tab" in shown
    assert "`/goodcatch receipt`" in shown
    assert "comes to you here" not in shown


def test_the_code_stands_on_a_line_of_its_own_so_that_no_telephone_breaks_it() -> None:
    assert f"`{CODE}`" in everything(receipt(unnamed())).splitlines()


@pytest.mark.parametrize(
    ("left_out", "said"),
    [
        ((AMINA,), "<@U0AMINA> is not asked, and I tell them nothing of it."),
        ((AMINA, BEN), "<@U0AMINA> and <@U0BEN> are not asked, and I tell them nothing of it."),
    ],
)
def test_whoever_was_left_out_is_named_as_not_told(left_out: tuple[UserId, ...], said: str) -> None:
    view = receipt(replace(GIVEN, audience=Audience.DECIDERS, left_out=left_out))
    assert said in everything(view)
    assert "Only the others who decide for your team can read it." in everything(view)
    assert "not asked, and I tell" not in everything(receipt(GIVEN))
    assert refusals(view) == []


def test_it_asks_whether_the_code_is_kept_before_it_goes() -> None:
    view = receipt(unnamed())
    assert view["callback_id"] == Callback.KEPT
    assert list(inputs(view)) == ["kept"]
    assert inputs(view)["kept"]["optional"] is False
    assert "initial_options" not in inputs(view)["kept"]["element"]
    assert (view["submit"]["text"], view["close"]["text"]) == ("Done", "Close, I have it")
    assert json.loads(view["private_metadata"]) == {}


@pytest.mark.parametrize(
    ("audience", "on", "told"),
    [
        (Audience.TEAM, date(2026, 11, 27), "channel tomorrow, together with others'."),
        (Audience.TEAM, date(2026, 11, 30), "channel on Monday, together with others'."),
        (Audience.TEAM, TODAY, "in the team's channel today. No name stands with it."),
        (Audience.DECIDERS, date(2026, 11, 30), "and they find it on Monday. The channel shows"),
    ],
)
def test_without_a_name_it_appears_on_the_day_that_is_told(
    audience: Audience, on: date, told: str
) -> None:
    assert told in everything(receipt(unnamed(audience=audience, appears_on=on)))


@pytest.mark.parametrize(
    ("mode", "when"),
    [
        (Mode.NAMED, "now."),
        (Mode.CONFIDENTIAL, "within about two hours, so that nobody can tell who was writing."),
        (Mode.ANONYMOUS, "from the next working morning, so that nobody can tell who was writing."),
    ],
)
def test_changed_words_are_confirmed_with_when_they_show_and_without_repeating_them(
    mode: Mode, when: str
) -> None:
    view = edited(seen_by_reporter(mode=mode))
    assert everything(view).splitlines()[1:3] == [
        "*Your words are changed.*",
        f"Whoever reads your near miss NM-7K3Q sees the new ones {when}",
    ]
    assert refusals(view) == []
