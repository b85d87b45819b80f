"""Small forms in which names may be come back once, with all that was filled in, and then go on."""

import json

import pytest

from bot.domain.hollow import Gentle
from bot.domain.home import Seen
from bot.services.changes import Weighed as ChangeWeighed
from bot.services.redesigning import Weighed as TrapWeighed
from bot.views.ids import Callback
from tests.handlers import form_payloads as forms
from tests.handlers import trap_payloads
from tests.handlers.every import visible
from tests.handlers.payloads import Payload
from tests.handlers.slack import Slack, content
from tests.handlers.standins import answering, services
from tests.views.reports import TODAY
from tests.views.traps import DECIDES, near_misses, read_by

SEEN = read_by(DECIDES, reports=near_misses(2))
SMALL = (Callback.ADD, Callback.REOPEN, Callback.REPLY_AS_REPORTER, Callback.ASK_REPORTER)
FORMS = {
    **{callback.value: forms.added() for callback in SMALL},
    Callback.REPLY.value: forms.reply(),
    Callback.CHANGE.value: forms.change(),
    Callback.EDIT.value: forms.edit(),
    Callback.PUBLISH.value: forms.publish(),
    Callback.TRAP_PROPOSE.value: trap_payloads.proposal(),
    Callback.TRAP_CONFIRM.value: trap_payloads.description(),
    Callback.TRAP_DESCRIBE.value: trap_payloads.description(Callback.TRAP_DESCRIBE),
    Callback.TRAP_PLAN.value: trap_payloads.plan(),
    Callback.TRAP_CHANGE.value: trap_payloads.change(),
}
GENTLE = Gentle((), reminds=True)
HANDED_BACK = {
    Callback.CHANGE: ChangeWeighed(Seen(visible(), TODAY), GENTLE),
    Callback.TRAP_PLAN: TrapWeighed(SEEN, GENTLE),
    Callback.TRAP_CHANGE: TrapWeighed(SEEN, GENTLE),
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
    is_traps = callback.startswith("trap_")
    service, names = answering(SEEN if is_traps else visible()), answering(("Grace",))
    await slack.send(services(service, looking_over=names), sent_as(callback, checked=True))
    assert names.asked == []
    assert len(service.asked) >= 1


@pytest.mark.parametrize("callback", HANDED_BACK)
async def test_nor_after_a_form_has_come_back_with_a_gentle_question(
    slack: Slack, callback: Callback
) -> None:
    service, names = answering(HANDED_BACK[callback]), answering(("Grace",))
    doubles = services(service, looking_over=names)
    back = content(await slack.send(doubles, sent_as(callback.value, checked=True)))["view"]
    assert json.loads(back["private_metadata"])["checked"] is True

    fresh = content(await slack.send(doubles, sent_as(callback.value)))["view"]
    assert "Grace" in json.dumps(fresh["blocks"])
