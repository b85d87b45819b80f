"""The names that things go by; each its own type, so that one cannot stand in for another."""

from dataclasses import dataclass
from typing import NewType

ReportId = NewType("ReportId", str)
"""A random UUID4 in hex: nothing about order or time can be read from it."""

TeamId = NewType("TeamId", str)
"""A random UUID4 in hex."""

DeliveryId = NewType("DeliveryId", str)
"""A random UUID4 in hex."""

DigestId = NewType("DigestId", str)
"""A random UUID4 in hex."""

TrapId = NewType("TrapId", str)
"""A random UUID4 in hex."""

UserId = NewType("UserId", str)
"""Slack's id of a person, `U…` or `W…`."""

ChannelId = NewType("ChannelId", str)
"""Slack's id of a conversation: `C…` or `G…` a channel, `D…` a direct message."""


@dataclass(frozen=True)
class MessageRef:
    """Where a message stands in Slack: `ts` is unique within its channel."""

    channel: ChannelId
    ts: str
