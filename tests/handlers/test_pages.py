"""What somebody sees of their own is drawn anew when they change it; whatever comes of that."""

import asyncio
import json
import time
from collections.abc import Callable

import pytest
from aiohttp import ClientError, web
from slack_sdk.errors import SlackApiError

from bot.services.directory import DirectoryUnavailable
from bot.views.ids import Action
from handlers import budget
from storage.errors import StorageUnavailable
from tests.handlers import form_payloads as forms
from tests.handlers import payloads
from tests.handlers.every import DONE, KEPT, LATER, seen, visible
from tests.handlers.payloads import Payload
from tests.handlers.slack import Slack, content
from tests.handlers.standins import A_PAGE, StandIn, answering, hanging, raising, services

BROKEN: list[Exception] = [
    DirectoryUnavailable("TimeoutError"),
    StorageUnavailable("OperationalError"),
    TimeoutError(),
    ClientError(),
    ConnectionResetError(),
    SlackApiError("not ok", {"ok": False, "error": "fatal_error"}),  # type: ignore[no-untyped-call] # the SDK's own
]

REFUSALS: dict[str, Callable[[], web.Response]] = {
    "refused": lambda: web.json_response({"ok": False, "error": "hash_conflict"}),
    "gone": lambda: web.json_response({"ok": False, "error": "not_found"}),
    "500": lambda: web.Response(status=500, text="Internal Server Error"),
    "html": lambda: web.Response(text="<html>a moment</html>", content_type="text/html"),
}


async def answered(slack: Slack, body: Payload, answer: object, homes: StandIn) -> Payload | None:
    """What the bot says to a payload of which everything was kept; no sentence beside it."""
    told = await slack.send(services(answering(answer), homes=homes), body)
    assert told.status == 200
    assert slack.posted == []
    found: Payload | None = content(told)
    return found


async def test_the_home_tab_is_drawn_when_somebody_looks_at_it(slack: Slack) -> None:
    homes = answering(A_PAGE)
    told = await slack.send(services(homes), payloads.home_opened())
    assert told.status == 200
    assert homes.asked == [("page", ("U0PRIYA",))]
    [(method, arguments)] = slack.calls
    assert (method, arguments["user_id"]) == ("views.publish", "U0PRIYA")


async def test_another_tab_is_left_alone(slack: Slack) -> None:
    homes = answering(A_PAGE)
    assert (await slack.send(services(homes), payloads.home_opened("messages"))).status == 200
    assert (homes.asked, slack.calls) == ([], [])


@pytest.mark.parametrize(("body", "answer"), DONE.values(), ids=DONE)
async def test_a_press_on_the_home_tab_draws_it_anew(
    slack: Slack, body: Payload, answer: object
) -> None:
    homes = answering(A_PAGE)
    assert await answered(slack, body, answer, homes) is None
    assert homes.asked == [("page", ("U0AMINA",))]
    [(method, arguments)] = slack.calls
    assert (method, arguments["user_id"]) == ("views.publish", "U0AMINA")


@pytest.mark.parametrize("action", [Action.SHARE, Action.WITHDRAW, Action.HELPED_YES])
async def test_a_press_in_the_window_with_ones_reports_draws_that_window_anew(
    slack: Slack, action: Action
) -> None:
    homes = answering(A_PAGE)
    await answered(slack, payloads.modal_press(action), visible(), homes)
    [(method, arguments)] = slack.calls
    assert (method, arguments["view_id"]) == ("views.update", "V0MINE")


@pytest.mark.parametrize(("body", "answer"), KEPT.values(), ids=KEPT)
async def test_a_form_opened_from_the_home_tab_turns_into_what_was_kept_over_a_fresh_tab(
    slack: Slack, body: Payload, answer: object
) -> None:
    told = await answered(slack, forms.from_("home", body), answer, answering(A_PAGE))
    assert told is not None
    assert told["response_action"] == "update"
    assert "callback_id" not in told["view"]
    assert [method for method, _ in slack.calls] == ["views.publish"]


@pytest.mark.parametrize(("body", "answer"), KEPT.values(), ids=KEPT)
async def test_a_form_opened_from_a_window_turns_into_what_was_kept_over_a_fresh_window(
    slack: Slack, body: Payload, answer: object
) -> None:
    body = forms.from_("modal", body)
    assert await answered(slack, body, answer, answering(A_PAGE)) is not None
    assert [(method, given["view_id"]) for method, given in slack.calls] == [
        ("views.update", "V0MINE")
    ]


@pytest.mark.parametrize(("body", "answer"), KEPT.values(), ids=KEPT)
async def test_a_form_opened_from_a_message_draws_nothing_anew(
    slack: Slack, body: Payload, answer: object
) -> None:
    homes = answering(A_PAGE)
    assert await answered(slack, forms.from_("message", body), answer, homes) is not None
    assert (homes.asked, slack.calls) == ([], [])


