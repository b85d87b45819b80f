"""What each listener about error traps asks of the services, and what it shows."""

import json
from collections.abc import Callable
from contextlib import suppress
from datetime import date

import pytest

from bot.domain.change import Strength, Verdict
from bot.domain.errors import IdentifiersSeen, NobodyToTakeItOn, NotPossibleNow, WordsNeeded
from bot.domain.hollow import Gentle
from bot.domain.ids import ReportId, TrapId, UserId
from bot.domain.taxonomy import Factor, Stage
from bot.domain.trap_lifecycle import TrapAction
from bot.services.redesigning import Planned, Redesigned, Weighed
from bot.services.trap_ideas import Proposed
from bot.services.traps import Described
from bot.views.ids import Action, Callback
from handlers import parse, parse_traps
from handlers.reading import Unreadable
from tests.handlers import payloads
from tests.handlers import trap_payloads as forms
from tests.handlers.damage import SPOILT, places, spoilt
from tests.handlers.every import visible
from tests.handlers.payloads import REPORT, Payload
from tests.handlers.slack import Slack, content
from tests.handlers.standins import answering, raising, services
from tests.handlers.trap_payloads import OTHER, TRAP
from tests.views.traps import DECIDES, near_misses, read_by

AMINA, PRIYA = UserId("U0AMINA"), UserId("U0PRIYA")
KEY = "view:V0VIEW"
SEEN = read_by(DECIDES, reports=near_misses(60))
DESCRIBED = Described(
    PRIYA,
    TrapId(TRAP),
    "Old addresses",
    Stage.COURT,
    (Factor.HANDOVER, Factor.INFORMATION),
    KEY,
)
PLANNED = Planned(
    PRIYA, TrapId(TRAP), "The form fills it in", Strength.DESIGN_OUT, date(2026, 12, 7), KEY
)
CHANGED = Redesigned(PRIYA, TrapId(TRAP), "The form fills it in", Strength.DESIGN_OUT, KEY)
GENTLE = Weighed(SEEN, Gentle((), reminds=True))

Wanted = list[tuple[str, tuple[object, ...]]]

DEEDS: dict[str, tuple[Payload, object, Wanted]] = {
    "propose": (
        forms.proposal(),
        None,
        [("propose", (Proposed(PRIYA, ReportId(REPORT), "Old addresses", KEY),))],
    ),
    "link": (forms.link(), SEEN, [("link", (PRIYA, OTHER, REPORT))]),
    "confirm": (forms.description(), SEEN, [("confirm", (DESCRIBED,))]),
    "describe": (
        forms.description(Callback.TRAP_DESCRIBE),
        SEEN,
        [("describe", (DESCRIBED,))],
    ),
    "plan": (forms.plan(), SEEN, [("give", (PLANNED, False))]),
    "plan again": (forms.plan(asked=True), SEEN, [("give", (PLANNED, True))]),
    "change": (forms.change(), SEEN, [("give", (CHANGED, False))]),
    "hand on": (forms.handed_on(), SEEN, [("own", (PRIYA, TRAP, "U0TOM"))]),
    "merge": (forms.merge(), SEEN, [("merge", (PRIYA, TRAP, OTHER))]),
    "take on": (payloads.press(Action.TRAP_TAKE_ON, TRAP), SEEN, [("take_on", (AMINA, TRAP))]),
    "dismiss": (payloads.press(Action.TRAP_DISMISS, TRAP), None, [("dismiss", (AMINA, TRAP))]),
    "gone": (
        payloads.press(Action.TRAP_GONE, TRAP),
        SEEN,
        [("say", (AMINA, TRAP, Verdict.YES))],
    ),
    "a bit": (
        payloads.press(Action.TRAP_A_BIT, TRAP),
        SEEN,
        [("say", (AMINA, TRAP, Verdict.A_BIT))],
    ),
    "still there": (
        payloads.press(Action.TRAP_STILL_THERE, TRAP),
        SEEN,
        [("say", (AMINA, TRAP, Verdict.NO))],
    ),
    "leave out": (
        forms.window_press(Action.TRAP_LEAVE_OUT, row=REPORT),
        SEEN,
        [("unlink", (AMINA, TRAP, REPORT))],
    ),
}
"""What came, what the service answers, and what it is to have been asked."""


def shown(arguments: Payload) -> Payload:
    """The view that was handed to Slack."""
    view = arguments["view"]
    found: Payload = json.loads(view) if isinstance(view, str) else view
    return found


@pytest.mark.parametrize(("body", "answer", "wanted"), DEEDS.values(), ids=DEEDS)
async def test_what_somebody_did_to_a_trap_is_passed_on_to_one_service_once(
    slack: Slack, body: Payload, answer: object, wanted: Wanted
) -> None:
    service = answering(answer)
    assert (await slack.send(services(service), body)).status == 200
    assert service.asked == wanted


