"""Identifiers in a small form come back masked, in the same form, to be looked through and sent."""

import json
from typing import Any

import pytest

from bot.domain.errors import IdentifiersSeen
from bot.views.ids import Callback
from bot.views.look_again import INPUT_CHARACTERS
from tests.handlers import form_payloads as forms
from tests.handlers import trap_payloads
from tests.handlers.payloads import Payload
from tests.handlers.slack import Slack, content
from tests.handlers.standins import raising, services

MASKED = "The form of [NHS number] went astray"
FORMS = {
    Callback.TRAP_PROPOSE: trap_payloads.proposal(),
    Callback.TRAP_CONFIRM: trap_payloads.description(),
    Callback.TRAP_DESCRIBE: trap_payloads.description(Callback.TRAP_DESCRIBE),
    Callback.TRAP_PLAN: trap_payloads.plan(),
    Callback.TRAP_CHANGE: trap_payloads.change(),
    Callback.PUBLISH: forms.publish(),
    Callback.CHANGE: forms.change(),
    Callback.REPLY: forms.reply(),
    Callback.ADD: forms.added(),
    Callback.REOPEN: forms.reopened(),
    Callback.REPLY_AS_REPORTER: forms.said_as_reporter(),
}
WRITTEN = ("words", "name")


def drawn(body: Payload) -> Payload:
    """The form with its inputs as Slack sends them back: those for words with their element."""
    view = body["view"]
    blocks = [
        {**block, "element": {"type": "plain_text_input", "action_id": "value", "max_length": 30}}
        if block["block_id"].startswith(WRITTEN)
        else block
        for block in view["blocks"]
    ]
    return body | {"view": view | {"blocks": blocks}}


async def sent(slack: Slack, body: Payload, masked: str = MASKED) -> dict[str, Any]:
    error = IdentifiersSeen(kinds="NHS number", returned=masked)
    answer: dict[str, Any] = content(await slack.send(services(raising(error)), body))
    return answer


def retyped(view: dict[str, Any]) -> list[dict[str, Any]]:
    """The inputs that have words in them now."""
    return [one for one in view["blocks"] if "initial_value" in one.get("element", {})]


@pytest.mark.parametrize("callback", FORMS)
async def test_the_masked_words_stand_ready_in_an_input_of_a_new_id(
    slack: Slack, callback: Callback
) -> None:
    body = drawn(FORMS[callback])
    before = {block["block_id"] for block in body["view"]["blocks"]}

    answer = await sent(slack, body)

    assert answer["response_action"] == "update"
    [field] = retyped(answer["view"])
    assert field["element"]["initial_value"] == MASKED
    assert field["element"]["max_length"] >= len(MASKED)
    assert field["block_id"] not in before
    assert field["block_id"].startswith(WRITTEN)
    assert "Nothing is saved yet" in json.dumps(answer["view"]["blocks"][0])
    assert "NHS number" in json.dumps(answer["view"]["blocks"][0])


@pytest.mark.parametrize("callback", FORMS)
async def test_all_else_in_the_form_is_as_it_was(slack: Slack, callback: Callback) -> None:
    body = drawn(FORMS[callback])
    view = (await sent(slack, body))["view"]

    assert view["callback_id"] == callback
    assert view["private_metadata"] == body["view"]["private_metadata"]
    others = [one for one in view["blocks"][1:] if "initial_value" not in one.get("element", {})]
    assert others == [b for b in body["view"]["blocks"] if not b["block_id"].startswith(WRITTEN)]


async def test_a_second_time_it_is_said_once_and_the_input_is_another_again(slack: Slack) -> None:
    body = drawn(trap_payloads.description())
    first = (await sent(slack, body))["view"]
    again = (await sent(slack, body | {"view": body["view"] | {"blocks": first["blocks"]}}))["view"]

    assert len(again["blocks"]) == len(first["blocks"])
    ids = [retyped(view)[0]["block_id"] for view in (first, again)]
    assert len(set(ids)) == 2


@pytest.mark.parametrize(
    ("body", "masked"),
    [
        (drawn(trap_payloads.plan()), "x" * (INPUT_CHARACTERS + 1)),
        (trap_payloads.plan(), MASKED),
    ],
    ids=["more than Slack takes in an input", "a form of another shape"],
)
async def test_where_that_cannot_be_the_sentence_stands_under_the_input(
    slack: Slack, body: Payload, masked: str
) -> None:
    answer = await sent(slack, body, masked)
    assert answer["response_action"] == "errors"
    assert list(answer["errors"]) == ["words-1"]


def test_what_comes_with_the_error_is_in_no_message() -> None:
    error = IdentifiersSeen(kinds="NHS number", returned=MASKED)
    assert MASKED not in f"{error} {error.message} {error.args}"
