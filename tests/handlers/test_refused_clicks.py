"""What people read when a click is refused: where there is a message, a window, or neither."""

import json

import pytest
from aiohttp import web

from bot.domain.errors import NotAvailable, NotYours, SetUpByOthers, SlackIsSlow, TooLong
from bot.views.ids import Action
from tests.handlers import form_payloads as forms
from tests.handlers import payloads
from tests.handlers.every import OPENS
from tests.handlers.payloads import Payload
from tests.handlers.slack import Slack, content
from tests.handlers.standins import A_FORM, answering, raising, services

CLICKS: dict[str, tuple[Payload, str]] = {
    "home": (payloads.home_press(Action.AWAY), "views.open"),
    "window": (payloads.modal_press(), "views.push"),
    "shortcut": (payloads.shortcut(), "views.open"),
}
"""Clicks that no message stands beside, and what opens a window for each."""

LATE = {"ok": False, "error": "expired_trigger_id"}


def read(arguments: Payload) -> str:
    return json.dumps(arguments, ensure_ascii=False).replace("\\", "")


@pytest.mark.parametrize(("body", "method"), CLICKS.values(), ids=CLICKS)
async def test_a_click_beside_no_message_is_refused_in_a_window_of_its_own(
    slack: Slack, body: Payload, method: str
) -> None:
    answer = await slack.send(services(raising(NotYours())), body)
    assert (answer.status, content(answer)) == (200, None)
    [(called, arguments)] = slack.calls
    assert (called, arguments["trigger_id"]) == (method, payloads.TRIGGER)
    assert NotYours().message in read(arguments)
    assert "submit" not in read(arguments)


@pytest.mark.parametrize(("body", "method"), CLICKS.values(), ids=CLICKS)
async def test_a_refusal_that_comes_too_late_for_a_window_comes_as_a_direct_message(
    slack: Slack, body: Payload, method: str
) -> None:
    slack.answers[method] = web.json_response(LATE)
    answer = await slack.send(services(raising(NotYours())), body)
    assert answer.status == 200
    assert [called for called, _ in slack.calls] == [method, "chat.postMessage"]
    told = slack.calls[-1][1]
    assert told["channel"] == body["user"]["id"]
    assert NotYours().message in read(told)


@pytest.mark.parametrize(("body", "method"), CLICKS.values(), ids=CLICKS)
async def test_a_click_that_slack_was_too_slow_for_tries_no_second_window(
    slack: Slack, body: Payload, method: str
) -> None:
    await slack.send(services(raising(SlackIsSlow())), body)
    assert [called for called, _ in slack.calls] == ["chat.postMessage"]
    assert method not in {called for called, _ in slack.calls}


async def test_a_shortcut_that_has_expired_is_told_in_a_direct_message_without_its_words(
    slack: Slack,
) -> None:
    slack.answers["views.open"] = web.json_response(LATE)
    await slack.send(services(answering(A_FORM)), payloads.shortcut())
    method, told = slack.calls[-1]
    assert method == "chat.postMessage"
    assert SlackIsSlow().message in read(told)


@pytest.mark.parametrize("form", [name for name in OPENS if "message" not in name])
async def test_a_window_that_has_expired_is_told_somewhere(slack: Slack, form: str) -> None:
    body, answer = OPENS[form]
    slack.answers["views.open"] = web.json_response(LATE)
    told = await slack.send(services(answering(answer)), body)
    assert told.status == 200
    said = read({"answer": content(told), "posted": slack.posted, "calls": slack.calls})
    assert SlackIsSlow().message in said


async def test_a_shortcut_on_a_message_that_is_refused_says_so_beside_it_to_them_only(
    slack: Slack,
) -> None:
    await slack.send(services(raising(NotAvailable())), payloads.message_shortcut())
    [said] = slack.posted
    assert NotAvailable().message in read(said)
    assert said["response_type"] == "ephemeral"
    assert slack.calls == []


async def test_a_message_too_long_for_the_form_comes_back_whole(slack: Slack) -> None:
    words = " ".join(f"<{number:04}>" for number in range(2_000))
    error = TooLong(returned=words)
    await slack.send(services(raising(error)), payloads.message_shortcut(text=words))
    whole = "".join(map(read, slack.posted))
    assert all(f"<{number:04}>" in whole for number in range(2_000))


async def test_a_payload_that_says_not_who_clicked_is_acknowledged_and_no_more(
    slack: Slack,
) -> None:
    body = payloads.home_press() | {"trigger_id": None}
    assert (await slack.send(services(answering()), body)).status == 200
    assert (slack.calls, slack.posted) == ([], [])


@pytest.mark.parametrize(
    ("block", "state", "told"),
    [
        ("timezone", forms.typed("Leeds"), "Europe/London"),
        ("closures", forms.typed("Christmas"), "Christmas"),
        ("weekdays", forms.all_chosen(), "at least one day"),
        ("answer_days", forms.chosen("1"), "no sooner than a thank-you"),
        ("emoji_go_ahead", forms.typed("tada"), "another emoji"),
    ],
)
async def test_a_wrong_entry_stands_under_its_own_input_and_nothing_is_kept(
    slack: Slack, block: str, state: Payload, told: str
) -> None:
    settings = answering()
    body = forms.filled(forms.set_up(), block, state)
    answered = content(await slack.send(services(settings), body))
    assert list(answered["errors"]) == [block]
    assert told in answered["errors"][block]
    assert answered["errors"][block].count("..") == 0
    assert settings.asked == []


async def test_whoever_may_not_set_a_team_up_is_told_whom_to_ask(slack: Slack) -> None:
    body = payloads.command("setup", "/goodcatch")
    error = SetUpByOthers(whom="<@U0MOIRA>")
    told = content(await slack.send(services(raising(error)), body))
    assert told["response_type"] == "ephemeral"
    assert "<@U0MOIRA>" in read(told)
