"""What each listener asks of the services, and how it answers Slack."""

import time
from dataclasses import replace

import pytest

from bot.domain.change import Verdict
from bot.domain.errors import GoodCatchError, NotAvailable
from bot.domain.events import Reply
from bot.domain.ids import MessageRef, ReportId, UserId
from bot.domain.report import Mode
from bot.services.answers import Said
from bot.views.ids import Action, Callback
from handlers import budget, parse, parse_forms
from tests.builders import a_team
from tests.handlers import form_payloads as forms
from tests.handlers import payloads
from tests.handlers.damage import spoilt
from tests.handlers.every import (
    A_RECEIPT,
    EVENTS,
    EVERY_PAYLOAD,
    LATER,
    SERVED,
    STAND_INS,
    asked,
    seen,
    visible,
)
from tests.handlers.payloads import Payload
from tests.handlers.slack import Slack, content
from tests.handlers.standins import (
    A_FORM,
    Forgetful,
    answering,
    hanging,
    raising,
    services,
)

AMINA, PRIYA, REPORT = UserId("U0AMINA"), UserId("U0PRIYA"), ReportId(payloads.REPORT)


async def test_a_form_that_was_kept_turns_into_its_receipt(slack: Slack) -> None:
    capture = answering(A_RECEIPT)
    told = content(await slack.send(services(capture), forms.submission()))
    assert capture.asked == [("submit", (parse_forms.submission(forms.submission()),))]
    assert told["response_action"] == "update"
    assert "callback_id" not in told["view"]
    assert slack.calls == []


@pytest.mark.parametrize(
    ("body", "callback"),
    [(forms.submission(), Callback.REPORT), (forms.edit(), Callback.REPORT)],
    ids=["report", "edit"],
)
async def test_a_form_that_needs_another_look_comes_back_as_a_form(
    slack: Slack, body: Payload, callback: Callback
) -> None:
    told = content(await slack.send(services(answering(A_FORM)), forms.from_("home", body)))
    assert told["response_action"] == "update"
    assert told["view"]["callback_id"] == callback
    # It is still known where it was opened, and nothing behind it has changed.
    assert '"from":"home"' in told["view"]["private_metadata"]
    assert slack.calls == []


async def test_the_receipt_of_a_report_without_a_name_asks_whether_its_code_is_kept(
    slack: Slack,
) -> None:
    unnamed = replace(A_RECEIPT, mode=Mode.ANONYMOUS, code=forms.CODE)
    told = content(await slack.send(services(answering(unnamed)), forms.submission()))
    assert told["response_action"] == "update"
    assert told["view"]["callback_id"] == Callback.KEPT
    assert str(forms.CODE) in repr(told["view"])
    assert slack.calls == []


async def test_a_receipt_goes_once_its_code_is_kept(slack: Slack) -> None:
    nobody = answering()
    told = content(await slack.send(services(nobody), forms.kept()))
    assert told == {"response_action": "clear"}
    assert (nobody.asked, slack.calls) == ([], [])


async def test_a_receipt_stays_until_its_code_is_kept(slack: Slack) -> None:
    told = content(await slack.send(services(answering()), forms.kept("something else")))
    assert told["response_action"] == "errors"
    assert "Please keep the code first" in told["errors"]["kept"]


async def test_thank_you_is_said_at_one_press_and_without_words(slack: Slack) -> None:
    answers = answering(visible())
    body = payloads.press(Action.REPLY_THANK_YOU)
    answer = await slack.send(services(answers), body)
    assert (answer.status, content(answer)) == (200, None)
    said = Said(
        user=AMINA,
        report=REPORT,
        reply=Reply.THANK_YOU,
        words="",
        until=None,
        key=parse.press(body).key,
    )
    assert answers.asked == [("say", (said,))]
    assert slack.calls == []


KEY = parse.press(payloads.press(Action.SNOOZE_3)).key
SENT = "view:V0VIEW"
ALTERED = parse_forms.altered(forms.change())