TWO = {"press": DONE["withdraw"], "form": (forms.from_("home", forms.added()), visible())}
"""One press and one form, for what is the same behind all of them."""

ON_A_PAGE = DONE | {name: (forms.from_("home", body), one) for name, (body, one) in KEPT.items()}


@pytest.mark.parametrize("error", BROKEN, ids=lambda one: type(one).__name__)
@pytest.mark.parametrize(("body", "answer"), TWO.values(), ids=TWO)
async def test_a_page_that_cannot_be_put_together_leaves_what_was_kept_kept(
    slack: Slack, body: Payload, answer: object, error: Exception
) -> None:
    told = await answered(slack, body, answer, raising(error))
    assert told is None or told["response_action"] == "update"
    assert slack.calls == []


@pytest.mark.parametrize("reply", REFUSALS)
@pytest.mark.parametrize(("body", "answer"), TWO.values(), ids=TWO)
async def test_a_page_that_slack_does_not_take_leaves_what_was_kept_kept(
    slack: Slack, body: Payload, answer: object, reply: str
) -> None:
    slack.answers["views.publish"] = REFUSALS[reply]()
    told = await answered(slack, body, answer, answering(A_PAGE))
    assert told is None or told["response_action"] == "update"


@pytest.mark.parametrize("homes", [hanging, lambda: answering(A_PAGE)], ids=["page", "Slack"])
@pytest.mark.parametrize(("body", "answer"), ON_A_PAGE.values(), ids=ON_A_PAGE)
async def test_a_page_that_takes_too_long_leaves_what_was_kept_kept(
    slack: Slack,
    monkeypatch: pytest.MonkeyPatch,
    body: Payload,
    answer: object,
    homes: Callable[[], StandIn],
) -> None:
    monkeypatch.setattr(budget, "LOOK_SECONDS", 0.05)
    slack.hangs.add("views.publish")
    started = time.monotonic()
    told = await answered(slack, body, answer, homes())
    assert time.monotonic() - started < 2
    assert told is None or told["response_action"] == "update"


async def test_a_service_that_takes_nearly_all_its_time_leaves_some_for_the_page(
    slack: Slack, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(budget, "SECONDS", 0.2)

    async def slowly() -> object:
        await asyncio.sleep(0.15)
        return visible()

    body = forms.from_("home", forms.added())
    told = content(await slack.send(services(StandIn(slowly), homes=StandIn(a_page_slowly)), body))
    assert told["response_action"] == "update"


async def a_page_slowly() -> object:
    await asyncio.sleep(0.1)
    return A_PAGE


@pytest.mark.parametrize(
    ("body", "answer", "told"),
    [
        (payloads.press(Action.SNOOZE_1), LATER, "tomorrow"),
        (payloads.press(Action.SNOOZE_3), LATER, "tomorrow"),
        (payloads.press(Action.HELPED_YES), visible(), "Thank you"),
        (payloads.press(Action.CREDIT_YES), seen(), ""),
        (payloads.press(Action.CREDIT_NO), seen(), ""),
    ],
    ids=["snooze", "snooze longer", "helped", "credited", "not credited"],
)
async def test_what_was_kept_is_told_beside_its_button(
    slack: Slack, body: Payload, answer: object, told: str
) -> None:
    response = await slack.send(services(answering(answer)), body)
    assert (response.status, content(response)) == (200, None)
    [message] = slack.posted
    assert told in json.dumps(message["blocks"])
    credited = "credit" in body["actions"][0]["action_id"]
    assert message["replace_original"] is credited
    assert message.get("response_type") == (None if credited else "ephemeral")


async def test_a_row_of_a_digest_says_nothing_beside_itself(slack: Slack) -> None:
    body = payloads.row_press(Action.HELPED_YES)
    await slack.send(services(answering(visible())), body)
    assert (slack.posted, slack.calls) == ([], [])


@pytest.mark.parametrize(
    ("body", "answer"),
    [
        (payloads.press(Action.SNOOZE_1), LATER),
        (payloads.press(Action.HELPED_YES), visible()),
        (payloads.press(Action.CREDIT_YES), seen()),
    ],
    ids=["snooze", "helped", "credited"],
)
@pytest.mark.parametrize("how", ["cut", "hangs"])
async def test_what_cannot_be_told_is_kept_all_the_same(
    slack: Slack, monkeypatch: pytest.MonkeyPatch, body: Payload, answer: object, how: str
) -> None:
    monkeypatch.setattr(budget, "LOOK_SECONDS", 0.05)
    (slack.cuts if how == "cut" else slack.hangs).add("response")
    kept = answering(answer)
    assert (await slack.send(services(kept), body)).status == 200
    assert len(kept.asked) == 1
    assert slack.posted == []