OPENED: dict[str, tuple[Payload, object, Wanted, str]] = {
    "read": (payloads.press(Action.TRAP_READ, TRAP), SEEN, [("open", (AMINA, TRAP))], ""),
    **{
        action.value: (
            payloads.press(action, TRAP),
            SEEN,
            [("open", (AMINA, TRAP, step))],
            callback.value,
        )
        for action, step, callback in (
            (Action.TRAP_CONFIRM, TrapAction.CONFIRM, Callback.TRAP_CONFIRM),
            (Action.TRAP_DESCRIBE, TrapAction.DESCRIBE, Callback.TRAP_DESCRIBE),
            (Action.TRAP_PLAN, TrapAction.PLAN, Callback.TRAP_PLAN),
            (Action.TRAP_CHANGED, TrapAction.CHANGE, Callback.TRAP_CHANGE),
            (Action.TRAP_OWN, TrapAction.OWN, Callback.TRAP_OWN),
        )
    },
    "merge": (
        payloads.press(Action.TRAP_MERGE, TRAP),
        (SEEN.trap,),
        [("live", (AMINA, TrapAction.MERGE, TRAP))],
        Callback.TRAP_MERGE.value,
    ),
    "merge with none": (
        payloads.press(Action.TRAP_MERGE, TRAP),
        (),
        [("live", (AMINA, TrapAction.MERGE, TRAP))],
        "",
    ),
    "propose": (
        payloads.press(Action.PROPOSE_TRAP),
        visible(),
        [("may_propose", (AMINA, REPORT))],
        Callback.TRAP_PROPOSE.value,
    ),
    "propose from a menu": (
        payloads.menu(Action.PROPOSE_TRAP, Action.MORE),
        visible(),
        [("may_propose", (AMINA, REPORT))],
        Callback.TRAP_PROPOSE.value,
    ),
    "propose beside an answer": (
        payloads.menu(Action.PROPOSE_TRAP),
        visible(),
        [("may_propose", (AMINA, REPORT))],
        Callback.TRAP_PROPOSE.value,
    ),
    "put to from a menu": (
        payloads.menu(Action.PUT_TO_TRAP, Action.MORE),
        (SEEN.trap,),
        [("live", (AMINA,))],
        Callback.TRAP_LINK.value,
    ),
}


@pytest.mark.parametrize(("body", "answer", "wanted", "callback"), OPENED.values(), ids=OPENED)
async def test_a_button_about_a_trap_opens_its_window(
    slack: Slack, body: Payload, answer: object, wanted: Wanted, callback: str
) -> None:
    service = answering(answer)
    told = await slack.send(services(service), body)
    assert (told.status, content(told)) == (200, None)
    assert service.asked == wanted
    [(method, arguments)] = slack.calls
    assert method == "views.open"
    assert shown(arguments).get("callback_id", "") == callback


KEPT = {name: deed for name, deed in DEEDS.items() if deed[0].get("type") == "view_submission"}


@pytest.mark.parametrize(("body", "answer", "_"), KEPT.values(), ids=KEPT)
async def test_a_form_that_was_kept_says_so_and_draws_nothing_behind_it(
    slack: Slack, body: Payload, answer: object, _: Wanted
) -> None:
    told = content(await slack.send(services(answering(answer)), body))
    assert told["response_action"] == "update"
    assert "callback_id" not in told["view"]
    assert slack.calls == []


@pytest.mark.parametrize(
    "body",
    [forms.description(), forms.plan(), forms.change(), forms.handed_on(), forms.merge()],
    ids=["describe", "plan", "change", "hand on", "merge"],
)
async def test_the_window_behind_a_form_shows_the_trap_as_it_is_then(
    slack: Slack, body: Payload
) -> None:
    await slack.send(services(answering(SEEN)), forms.over_its_window(body))
    [(method, arguments)] = slack.calls
    assert (method, arguments["view_id"]) == ("views.update", "V0TRAP")


@pytest.mark.parametrize("body", [forms.plan(), forms.change()], ids=["plan", "change"])
async def test_what_only_reminds_comes_back_once_and_remembers_where_it_was_opened(
    slack: Slack, body: Payload
) -> None:
    told = content(await slack.send(services(answering(GENTLE)), forms.over_its_window(body)))
    metadata = json.loads(told["view"]["private_metadata"])
    assert told["view"]["callback_id"] == body["view"]["callback_id"]
    assert metadata == {"trap": SEEN.trap.id, "asked": True, "behind": True, "from": "modal"}
    assert "The form fills it in" in repr(told["view"])
    assert slack.calls == []


