"""The form offers three honest ways to be known, and promises nothing that is untrue."""

import pytest

from bot.domain.anonymity import WhyNot
from bot.domain.ids import UserId
from bot.domain.report import Kind, Mode
from bot.views.blocks import View
from bot.views.report_form import report_form
from tests.views.forms import opened
from tests.views.reading import everything, inputs
from tests.views.slack_rules import refusals


def offered(view: View) -> list[str]:
    """The ways to be known that the form lets somebody choose."""
    return [option["value"] for option in inputs(view)["mode"]["element"]["options"]]


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("mode", Mode)
def test_three_ways_to_be_known_are_offered_and_one_is_chosen_beforehand(
    kind: Kind, mode: Mode
) -> None:
    view = report_form(opened(kind, mode=mode))
    assert offered(view) == ["named", "confidential", "anonymous"]
    assert inputs(view)["mode"]["element"]["initial_option"]["value"] == mode


@pytest.mark.parametrize("kind", Kind)
def test_the_promise_says_what_is_kept_and_by_whom_it_may_be_found_out(kind: Kind) -> None:
    shown = everything(report_form(opened(kind)))
    assert shown.count("your team and managers cannot see who you are") == 2
    for said in (
        "used only to bring you the answer",
        "A learning lead can open it",
        "We keep nothing that says so and never write to you about it",
        "a code, which is the only way back",
        "together with others' the next working morning",
        "*Not untraceable:* Slack itself, and whoever can read Slack's logs or this server's",
    ):
        assert said in shown


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        (WhyNot.TOO_FEW, "fewer than eight people could have written it"),
        (WhyNot.DECIDES, "not offered to those who may answer for the team"),
        (WhyNot.UNKNOWN, "Slack has not said how many people could have written it"),
    ],
)
def test_where_leaving_no_name_is_not_offered_the_form_says_why(reason: WhyNot, said: str) -> None:
    view = report_form(opened(Kind.NEAR_MISS, why_not_anonymous=reason))
    assert offered(view) == ["named", "confidential"]
    assert said in everything(view)
    assert "*No name kept:*" not in everything(view)
    assert "urgent" not in inputs(view)
    assert refusals(view) == []


def test_every_reason_has_its_own_sentence() -> None:
    shown = {
        everything(report_form(opened(Kind.NEAR_MISS, why_not_anonymous=reason)))
        for reason in WhyNot
    }
    assert len(shown) == len(WhyNot)


def test_a_way_that_is_offered_no_more_is_not_chosen_beforehand() -> None:
    form = opened(Kind.NEAR_MISS, mode=Mode.ANONYMOUS, why_not_anonymous=WhyNot.TOO_FEW)
    view = report_form(form)
    assert "initial_option" not in inputs(view)["mode"]["element"]
    assert refusals(view) == []


@pytest.mark.parametrize("urgent", [True, False])
def test_to_show_it_now_is_a_choice_that_says_what_it_may_give_away(urgent: bool) -> None:  # noqa: FBT001 - what is tried
    view = report_form(opened(Kind.NEAR_MISS, mode=Mode.ANONYMOUS, urgent=urgent))
    block = inputs(view)["urgent"]
    assert block["optional"] is True
    assert ("initial_options" in block["element"]) is urgent
    assert "Whoever was at their desk just now may then be guessed." in block["hint"]["text"]


def test_up_to_five_people_can_be_left_out_and_stay_chosen() -> None:
    empty = inputs(report_form(opened(Kind.NEAR_MISS)))["left_out"]
    assert empty["optional"] is True
    assert empty["element"]["max_selected_items"] == 5
    assert "initial_users" not in empty["element"]
    assert "Only my manager for now" in empty["hint"]["text"]
    left_out = (UserId("U0AMINA"), UserId("U0DAN"))
    view = report_form(opened(Kind.NEAR_MISS, left_out=left_out))
    assert inputs(view)["left_out"]["element"]["initial_users"] == list(left_out)
