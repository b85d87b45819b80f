"""Everything the workspace remembers: people, conversations, messages, reactions and views."""

from dataclasses import dataclass, replace
from datetime import datetime
from itertools import takewhile

from sandbox.channels import Channel
from sandbox.errors import RefusedError
from sandbox.members import Member
from sandbox.messages import Message
from sandbox.views import View


@dataclass(frozen=True)
class Installation:
    """The ids of the workspace and of the app installed in it."""

    team_id: str = "T0RIVERSIDE"
    team_name: str = "Riverside Children's Services"
    team_domain: str = "riverside"
    app_id: str = "A0GOODCATCH"
    bot_id: str = "B0GOODCATCH"
    bot_user_id: str = "U0GOODCATCH"


class State:
    """Looked up by id; every record is replaced whole, never changed in place.

    Messages and ephemeral messages are kept apart, so that no reading of history can show an
    ephemeral message to somebody else.
    """

    def __init__(self, installation: Installation) -> None:
        self.installation = installation
        self.members: dict[str, Member] = {}
        self.channels: dict[str, Channel] = {}
        self.messages: dict[str, dict[str, Message]] = {}
        self.ephemerals: dict[str, list[Message]] = {}
        self.views: dict[str, View] = {}
        self.stacks: dict[str, list[str]] = {}
        self.homes: dict[str, str] = {}
        self.read: dict[str, dict[str, str]] = {}
        self.last_ts = "0000000000.000000"
        self._replies: dict[tuple[str, str], list[str]] = {}

    @property
    def bot(self) -> str:
        return self.installation.bot_user_id

    def next_ts(self, now: datetime) -> str:
        """Return a new message ts for the workspace's time `now`, later than every one before."""
        seconds, micros = map(int, self.last_ts.split("."))
        last = seconds * 1_000_000 + micros
        wanted = int(now.timestamp() * 1_000_000)
        chosen = max(wanted, last + 1)
        self.last_ts = f"{chosen // 1_000_000:010d}.{chosen % 1_000_000:06d}"
        return self.last_ts

    def member(self, reference: str) -> Member:
        """Return the member with this id or handle, or raise RefusedError."""
        found = self.members.get(reference) or next(
            (one for one in self.members.values() if one.handle == reference.lstrip("@")), None
        )
        if found is None:
            raise RefusedError(f"There is nobody called “{reference}” here.", status=404)
        return found

    def channel(self, reference: str) -> Channel:
        """Return the channel with this id or `#name`, or raise RefusedError."""
        found = self.channels.get(reference) or next(
            (one for one in self.channels.values() if one.name == reference.lstrip("#")), None
        )
        if found is None or not reference.strip("#"):
            raise RefusedError(f"There is no channel “{reference}” here.", status=404)
        return found

    def visible(self, user: str, reference: str) -> Channel:
        """Return the channel if `user` is in it, or raise RefusedError."""
        channel = self.channel(reference)
        if user not in channel.members:
            raise RefusedError("You are not in this channel.", status=403)
        return channel

    def dm(self, user: str, other: str) -> Channel | None:
        pair = {user, other}
        return next(
            (one for one in self.channels.values() if one.is_im and set(one.members) == pair), None
        )

    def message(self, channel: str, ts: str) -> Message | None:
        return self.messages.get(channel, {}).get(ts)

    def ephemeral(self, channel: str, ts: str, reader: str) -> Message | None:
        return next(
            (
                one
                for one in self.ephemerals.get(channel, [])
                if one.ts == ts and one.ephemeral_to == reader
            ),
            None,
        )

    def put(self, message: Message) -> None:
        """Add the message, or replace the one with the same channel and ts."""
        if message.ephemeral_to:
            kept = [one for one in self.ephemerals.get(message.channel, []) if one.ts != message.ts]
            self.ephemerals[message.channel] = sorted([*kept, message], key=lambda one: one.ts)
            return
        messages = self.messages.setdefault(message.channel, {})
        if message.is_reply and message.ts not in messages:
            key = (message.channel, str(message.thread_ts))
            self._replies.setdefault(key, []).append(message.ts)
        messages[message.ts] = message

    def forget(self, message: Message) -> None:
        """Remove the message without a trace."""
        if message.ephemeral_to:
            kept = [one for one in self.ephemerals[message.channel] if one.ts != message.ts]
            self.ephemerals[message.channel] = kept
            return
        self.messages.get(message.channel, {}).pop(message.ts, None)
        if message.is_reply:
            replies = self._replies.get((message.channel, str(message.thread_ts)), [])
            if message.ts in replies:
                replies.remove(message.ts)

    def replies(self, channel: str, ts: str) -> list[Message]:
        """Return the replies to a message, oldest first."""
        messages = self.messages.get(channel, {})
        return [messages[reply] for reply in self._replies.get((channel, ts), [])]

    def seen_by(self, user: str, channel: str) -> list[Message]:
        """Return every message this reader sees in the conversation, threads included, in order."""
        private = [one for one in self.ephemerals.get(channel, []) if one.ephemeral_to == user]
        return sorted([*self.messages.get(channel, {}).values(), *private], key=lambda one: one.ts)

    def unread(self, user: str, channel: str) -> int:
        """Count what others have said at the top level since `user` last looked."""
        since = self.read.get(user, {}).get(channel, "")
        newest_first = reversed(self.messages.get(channel, {}).values())
        recent = [*takewhile(lambda one: one.ts > since, newest_first)]
        recent += [one for one in self.ephemerals.get(channel, []) if one.ephemeral_to == user]
        return sum(
            one.ts > since and one.user != user and not one.is_reply and not one.deleted
            for one in recent
        )

    def mark_read(self, user: str, channel: str) -> bool:
        """Note that `user` has seen everything; return whether that was news."""
        news = self.unread(user, channel) > 0
        self.read.setdefault(user, {})[channel] = self.last_ts
        return news

    def top_view(self, user: str) -> View | None:
        stack = self.stacks.get(user)
        return self.views[stack[-1]] if stack else None

    def home(self, user: str) -> View | None:
        view_id = self.homes.get(user)
        return self.views[view_id] if view_id else None

    def join(self, user: str, channel_id: str) -> bool:
        """Add `user` to the channel; return whether they were not in it before."""
        channel = self.channels[channel_id]
        if user in channel.members:
            return False
        self.channels[channel_id] = replace(channel, members=(*channel.members, user))
        return True

    def leave(self, user: str, channel_id: str) -> bool:
        channel = self.channels[channel_id]
        if user not in channel.members:
            return False
        left = tuple(member for member in channel.members if member != user)
        self.channels[channel_id] = replace(channel, members=left)
        return True
