"""What people read when something goes wrong, and what the log does not."""

import json
import logging
import re

import aiohttp
import pytest
from aiohttp import web
from slack_sdk.errors import SlackApiError
from structlog.testing import capture_logs

from bot.domain.errors import (
    DateNeeded,
    GoodCatchError,
    IdentifiersSeen,
    NotAvailable,
    NoTeam,
    NotInTeam,
    NotPossibleNow,
    NotSaved,
    Outsider,
    ReasonNeeded,
    SavedAsFirstSent,
    SetUpByOthers,
    SlackIsSlow,
    TooLong,
    WordsNeeded,
)
from bot.services.context import NotRecordedYet
from bot.services.directory import DirectoryUnavailable
from bot.views.ids import Action
from handlers import budget
from handlers.errors import Unexpected
from storage.errors import StorageUnavailable
from tests.handlers import form_payloads as forms
from tests.handlers import payloads
from tests.handlers.payloads import Payload
from tests.handlers.slack import Slack, content
from tests.handlers.standins import A_FORM, answering, raising, services

WORDS = "Kestrel Avenue"
"""Words that are nowhere else."""

REFUSALS = [
    NotAvailable(),
    NotPossibleNow(),
    Outsider(),
    NoTeam(whom="<@U0MOIRA>"),
    NotSaved(),
    WordsNeeded(),
    ReasonNeeded(),
    DateNeeded(),
]


def refused(answer: object) -> SlackApiError:
    """What the SDK raises at this answer."""
    return SlackApiError("not ok", answer)  # type: ignore[no-untyped-call] # the SDK's own


SLOW: list[Exception] = [
    TimeoutError(),
    DirectoryUnavailable("TimeoutError"),
    refused({"ok": False, "error": "fatal_error"}),
    refused("<html>"),
    aiohttp.ServerDisconnectedError(),
    aiohttp.ClientPayloadError(),
    ConnectionResetError(),
]

UNEXPECTED: list[Exception] = [
    ValueError(WORDS),
    KeyError("U0PRIYA"),
    RuntimeError(f"{WORDS} U0PRIYA C0RIVERSIDE"),
]


def named(error: Exception) -> str:
    return type(error).__name__


def read(message: Payload) -> str:
    """All that can be read in a message."""
    return json.dumps(message, ensure_ascii=False)


def sentence(error: GoodCatchError) -> str:
    return json.dumps(error.message, ensure_ascii=False)[1:-1]


@pytest.mark.parametrize("error", REFUSALS, ids=named)
async def test_a_command_that_is_refused_says_why_to_the_person_only_and_gives_the_words_back(
    slack: Slack, error: GoodCatchError
) -> None:
    answer = await slack.send(services(raising(error)), payloads.command(WORDS))
    assert answer.status == 200
    message = content(answer)
    assert message["response_type"] == "ephemeral"
    assert sentence(error) in read(message)
    assert WORDS in read(message)


async def test_a_bare_command_that_is_refused_has_no_words_to_give_back(slack: Slack) -> None:
    answer = await slack.send(services(raising(NotAvailable())), payloads.command(None))
    assert len(content(answer)["blocks"]) == 1


@pytest.mark.parametrize("error", SLOW, ids=named)
async def test_a_command_while_slack_is_slow_says_so_and_gives_the_words_back(
    slack: Slack, error: Exception
) -> None:
    message = content(await slack.send(services(raising(error)), payloads.command(WORDS)))
    assert sentence(SlackIsSlow()) in read(message)
    assert WORDS in read(message)


async def test_a_command_while_the_database_is_down_is_not_saved_and_gives_the_words_back(
    slack: Slack,
) -> None:
    broken = services(raising(StorageUnavailable("OperationalError")))
    message = content(await slack.send(broken, payloads.command(WORDS)))
    assert sentence(NotSaved()) in read(message)
    assert WORDS in read(message)


