"""The plan of things that go wrong on purpose."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal, get_args

Effect = Literal[
    "drop_before", "lost_reply", "500", "500_after", "429", "slow", "html",
    "lost", "duplicate", "late", "disconnect",
]  # fmt: skip
"""What happens to a Web API call, or to an envelope on its way to the app.

Calls: `drop_before` cuts the connection before anything is done, `lost_reply` after it was done;
`500` answers with a server error before, `500_after` after; `429` with Retry-After `seconds`;
`slow` does it after `seconds`; `html` answers 200 with a page that is no JSON.
Envelopes (slash_commands, interactive, events_api): `lost` is never sent, `duplicate` is sent
twice, `late` after `seconds`, `disconnect` closes the connection instead of sending.
"""


@dataclass(frozen=True)
class Rule:
    """Does `effect` to `name` (a method or envelope type, `*` for all) `times` more times.

    `channel`, when given, narrows it to calls about that channel.
    """

    name: str
    effect: Effect
    times: int = 1
    seconds: float = 1.0
    channel: str | None = None

    def matches(self, name: str, channel: str | None) -> bool:
        return self.name in (name, "*") and self.channel in (None, channel)


class Faults:
    """Rules in the order they were given; the first that matches is used, and used up."""

    def __init__(self) -> None:
        self._rules: list[Rule] = []
        self.unknown_blocks: set[str] = set()
        """Types of blocks that messages are refused for, as by a Slack that has not got them."""

    def __iter__(self) -> Iterator[Rule]:
        return iter(tuple(self._rules))

    def next(
        self,
        name: str,
        effect: Effect,
        *,
        times: int = 1,
        seconds: float = 1.0,
        channel: str | None = None,
    ) -> None:
        """Plan `effect` for the next `times` matching calls or envelopes."""
        if effect not in get_args(Effect):
            raise ValueError(f"There is no effect {effect!r}: choose from {get_args(Effect)}.")
        self._rules.append(Rule(name, effect, times, seconds, channel))

    def clear(self) -> None:
        self._rules.clear()
        self.unknown_blocks.clear()

    def take(self, name: str, channel: str | None = None) -> Rule | None:
        """Return the rule for this call and count it as used, or None."""
        for index, rule in enumerate(self._rules):
            if rule.matches(name, channel):
                used = replace(rule, times=rule.times - 1)
                self._rules[index : index + 1] = [used] if used.times else []
                return rule
        return None
