"""A sent form's inputs: where a sentence can stand, and what is done where there is none."""

import pytest
from slack_bolt.context.respond.async_respond import AsyncRespond
from slack_sdk.web.async_client import AsyncWebClient
from structlog.testing import capture_logs

from handlers import parse_forms
from handlers.errors import say_what_went_wrong
from handlers.reading import Unreadable
from tests.handlers import form_payloads as forms
from tests.handlers import payloads
from tests.handlers.payloads import Payload
from tests.handlers.slack import Slack

NO_INPUTS: dict[str, object] = {
    "no view": None,
    "no blocks": {"callback_id": "report"},
    "blocks of another shape": {"callback_id": "report", "blocks": "what"},
    "no inputs among them": {"callback_id": "report", "blocks": [{"type": "section"}, "x", None]},
}


@pytest.mark.parametrize("view", NO_INPUTS.values(), ids=NO_INPUTS)
async def test_a_form_without_any_input_that_can_be_read_is_acknowledged_and_no_more(
    slack: Slack, view: object
) -> None:
    respond = AsyncRespond(response_url=f"{slack.url}/response")
    body = forms.submission() | {"view": view}

    with capture_logs() as lines:
        answer = await say_what_went_wrong(Unreadable(), body, respond, AsyncWebClient())

    assert (answer.status, answer.body) == (200, "")
    assert slack.posted == []
    assert lines == []


@pytest.mark.parametrize("body", [payloads.press(), payloads.command(), payloads.reaction()])
def test_what_is_no_form_has_no_inputs(body: Payload) -> None:
    assert parse_forms.inputs(body) == []