async def test_words_that_need_several_messages_come_back_whole_and_in_order(slack: Slack) -> None:
    typed = "".join(f"<{number:04}> " for number in range(2_000))
    error = TooLong(returned=typed)
    answer = await slack.send(services(raising(error)), payloads.command(typed))
    assert len(slack.posted) > 1
    told = [*slack.posted, content(answer)]
    assert sentence(error) in read(told[0])
    whole = "".join(map(read, told))
    assert [int(one) for one in re.findall(r"<(\d{4})>", whole)] == list(range(2_000))
    assert {one["response_type"] for one in told} == {"ephemeral"}
    assert not any(one["replace_original"] for one in slack.posted)


async def test_where_slack_takes_no_more_messages_the_answer_itself_still_says_why(
    slack: Slack, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(budget, "LOOK_SECONDS", 0.05)
    slack.hangs.add("response")
    typed = "one word after another " * 1_000
    answer = await slack.send(services(raising(TooLong())), payloads.command(typed))
    assert slack.posted == []
    assert sentence(TooLong()) in read(content(answer))
    assert "one word after another" in read(content(answer))


@pytest.mark.parametrize("error", [*REFUSALS], ids=named)
async def test_a_button_that_is_refused_says_why_beside_the_message_which_stays(
    slack: Slack, error: GoodCatchError
) -> None:
    answer = await slack.send(services(raising(error)), payloads.press(Action.SEEN_TOO))
    assert (answer.status, content(answer)) == (200, None)
    [message] = slack.posted
    assert sentence(error) in read(message)
    assert message["response_type"] == "ephemeral"
    assert message["replace_original"] is False


@pytest.mark.parametrize("error", SLOW, ids=named)
async def test_a_button_while_slack_is_slow_says_so(slack: Slack, error: Exception) -> None:
    await slack.send(services(raising(error)), payloads.press(Action.ADD_WORDS))
    [message] = slack.posted
    assert sentence(SlackIsSlow()) in read(message)


@pytest.mark.parametrize("body", [forms.submission(), forms.reply()], ids=["1", "2"])
@pytest.mark.parametrize("error", [*SLOW, StorageUnavailable("x")], ids=named)
async def test_a_form_that_was_not_saved_stays_open_and_says_so(
    slack: Slack, error: Exception, body: Payload
) -> None:
    answer = await slack.send(services(raising(error)), body)
    assert answer.status == 200
    told = content(answer)
    assert told["response_action"] == "errors"
    assert list(told["errors"].values()) == [NotSaved().message]


@pytest.mark.parametrize(
    ("error", "body", "block"),
    [
        (WordsNeeded(), forms.submission(), "what-2"),
        (NotAvailable(), forms.submission(), "what-2"),
        (NotSaved(), forms.submission(), "what-2"),
        (WordsNeeded(), forms.reply(), "words"),
        (ReasonNeeded(), forms.reply(), "words"),
        (DateNeeded(), forms.reply(), "until"),
        (NotPossibleNow(), forms.reply(), "until"),
        (NotInTeam(), forms.reply(), "doer"),
        (IdentifiersSeen(kinds="a phone number"), forms.reply(), "words"),
        (WordsNeeded(), forms.change(), "words"),
        (IdentifiersSeen(kinds="a phone number"), forms.added(), "words"),
        (WordsNeeded(), forms.edit(), "what-2"),
        (DateNeeded(), forms.away(), "until"),
        (SetUpByOthers(whom="<@U0MOIRA>"), forms.set_up(), "name"),
    ],
    ids=lambda value: named(value) if isinstance(value, Exception) else "",
)
async def test_a_sentence_stands_under_the_input_it_is_about_or_the_first(
    slack: Slack, error: GoodCatchError, body: Payload, block: str
) -> None:
    told = content(await slack.send(services(raising(error)), body))
    assert told == {"response_action": "errors", "errors": {block: error.message}}


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (NotAvailable(), 200),
        (StorageUnavailable("x"), 503),
        (NotRecordedYet(), 503),
        (TimeoutError(), 503),
        (RuntimeError(WORDS), 503),
    ],
    ids=named,
)
async def test_slack_is_asked_to_send_an_event_again_only_where_that_may_help(
    slack: Slack, error: Exception, status: int
) -> None:
    answer = await slack.send(services(raising(error)), payloads.reaction())
    assert answer.status == status
    assert slack.posted == []


