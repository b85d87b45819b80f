"""A reply in a report's thread, as Slack tells of it."""

from dataclasses import dataclass

from bot.domain.ids import MessageRef, UserId


@dataclass(frozen=True)
class ThreadReply:
    """What somebody said in a thread, as it is after its latest change.

    `version` is Slack's moment of that change: fixed-width, so that text order is time order.
    """

    thread: MessageRef
    """The first message of the thread."""
    at: MessageRef
    author: UserId
    words: str
    version: str
    deleted: bool = False
    among_others: bool = False
    """Whether people of another organisation are in the channel."""
