"""Slack's Web API as far as people, channels and messages go: it answers by what stands here."""

import json
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from slack_sdk.errors import SlackApiError

from bot.domain.people import Colleague
from tests.conftest import KnownPeople

WORKSPACE = "T0HERE"


@dataclass(frozen=True)
class Message:
    """What was posted or changed, and where."""

    channel: str
    everything: str
    """All that was given along, as JSON."""


@dataclass
class Wire:
    """A client for the sender and for the directory; `people` says who is who and where."""

    people: KnownPeople
    deactivated: set[str] = field(default_factory=set)
    archived: set[str] = field(default_factory=set)
    is_down: bool = False
    """Whether nobody is told who anybody is."""
    asked: int = 0
    """How often it was asked who or where somebody is."""
    messages: list[Message] = field(default_factory=list)
    """All that was posted or changed, oldest first."""
    _numbers: Any = field(default_factory=lambda: count(1))

    async def users_info(self, *, user: str) -> dict[str, Any]:
        found = self._known(user)
        team = "T0ELSEWHERE" if found.is_outsider else WORKSPACE
        deleted = user in self.deactivated
        return {"user": {"team_id": team, "is_restricted": found.is_guest, "deleted": deleted}}

    async def users_conversations(self, *, user: str, **_: object) -> dict[str, Any]:
        return {"channels": [{"id": one} for one in self._known(user).channels]}

    async def conversations_info(self, *, channel: str) -> dict[str, Any]:
        return {"channel": {"is_ext_shared": channel in self.people.shared}}

    async def conversations_members(self, *, channel: str, **_: object) -> dict[str, Any]:
        inside = (one.user for one in self.people.people.values() if channel in one.channels)
        return {"members": list(inside)}

    async def conversations_open(self, *, users: list[str]) -> dict[str, Any]:
        [user] = users
        if user in self.deactivated:
            raise _refusal("user_disabled")
        return {"channel": {"id": f"D{user[1:]}"}}

    async def conversations_replies(self, *, ts: str, **_: object) -> dict[str, Any]:
        return {"messages": [{"ts": ts, "user": "U0PAT", "text": "Hello"}]}

    async def chat_postMessage(self, *, channel: str, **given: object) -> dict[str, Any]:  # noqa: N802 - as the client calls it
        if channel in self.archived:
            raise _refusal("is_archived")
        self.messages.append(Message(channel, json.dumps(given)))
        return {"ts": f"1795428000.{next(self._numbers):06}"}

    async def chat_update(self, *, channel: str, **given: object) -> None:
        self.messages.append(Message(channel, json.dumps(given)))

    def _known(self, user: str) -> Colleague:
        self.asked += 1
        if self.is_down:
            raise _refusal("internal_error")
        found = [one for one in self.people.people.values() if one.user == user]
        if not found:
            raise _refusal("user_not_found")
        return found[0]


def _refusal(problem: str) -> SlackApiError:
    return SlackApiError(problem, {"ok": False, "error": problem})  # type: ignore[no-untyped-call] # the SDK's own
