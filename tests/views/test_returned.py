"""Coming back by code: one input, and a window with all that its reporter may see and do."""

import json

import pytest

from bot.domain.claims import BY_CODE
from bot.domain.events import Event, EventKind, Reply
from bot.domain.home import Own
from bot.domain.privacy import VisibleReport
from bot.domain.report import Audience, Kind, Mode, Words
from bot.views.blocks import View
from bot.views.ids import Action, Callback, row_of
from bot.views.returned import code_form, returned
from tests.views.reading import buttons, everything, inputs, parts, quoted
from tests.views.reports import A_REPORT, AMINA, LONGEST, TODAY, worst
from tests.views.slack_rules import refusals
from tests.views.stories import LATER, answered, event, every_event, seen_by

QUESTION = event(EventKind.QUESTIONED, "Which team?", actor=AMINA)
CONSENT = event(EventKind.CONSENT_ASKED, actor=AMINA)
CHANGED = (answered(Reply.GO_AHEAD), event(EventKind.CHANGED, "A list.", actor=AMINA, until=LATER))
HELPED = (Action.HELPED_YES, Action.HELPED_A_BIT, Action.HELPED_NO)


def by_code(*events: Event, **changes: object) -> VisibleReport:
    """A report without a name, as whoever holds its code sees it."""
    return seen_by(BY_CODE, **{"mode": Mode.ANONYMOUS, "events": events, **changes})


def window(*events: Event, **changes: object) -> View:
    return returned(Own(by_code(*events, **changes), (AMINA,)), TODAY)


def test_the_form_asks_for_the_code_and_nothing_else() -> None:
    view = code_form()
    assert view["callback_id"] == Callback.CODE
    assert list(inputs(view)) == ["code"]
    assert inputs(view)["code"]["optional"] is False
    assert json.loads(view["private_metadata"]) == {}
    assert refusals(view) == []


def test_a_whole_code_fits_into_the_input_however_it_is_spaced() -> None:
    longest = inputs(code_form())["code"]["element"]["max_length"]
    assert longest >= 2 * len("NM-7K3Q-0123-4567-89AB-CDEF")


def test_the_window_tells_the_whole_story_to_its_writer() -> None:
    view = window(*every_event("Words."), words=Words(what="My words."))
    assert everything(view).startswith("Your report\n*Near miss NM-7K3Q*\n")
    assert quoted(view) == ["My words.", *["Words."] * 6]
    assert "You add:" in everything(view)
    assert refusals(view) == []


def test_the_window_is_no_form_and_has_room_for_the_code() -> None:
    view = window()
    assert "submit" not in view
    assert "callback_id" not in view
    assert json.loads(view["private_metadata"]) == {}


@pytest.mark.parametrize(
    ("events", "possible"),
    [
        (
            (),
            [Action.HAPPENING, Action.REPLY_AS_REPORTER, Action.ADD, Action.EDIT],
        ),
        (
            (answered(Reply.GO_AHEAD),),
            [Action.HAPPENING, Action.REPLY_AS_REPORTER, Action.ADD],
        ),
        (
            (answered(Reply.NOT_NOW, "No."),),
            [Action.HAPPENING, Action.REPLY_AS_REPORTER, Action.REOPEN, Action.ADD],
        ),
    ],
)
def test_whoever_holds_the_code_can_do_what_a_reporter_can(
    events: tuple[Event, ...], possible: list[Action]
) -> None:
    assert buttons(window(*events)) == [*possible, Action.WITHDRAW, Action.WITHDRAW_NOW]


def test_a_report_that_was_taken_back_leaves_nothing_to_press() -> None:
    view = window(event(EventKind.WITHDRAWN))
    assert buttons(view) == []
    assert "You took it back." in everything(view)


def test_a_report_for_those_who_decide_can_be_shared_by_code() -> None:
    assert Action.SHARE in buttons(window(audience=Audience.DECIDERS))


