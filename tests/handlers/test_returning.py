"""Whoever comes back with a code sees and does everything by it, and by nothing else."""

import json

import pytest

from bot.domain.errors import GoodCatchError, NoSuchCode, TooManyTries
from bot.domain.lifecycle import Action as Deed
from bot.views.ids import Action, Callback
from handlers.parse import RETURNED_BY
from tests.handlers import form_payloads as forms
from tests.handlers import payloads
from tests.handlers.every import asked, came_back, seen, visible
from tests.handlers.form_payloads import CODE
from tests.handlers.payloads import REPORT, Payload
from tests.handlers.slack import Slack, content
from tests.handlers.standins import A_FORM, StandIn, answering, raising, services

TYPED = f"receipt {CODE}"


def remembered(view: Payload) -> object:
    """The code that a window carries in its metadata."""
    return json.loads(view["private_metadata"]).get(RETURNED_BY)


def opened(slack: Slack) -> Payload:
    """The one window that was opened or drawn."""
    [(_, arguments)] = slack.calls
    view = arguments["view"]
    found: Payload = json.loads(view) if isinstance(view, str) else view
    return found


def press(action: Action) -> Payload:
    """A button in the window of this code."""
    return payloads.returned_press(action, code=str(CODE))


@pytest.mark.parametrize(
    "body",
    [
        payloads.command("receipt", "/goodcatch"),
        payloads.command(" Receipt ", "/goodcatch"),
        payloads.home_press(Action.COME_BACK, ""),
    ],
    ids=["command", "capital", "home"],
)
async def test_the_form_for_a_code_opens_without_asking_who_it_is(
    slack: Slack, body: Payload
) -> None:
    returning = answering(came_back())
    assert (await slack.send(services(returning), body)).status == 200
    assert returning.asked == []
    assert opened(slack)["callback_id"] == Callback.CODE
    assert "U0" not in repr(slack.calls)


async def test_a_code_behind_the_command_opens_its_window_at_once(slack: Slack) -> None:
    returning = answering(came_back())
    await slack.send(services(returning), payloads.command(TYPED, "/goodcatch"))
    assert returning.asked == [("come_back", ("U0PRIYA", str(CODE)))]
    assert remembered(opened(slack)) == str(CODE)
    assert "U0PRIYA" not in repr(slack.calls)


async def test_the_form_turns_into_the_window_which_remembers_the_code(slack: Slack) -> None:
    returning = answering(came_back())
    told = content(await slack.send(services(returning), forms.code("nm 2f9d")))
    assert returning.asked == [("come_back", ("U0PRIYA", "nm 2f9d"))]
    assert told["response_action"] == "update"
    assert remembered(told["view"]) == str(CODE)
    assert "callback_id" not in told["view"]
    assert (slack.calls, slack.posted) == ([], [])


@pytest.mark.parametrize("error", [NoSuchCode(), TooManyTries()], ids=["wrong", "too many"])
async def test_a_code_that_does_not_fit_is_told_under_it_and_never_repeated(
    slack: Slack, error: GoodCatchError
) -> None:
    told = content(await slack.send(services(raising(error)), forms.code()))
    assert told == {"response_action": "errors", "errors": {"code": error.message}}
    again = content(
        await slack.send(services(raising(error)), payloads.command(TYPED, "/goodcatch"))
    )
    assert error.message in repr(again)
    assert CODE.secret[:4] not in repr((told, again))


OPENS: dict[Action, tuple[object, str, tuple[object, ...]]] = {
    Action.ADD: (seen(), "open", (Deed.ADD,)),
    Action.REOPEN: (seen(), "open", (Deed.REOPEN,)),
    Action.REPLY_AS_REPORTER: (seen(), "open", (Deed.REPLY,)),
    Action.EDIT: (A_FORM, "editing", ()),
}


@pytest.mark.parametrize("action", OPENS)
async def test_a_form_is_opened_by_the_code_and_passes_it_on(slack: Slack, action: Action) -> None:
    answer, deed, more = OPENS[action]
    own = answering(answer)
    await slack.send(services(own), press(action))
    assert own.asked == [(deed, (CODE, REPORT, *more))]
    assert remembered(opened(slack)) == str(CODE)


async def test_what_is_happening_is_asked_by_the_code(slack: Slack) -> None:
    own = answering(asked())
    await slack.send(services(own), press(Action.HAPPENING))
    assert own.asked == [("happening", (CODE, REPORT))]


DONE: dict[Action, tuple[str, tuple[object, ...]]] = {
    Action.WITHDRAW: ("withdraw", (CODE, REPORT, False)),
    Action.WITHDRAW_NOW: ("withdraw", (CODE, REPORT, True)),
    Action.SHARE: ("share", (CODE, REPORT)),
    Action.CONSENT_YES: ("consent", (CODE, REPORT, True)),
    Action.CONSENT_NO: ("consent", (CODE, REPORT, False)),
}


@pytest.mark.parametrize("action", DONE)
async def test_what_is_done_by_the_code_draws_its_window_anew(slack: Slack, action: Action) -> None:
    own, returning, homes = answering(seen()), answering(came_back()), StandIn(_never)
    menu = services(own, returning=returning, homes=homes)
    assert (await slack.send(menu, press(action))).status == 200
    assert own.asked == [DONE[action]]
    assert returning.asked == [("again", (CODE,))]
    [(method, arguments)] = slack.calls
    assert (method, arguments["view_id"]) == ("views.update", "V0MINE")
    assert remembered(opened(slack)) == str(CODE)
    assert "U0PRIYA" not in repr((slack.calls, slack.posted))


SENT: dict[str, tuple[Payload, str]] = {
    "add": (forms.added(), "add"),
    "reopen": (forms.reopened(), "reopen"),
    "reply": (forms.said_as_reporter(), "reply"),
}


@pytest.mark.parametrize(("body", "deed"), SENT.values(), ids=SENT)
async def test_what_is_sent_by_the_code_draws_the_window_behind_it_anew(
    slack: Slack, body: Payload, deed: str
) -> None:
    own, returning, homes = answering(visible()), answering(came_back()), StandIn(_never)
    menu = services(own, returning=returning, homes=homes)
    told = content(await slack.send(menu, forms.by_code(body)))
    assert told["response_action"] == "update"
    assert own.asked == [(deed, (CODE, REPORT, "it came back", "view:V0VIEW"))]
    assert returning.asked == [("again", (CODE,))]
    assert remembered(opened(slack)) == str(CODE)


async def test_words_that_come_back_to_be_looked_at_again_still_know_the_code(
    slack: Slack,
) -> None:
    told = content(await slack.send(services(answering(A_FORM)), forms.by_code(forms.edit())))
    assert remembered(told["view"]) == str(CODE)
    assert slack.calls == []


async def test_a_report_that_is_gone_meanwhile_leaves_the_window_as_it_is(slack: Slack) -> None:
    menu = services(answering(), returning=raising(NoSuchCode()))
    assert (await slack.send(menu, press(Action.SHARE))).status == 200
    assert (slack.calls, slack.posted) == ([], [])


async def test_a_name_is_never_put_to_a_report_by_a_code(slack: Slack) -> None:
    for action, deed in ((Action.NAME, "name"), (Action.UNNAME, "unname")):
        naming = answering(visible())
        await slack.send(services(answering(came_back()), naming=naming), press(action))
        assert naming.asked == [(deed, ("U0AMINA", REPORT))]


async def _never() -> object:
    raise AssertionError("nobody's own page is drawn here")
