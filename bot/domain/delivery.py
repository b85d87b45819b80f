"""A delivery: one message owed to somebody. It holds what and to whom, never the words."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.ids import ChannelId, DeliveryId, DigestId, MessageRef, ReportId, UserId


class DeliveryKind(StrEnum):
    """What is owed; the words are made when it is sent."""

    CARD = "card"
    CARD_UPDATE = "card_update"
    DIGEST = "digest"
    DIGEST_UPDATE = "digest_update"
    NUDGE = "nudge"
    REPLY_TO_REPORTER = "reply_to_reporter"
    REACTION_PROMPT = "reaction_prompt"
    REACTION_PROMPT_UPDATE = "reaction_prompt_update"
    BLOCKED_NOTICE = "blocked_notice"

    @property
    def urgency(self) -> int:
        """What goes first when several are due: a lower number is sent sooner."""
        return _URGENCY[self]

    @property
    def is_update(self) -> bool:
        """An update changes a message that is there; sending it twice changes nothing twice."""
        return self in _UPDATES


_URGENCY = {
    DeliveryKind.REPLY_TO_REPORTER: 0,
    DeliveryKind.REACTION_PROMPT: 0,
    DeliveryKind.REACTION_PROMPT_UPDATE: 0,
    DeliveryKind.CARD: 1,
    DeliveryKind.CARD_UPDATE: 1,
    DeliveryKind.BLOCKED_NOTICE: 1,
    DeliveryKind.DIGEST_UPDATE: 1,
    DeliveryKind.NUDGE: 2,
    DeliveryKind.DIGEST: 3,
}

_UPDATES = frozenset(
    {
        DeliveryKind.CARD_UPDATE,
        DeliveryKind.DIGEST_UPDATE,
        DeliveryKind.REACTION_PROMPT_UPDATE,
    }
)


class DeliveryState(StrEnum):
    """How far a delivery has come."""

    TODO = "todo"
    MAYBE = "maybe"
    """The intent to send is recorded; whether Slack has it is not known yet."""
    SENT = "sent"
    BLOCKED = "blocked"
    """Slack refuses it for a reason that somebody has to mend; tried again now and then."""
    HELD = "held"
    """Slack may have it, and its history is too long to look through: held back, and shown."""
    DROPPED = "dropped"
    """No longer owed: the person lost the right, or there is nothing left to say."""


@dataclass(frozen=True)
class Delivery:
    """A row of the outbox, claimed by one sender.

    `recipient` is the person it is owed to, or None where that is the team's channel or the
    reporter of `report`: a reporter is looked up when it is sent, and is not in the row.
    `fence` grows with every claim; a result is only recorded by the claim that holds it.
    """

    id: DeliveryId
    effect: str
    kind: DeliveryKind
    state: DeliveryState
    fence: int
    attempts: int
    created_at: datetime
    report: ReportId | None = None
    recipient: UserId | None = None
    event: int | None = None
    """The report's event it speaks of, as its position among the report's events from 1."""
    digest: DigestId | None = None
    channel: ChannelId | None = None
    """Where a channel message goes; None for direct messages."""
    intent_at: datetime | None = None
    """When the last send was begun, in real time."""
    not_after: datetime | None = None
    """From when on it is better not sent at all."""


@dataclass(frozen=True)
class NewDelivery:
    """A delivery to be put into the outbox; a second one with the same `effect` is not added.

    `lane` keeps order and pace: one message at a time and channel.
    """

    effect: str
    kind: DeliveryKind
    lane: str
    due_at: datetime
    report: ReportId | None = None
    recipient: UserId | None = None
    event: int | None = None
    digest: DigestId | None = None
    channel: ChannelId | None = None
    not_after: datetime | None = None


@dataclass(frozen=True)
class Posted:
    """A message the bot has posted and may have to find again."""

    effect: str
    kind: DeliveryKind
    ref: MessageRef
    report: ReportId | None = None
    digest: DigestId | None = None
    recipient: UserId | None = None
