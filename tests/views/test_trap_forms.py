"""The forms about error traps: what they ask, what stands in them, and what they turn into."""

import json
from datetime import date

import pytest

from bot.domain.change import Strength
from bot.domain.hollow import Gentle
from bot.domain.ids import ReportId, TrapId
from bot.domain.trap_lifecycle import TrapState
from bot.views import trap_forms
from bot.views.ids import Callback
from bot.views.trap_forms import Begun
from tests.views.reading import Json, everything, inputs, quoted
from tests.views.reports import A_REPORT, BEN, LONGEST, seen_by_manager
from tests.views.slack_rules import refusals
from tests.views.traps import DECIDES, ID, NAME, OWNED, PLAN, STORIES, read_by, seen_as

CONFIRMED = read_by(DECIDES)
PLANNED = read_by(DECIDES, STORIES[TrapState.REDESIGNING])
HOLLOW = Begun(
    "Staff are reminded",
    Strength.REMIND,
    date(2026, 12, 9),
    Gentle(("Staff are reminded",), reminds=True),
)


def initial(view: Json, block: str) -> object:
    element = inputs(view)[block]["element"]
    found = element.get("initial_option", {}).get("value")
    return found or element.get("initial_value") or element.get("initial_date")


def metadata(view: Json) -> Json:
    found: Json = json.loads(view["private_metadata"])
    return found


def test_to_confirm_asks_for_name_place_and_cause_and_begins_with_what_was_proposed() -> None:
    proposed = read_by(DECIDES, STORIES[TrapState.PROPOSED], name="")
    form = trap_forms.describe_form(proposed, Callback.TRAP_CONFIRM)
    assert list(inputs(form)) == ["name", "stage", "factors"]
    assert initial(form, "name") == "Handover or change of worker – Court and legal"
    assert initial(form, "stage") == "court"
    chosen = inputs(form)["factors"]["element"]["initial_options"]
    assert {option["value"] for option in chosen} == {"handover", "information"}
    assert not inputs(form)["name"]["optional"]
    assert (form["callback_id"], metadata(form)) == ("trap_confirm", {"trap": ID})


def test_to_put_it_another_way_begins_with_how_it_is_put_now() -> None:
    form = trap_forms.describe_form(CONFIRMED, Callback.TRAP_DESCRIBE)
    assert initial(form, "name") == NAME
    assert form["callback_id"] == "trap_describe"
    long = trap_forms.describe_form(read_by(DECIDES, name=LONGEST), Callback.TRAP_DESCRIBE)
    assert refusals(long) == []


def test_a_plan_asks_what_how_strong_and_by_when() -> None:
    form = trap_forms.plan_form(CONFIRMED)
    assert list(inputs(form)) == ["words", "strength", "until"]
    assert initial(form, "until") == "2026-12-10"
    assert "A reminder wears off." in everything(form)
    assert metadata(form) == {"trap": ID}


def test_a_second_plan_and_the_change_begin_with_the_first_plan() -> None:
    for form in (trap_forms.plan_form(PLANNED), trap_forms.change_form(PLANNED)):
        assert initial(form, "words") == PLAN
        assert initial(form, "strength") == "design_out"
    assert initial(trap_forms.change_form(CONFIRMED), "words") is None


def test_what_is_handed_back_keeps_what_was_typed_and_asks_once() -> None:
    plan, change = trap_forms.plan_form(PLANNED, HOLLOW), trap_forms.change_form(PLANNED, HOLLOW)
    for form in (plan, change):
        # Slack keeps what stands in an input whose id stays the same, so each has another one.
        assert initial(form, "words-1") == "Staff are reminded"
        assert initial(form, "strength-1") == "remind"
        assert "I do not ask twice" in everything(form)
        assert metadata(form) == {"trap": ID, "asked": True}
        assert refusals(form) == []
    assert initial(plan, "until-1") == "2026-12-09"


def test_somebody_is_asked_to_take_it_on_and_whoever_has_it_stands_there() -> None:
    assert "initial_user" not in inputs(trap_forms.own_form(CONFIRMED))["owner"]["element"]
    owned = read_by(DECIDES, (*STORIES[TrapState.CONFIRMED], OWNED))
    assert inputs(trap_forms.own_form(owned))["owner"]["element"]["initial_user"] == BEN


def test_a_list_of_traps_tells_each_by_its_reference_and_name() -> None:
    other = seen_as(DECIDES, id=TrapId("9c" * 16))
    merge = trap_forms.merge_form(ID, (other,))
    link = trap_forms.link_form(ReportId("0f" * 16), (other,))
    for form in (merge, link):
        [option] = inputs(form)["trap"]["element"]["options"]
        assert (option["value"], option["text"]["text"]) == (other.id, f"T-7K3Q {NAME}")
    assert metadata(merge) == {"trap": ID}
    assert metadata(link) == {"report": "0f" * 16}


@pytest.mark.parametrize(
    ("form", "said"),
    [
        (trap_forms.merge_form(ID, ()), "no other error trap"),
        (trap_forms.link_form(A_REPORT.id, ()), "no error trap yet that you can put it to"),
    ],
)
def test_where_there_is_no_trap_to_choose_the_window_says_so(form: Json, said: str) -> None:
    assert said in everything(form)
    assert "submit" not in form
    assert refusals(form) == []


def test_whoever_proposes_one_need_not_find_a_name_and_sees_what_it_is_about() -> None:
    form = trap_forms.propose_form(seen_by_manager())
    assert inputs(form)["name"]["optional"]
    assert "Who proposed it is not kept." in everything(form)
    assert quoted(form) == [A_REPORT.words.what, A_REPORT.words.caught]
    assert metadata(form) == {"report": A_REPORT.id}


def test_each_form_turns_into_a_window_that_thanks_and_says_what_follows() -> None:
    for window, said in (
        (trap_forms.proposed(), "Those who decide are asked"),
        (trap_forms.linked(CONFIRMED.trap), "It is part of this error trap now."),
        (trap_forms.merged(CONFIRMED.trap), "The two are one error trap now."),
        (trap_forms.confirmed(CONFIRMED.trap), "Its card is on its way"),
        (trap_forms.described(CONFIRMED.trap), "Its card says so now."),
        (trap_forms.owned(CONFIRMED.trap), "stands on its card now"),
        (trap_forms.planned(PLANNED), "The plan stands on its card, for Monday 7 December."),
        (trap_forms.changed(CONFIRMED.trap), "in four weeks the team is asked"),
    ):
        assert said in everything(window)
        assert refusals(window) == []
        assert "submit" not in window
