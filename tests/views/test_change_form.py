"""Whoever changed something says what, and is asked gently for more than a reminder."""

import json

import pytest

from bot.domain.change import Strength
from bot.domain.events import Reply
from bot.domain.people import Role, Viewer
from bot.domain.report import Audience, Kind, Mode
from bot.views.change_form import change_form, changed
from bot.views.ids import Callback
from tests.views.reading import everything, inputs, people, quoted, texts
from tests.views.reports import A_REPORT, AMINA, BEN, LONGEST, TODAY, seen_by_manager, worst
from tests.views.slack_rules import Json, refusals
from tests.views.stories import THE_REPORTER, answered, every_event, seen_by

TOLD = "Whoever wrote near miss NM-7K3Q is told."

TRYING = Viewer(BEN, frozenset({Role.TRYING}))
TRIED = answered(Reply.TRY_UNTIL, "See how it goes.", until=TODAY, doer=BEN)


def drawn(**changes: object) -> Json:
    return change_form(seen_by_manager(**changes), today=TODAY)


def test_it_asks_what_was_changed_and_what_kind_of_change_it_is() -> None:
    asked = inputs(drawn())
    assert list(asked) == ["words", "strength"]
    assert not any(question["optional"] for question in asked.values())
    assert asked["words"]["hint"]["text"] == "What is different on Monday morning?"


def test_no_kind_of_change_is_chosen_beforehand_and_the_strongest_stands_first() -> None:
    element = inputs(drawn())["strength"]["element"]
    assert [option["value"] for option in element["options"]] == list(Strength)
    assert "initial_option" not in element


def test_under_the_weakest_choice_stands_a_question_and_no_ban() -> None:
    view = drawn()
    below = view["blocks"].index(inputs(view)["strength"]) + 1
    said = view["blocks"][below]["elements"][0]["text"]
    assert said.startswith("A reminder wears off. Could the form, the rota")
    assert said.endswith("?")


def test_what_comes_back_with_the_form_is_the_report() -> None:
    view = drawn()
    assert view["callback_id"] == Callback.CHANGE
    assert json.loads(view["private_metadata"]) == {"report": A_REPORT.id}


@pytest.mark.parametrize("viewer", [TRYING, THE_REPORTER])
def test_whoever_tries_it_has_the_report_before_them(viewer: Viewer) -> None:
    view = change_form(seen_by(viewer, events=(TRIED,)), today=TODAY)
    assert "Two letters for child A were nearly sent to the old address." in quoted(view)
    assert quoted(view)[-1] == "See how it goes."


@pytest.mark.parametrize("kind", Kind)
def test_slack_takes_the_form_even_for_the_longest_report(kind: Kind) -> None:
    view = drawn(kind=kind, words=worst(kind), events=every_event(LONGEST) * 20)
    assert refusals(view) == []
    assert not any("evil" in text for text in texts(view, "mrkdwn"))


def test_a_confidential_report_names_only_who_decided_and_who_tries() -> None:
    assert people(drawn(mode=Mode.CONFIDENTIAL, events=(TRIED,))) == {AMINA, BEN}


@pytest.mark.parametrize(
    ("viewer", "audience", "said"),
    [
        (
            TRYING,
            Audience.TEAM,
            f"{TOLD} In four weeks they and the team are asked whether it has helped.",
        ),
        (
            THE_REPORTER,
            Audience.TEAM,
            "In four weeks you and your team are asked whether it has helped.",
        ),
        (
            THE_REPORTER,
            Audience.DECIDERS,
            "In four weeks you are asked whether it has helped.",
        ),
    ],
)
def test_once_kept_it_says_who_is_told_and_who_is_asked(
    viewer: Viewer, audience: Audience, said: str
) -> None:
    view = changed(seen_by(viewer, audience=audience, events=(TRIED,)))
    assert refusals(view) == []
    assert "submit" not in view
    assert texts(view, "mrkdwn")[-1] == said


def test_what_only_those_who_decide_may_read_is_not_asked_of_the_team() -> None:
    said = everything(changed(seen_by_manager(audience=Audience.DECIDERS)))
    assert "In four weeks they are asked whether it has helped." in said