@pytest.mark.parametrize("action", [Action.TRAP_PLAN, Action.TRAP_MERGE])
async def test_a_form_opens_on_top_of_the_window_of_its_trap_and_remembers_that(
    slack: Slack, action: Action
) -> None:
    answer = (SEEN.trap,) if action is Action.TRAP_MERGE else SEEN
    await slack.send(services(answering(answer)), forms.window_press(action))
    [(method, arguments)] = slack.calls
    assert method == "views.push"
    metadata = json.loads(shown(arguments)["private_metadata"])
    assert (metadata["behind"], metadata["from"]) == (True, "modal")


@pytest.mark.parametrize(
    ("body", "answer"),
    [
        (forms.window_press(Action.TRAP_PAGE, f"{TRAP}:20"), SEEN),
        (forms.window_press(Action.TRAP_LEAVE_OUT, row=REPORT), SEEN),
        (forms.window_press(Action.TRAP_TAKE_ON), SEEN),
        (forms.window_press(Action.TRAP_STILL_THERE), SEEN),
        (forms.window_press(Action.TRAP_DISMISS), None),
    ],
    ids=["page", "leave out", "take on", "still there", "dismiss"],
)
async def test_a_press_in_the_window_draws_it_anew(
    slack: Slack, body: Payload, answer: object
) -> None:
    told = await slack.send(services(answering(answer)), body)
    assert (told.status, content(told), slack.posted) == (200, None, [])
    [(method, arguments)] = slack.calls
    assert (method, arguments["view_id"]) == ("views.update", "V0TRAP")


async def test_the_next_page_begins_where_the_button_says(slack: Slack) -> None:
    service = answering(SEEN)
    await slack.send(services(service), forms.window_press(Action.TRAP_PAGE, f"{TRAP}:59"))
    assert service.asked == [("open", (AMINA, TRAP))]
    [(_, arguments)] = slack.calls
    assert "NM-0000" in repr(arguments["view"])
    assert "NM-0059" not in repr(arguments["view"])


@pytest.mark.parametrize(
    ("action", "said"),
    [
        (Action.TRAP_TAKE_ON, "Thank you for taking it on."),
        (Action.TRAP_DISMISS, "These are not one trap"),
        (Action.TRAP_GONE, "Good to hear."),
        (Action.TRAP_A_BIT, "A bit is a beginning."),
        (Action.TRAP_STILL_THERE, "It is open again"),
    ],
)
async def test_a_press_in_a_message_is_thanked_for_beside_it(
    slack: Slack, action: Action, said: str
) -> None:
    await slack.send(services(answering(SEEN)), payloads.press(action, TRAP))
    [told] = slack.posted
    assert said in repr(told)
    assert told["response_type"] == "ephemeral"
    assert slack.calls == []


@pytest.mark.parametrize(
    ("error", "body", "field"),
    [
        (WordsNeeded(), forms.description(), "name"),
        (IdentifiersSeen(kinds="a postcode"), forms.description(), "name"),
        (IdentifiersSeen(kinds="a postcode"), forms.plan(), "words-1"),
        (NobodyToTakeItOn(), forms.handed_on(), "owner"),
        (NotPossibleNow(), forms.merge(), "trap"),
    ],
)
async def test_what_is_not_right_is_said_under_its_input(
    slack: Slack, error: Exception, body: Payload, field: str
) -> None:
    told = content(await slack.send(services(raising(error)), body))
    assert list(told["errors"]) == [field]


def read(body: Payload) -> object:
    """Whatever listeners read of a form about a trap."""
    callback = body["view"]["callback_id"]
    return _READERS[callback](body), parse_traps.is_over_window(body)


_READERS: dict[str, Callable[[Payload], object]] = {
    Callback.TRAP_PROPOSE: parse_traps.proposed,
    Callback.TRAP_LINK: parse_traps.linked,
    Callback.TRAP_CONFIRM: parse_traps.described,
    Callback.TRAP_DESCRIBE: parse_traps.described,
    Callback.TRAP_PLAN: parse_traps.planned,
    Callback.TRAP_CHANGE: parse_traps.redesigned,
    Callback.TRAP_OWN: parse_traps.owner,
    Callback.TRAP_MERGE: parse_traps.chosen,
}


@pytest.mark.parametrize("body", forms.FORMS.values(), ids=forms.FORMS)
def test_a_damaged_form_is_read_or_unreadable_and_nothing_else(body: Payload) -> None:
    for place in places(body):
        if place in {("view",), ("view", "callback_id")}:
            continue
        for value in SPOILT.values():
            with suppress(Unreadable):
                read(spoilt(body, place, value))


@pytest.mark.parametrize(
    "value", ["", "a b", f"{TRAP}:", f"{TRAP}:x", ":1", f"{TRAP}:{'9' * 5_000}"]
)
def test_a_button_that_names_no_trap_or_no_page_is_unreadable(value: str) -> None:
    pressed = parse.press(payloads.press(Action.TRAP_PAGE, value))
    with pytest.raises(Unreadable):
        parse_traps.page_of(pressed)