PASSED_ON: dict[str, tuple[Payload, object, list[tuple[str, tuple[object, ...]]]]] = {
    "without words": (
        payloads.menu("talk_it_over"),
        visible(),
        [
            (
                "without_words",
                (AMINA, REPORT, Reply.TALK_IT_OVER, parse.press(payloads.menu()).key),
            )
        ],
    ),
    "keep trying": (
        payloads.row_press(Action.KEEP_TRYING),
        visible(),
        [
            (
                "without_words",
                (
                    AMINA,
                    REPORT,
                    Reply.TRY_UNTIL,
                    parse.press(payloads.row_press(Action.KEEP_TRYING)).key,
                ),
            )
        ],
    ),
    "as it is": (payloads.press(Action.SEND_AS_IT_IS), None, [("send_as_it_is", (AMINA, REPORT))]),
    "seen too": (payloads.press(Action.SEEN_TOO), visible(), [("seen_this_too", (AMINA, REPORT))]),
    "the rest": (
        payloads.press(Action.REST, f"{REPORT}:2"),
        None,
        [("rest", (AMINA, payloads.REPORT, 2))],
    ),
    "snooze": (
        payloads.press(Action.SNOOZE_3),
        LATER,
        [("snooze", (AMINA, REPORT, 3, KEY))],
    ),
    "back": (payloads.press(Action.BACK, ""), None, [("back", (AMINA,))]),
    "share": (payloads.press(Action.SHARE), None, [("share", (AMINA, REPORT))]),
    "withdraw": (payloads.press(Action.WITHDRAW), None, [("withdraw", (AMINA, REPORT, False))]),
    "withdraw now": (
        payloads.press(Action.WITHDRAW_NOW),
        None,
        [("withdraw", (AMINA, REPORT, True))],
    ),
    "share it further": (
        payloads.press(Action.CONSENT_YES),
        seen(),
        [("consent", (AMINA, REPORT, True))],
    ),
    "keep it here": (
        payloads.press(Action.CONSENT_NO),
        seen(),
        [("consent", (AMINA, REPORT, False))],
    ),
    "put my name to it": (payloads.press(Action.NAME), visible(), [("name", (AMINA, REPORT))]),
    "leave it out": (payloads.press(Action.UNNAME), visible(), [("unname", (AMINA, REPORT))]),
    "as the reporter": (
        forms.said_as_reporter(),
        visible(),
        [("reply", (PRIYA, REPORT, "it came back", SENT))],
    ),
    "thank me by name": (payloads.press(Action.CREDIT_YES), seen(), [("credit", (AMINA, REPORT))]),
    "do not": (payloads.press(Action.CREDIT_NO), seen(), [("uncredited", (AMINA, REPORT))]),
    "happening": (payloads.press(Action.HAPPENING), asked(), [("happening", (AMINA, REPORT))]),
    "helped": (
        payloads.press(Action.HELPED_YES),
        visible(),
        [("say", (AMINA, REPORT, Verdict.YES))],
    ),
    "a bit": (
        payloads.press(Action.HELPED_A_BIT),
        visible(),
        [("say", (AMINA, REPORT, Verdict.A_BIT))],
    ),
    "not yet": (
        payloads.press(Action.HELPED_NO),
        visible(),
        [("say", (AMINA, REPORT, Verdict.NO))],
    ),
    "answer": (forms.reply(), visible(), [("give", (parse_forms.reply(forms.reply()), False))]),
    "edit": (forms.edit(), visible(), [("edit", (parse_forms.edit(forms.edit()),))]),
    "add": (forms.added(), visible(), [("add", (PRIYA, REPORT, "it came back", SENT))]),
    "reopen": (forms.reopened(), visible(), [("reopen", (PRIYA, REPORT, "it came back", SENT))]),
    "change": (forms.change(), visible(), [("give", (ALTERED, False))]),
    "away": (forms.away(), STAND_INS, [("go", (PRIYA, parse_forms.away_until(forms.away())))]),
    "mornings": (
        forms.mornings(),
        None,
        [("keep_days", (PRIYA, *vars(parse_forms.mornings(forms.mornings())).values()))],
    ),
    "set up": (
        forms.set_up(),
        a_team(),
        [("save_from_slack", (PRIYA, parse_forms.team(forms.set_up())))],
    ),
    "direct message": (
        payloads.direct_message(),
        None,
        [("direct_message", (MessageRef(parse.channel(payloads.direct_message()), "1765.2"),))],
    ),
}
"""What came, what the service answers, and what it is to have been asked: once, and no more."""


@pytest.mark.parametrize(("body", "answer", "wanted"), PASSED_ON.values(), ids=PASSED_ON)
async def test_what_somebody_did_is_passed_on_to_one_service_once(
    slack: Slack, body: Payload, answer: object, wanted: list[tuple[str, tuple[object, ...]]]
) -> None:
    service = answering(answer)
    assert (await slack.send(services(service), body)).status == 200
    assert service.asked == wanted


FORMS_KEPT = {
    name: (body, answer)
    for name, (body, answer, _) in PASSED_ON.items()
    if body.get("type") == "view_submission"
}


@pytest.mark.parametrize(("body", "answer"), FORMS_KEPT.values(), ids=FORMS_KEPT)
async def test_a_form_that_was_kept_says_so_in_its_own_window(
    slack: Slack, body: Payload, answer: object
) -> None:
    told = content(await slack.send(services(answering(answer)), body))
    assert told["response_action"] == "update"
    assert told["view"]["type"] == "modal"
    assert "callback_id" not in told["view"]
    assert "submit" not in told["view"]


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
    assert directory.forgotten == ["U0PRIYA", "C0RIVERSIDE"]
    assert sending.asked == [("unblock", ("C0RIVERSIDE",))]


async def test_whose_account_changes_is_asked_about_anew(slack: Slack) -> None:
    directory, sending = Forgetful(), answering()
    answer = await slack.send(services(sending, directory), payloads.account())
    assert answer.status == 200
    assert directory.forgotten == ["U0PRIYA"]
    assert sending.asked == [("account_changed", ("U0PRIYA",))]


