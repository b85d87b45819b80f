"""Asking the reporter, masking words, and the menus that lead there."""

import pytest

from bot.domain.errors import NotAvailable, NotInIt, WordsNeeded
from bot.domain.events import Reply
from bot.domain.ids import ReportId, UserId
from bot.services.asking import Question
from bot.services.redacting import Slip
from bot.views.ids import Action, Callback
from handlers import parse
from tests.handlers import form_payloads as forms
from tests.handlers import payloads
from tests.handlers.every import seen, visible
from tests.handlers.payloads import Payload
from tests.handlers.slack import Slack, content
from tests.handlers.standins import answering, raising, services

AMINA, PRIYA, REPORT = UserId("U0AMINA"), UserId("U0PRIYA"), ReportId(payloads.REPORT)


def one_line(callback: Callback) -> Payload:
    """The form with one input and this callback, as it comes back."""
    body = forms.added()
    return body | {"view": body["view"] | {"callback_id": callback.value}}


WAYS = {
    "in a menu": payloads.menu,
    "in another menu": lambda value: payloads.menu(value, Action.MORE),
    "by a button": lambda value: payloads.press(Action(value)),
}


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS.keys())
@pytest.mark.parametrize(
    ("action", "callback"),
    [(Action.ASK_REPORTER, Callback.ASK_REPORTER), (Action.REDACT, Callback.REDACT)],
)
async def test_the_form_opens_however_it_is_chosen(
    slack: Slack, way: object, action: Action, callback: Callback
) -> None:
    assert callable(way)
    service = answering(seen())

    await slack.send(services(service), way(action.value))

    assert service.asked == [("open", (AMINA, REPORT))]
    ((method, call),) = slack.calls
    assert method == "views.open"
    assert callback.value in str(call["view"])


async def test_an_answer_without_words_is_given_from_the_same_menu(slack: Slack) -> None:
    service = answering(visible())
    body = payloads.menu(Reply.GO_AHEAD)

    await slack.send(services(service), body)

    assert service.asked == [
        ("without_words", (AMINA, REPORT, Reply.GO_AHEAD, parse.press(body).key))
    ]


@pytest.mark.parametrize("value", ["", "thank_you", "not_now", "ask_consent", "nonsense"])
async def test_what_the_menu_does_not_offer_does_nothing(slack: Slack, value: str) -> None:
    service = answering(seen())

    await slack.send(services(service), payloads.menu(value))

    assert service.asked == []
    (said,) = slack.posted
    assert "could not read" in str(said)


async def test_a_question_is_kept_with_the_forms_own_key(slack: Slack) -> None:
    service = answering(visible())
    body = one_line(Callback.ASK_REPORTER)

    told = content(await slack.send(services(service), body))

    key = f"view:{body['view']['id']}"
    question = Question(UserId(body["user"]["id"]), REPORT, "it came back", key)
    assert service.asked == [("ask", (question,))]
    assert told["response_action"] == "update"


async def test_the_words_to_mask_are_passed_on_and_not_shown_again(slack: Slack) -> None:
    service = answering(visible())
    body = one_line(Callback.REDACT)

    told = content(await slack.send(services(service), body))

    key = f"view:{body['view']['id']}"
    slip = Slip(UserId(body["user"]["id"]), REPORT, "it came back", key)
    assert service.asked == [("mask", (slip,))]
    assert "it came back" not in str(told)


@pytest.mark.parametrize("callback", [Callback.ASK_REPORTER, Callback.REDACT])
@pytest.mark.parametrize("problem", [WordsNeeded(), NotInIt(), NotAvailable()])
async def test_what_stands_in_the_way_is_said_under_the_words(
    slack: Slack, callback: Callback, problem: NotInIt
) -> None:
    told = content(await slack.send(services(raising(problem)), one_line(callback)))

    assert told == {"response_action": "errors", "errors": {"words": problem.message}}


async def test_whether_it_may_be_shared_is_asked_at_one_press_and_said_on_top(
    slack: Slack,
) -> None:
    service = answering(visible())

    await slack.send(services(service), payloads.modal_press(Action.ASK_CONSENT))

    assert service.asked == [("ask_consent", (AMINA, REPORT))]
    ((method, call),) = slack.calls
    assert method == "views.push"
    assert "nothing of it leaves the team" in str(call["view"])
