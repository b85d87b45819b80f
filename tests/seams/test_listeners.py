"""Everything that is drawn to be pressed or sent is listened to, and the other way round."""

import inspect
from collections.abc import Iterator
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

import pytest
from slack_bolt.kwargs_injection.async_args import AsyncArgs

from bot.domain.digest import compose
from bot.domain.events import Reply
from bot.domain.form import Form, TeamChoice
from bot.domain.ids import TeamId, UserId
from bot.domain.people import Role, Viewer
from bot.domain.privacy import visible_to
from bot.domain.reference import Code
from bot.domain.report import Kind, Mode
from bot.views import messages
from bot.views.card import card
from bot.views.digest import digest
from bot.views.ids import Action, Callback, Command
from bot.views.labels import EMOJI
from bot.views.reply_form import reply_form
from bot.views.report_form import report_form
from tests.builders import a_report
from tests.seams.registrations import Listener, registrations

TODAY = date(2026, 11, 23)
MANAGER = Viewer(UserId("U0AMINA"), frozenset({Role.MANAGER}))


def drawn() -> Iterator[Any]:
    """Every form, and every message with something to press on it."""
    report = visible_to(a_report(), MANAGER)
    code = Code.fresh(Kind.NEAR_MISS.prefix)
    teams = (TeamChoice(TeamId("a1"), "Riverside"),)
    yield report_form(Form(Kind.NEAR_MISS, code, teams, Mode.CONFIDENTIAL))
    for reply in Reply:
        yield reply_form(report, reply, try_until=TODAY + timedelta(days=14), today=TODAY)
    for reply in EMOJI:
        yield messages.reaction_prompt(report, reply).blocks
    yield card(report, has_decider=True, today=TODAY).blocks
    yield digest(compose(TODAY, [report]), teams={}).blocks
    yield messages.nudge(report, today=TODAY).blocks


def found(part: Any, key: str) -> Iterator[str]:  # noqa: ANN401 - JSON of any shape
    """Every value under this key, however deep."""
    if isinstance(part, dict):
        if key in part and part.get("type") in {"button", "modal"}:
            yield part[key]
        for inner in part.values():
            yield from found(inner, key)
    elif isinstance(part, list | tuple):
        for inner in part:
            yield from found(inner, key)


def test_every_button_that_is_drawn_has_a_listener_and_every_listener_a_button() -> None:
    pressed = {action for part in drawn() for action in found(part, "action_id")}
    assert pressed == set(registrations().names("action"))


def test_every_form_that_is_drawn_has_a_listener_and_every_listener_a_form() -> None:
    sent = {callback for part in drawn() for callback in found(part, "callback_id")}
    assert sent == set(registrations().names("view"))


@pytest.mark.parametrize(
    ("kind", "names"), [("action", Action), ("view", Callback), ("command", Command)]
)
def test_each_name_has_exactly_one_listener(kind: str, names: type[StrEnum]) -> None:
    assert registrations().names(kind) == sorted(one.value for one in names)


def test_there_is_one_listener_for_errors() -> None:
    assert registrations().names("error") == [""]


@pytest.mark.parametrize(
    "listener", [one for _, _, one in registrations().kept], ids=lambda one: one.__qualname__
)
def test_a_listener_asks_only_for_what_bolt_can_hand_it(listener: Listener) -> None:
    assert inspect.iscoroutinefunction(listener)
    for name, parameter in inspect.signature(listener).parameters.items():
        # Bolt goes by the names of a listener's positional parameters and sees no others.
        assert parameter.kind is inspect.Parameter.POSITIONAL_OR_KEYWORD, name
        assert name in {*AsyncArgs.__annotations__, "error"}, name


@pytest.mark.parametrize(
    "listener",
    [one for kind, _, one in registrations().kept if kind != "error"],
    ids=lambda one: one.__qualname__,
)
def test_a_listener_acknowledges_by_itself_once_its_work_is_done(listener: Listener) -> None:
    assert "ack" in inspect.signature(listener).parameters
