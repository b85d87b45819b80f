"""A message, and who put which emoji on it."""

from dataclasses import dataclass, field, replace
from typing import Self

from sandbox.shapes import JsonObject


@dataclass(frozen=True)
class Message:
    """`ts` is Slack's id and time in one: epoch seconds and six decimals, unique in the workspace.

    `thread_ts` is the parent's ts on a reply and None otherwise. `blocks` is empty where a person
    typed text. `reactions` maps an emoji's name to the ids of those who chose it, first one first.
    `ephemeral_to` is the only reader of an ephemeral message. A `deleted` message is a tombstone:
    it stays only because others replied to it.
    """

    channel: str
    ts: str
    user: str
    text: str = ""
    blocks: list[JsonObject] = field(default_factory=list)
    thread_ts: str | None = None
    metadata: JsonObject | None = None
    by_app: bool = False
    edited_ts: str | None = None
    deleted: bool = False
    reactions: dict[str, list[str]] = field(default_factory=dict)
    ephemeral_to: str | None = None

    @property
    def is_reply(self) -> bool:
        return self.thread_ts is not None and self.thread_ts != self.ts

    def with_reaction(self, name: str, user: str) -> Self:
        users = [*self.reactions.get(name, []), user]
        return replace(self, reactions={**self.reactions, name: users})

    def without_reaction(self, name: str, user: str) -> Self:
        left = [other for other in self.reactions.get(name, []) if other != user]
        others = {emoji: users for emoji, users in self.reactions.items() if emoji != name}
        return replace(self, reactions={**others, name: left} if left else others)

    def tombstone(self) -> Self:
        """Return what stays of a deleted message that others have replied to."""
        return replace(
            self,
            text="This message was deleted.",
            blocks=[],
            metadata=None,
            reactions={},
            deleted=True,
        )
