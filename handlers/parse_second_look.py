"""Slack's payloads turned into typed requests: the words of a small form, to be looked over."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.domain.ids import ReportId, TrapId
from bot.views.ids import Block, Callback
from bot.views.look_again import CHECKED
from handlers.reading import Inputs, Payload, name, reading


@dataclass(frozen=True)
class ToLookOver:
    """The words of a small form which nobody has looked at again yet."""

    report: ReportId | None
    trap: TrapId | None
    """Which of the two it is about."""
    texts: tuple[str, ...]
    metadata: dict[str, Any]


_ABOUT_TRAPS = frozenset(
    {
        Callback.TRAP_CONFIRM,
        Callback.TRAP_DESCRIBE,
        Callback.TRAP_PLAN,
        Callback.TRAP_CHANGE,
    }
)

_LOOKED_OVER = _ABOUT_TRAPS | {
    Callback.EDIT,
    Callback.ADD,
    Callback.REOPEN,
    Callback.REPLY,
    Callback.CHANGE,
    Callback.REPLY_AS_REPORTER,
    Callback.ASK_REPORTER,
    Callback.PUBLISH,
    Callback.TRAP_PROPOSE,
}
"""The forms whose words others read; the first form of a report is looked over by itself."""

_WRITTEN = (
    Block.WHAT,
    Block.MORE,
    Block.CAUGHT,
    Block.IDEA,
    Block.HELPS,
    Block.WORDS,
    Block.NAME,
)


def to_look_over(body: Payload) -> ToLookOver | None:
    """What was written in one of those forms; None where it is no such form, or a second look."""
    view = body.get("view")
    if body.get("type") != "view_submission" or not isinstance(view, Mapping):
        return None
    callback = view.get("callback_id")
    if callback not in _LOOKED_OVER:
        return None
    with reading():
        metadata = dict(json.loads(view["private_metadata"]))
        if metadata.get(CHECKED) is True:
            return None
        given = Inputs(view)
        is_traps = callback in _ABOUT_TRAPS
        return ToLookOver(
            report=None if is_traps else ReportId(name(metadata["report"])),
            trap=TrapId(name(metadata["trap"])) if is_traps else None,
            texts=tuple(filter(None, (given.text(field) for field in _WRITTEN))),
            metadata=metadata,
        )
