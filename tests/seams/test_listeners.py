"""Everything that is drawn to be pressed or sent is listened to, and the other way round."""

import inspect
import re
from collections.abc import Iterator
from enum import StrEnum
from functools import cache
from typing import Any

import pytest
from slack_bolt.kwargs_injection.async_args import AsyncArgs

from bot.manifest import manifest
from bot.views.ids import VALUE, Action, Callback, Command, Shortcut, row_of
from tests.seams.drawn import drawn
from tests.seams.registrations import Listener, registrations

PRESSED = ("button", "overflow")
"""What tells the bot at once; all other elements stand in forms and come back with them."""

HEX = re.compile(r"[0-9a-f]{32}")

ABOUT_NO_REPORT = frozenset(
    {
        Action.REST,
        Action.AWAY,
        Action.BACK,
        Action.MORNINGS,
        Action.NEW_NEAR_MISS,
        Action.NEW_SUGGESTION,
        Action.SET_UP,
        Action.MINE,
        Action.COME_BACK,
        Action.REQUEST_CONFIRM,
        Action.REQUEST_REFUSE,
        Action.TRAP_PAGE,
        Action.FIND,
        Action.FIND_AGAIN,
        Action.FIND_PAGE,
        Action.STORY_PAGE,
        Action.TRAPS,
        Action.TRAPS_PAGE,
    }
)


@cache
def everything_drawn() -> tuple[Any, ...]:
    """All that is drawn, once for these tests."""
    return tuple(drawn())


def found(part: Any, key: str, *types: str) -> Iterator[str]:  # noqa: ANN401 - JSON of any shape
    """Every value under this key of something of these types, however deep."""
    if isinstance(part, dict):
        if key in part and part.get("type") in types:
            yield part[key]
        for inner in part.values():
            yield from found(inner, key, *types)
    elif isinstance(part, list | tuple):
        for inner in part:
            yield from found(inner, key, *types)


def elements(part: Any) -> Iterator[Any]:  # noqa: ANN401 - JSON of any shape
    """Everything that can be pressed or filled in, however deep."""
    if isinstance(part, dict):
        if "action_id" in part:
            yield part
        for inner in part.values():
            yield from elements(inner)
    elif isinstance(part, list | tuple):
        for inner in part:
            yield from elements(inner)


def action_blocks(part: Any) -> Iterator[Any]:  # noqa: ANN401 - JSON of any shape
    """Every row of buttons of a view or a message."""
    for block in part["blocks"] if isinstance(part, dict) else part:
        if block["type"] == "actions":
            yield block


def drawn_again(key: str, *types: str) -> set[str]:
    return {name for part in everything_drawn() for name in found(part, key, *types)}


def test_every_button_and_menu_that_is_drawn_has_a_listener_and_every_listener_one() -> None:
    assert drawn_again("action_id", *PRESSED) == set(registrations().names("action"))


def test_whatever_else_is_drawn_to_be_filled_in_comes_back_with_its_form() -> None:
    others = {
        element["type"]
        for part in everything_drawn()
        for element in elements(part)
        if element["type"] not in PRESSED
    }
    assert others
    for part in everything_drawn():
        for element in elements(part):
            if element["type"] not in PRESSED:
                assert element["action_id"] == VALUE
                assert "dispatch_action" not in element


def test_every_form_that_is_drawn_has_a_listener_and_every_listener_a_form() -> None:
    assert drawn_again("callback_id", "modal") == set(registrations().names("view"))


def test_every_menu_offers_only_what_its_listener_can_read() -> None:
    menus: list[Any] = [
        listener
        for _, name, listener in registrations().kept
        if name in {Action.WITHOUT_WORDS, Action.MORE}
    ]
    readable = {value for chosen in menus for value in chosen.__self__.chosen_by_value}
    offered = {
        option["value"]
        for part in everything_drawn()
        for element in elements(part)
        if element["type"] == "overflow"
        for option in element["options"]
    }
    assert offered == readable


def test_every_button_about_a_report_brings_its_id_in_its_value_or_its_row() -> None:
    for part in everything_drawn():
        for block in action_blocks(part):
            for element in block["elements"]:
                if element["action_id"] in ABOUT_NO_REPORT:
                    continue
                value = element.get("value") or row_of(block.get("block_id", ""))
                assert HEX.fullmatch(value), element["action_id"]


def test_every_shortcut_in_the_manifest_has_a_listener_and_every_listener_one() -> None:
    offered = [one["callback_id"] for one in manifest()["features"]["shortcuts"]]
    assert sorted(offered) == registrations().names("shortcut")


@pytest.mark.parametrize(
    ("kind", "names"),
    [("action", Action), ("view", Callback), ("command", Command), ("shortcut", Shortcut)],
)
def test_each_name_has_exactly_one_listener(kind: str, names: type[StrEnum]) -> None:
    assert registrations().names(kind) == sorted(one.value for one in names)


def test_each_event_has_exactly_one_listener() -> None:
    heard = registrations().names("event")
    assert heard == sorted(set(heard))


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
