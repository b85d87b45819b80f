"""Forms come back once with a gentle question; learning leads let stories out and take them out."""

import json
from datetime import date

import pytest

from bot.domain.change import Strength
from bot.domain.errors import MaskFirst, NotAgreed
from bot.domain.events import Event, EventKind, Reply
from bot.domain.hollow import Gentle
from bot.domain.home import Seen
from bot.domain.ids import ReportId, UserId
from bot.domain.lesson import lesson_of
from bot.services.answers import Opening
from bot.services.changes import Weighed
from bot.services.publishing import Draft
from bot.views.ids import Action, Callback
from handlers import parse_forms
from tests.builders import a_report
from tests.conftest import MONDAY
from tests.handlers import form_payloads as forms
from tests.handlers import payloads
from tests.handlers.every import TODAY, visible
from tests.handlers.payloads import REPORT, Payload
from tests.handlers.slack import Slack, content
from tests.handlers.standins import answering, raising, services

AMINA = UserId("U0AMINA")
GENTLE = Gentle(("lessons were learned",), reminds=False)
QUESTION = "What would be different on Monday morning?"


def draft(gentle: Gentle | None = None) -> Draft:
    """A story that a learning lead may let out."""
    events = (
        Event(EventKind.CHANGED, MONDAY, AMINA, words="One list", strength=Strength.EASIER),
        Event(EventKind.CONSENTED, MONDAY, "reporter"),
        Event(EventKind.PUBLISHED, MONDAY, AMINA, words="Two lists"),
    )
    lesson = lesson_of(a_report(events=events), (), MONDAY)
    return Draft(visible(), lesson, seen=(), names=(), today=TODAY, gentle=gentle)


HANDED_BACK = {
    "answer": (
        forms.reply(),
        Opening(visible(), Reply.TRY_UNTIL, date(2026, 12, 7), TODAY, "typed", AMINA, GENTLE),
        Callback.REPLY,
    ),
    "change": (forms.change(), Weighed(Seen(visible(), TODAY), GENTLE), Callback.CHANGE),
    "title": (forms.publish(), draft(GENTLE), Callback.PUBLISH),
}


@pytest.mark.parametrize(("body", "answer", "callback"), HANDED_BACK.values(), ids=HANDED_BACK)
async def test_a_form_that_is_handed_back_asks_and_remembers_that_it_has_asked_and_where_it_stood(
    slack: Slack, body: Payload, answer: object, callback: Callback
) -> None:
    service = answering(answer)
    told = content(await slack.send(services(service), forms.from_("home", body)))
    assert told["response_action"] == "update"
    assert told["view"]["callback_id"] == callback
    assert QUESTION in json.dumps(told["view"])
    metadata = json.loads(told["view"]["private_metadata"])
    assert (metadata["asked"], metadata["from"]) == (True, "home")
    assert [one[1][-1] for one in service.asked] == [False]
    assert slack.calls == []


@pytest.mark.parametrize("name", HANDED_BACK)
async def test_the_second_press_says_that_it_has_been_asked(slack: Slack, name: str) -> None:
    service = answering(visible())
    body, _, _ = HANDED_BACK[name]
    told = content(await slack.send(services(service), forms.asked_before(body)))
    assert told["response_action"] == "update"
    assert "callback_id" not in told["view"]
    assert [one[1][-1] for one in service.asked] == [True]


def test_a_form_that_says_nothing_of_it_has_not_been_asked() -> None:
    assert not parse_forms.is_asked(forms.reply())
    assert parse_forms.is_asked(forms.asked_before(forms.reply()))


@pytest.mark.parametrize(
    "body",
    [payloads.press(Action.PUBLISH), payloads.menu(Action.PUBLISH, Action.MORE)],
    ids=["button", "menu"],
)
async def test_the_whole_story_opens_for_a_button_and_from_a_rows_menu(
    slack: Slack, body: Payload
) -> None:
    service = answering(draft())
    await slack.send(services(service), body)
    assert [name for name, _ in service.asked] == ["open"]
    [(method, arguments)] = slack.calls
    assert method == "views.open"
    assert "One list" in str(arguments["view"])


@pytest.mark.parametrize(
    ("typed", "answer", "asked", "shown"),
    [
        ("publish", (), ("ready", ("U0PRIYA",)), "No story is waiting"),
        ("publish NM-2F9D", draft(), ("find", ("U0PRIYA", "NM-2F9D")), "One list"),
        ("publish NM-2F9D", visible(), ("find", ("U0PRIYA", "NM-2F9D")), "stands in the library"),
    ],
)
async def test_the_command_opens_what_is_ready_or_the_one_that_is_named(
    slack: Slack, typed: str, answer: object, asked: object, shown: str
) -> None:
    service = answering(answer)
    await slack.send(services(service), payloads.command(typed, "/goodcatch"))
    assert service.asked == [asked]
    [(_, arguments)] = slack.calls
    assert shown in str(arguments["view"])


async def test_a_title_lets_the_story_out(slack: Slack) -> None:
    service = answering(visible())
    told = content(await slack.send(services(service), forms.publish()))
    assert service.asked == [("publish", (parse_forms.release(forms.publish()), False))]
    assert "stands in the library" in json.dumps(told["view"])


async def test_what_has_to_be_masked_first_is_said_under_the_title(slack: Slack) -> None:
    refused = raising(MaskFirst(kinds="NHS number"))
    told = content(await slack.send(services(refused), forms.publish()))
    assert told["response_action"] == "errors"
    assert "I saw: NHS number" in told["errors"]["words"]


async def test_a_story_that_nobody_agreed_to_share_is_refused_kindly(slack: Slack) -> None:
    await slack.send(services(raising(NotAgreed())), payloads.home_press(Action.PUBLISH))
    [(method, arguments)] = slack.calls
    assert method == "views.open"
    assert "has not agreed" in str(arguments["view"])


async def test_taking_a_story_out_says_that_it_is_out(slack: Slack) -> None:
    service = answering(visible())
    await slack.send(services(service), payloads.modal_press(Action.UNPUBLISH))
    [(name, (user, report))] = service.asked
    assert (name, report) == ("take_out", ReportId(REPORT))
    [(method, arguments)] = slack.calls
    assert method == "views.push"
    assert "out of the library" in str(arguments["view"])
    assert user.startswith("U0")
