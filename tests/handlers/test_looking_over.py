"""Small forms in which names may be come back once, with all that was filled in, and then go on."""

import json

import pytest

from bot.views.ids import Callback
from tests.handlers import form_payloads as forms
from tests.handlers.every import visible
from tests.handlers.payloads import Payload
from tests.handlers.slack import Slack, content
from tests.handlers.standins import answering, services

SMALL = (Callback.ADD, Callback.REOPEN, Callback.REPLY_AS_REPORTER, Callback.ASK_REPORTER)
FORMS = {
    **{callback.value: forms.added() for callback in SMALL},
    Callback.REPLY.value: forms.reply(),
    Callback.CHANGE.value: forms.change(),
    Callback.EDIT.value: forms.edit(),
}


def sent_as(callback: str, **metadata: object) -> Payload:
    body = FORMS[callback]
    view = body["view"]
    kept = json.loads(view["private_metadata"]) | metadata
    return body | {"view": view | {"callback_id": callback, "private_metadata": json.dumps(kept)}}


@pytest.mark.parametrize("callback", FORMS)
async def test_nothing_is_kept_until_its_writer_has_looked_again(
    slack: Slack, callback: str
) -> None:
    service, names = answering(visible()), answering(("Grace",))
    body = sent_as(callback)

    answer = content(await slack.send(services(service, looking_over=names), body))

    assert answer["response_action"] == "update"
    view = answer["view"]
    assert "Grace" in json.dumps(view["blocks"])
    assert view["blocks"][2:] == body["view"]["blocks"]
    assert view["callback_id"] == callback
    before = json.loads(body["view"]["private_metadata"])
    assert json.loads(view["private_metadata"]) == before | {"checked": True}
    assert service.asked == []


@pytest.mark.parametrize("callback", FORMS)
async def test_it_is_not_asked_twice(slack: Slack, callback: str) -> None:
    service, names = answering(visible()), answering(("Grace",))
    await slack.send(services(service, looking_over=names), sent_as(callback, checked=True))
    assert names.asked == []
    assert len(service.asked) >= 1
