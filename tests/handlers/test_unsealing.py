"""Break-glass as it is typed and sent; and the hint that goes to one person alone."""

import pytest

from bot.domain.errors import NotAvailable
from bot.domain.ids import ReportId, UserId
from bot.domain.personal_data import Identifier
from bot.services.discussion import Hint
from bot.services.unsealing import Reason
from bot.views.ids import Callback
from tests.handlers import form_payloads as forms
from tests.handlers import payloads
from tests.handlers.every import visible
from tests.handlers.slack import Slack, content
from tests.handlers.standins import answering, raising, services

PRIYA, TOM, REPORT = UserId("U0PRIYA"), UserId("U0TOM"), ReportId(payloads.REPORT)


@pytest.mark.parametrize("typed", ["open NM-2F9D", "OPEN  NM-2F9D "])
async def test_the_form_opens_for_the_reference_behind_the_word(slack: Slack, typed: str) -> None:
    service = answering(visible())

    await slack.send(services(service), payloads.command(typed, "/goodcatch"))

    assert service.asked == [("look", (PRIYA, "NM-2F9D"))]
    ((method, call),) = slack.calls
    assert method == "views.open"
    assert Callback.UNSEAL.value in str(call["view"])


async def test_who_may_not_reads_the_usual_sentence_alone(slack: Slack) -> None:
    body = payloads.command("open NM-2F9D", "/goodcatch")

    told = content(await slack.send(services(raising(NotAvailable())), body))

    assert told["response_type"] == "ephemeral"
    assert NotAvailable.sentence in str(told)
    assert slack.calls == []


async def test_the_name_is_shown_in_the_window_and_sent_nowhere(slack: Slack) -> None:
    service = answering(TOM)
    body = forms.added()
    body["view"]["callback_id"] = Callback.UNSEAL.value

    told = content(await slack.send(services(service), body))

    key = f"view:{body['view']['id']}"
    reason = Reason(UserId(body["user"]["id"]), REPORT, "it came back", key)
    assert service.asked == [("open", (reason,))]
    assert f"<@{TOM}>" in str(told["view"])
    assert "it came back" not in str(told)
    assert (slack.calls, slack.posted) == ([], [])


async def test_a_hint_goes_to_whoever_wrote_the_reply_and_quotes_nothing(slack: Slack) -> None:
    hint = Hint(unmasks=True, identifiers=(Identifier.PHONE,))

    answer = await slack.send(services(answering(hint)), payloads.thread_reply())

    assert answer.status == 200
    ((method, call),) = slack.calls
    assert (method, call["channel"]) == ("chat.postMessage", TOM)
    assert "this happened to me in May" not in str(call)
    assert "a phone number" in str(call)


async def test_without_a_hint_nothing_is_sent(slack: Slack) -> None:
    await slack.send(services(answering()), payloads.thread_reply())

    assert slack.calls == []


async def test_where_the_hint_cannot_be_brought_the_reply_is_kept_all_the_same(
    slack: Slack,
) -> None:
    slack.cuts.add("chat.postMessage")
    hint = Hint(unmasks=True, identifiers=())

    answer = await slack.send(services(answering(hint)), payloads.thread_reply())

    assert answer.status == 200