@pytest.mark.parametrize("body", [payloads.reaction(), payloads.thread_reply()], ids=["1", "2"])
async def test_what_comes_before_its_card_is_recorded_is_nothing_to_report(
    slack: Slack, body: Payload
) -> None:
    with capture_logs() as lines:
        answer = await slack.send(services(raising(NotRecordedYet())), body)
    assert answer.status == 503
    assert lines == []


@pytest.mark.parametrize(
    "body",
    [
        payloads.command(WORDS),
        forms.submission(),
        payloads.press(),
        payloads.reaction(),
        payloads.thread_reply(),
    ],
    ids=["command", "form", "button", "emoji", "reply"],
)
@pytest.mark.parametrize("error", UNEXPECTED, ids=named)
async def test_nobodys_words_or_ids_are_in_the_log_of_what_was_not_expected(
    slack: Slack, caplog: pytest.LogCaptureFixture, error: Exception, body: Payload
) -> None:
    caplog.set_level(logging.INFO)
    with capture_logs() as lines:
        await slack.send(services(raising(error)), body)
    [line] = lines
    assert line["error"] == type(error).__name__
    assert "standins.py" in line["where"]
    logged = repr(lines) + caplog.text
    assert not re.search(f"{WORDS}|U0|C0RIVERSIDE|fax|May|{payloads.TRIGGER}", logged)


@pytest.mark.parametrize(
    "body",
    [payloads.command(WORDS), forms.submission(), payloads.press()],
    ids=["command", "form", "button"],
)
async def test_what_was_not_expected_is_told_with_the_code_that_is_in_the_log(
    slack: Slack, body: Payload
) -> None:
    with capture_logs() as lines:
        answer = await slack.send(services(raising(ValueError(WORDS))), body)
    expected = Unexpected(incident=lines[0]["incident"])
    assert sentence(expected) in read({"answered": content(answer), "posted": slack.posted})


@pytest.mark.parametrize(
    "reply",
    [
        web.json_response({"ok": False, "error": "expired_trigger_id"}),
        web.json_response({"ok": False, "error": "fatal_error"}),
        web.json_response({"ok": False, "error": "ratelimited"}, status=429),
        web.Response(status=500, text="Internal Server Error"),
        web.Response(text="<html>a moment</html>", content_type="text/html"),
        web.Response(text="{", content_type="application/json"),
    ],
    ids=["trigger", "fatal", "rate", "500", "html", "half"],
)
async def test_a_form_that_slack_does_not_open_gives_the_words_back(
    slack: Slack, reply: web.Response
) -> None:
    slack.answers["views.open"] = reply
    answer = await slack.send(services(answering(A_FORM)), payloads.command(WORDS))
    assert answer.status == 200
    assert sentence(SlackIsSlow()) in read(content(answer))
    assert WORDS in read(content(answer))


async def test_a_connection_that_is_cut_while_a_form_opens_gives_the_words_back(
    slack: Slack,
) -> None:
    slack.cuts.add("views.open")
    told = content(await slack.send(services(answering(A_FORM)), payloads.command(WORDS)))
    assert sentence(SlackIsSlow()) in read(told)
    assert WORDS in read(told)


async def test_a_payload_that_cannot_be_read_is_told_like_any_other_refusal(slack: Slack) -> None:
    body = forms.submission()
    body["view"]["private_metadata"] = "{"
    told = content(await slack.send(services(answering(A_FORM)), body))
    assert list(told["errors"]) == ["what-2"]
    assert "nothing was saved" in told["errors"]["what-2"]


async def test_a_form_saved_as_it_was_first_sent_is_told_so_under_its_first_input(
    slack: Slack,
) -> None:
    error = SavedAsFirstSent(reference="NM-7K3Q")
    told = content(await slack.send(services(raising(error)), forms.submission()))
    assert told == {"response_action": "errors", "errors": {"what-2": error.message}}
    assert error.message.startswith("NM-7K3Q is saved, as you first sent it.")
