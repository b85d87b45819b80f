"""Keeps what the workspace and the bot say to each other: all of it, however much it is."""

import json
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from sandbox.traffic import Entry, Traffic

_CLICKS = ("trigger_id", "response_url")


@dataclass(frozen=True)
class Request:
    """What the bot has sent: a method and its arguments, or its answer to a click or command.

    `name` is that of the method, or `ack` and what was answered; `text` is JSON.
    """

    name: str
    text: str
    bearer: str = "none"
    is_answer: bool = False
    clicked_by: str | None = None
    """Of an answer: who has clicked or typed."""

    @property
    def arguments(self) -> dict[str, Any]:
        given: dict[str, Any] = json.loads(self.text)
        return given


@dataclass
class Wiretap:
    """Copies the exchanges of a workspace, which itself keeps the last few thousand only."""

    traffic: Traffic
    requests: list[Request] = field(default_factory=list)
    texts: set[str] = field(default_factory=set)
    """Every text that the bot has sent anywhere in anything, each once."""
    clicks: set[str] = field(default_factory=set)
    """Every trigger id, and every response URL with its last part alone: good for one click."""
    windows: dict[str, str] = field(default_factory=dict)
    """Who stands behind a trigger id, or in front of a window with this id."""
    _heard: int = 0

    def listen(self) -> None:
        """Copy what was said since the last time; nothing may have been lost in between."""
        for entry in self.traffic.since(self._heard):
            assert entry.id == self._heard + 1, "listen more often"
            self._heard = entry.id
            self._note(entry)

    def _note(self, entry: Entry) -> None:
        said = entry.body
        if entry.direction == "to_bot":
            self._note_click(entry.body)
            said = entry.reply or {}
        self.requests.append(
            Request(
                name=entry.name if entry.direction == "from_bot" else f"ack {entry.name}",
                text=json.dumps(said, ensure_ascii=False),
                bearer=entry.bearer,
                is_answer=entry.direction == "to_bot",
                clicked_by=_user_of(entry.body) if entry.direction == "to_bot" else None,
            )
        )
        self.texts.update(_texts_in(said))

    def _note_click(self, body: dict[str, Any]) -> None:
        urls = [body, *(body.get("response_urls") or ())]
        found = {str(one[key]) for one in urls for key in _CLICKS if one.get(key)}
        self.clicks |= found | {one.rpartition("/")[2] for one in found if "/" in one}
        user = _user_of(body)
        keys = (body.get("trigger_id"), (body.get("view") or {}).get("id"))
        self.windows |= {str(key): user for key in keys if key and user}


def _user_of(body: dict[str, Any]) -> str | None:
    """Who has clicked, typed or sent something; None where it is an event."""
    user = body.get("user_id") or (body.get("user") or {}).get("id")
    return str(user) if user else None


def _texts_in(value: object) -> Iterator[str]:
    """Every text in it, those within JSON that is itself sent as a text too."""
    if isinstance(value, dict):
        for key, one in value.items():
            yield str(key)
            yield from _texts_in(one)
    elif isinstance(value, list):
        for one in value:
            yield from _texts_in(one)
    elif isinstance(value, str):
        yield value
        if value[:1] in {"{", "["}:
            with suppress(ValueError):
                yield from _texts_in(json.loads(value))
    elif value is not None:
        yield str(value)
