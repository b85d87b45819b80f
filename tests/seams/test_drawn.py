"""What these tests draw is all that the bot draws, and Slack takes all of it."""

import inspect
import pkgutil
import sys
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from types import CodeType, FrameType
from typing import Any

from bot import views
from bot.views.blocks import Message
from tests.seams.drawn import drawn
from tests.views.slack_rules import refusals


@cache
def _everything() -> tuple[tuple[Any, ...], frozenset[CodeType]]:
    """All that is drawn, and whatever was called for it."""
    called: set[CodeType] = set()

    def note(frame: FrameType, event: str, _: object) -> None:
        if event == "call":
            called.add(frame.f_code)

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        found = tuple(drawn())
    finally:
        sys.setprofile(before)
    return found, frozenset(called)


def _drawing() -> Iterator[tuple[str, CodeType]]:
    """Every public function of `bot.views` that makes a block, a view or a message."""
    for found in pkgutil.iter_modules(views.__path__, f"{views.__name__}."):
        module = import_module(found.name)
        for name, made in inspect.getmembers(module, inspect.isfunction):
            if made.__module__ == module.__name__ and not name.startswith("_"):
                shown = str(made.__annotations__["return"])
                if "dict[str" in shown or "Message" in shown:
                    yield f"{module.__name__}.{name}", made.__code__


def test_every_function_that_draws_something_draws_it_here() -> None:
    _, called = _everything()
    functions = dict(_drawing())
    assert len(functions) > 100
    assert [name for name, code in functions.items() if code not in called] == []


def test_slack_takes_everything_that_is_drawn() -> None:
    shown, _ = _everything()
    assert shown
    for one in shown:
        whole = one if isinstance(one, dict) else Message("A message", tuple(one))
        assert refusals(whole) == []
