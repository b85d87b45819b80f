"""The record of everything said between the workspace and the app."""

from collections import deque
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Literal

from sandbox.changes import Changes
from sandbox.clock import Clock
from sandbox.shapes import JsonObject

KEPT = 5000
Direction = Literal["to_bot", "from_bot"]


@dataclass(frozen=True)
class Entry:
    """One exchange. `at` is the workspace's time in UTC, `ms` how long the answer took.

    `kind` is web_api, response_url, slash_commands, interactive or events_api; `name` the method,
    command, callback or event; `bearer` whose token it carried, bot, app or none; `findings` what
    the checks said about it.
    """

    id: int
    at: datetime
    direction: Direction
    kind: str
    name: str
    ms: float
    ok: bool
    body: JsonObject
    reply: JsonObject | None
    bearer: str = "none"
    findings: tuple[str, ...] = field(default=())

    def to_json(self) -> JsonObject:
        return asdict(self) | {"at": self.at.isoformat(), "findings": list(self.findings)}


class Traffic:
    """The last 5,000 exchanges, oldest first."""

    def __init__(self, clock: Clock, changes: Changes) -> None:
        self._clock = clock
        self._changes = changes
        self._entries: deque[Entry] = deque(maxlen=KEPT)
        self._count = 0

    def record(
        self,
        direction: Direction,
        kind: str,
        name: str,
        *,
        seconds: float,
        ok: bool,
        body: JsonObject,
        reply: JsonObject | None,
        bearer: str = "none",
        findings: tuple[str, ...] = (),
    ) -> None:
        self._count += 1
        self._entries.append(
            Entry(
                id=self._count,
                at=self._clock.now(),
                direction=direction,
                kind=kind,
                name=name,
                ms=round(seconds * 1000, 1),
                ok=ok,
                body=body,
                reply=reply,
                bearer=bearer,
                findings=findings,
            )
        )
        self._changes.publish("traffic")

    def since(self, number: int = 0) -> list[Entry]:
        return [entry for entry in self._entries if entry.id > number]

    def calls(self, method: str) -> list[Entry]:
        """Return the app's calls of one Web API method, oldest first."""
        return [
            entry for entry in self._entries if entry.kind == "web_api" and entry.name == method
        ]

    def tail(self, count: int = 12) -> str:
        """Return the last exchanges as lines a person can read."""
        return "\n".join(
            f"  {entry.direction} {entry.kind} {entry.name} "
            f"{'ok' if entry.ok else 'refused'} {entry.reply}"[:300]
            for entry in list(self._entries)[-count:]
        )
