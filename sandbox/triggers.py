"""Trigger ids: a person's click lets an app open one view, within three seconds."""

import re
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, replace

from sandbox.errors import SlackError
from sandbox.identifiers import new_trigger

_KEPT = 1000
_FORM = re.compile(r"\d+\.\d+\.[0-9a-f]+")


@dataclass(frozen=True)
class Trigger:
    """`view_id` is the modal the click happened in, if it happened in one."""

    user: str
    view_id: str | None
    issued: float
    used: bool = False


class Triggers:
    """Issues trigger ids and redeems each once (docs.slack.dev, "views.open", errors)."""

    def __init__(self, lifetime: float, monotonic: Callable[[], float]) -> None:
        self._lifetime = lifetime
        self._monotonic = monotonic
        self._issued: OrderedDict[str, Trigger] = OrderedDict()

    def issue(self, user: str, view_id: str | None = None) -> str:
        trigger_id = new_trigger()
        self._issued[trigger_id] = Trigger(user, view_id, self._monotonic())
        while len(self._issued) > _KEPT:
            self._issued.popitem(last=False)
        return trigger_id

    def redeem(self, trigger_id: str) -> Trigger:
        """Use the trigger up, or raise SlackError invalid_, exchanged_ or expired_trigger_id."""
        trigger = self._issued.get(trigger_id)
        if trigger is None or not _FORM.fullmatch(trigger_id):
            raise SlackError("invalid_trigger_id")
        if trigger.used:
            raise SlackError("exchanged_trigger_id")
        if self._monotonic() - trigger.issued > self._lifetime:
            raise SlackError("expired_trigger_id")
        self._issued[trigger_id] = replace(trigger, used=True)
        return trigger