@pytest.mark.parametrize("kind", ["channel_left", "group_left", "channel_deleted", "group_deleted"])
async def test_who_was_in_a_channel_that_is_gone_is_asked_about_anew(
    slack: Slack, kind: str
) -> None:
    directory, sending = Forgetful(), answering()
    answer = await slack.send(services(sending, directory), payloads.gone(kind))
    assert answer.status == 200
    assert directory.forgotten == ["C0RIVERSIDE"]
    assert sending.asked == []


async def test_that_a_channel_was_shared_is_passed_on(slack: Slack) -> None:
    directory, sending = Forgetful(), answering()
    await slack.send(services(sending, directory), payloads.shared())
    assert directory.forgotten == ["C0RIVERSIDE"]
    assert sending.asked == [("shared", ("C0RIVERSIDE",))]


@pytest.mark.parametrize(("still", "asked"), [(True, []), (False, ["unshared"])])
async def test_a_channel_is_unshared_once_nobody_from_elsewhere_is_left(
    slack: Slack, asked: list[str], *, still: bool
) -> None:
    sending = answering()
    await slack.send(services(sending), payloads.unshared(still=still))
    assert [name for name, _ in sending.asked] == asked


@pytest.mark.parametrize("kind", ["channel_unarchive", "group_unarchive"])
async def test_what_waits_for_a_channel_is_tried_when_it_is_brought_back(
    slack: Slack, kind: str
) -> None:
    directory, sending = Forgetful(), answering()
    answer = await slack.send(services(sending, directory), payloads.unarchived(kind))
    assert answer.status == 200
    assert sending.asked == [("unblock", ("C0RIVERSIDE",))]
    assert directory.forgotten == []


async def test_a_bot_that_is_invited_says_hello_in_that_channel(slack: Slack) -> None:
    hearing = answering()
    for user in ("U0PRIYA", "U0BOT"):
        body = payloads.event("member_joined_channel", user=user, channel="C0RIVERSIDE")
        assert (await slack.send(services(answering(), hearing=hearing), body)).status == 200
    assert hearing.asked == [("invited", ("C0RIVERSIDE",))]


async def test_what_is_said_to_the_bot_alone_is_no_reply_in_a_thread(slack: Slack) -> None:
    discussion, hearing = answering(), answering()
    body = payloads.direct_message()
    body["event"]["thread_ts"] = "1764.5"
    await slack.send(services(answering(), discussion=discussion, hearing=hearing), body)
    assert discussion.asked == []
    assert [name for name, _ in hearing.asked] == ["direct_message"]


async def test_what_the_bot_itself_says_in_a_direct_message_is_not_answered(slack: Slack) -> None:
    body = payloads.direct_message()
    body["event"] |= {"user": "U0ANOTHER", "bot_id": "B0ANOTHER"}
    hearing = answering()
    assert (await slack.send(services(hearing), body)).status == 200
    assert hearing.asked == []


@pytest.mark.parametrize("body", SERVED.values(), ids=SERVED)
async def test_a_service_that_hangs_does_not_keep_anybody_waiting(
    slack: Slack, monkeypatch: pytest.MonkeyPatch, body: Payload
) -> None:
    monkeypatch.setattr(budget, "SECONDS", 0.05)
    started = time.monotonic()
    answer = await slack.send(services(hanging()), body)
    assert time.monotonic() - started < 2
    assert answer.status == (503 if body.get("type") == "event_callback" else 200)


@pytest.mark.parametrize("error", [NotAvailable(), RuntimeError("Kestrel")], ids=["no", "broken"])
@pytest.mark.parametrize("body", SERVED.values(), ids=SERVED)
async def test_whoever_did_something_is_told_where_it_did_not_work(
    slack: Slack, body: Payload, error: Exception
) -> None:
    answer = await slack.send(services(raising(error)), body)
    told = repr((content(answer), slack.posted, slack.calls))
    if body in EVENTS.values():
        assert answer.status == (200 if isinstance(error, GoodCatchError) else 503)
        assert (slack.posted, slack.calls) == ([], [])
    else:
        assert answer.status == 200
        sentence = "I can't find that" if isinstance(error, NotAvailable) else "did not expect"
        assert sentence in told
    assert "Kestrel" not in told


@pytest.mark.parametrize("body", EVERY_PAYLOAD.values(), ids=EVERY_PAYLOAD)
async def test_a_slack_that_answers_nothing_at_all_breaks_nothing(
    slack: Slack, monkeypatch: pytest.MonkeyPatch, body: Payload
) -> None:
    monkeypatch.setattr(budget, "SECONDS", 0.2)
    monkeypatch.setattr(budget, "LOOK_SECONDS", 0.05)
    slack.cuts |= {"response", "views.open", "views.push", "views.publish", "chat.postMessage"}
    answer = await slack.send(services(raising(NotAvailable())), body)
    assert answer.status == 200
