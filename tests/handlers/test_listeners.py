"""What each listener asks of the services, and how it answers Slack."""

import time
from datetime import date

import pytest

from bot.domain.events import Reply
from bot.domain.form import Receipt
from bot.domain.ids import ReportId, UserId
from bot.domain.people import Role, Viewer
from bot.domain.privacy import VisibleReport, visible_to
from bot.domain.report import Audience, Kind, Mode
from bot.services.answers import Opening, Said
from bot.views.ids import Action, Callback
from handlers import budget, parse
from tests.builders import a_report
from tests.handlers import payloads
from tests.handlers.damage import spoilt
from tests.handlers.payloads import Payload
from tests.handlers.slack import Slack, content
from tests.handlers.standins import A_FORM, Forgetful, answering, hanging, services

A_RECEIPT = Receipt(
    kind=Kind.NEAR_MISS,
    mode=Mode.CONFIDENTIAL,
    audience=Audience.TEAM,
    reference="NM-2F9D",
    answered_by=(UserId("U0AMINA"),),
    answer_by=date(2026, 12, 7),
    today=date(2026, 11, 23),
)

EVERY_PAYLOAD = {
    "command": payloads.command(),
    "report form": payloads.submission(),
    "reply form": payloads.sent_reply(),
    "thank you": payloads.press(Action.REPLY_THANK_YOU),
    "answer": payloads.press(Action.REPLY_GO_AHEAD),
    "add words": payloads.press(Action.ADD_WORDS),
    "as it is": payloads.press(Action.SEND_AS_IT_IS),
    "seen too": payloads.press(Action.SEEN_TOO),
    "emoji": payloads.reaction(),
    "reply": payloads.thread_reply(),
    "edit": payloads.edit(),
    "deletion": payloads.deletion(),
    "member": payloads.member(),
    "unarchived": payloads.unarchived(),
}


def visible() -> VisibleReport:
    viewer = Viewer(UserId("U0AMINA"), frozenset({Role.MANAGER}))
    return visible_to(a_report(), viewer)


def opening(reply: Reply = Reply.TRY_UNTIL) -> Opening:
    return Opening(visible(), reply, try_until=date(2026, 12, 7), today=date(2026, 11, 23))


@pytest.mark.parametrize(
    ("name", "kind"), [("/near-miss", Kind.NEAR_MISS), ("/suggest", Kind.SUGGESTION)]
)
async def test_a_command_opens_one_form_for_its_own_trigger(
    slack: Slack, name: str, kind: Kind
) -> None:
    capture = answering(A_FORM)
    answer = await slack.send(services(capture), payloads.command("a word", name))
    assert (answer.status, content(answer)) == (200, None)
    assert capture.asked == [("begin", ("U0PRIYA", "C0RIVERSIDE", kind, "a word"))]
    [(method, arguments)] = slack.calls
    assert (method, arguments["trigger_id"]) == ("views.open", payloads.TRIGGER)


async def test_a_form_that_was_kept_turns_into_its_receipt(slack: Slack) -> None:
    capture = answering(A_RECEIPT)
    told = content(await slack.send(services(capture), payloads.submission()))
    assert capture.asked == [("submit", (parse.submission(payloads.submission()),))]
    assert told["response_action"] == "update"
    assert "callback_id" not in told["view"]
    assert slack.calls == []


async def test_a_form_that_needs_another_look_comes_back_as_a_form(slack: Slack) -> None:
    told = content(await slack.send(services(answering(A_FORM)), payloads.submission()))
    assert told["response_action"] == "update"
    assert told["view"]["callback_id"] == Callback.REPORT


async def test_thank_you_is_said_at_one_press_and_without_words(slack: Slack) -> None:
    answers = answering(visible())
    body = payloads.press(Action.REPLY_THANK_YOU)
    answer = await slack.send(services(answers), body)
    assert (answer.status, content(answer)) == (200, None)
    said = Said(
        user=UserId("U0AMINA"),
        report=ReportId(payloads.REPORT),
        reply=Reply.THANK_YOU,
        words="",
        until=None,
        key=parse.press(body).key,
    )
    assert answers.asked == [("say", (said,))]
    assert slack.calls == []


@pytest.mark.parametrize("reply", [reply for reply in Reply if reply.is_answer])
async def test_each_answer_opens_its_own_form(slack: Slack, reply: Reply) -> None:
    answers = answering(opening(reply))
    await slack.send(services(answers), payloads.press(Action(f"reply_{reply}")))
    assert answers.asked == [("open", ("U0AMINA", payloads.REPORT, reply))]
    [(method, arguments)] = slack.calls
    assert (method, arguments["trigger_id"]) == ("views.open", payloads.TRIGGER)