def test_nobody_puts_a_name_to_a_report_by_code() -> None:
    for mode in Mode:
        drawn = buttons(window(mode=mode))
        assert not {Action.NAME, Action.UNNAME} & set(drawn)


def test_only_without_a_name_is_there_a_way_to_take_it_back_with_the_next_that_appear() -> None:
    assert Action.WITHDRAW_NOW not in buttons(window(mode=Mode.CONFIDENTIAL))
    asked = {
        part["action_id"]: part["confirm"]["text"]["text"]
        for part in parts(window())
        if "confirm" in part and "action_id" in part
    }
    assert "when the next reports appear together" in asked[Action.WITHDRAW]
    assert "may guess who you are" in asked[Action.WITHDRAW_NOW]


def test_a_question_is_shown_and_can_be_answered() -> None:
    view = window(QUESTION)
    assert "*You have been asked something*" in everything(view)
    assert "Answer the question" in everything(view)
    assert "Which team?" in quoted(view)


def test_with_a_question_it_says_what_a_reply_may_tell_where_no_name_was_left() -> None:
    said = "Whoever knows the rota learns a little from every reply all the same."
    assert said in everything(window(QUESTION))
    assert said not in everything(window(QUESTION, mode=Mode.CONFIDENTIAL))
    assert said not in everything(window())


def test_whether_it_may_be_shared_further_is_asked_and_can_be_answered() -> None:
    view = window(CONSENT)
    assert "*May it be shared beyond your team*" in everything(view)
    assert {Action.CONSENT_YES, Action.CONSENT_NO} <= set(buttons(view))
    yes = window(CONSENT, event(EventKind.CONSENTED))
    assert Action.CONSENT_YES not in buttons(yes)
    assert Action.CONSENT_NO in buttons(yes)
    no = window(CONSENT, event(EventKind.DECLINED))
    assert not {Action.CONSENT_YES, Action.CONSENT_NO} & set(buttons(no))


def test_the_buttons_share_a_block_that_knows_the_report() -> None:
    [actions] = [block for block in window()["blocks"] if block["type"] == "actions"]
    assert row_of(actions["block_id"]) == A_REPORT.id


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("mode", Mode)
def test_slack_takes_the_longest_story(kind: Kind, mode: Mode) -> None:
    opened = [event(EventKind.OPENED, LONGEST, actor=AMINA) for _ in range(20)]
    added = [event(EventKind.ADDED, f"{number}. {LONGEST}") for number in range(90)]
    view = window(
        answered(Reply.NOT_NOW, LONGEST, until=LATER),
        *opened,
        *added,
        CONSENT,
        kind=kind,
        mode=mode,
        audience=Audience.DECIDERS,
        words=worst(kind),
    )
    assert refusals(view) == []
    assert any(words.startswith("89. ") for words in quoted(view))


@pytest.mark.parametrize("events", [CHANGED, (*CHANGED, event(EventKind.HELPED, actor=AMINA))])
def test_whether_a_change_has_helped_can_be_said_by_code(events: tuple[Event, ...]) -> None:
    view = window(*events)
    asked = [part for part in parts(view) if part.get("action_id") in HELPED]
    assert [part["action_id"] for part in asked] == list(HELPED)
    assert {part["value"] for part in asked} == {A_REPORT.id}
    assert "*Has it helped?*" in everything(view)
    assert "Nobody is told that it was you." in everything(view)
    assert refusals(view) == []


@pytest.mark.parametrize("events", [(), CHANGED[:1], (event(EventKind.WITHDRAWN),)])
def test_it_is_not_asked_before_something_was_changed_nor_after_it_was_taken_back(
    events: tuple[Event, ...],
) -> None:
    assert not set(HELPED) & set(buttons(window(*events)))


def test_nobody_who_comes_by_code_is_told_that_they_are_written_to() -> None:
    assert "You can say whether it has helped" in everything(window(*CHANGED))
    assert "You are asked" not in everything(window(*CHANGED))
