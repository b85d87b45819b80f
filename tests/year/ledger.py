"""Everything the bot was ever heard to say, read off the workspace's own record as it happens."""

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from sandbox.shapes import JsonObject
from sandbox.traffic import Entry
from sandbox.workspace import Workspace

REFERENCE = re.compile(r"\b(?:NM|S)-[2-9A-Z]{4}\b")

_WRITTEN = frozenset({"text", "alt_text", "title", "label", "hint", "placeholder", "description"})

_PACKED = frozenset({"blocks", "metadata", "view"})

_USUAL = frozenset({"ratelimited", "user_disabled"})
"""Refusals that are part of life: too many messages at once, and somebody who has left."""

_AVOIDED = re.compile(
    r"\b(?:error by|mistake by|faults?|failed to|should have|didn't bother|human error|root cause"
    r"|offenders?|involved person|investigation of|lessons learned|recommendations?|compliance"
    r"|breach(?:es|ed)?|non-compliant|severity|RAG|targets?|KPIs?|overdue|reject(?:s|ed)?|closed)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Said:
    """One message the bot posted. `at` is the workspace's time, `text` what a notification shows.

    `words` is all that can be read in it.
    """

    at: datetime
    channel: str
    ts: str
    thread: str
    text: str
    words: str
    blocks: list[JsonObject]
    mark: str

    @property
    def reader(self) -> str:
        """The person whose direct message it is; empty for a channel."""
        return f"U{self.channel[1:]}" if self.channel.startswith("D") else ""

    @property
    def reference(self) -> str:
        """The first report that is named in it; empty if none is."""
        found = REFERENCE.search(self.text) or REFERENCE.search(self.words)
        return found[0] if found else ""

    def begins(self, words: str) -> bool:
        return self.text.startswith(words)


@dataclass
class Ledger:
    """Keeps what was said, and which words in it are better avoided."""

    workspace: Workspace
    said: list[Said] = field(default_factory=list)
    avoided: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    calls: int = 0
    _read: int = 0
    _taken: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    _inbox: dict[str, list[Said]] = field(default_factory=lambda: defaultdict(list))

    def catch_up(self) -> None:
        """Read what has been exchanged since the last time; nothing may have been forgotten."""
        for entry in self.workspace.traffic.since(self._read):
            assert entry.id == self._read + 1, "the record is shorter than a step of the script"
            self._read = entry.id
            self._keep(entry)

    def fresh(self, user: str) -> list[Said]:
        """The direct messages that somebody has not looked at yet."""
        inbox, before = self._inbox[user], self._taken[user]
        self._taken[user] = len(inbox)
        return inbox[before:]

    def _keep(self, entry: Entry) -> None:
        shown = entry.body if entry.direction == "from_bot" else entry.reply or {}
        self.avoided += [
            f"{entry.name}: {found[0]!r} in {text!r}"
            for text in _texts(_parsed(shown))
            if (found := _AVOIDED.search(text))
        ]
        if entry.direction == "to_bot":
            return
        self.calls += 1
        if not entry.ok and (entry.reply or {}).get("error") not in _USUAL:
            self.refused.append(f"{entry.name}: {entry.reply}")
        if entry.ok and entry.name == "chat.postMessage":
            message = _said(entry)
            self.said.append(message)
            self._inbox[message.reader].append(message)


def _said(entry: Entry) -> Said:
    body = _parsed(entry.body)
    blocks = body.get("blocks") or []
    payload = (body.get("metadata") or {}).get("event_payload") or {}
    return Said(
        at=entry.at,
        channel=str(body["channel"]),
        ts=str((entry.reply or {})["ts"]),
        thread=str(body.get("thread_ts") or ""),
        text=str(body.get("text") or ""),
        words="\n".join(_texts(blocks)),
        blocks=blocks,
        mark=str(payload.get("k") or ""),
    )


def _parsed(body: JsonObject) -> JsonObject:
    """The arguments with what came as a string of JSON unpacked."""
    return {
        key: json.loads(value) if key in _PACKED and isinstance(value, str) else value
        for key, value in body.items()
    }


def _texts(part: object) -> Iterator[str]:
    """Everything in a payload that people read."""
    if isinstance(part, list):
        for one in part:
            yield from _texts(one)
    elif isinstance(part, dict):
        for key, value in part.items():
            if key in _WRITTEN and isinstance(value, str):
                yield value
            else:
                yield from _texts(value)
