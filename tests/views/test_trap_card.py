"""The card of an error trap: what it is called, where it stands, and what can be done there."""

from dataclasses import replace

import pytest

from bot.domain.taxonomy import Factor, Stage
from bot.domain.trap_lifecycle import TrapState
from bot.domain.trap_reading import TrapSeen
from bot.views.ids import Action
from bot.views.trap_card import trap_card, trap_gone
from bot.views.trap_words import name_of
from tests.views.reading import buttons, everything, parts, people, quoted, texts
from tests.views.reports import BEN, NASTY, PRIYA, TODAY
from tests.views.traps import (
    CHANGE,
    DECIDES,
    NAME,
    OWNED,
    PLAN,
    REFERENCE,
    REOPENED_STORY,
    STORIES,
    in_its_channel,
    near_misses,
    seen_as,
)


def test_the_card_says_what_it_is_called_where_it_is_and_what_makes_it_easy_to_slip() -> None:
    said = everything(trap_card(in_its_channel()))
    assert f"Error trap {REFERENCE}" in said
    assert NAME in said
    assert "*Where in our work?* Court and legal (care proceedings, statements)" in said
    assert "*What makes it easy to slip?* Handover or change of worker · Information" in said


@pytest.mark.parametrize(
    ("state", "standing"),
    [
        (TrapState.CONFIRMED, "What could be changed is still to be planned."),
        (TrapState.REDESIGNING, "A change is planned for Monday 7 December."),
        (
            TrapState.CHANGED,
            "*Something was changed.* Those who work with it are asked on Monday 28 December",
        ),
        (TrapState.CHECKED, "*Something was changed, and it has gone.*"),
        (TrapState.MERGED, "It went into another error trap"),
    ],
)
def test_the_card_says_where_it_stands(state: TrapState, standing: str) -> None:
    assert standing in everything(trap_card(in_its_channel(STORIES[state])))


def test_a_trap_that_was_still_there_waits_for_something_else() -> None:
    said = everything(trap_card(in_its_channel(REOPENED_STORY)))
    assert "It was still there after the change, so something else is looked for." in said
    assert CHANGE in said


def test_a_planned_day_that_has_gone_by_is_told_without_reproach() -> None:
    seen = in_its_channel(STORIES[TrapState.REDESIGNING])
    later = TrapSeen(seen.trap, TODAY.replace(month=12, day=9))
    said = everything(trap_card(later))
    assert "A change was planned for Monday, and is still to come." in said


def test_plan_and_change_stand_in_the_words_of_whoever_wrote_them_and_name_nobody() -> None:
    planned = trap_card(in_its_channel(STORIES[TrapState.REDESIGNING]))
    assert "What is planned for Monday 7 December (designs it out):" in everything(planned)
    assert quoted(planned) == [PLAN]
    changed = trap_card(in_its_channel(STORIES[TrapState.CHANGED]))
    assert "What was changed (makes it easier):" in everything(changed)
    assert quoted(changed) == [CHANGE]
    assert people(changed) == {BEN}


def test_whoever_has_taken_it_on_stands_on_it() -> None:
    assert "Nobody has taken it on yet." in everything(trap_card(in_its_channel()))
    owned = trap_card(in_its_channel((*STORIES[TrapState.CONFIRMED], OWNED)))
    assert people(owned) == {BEN}
    assert "Nobody has taken it on yet." not in everything(owned)


@pytest.mark.parametrize(
    ("state", "offered"),
    [
        (
            TrapState.CONFIRMED,
            [Action.TRAP_TAKE_ON, Action.TRAP_PLAN, Action.TRAP_CHANGED, Action.TRAP_READ],
        ),
        (TrapState.REDESIGNING, [Action.TRAP_PLAN, Action.TRAP_CHANGED, Action.TRAP_READ]),
        (TrapState.CHANGED, [Action.TRAP_STILL_THERE, Action.TRAP_READ]),
        (TrapState.CHECKED, [Action.TRAP_STILL_THERE, Action.TRAP_READ]),
        (TrapState.MERGED, []),
    ],
)
def test_the_card_offers_what_comes_next(state: TrapState, offered: list[Action]) -> None:
    assert buttons(trap_card(in_its_channel(STORIES[state]))) == offered


def test_its_near_misses_stand_on_it_the_newest_first_with_their_cards() -> None:
    reports = near_misses(2)
    seen = in_its_channel(reports=reports)
    linked = replace(seen, links={reports[0].id: "https://example.slack.com/p1"})
    shown = trap_card(linked)
    titles = [text for text in texts(shown, "text") if text.startswith("Near miss NM-")]
    assert titles == ["Near miss NM-0001", "Near miss NM-0000"]
    assert [part["url"] for part in parts(shown) if part.get("type") == "link"] == [
        "https://example.slack.com/p1"
    ]


def test_of_another_team_s_reports_the_card_says_only_that_there_are_some() -> None:
    one, many = (trap_card(in_its_channel(reports=near_misses(2), unseen=n)) for n in (1, 40))
    assert "There are near misses of other teams in it, too." in everything(one)
    assert one == many


def test_the_line_on_the_lock_screen_has_neither_a_name_nor_anybody_s_words() -> None:
    shown = trap_card(in_its_channel(reports=near_misses(2, named_reporter=PRIYA)))
    assert shown.text == f"An error trap in your team: {REFERENCE}"


def test_what_people_typed_is_never_formatting() -> None:
    story = [replace(event, words=NASTY) for event in STORIES[TrapState.CHANGED]]
    shown = trap_card(in_its_channel(story, name=NASTY))
    assert not [text for text in texts(shown, "mrkdwn") if "click me" in text or "!here" in text]
    assert NASTY in quoted(shown)


def test_what_was_found_to_be_none_leaves_one_quiet_line() -> None:
    shown = trap_gone(REFERENCE)
    assert "was found not to be one error trap" in everything(shown)
    assert buttons(shown) == []


@pytest.mark.parametrize(
    ("stage", "factors", "name"),
    [
        (Stage.COURT, (Factor.HANDOVER,), "Handover or change of worker – Court and legal"),
        (Stage.COURT, (), "Court and legal"),
        (None, (Factor.WORKLOAD,), "Too many things at once"),
        (Stage.NOT_SURE, (Factor.SOMETHING_ELSE,), "Near misses that look alike"),
        (None, (), "Near misses that look alike"),
    ],
)
def test_a_trap_that_nobody_has_named_is_called_by_its_place_and_its_cause(
    stage: Stage | None, factors: tuple[Factor, ...], name: str
) -> None:
    trap = seen_as(DECIDES, STORIES[TrapState.PROPOSED], name="", stage=stage, factors=factors)
    assert name_of(trap) == name
