"""A conversation: a public or private channel, or the direct messages of two people."""

from dataclasses import dataclass
from typing import Literal

from sandbox.shapes import JsonObject

Kind = Literal["public", "private", "im"]


@dataclass(frozen=True)
class Channel:
    """`members` are user ids in the order they joined; `created` is in epoch seconds.

    A direct-message channel has an empty name and exactly two members. `connected` and `invited`
    are the ids of other organisations that are in it, or have been asked in (Slack Connect).
    """

    id: str
    name: str
    kind: Kind = "public"
    topic: str = ""
    members: tuple[str, ...] = ()
    created: int = 0
    is_archived: bool = False
    connected: tuple[str, ...] = ()
    invited: tuple[str, ...] = ()

    @property
    def is_ext_shared(self) -> bool:
        return bool(self.connected)

    @property
    def is_pending_ext_shared(self) -> bool:
        return bool(self.invited)

    @property
    def is_im(self) -> bool:
        return self.kind == "im"

    @property
    def payload_name(self) -> str:
        """The name Slack gives in interaction payloads, where a private name is not told."""
        return {"public": self.name, "private": "privategroup", "im": "directmessage"}[self.kind]

    @property
    def event_type(self) -> str:
        """The `channel_type` of message events."""
        return {"public": "channel", "private": "group", "im": "im"}[self.kind]

    @property
    def scope(self) -> str:
        """The first half of the scopes about this kind of conversation, such as `channels`."""
        return {"public": "channels", "private": "groups", "im": "im"}[self.kind]

    def other(self, user: str) -> str:
        """Return whom `user` is talking with in this direct-message channel."""
        return next(member for member in self.members if member != user)


def conversation_object(channel: Channel, bot: str) -> JsonObject:
    """Return the conversation as `conversations.info` does (docs.slack.dev, "Conversation")."""
    common: JsonObject = {
        "id": channel.id,
        "created": channel.created,
        "is_archived": channel.is_archived,
        "is_im": channel.is_im,
        "is_org_shared": False,
    }
    if channel.is_im:
        return common | {"user": channel.other(bot), "is_user_deleted": False, "priority": 0}
    return common | {
        "name": channel.name,
        "name_normalized": channel.name,
        "is_channel": channel.kind == "public",
        "is_group": False,
        "is_mpim": False,
        "is_private": channel.kind == "private",
        "is_general": False,
        "is_shared": channel.is_ext_shared,
        "is_ext_shared": channel.is_ext_shared,
        "is_pending_ext_shared": channel.is_pending_ext_shared,
        "is_member": bot in channel.members,
        "creator": channel.members[0] if channel.members else bot,
        "topic": {"value": channel.topic, "creator": "", "last_set": 0},
        "purpose": {"value": "", "creator": "", "last_set": 0},
        "num_members": len(channel.members),
    }
