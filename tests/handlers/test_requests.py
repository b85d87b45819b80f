"""A learning lead's word on what the host asks leave for reaches the service as it was given."""

import pytest

from bot.views.ids import Action
from tests.handlers import payloads
from tests.handlers.slack import Slack, content
from tests.handlers.standins import answering, services

REQUEST = "e2" * 16


@pytest.mark.parametrize(
    ("action", "confirm"), [(Action.REQUEST_CONFIRM, True), (Action.REQUEST_REFUSE, False)]
)
async def test_each_button_says_what_it_reads(
    slack: Slack, action: Action, *, confirm: bool
) -> None:
    body, requests = payloads.press(action, REQUEST), answering()
    answer = await slack.send(services(answering(), requests=requests), body)
    assert (answer.status, content(answer)) == (200, None)
    assert requests.asked == [("decide", (body["user"]["id"], REQUEST, confirm))]
    assert slack.calls == []
