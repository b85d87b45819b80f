"""What a learning lead is asked, and what that question turns into."""

from dataclasses import replace
from datetime import date

import pytest

from bot.domain.events import ERASED
from bot.domain.requests import Request, RequestId, RequestKind, RequestState, Wanted
from bot.views.blocks import Message
from bot.views.ids import Action
from bot.views.requests import asked, settled
from tests.builders import MOIRA
from tests.conftest import MONDAY
from tests.views.reading import everything

TODAY = date(2026, 11, 24)
WANTED = (
    Wanted(RequestKind.SUBJECT_ACCESS, "U0PRIYA"),
    Wanted(RequestKind.ERASE_PERSON, "U0PRIYA"),
    Wanted(RequestKind.ERASE_PERSON, "U0PRIYA", with_reports=True),
    Wanted(RequestKind.ERASE_REPORT, "NM-2F9D"),
    Wanted(RequestKind.EXPORT),
)


def a_request(wanted: Wanted, state: RequestState = RequestState.WAITING) -> Request:
    return Request(RequestId("a1" * 16), wanted.kind, wanted, state, MONDAY)


def decided(state: RequestState, wanted: Wanted = WANTED[0]) -> Request:
    return replace(a_request(wanted, state), decided_by=MOIRA, decided_at=MONDAY)


def actions(message: Message) -> list[str]:
    rows = [block for block in message.blocks if block["type"] == "actions"]
    return [button["action_id"] for row in rows for button in row["elements"]]


@pytest.mark.parametrize("wanted", WANTED)
def test_it_says_what_is_wanted_for_whom_and_why_it_asks(wanted: Wanted) -> None:
    message = asked(a_request(wanted), may_decide=True)
    told = everything(message)
    assert "The host wants to" in told
    about = f"<@{wanted.about}>" if wanted.person else wanted.about
    assert about in told
    assert "You are asked because" in told
    assert actions(message) == [Action.REQUEST_CONFIRM, Action.REQUEST_REFUSE]


@pytest.mark.parametrize("wanted", WANTED)
def test_a_lock_screen_shows_neither_a_person_nor_a_report(wanted: Wanted) -> None:
    for message in (
        asked(a_request(wanted), may_decide=True),
        settled(decided(RequestState.CONFIRMED, wanted), today=TODAY),
    ):
        assert not wanted.about or wanted.about not in message.text


def test_whether_reports_go_too_is_said_in_everything() -> None:
    assert "but not the reports they wrote" in everything(
        asked(a_request(WANTED[1]), may_decide=True)
    )
    assert "with all the reports they wrote" in everything(
        asked(a_request(WANTED[2]), may_decide=True)
    )


def test_whomever_it_is_about_has_no_buttons_and_is_told_why() -> None:
    message = asked(a_request(WANTED[0]), may_decide=False)
    assert actions(message) == []
    assert "about you" in everything(message)


@pytest.mark.parametrize(
    ("state", "said"),
    [
        (RequestState.CONFIRMED, f"Confirmed by <@{MOIRA}> yesterday."),
        (RequestState.REFUSED, f"Refused by <@{MOIRA}> yesterday."),
        (RequestState.DONE, f"Confirmed by <@{MOIRA}> yesterday. It has been carried out."),
    ],
)
def test_what_was_decided_is_told_with_who_decided_it(state: RequestState, said: str) -> None:
    message = settled(decided(state), today=TODAY)
    assert said in everything(message)
    assert actions(message) == []


def test_what_nobody_decided_has_lapsed() -> None:
    lapsed = replace(a_request(WANTED[0], RequestState.EXPIRED), wanted=None)
    assert "It has lapsed" in everything(settled(lapsed, today=TODAY))


@pytest.mark.parametrize("wanted", WANTED)
def test_once_it_is_done_with_nobody_is_named_in_it(wanted: Wanted) -> None:
    done = replace(decided(RequestState.DONE, wanted), wanted=None)
    told = everything(settled(done, today=TODAY))
    assert not wanted.about or wanted.about not in told


def test_a_learning_lead_who_was_erased_is_a_colleague_who_has_left() -> None:
    request = replace(decided(RequestState.CONFIRMED), decided_by=ERASED)
    assert "by a colleague who has left" in everything(settled(request, today=TODAY))


def test_a_lead_who_confirms_an_export_knows_that_somebody_was_left_out_of_some_of_it() -> None:
    shown = everything(asked(a_request(Wanted(RequestKind.EXPORT)), may_decide=True))
    assert "Those that somebody was left out of, such as a manager, are in it too" in shown
    assert "What you were left out of yourself is not in it" in shown
