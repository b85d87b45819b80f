"""Windows open for clicks and commands, on top of where they were asked for."""

import json
import time

import pytest

from bot.domain.events import Reply
from bot.domain.ids import MessageRef
from bot.domain.report import Kind
from bot.views.ids import Action, Callback, Shortcut
from handlers import budget
from handlers.parse import KINDS
from tests.builders import CHANNEL
from tests.handlers import payloads
from tests.handlers.every import OPENS, opening, seen
from tests.handlers.payloads import Payload
from tests.handlers.slack import Slack, content
from tests.handlers.standins import A_FORM, A_PAGE, answering, services


def shown(call: tuple[str, Payload]) -> Payload:
    """The view that was handed to Slack."""
    view = call[1]["view"]
    found: Payload = json.loads(view) if isinstance(view, str) else view
    return found


@pytest.mark.parametrize(("body", "answer"), OPENS.values(), ids=OPENS)
async def test_one_window_opens_for_the_trigger_of_the_click_and_nothing_else_happens(
    slack: Slack, body: Payload, answer: object
) -> None:
    told = await slack.send(services(answering(answer)), body)
    assert (told.status, content(told)) == (200, None)
    [(method, arguments)] = slack.calls
    assert (method, arguments["trigger_id"]) == ("views.open", payloads.TRIGGER)
    assert slack.posted == []


@pytest.mark.parametrize(
    ("name", "kind"), [("/near-miss", Kind.NEAR_MISS), ("/suggest", Kind.SUGGESTION)]
)
async def test_a_command_begins_its_kind_of_report_in_its_channel(
    slack: Slack, name: str, kind: Kind
) -> None:
    capture = answering(A_FORM)
    await slack.send(services(capture), payloads.command("a word", name))
    assert capture.asked == [("begin", ("U0PRIYA", "C0RIVERSIDE", kind, "a word"))]


@pytest.mark.parametrize("name", [Shortcut.NEAR_MISS, Shortcut.SUGGESTION])
async def test_a_shortcut_begins_its_kind_of_report_without_a_channel(
    slack: Slack, name: Shortcut
) -> None:
    capture = answering(A_FORM)
    await slack.send(services(capture), payloads.shortcut(name))
    assert capture.asked == [("begin", ("U0PRIYA", None, KINDS[name], "", None))]


@pytest.mark.parametrize(
    "name", [Shortcut.NEAR_MISS_FROM_MESSAGE, Shortcut.SUGGESTION_FROM_MESSAGE]
)
async def test_a_shortcut_on_a_message_begins_a_report_with_its_words_and_its_place(
    slack: Slack, name: Shortcut
) -> None:
    capture = answering(A_FORM)
    await slack.send(services(capture), payloads.message_shortcut(name, "a word"))
    at = MessageRef(CHANNEL, "1764.5")
    assert capture.asked == [("begin", ("U0PRIYA", CHANNEL, KINDS[name], "a word", at))]


async def test_a_button_under_quoted_words_begins_a_report_with_them(slack: Slack) -> None:
    capture = answering(A_FORM)
    await slack.send(services(capture), payloads.greeting_press("the fax\nwent astray"))
    given = ("U0AMINA", None, Kind.NEAR_MISS, "the fax\nwent astray")
    assert capture.asked == [("begin", given)]


@pytest.mark.parametrize("reply", [reply for reply in Reply if reply.is_answer])
async def test_each_answer_opens_its_own_form(slack: Slack, reply: Reply) -> None:
    answers = answering(opening(reply))
    await slack.send(services(answers), payloads.press(Action(f"reply_{reply}")))
    assert answers.asked == [("open", ("U0AMINA", payloads.REPORT, reply))]
    assert json.loads(shown(slack.calls[0])["private_metadata"])["reply"] == reply


async def test_adding_words_opens_the_form_of_the_reply_that_was_begun(slack: Slack) -> None:
    answers = answering(opening())
    await slack.send(services(answers), payloads.press(Action.ADD_WORDS))
    assert answers.asked == [("begun", ("U0AMINA", payloads.REPORT))]
    assert shown(slack.calls[0])["callback_id"] == Callback.REPLY


@pytest.mark.parametrize(
    ("body", "method", "surface"),
    [
        (payloads.press(Action.ADD), "views.open", "message"),
        (payloads.home_press(Action.ADD), "views.open", "home"),
        (payloads.modal_press(Action.ADD), "views.push", "modal"),
    ],
    ids=["message", "home", "window"],
)
async def test_a_form_opens_on_top_of_the_window_it_was_asked_for_in_and_remembers_where(
    slack: Slack, body: Payload, method: str, surface: str
) -> None:
    await slack.send(services(answering(seen())), body)
    [call] = slack.calls
    assert call[0] == method
    assert json.loads(shown(call)["private_metadata"])["from"] == surface


@pytest.mark.parametrize("typed", ["", "  ", "mine", " MINE ", None])
async def test_goodcatch_alone_opens_what_is_ones_own(slack: Slack, typed: str | None) -> None:
    homes = answering(A_PAGE)
    answer = await slack.send(services(homes), payloads.command(typed, "/goodcatch"))
    assert (answer.status, content(answer)) == (200, None)
    assert homes.asked == [("mine", ("U0PRIYA",))]
    [(method, arguments)] = slack.calls
    assert (method, arguments["trigger_id"]) == ("views.open", payloads.TRIGGER)
    assert "callback_id" not in shown(slack.calls[0])


@pytest.mark.parametrize("typed", ["setup", " Setup "])
async def test_goodcatch_setup_opens_the_form_for_the_channel_it_is_typed_in(
    slack: Slack, typed: str
) -> None:
    _, answer = OPENS["set up"]
    settings = answering(answer)
    await slack.send(services(settings), payloads.command(typed, "/goodcatch"))
    assert settings.asked == [("form", ("U0PRIYA", "C0RIVERSIDE", "riverside"))]
    assert shown(slack.calls[0])["callback_id"] == Callback.SET_UP


@pytest.mark.parametrize("typed", ["help", "HELP", "minefield", "now setup", "the fax", "<!here>"])
async def test_goodcatch_with_anything_else_says_privately_what_can_be_typed(
    slack: Slack, typed: str
) -> None:
    nobody = answering()
    answer = await slack.send(services(nobody), payloads.command(typed, "/goodcatch"))
    told = content(answer)
    assert told["response_type"] == "ephemeral"
    assert "/near-miss" in repr(told["blocks"])
    assert "/goodcatch setup" in repr(told["blocks"])
    assert "the fax" not in repr(told)
    assert (nobody.asked, slack.calls) == ([], [])


@pytest.mark.parametrize(("body", "answer"), OPENS.values(), ids=OPENS)
async def test_a_slack_that_hangs_while_a_window_opens_does_not_keep_anybody_waiting(
    slack: Slack, monkeypatch: pytest.MonkeyPatch, body: Payload, answer: object
) -> None:
    monkeypatch.setattr(budget, "SECONDS", 0.1)
    slack.hangs.add("views.open")
    started = time.monotonic()
    told = content(await slack.send(services(answering(answer)), body))
    assert time.monotonic() - started < 2
    assert "Slack is slow" in repr((told, slack.posted, slack.calls))