async def test_adding_words_opens_the_form_of_the_reply_that_was_begun(slack: Slack) -> None:
    answers = answering(opening())
    await slack.send(services(answers), payloads.press(Action.ADD_WORDS))
    assert answers.asked == [("begun", ("U0AMINA", payloads.REPORT))]
    assert [method for method, _ in slack.calls] == ["views.open"]


async def test_send_as_it_is_opens_nothing(slack: Slack) -> None:
    answers = answering()
    await slack.send(services(answers), payloads.press(Action.SEND_AS_IT_IS))
    assert answers.asked == [("send_as_it_is", ("U0AMINA", payloads.REPORT))]
    assert slack.calls == []


async def test_an_answer_that_was_kept_says_that_it_is_on_its_way(slack: Slack) -> None:
    answers = answering(visible())
    told = content(await slack.send(services(answers), payloads.sent_reply()))
    [(method, (said,))] = answers.asked
    assert method == "say"
    assert (said.words, said.until) == ("let us try it together", date(2026, 12, 7))
    assert said.draft is None
    assert told["response_action"] == "update"


async def test_an_emoji_and_its_taking_back_are_passed_on(slack: Slack) -> None:
    reactions = answering()
    taken_back = spoilt(payloads.reaction(), ("event", "type"), "reaction_removed")
    await slack.send(services(reactions), payloads.reaction())
    await slack.send(services(reactions), taken_back)
    given = parse.reaction(payloads.reaction())
    assert reactions.asked == [("added", (given,)), ("removed", (given,))]


async def test_what_is_said_in_threads_is_passed_on(slack: Slack) -> None:
    discussion = answering()
    bodies = (payloads.thread_reply(), payloads.edit(), payloads.deletion())
    for body in bodies:
        assert (await slack.send(services(discussion), body)).status == 200
    assert discussion.asked == [("said", (parse.message(body),)) for body in bodies]


async def test_what_is_said_outside_threads_goes_nowhere(slack: Slack) -> None:
    discussion = answering()
    outside = spoilt(payloads.thread_reply(), ("event", "thread_ts"), None)
    assert (await slack.send(services(discussion), outside)).status == 200
    assert discussion.asked == []


async def test_seen_this_too_is_passed_on(slack: Slack) -> None:
    discussion = answering(visible())
    await slack.send(services(discussion), payloads.press(Action.SEEN_TOO))
    assert discussion.asked == [("seen_this_too", ("U0AMINA", payloads.REPORT))]


@pytest.mark.parametrize("kind", ["member_joined_channel", "member_left_channel"])
async def test_who_joins_or_leaves_a_channel_is_asked_about_anew(slack: Slack, kind: str) -> None:
    directory, sending = Forgetful(), answering()
    body = payloads.event(kind, user="U0PRIYA", channel="C0RIVERSIDE")
    assert (await slack.send(services(sending, directory), body)).status == 200
    assert directory.forgotten == ["U0PRIYA"]
    assert sending.asked == [("unblock", ("C0RIVERSIDE",))]


@pytest.mark.parametrize("kind", ["channel_unarchive", "group_unarchive"])
async def test_what_waits_for_a_channel_is_tried_when_it_is_brought_back(
    slack: Slack, kind: str
) -> None:
    directory, sending = Forgetful(), answering()
    answer = await slack.send(services(sending, directory), payloads.unarchived(kind))
    assert answer.status == 200
    assert sending.asked == [("unblock", ("C0RIVERSIDE",))]
    assert directory.forgotten == []


@pytest.mark.parametrize("body", EVERY_PAYLOAD.values(), ids=EVERY_PAYLOAD)
async def test_a_service_that_hangs_does_not_keep_anybody_waiting(
    slack: Slack, monkeypatch: pytest.MonkeyPatch, body: Payload
) -> None:
    monkeypatch.setattr(budget, "SECONDS", 0.05)
    started = time.monotonic()
    answer = await slack.send(services(hanging()), body)
    assert time.monotonic() - started < 1
    assert answer.status == (503 if body.get("type") == "event_callback" else 200)


@pytest.mark.parametrize(
    ("body", "answer"),
    [
        (payloads.command("Kestrel"), A_FORM),
        (payloads.press(Action.REPLY_GO_AHEAD), opening()),
        (payloads.press(Action.ADD_WORDS), opening()),
    ],
    ids=["command", "answer", "add words"],
)
async def test_a_slack_that_hangs_while_a_form_opens_does_not_keep_anybody_waiting(
    slack: Slack, monkeypatch: pytest.MonkeyPatch, body: Payload, answer: object
) -> None:
    monkeypatch.setattr(budget, "SECONDS", 0.1)
    slack.hangs.add("views.open")
    started = time.monotonic()
    told = content(await slack.send(services(answering(answer)), body))
    assert time.monotonic() - started < 1
    assert "Slack is slow" in repr((told, slack.posted))


def test_the_budget_leaves_slack_a_second_of_its_three() -> None:
    assert budget.SECONDS == 2
