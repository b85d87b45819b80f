"""Asks Slack who people are, and remembers it for ten minutes at most."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from bot.delivery.outcomes import FAILURES
from bot.domain.ids import ChannelId, MessageRef, UserId
from bot.domain.people import Colleague
from bot.services.directory import DirectoryUnavailable

REMEMBERED_SECONDS = 600.0
_MOST = 10_000
_PAGE = 999


@dataclass(frozen=True)
class Home:
    """The workspace that the bot belongs to, and the organisation above it where there is one."""

    workspace: str
    enterprise: str = ""
    url: str = ""
    """The workspace's own address, ending in a slash."""


@dataclass
class SlackDirectory:
    """`bot.services.directory.Directory` over Slack's Web API; in memory only, never stored."""

    client: AsyncWebClient
    seconds: Callable[[], float] = time.monotonic
    home: Home | None = None
    """Known once Slack has told who we are; until then nobody is known."""
    _known: dict[UserId, tuple[float, Colleague]] = field(default_factory=dict)
    _forgotten: int = 0
    """How often anybody was forgotten: an answer that was on its way then may be out of date."""

    async def colleague(self, user: UserId) -> Colleague:
        asked_at, known = self._known.get(user, (0.0, None))
        if known is not None and self.seconds() - asked_at < REMEMBERED_SECONDS:
            return known
        if self.home is None:
            raise DirectoryUnavailable
        began, forgotten = self.seconds(), self._forgotten
        try:
            person, channels = await asyncio.gather(self._person(user), self._channels(user))
        except FAILURES as problem:
            raise DirectoryUnavailable(type(problem).__name__) from problem
        found = Colleague(
            user=user,
            is_guest=bool(person.get("is_restricted") or person.get("is_ultra_restricted")),
            is_outsider=_is_outsider(person, self.home),
            channels=channels,
            is_admin=bool(person.get("is_admin") or person.get("is_owner")),
        )
        if len(self._known) >= _MOST:
            self._known.clear()
        if forgotten == self._forgotten:
            self._known[user] = (began, found)
        return found

    def link_to(self, message: MessageRef) -> str:
        """As Slack's own permalinks are made (reference/methods/chat.getPermalink)."""
        if self.home is None or not self.home.url:
            return ""
        return f"{self.home.url}archives/{message.channel}/p{message.ts.replace('.', '')}"

    def forget(self, user: UserId) -> None:
        self._forgotten += 1
        self._known.pop(user, None)

    async def _person(self, user: UserId) -> dict[str, Any]:
        answer = await self.client.users_info(user=user)
        person: dict[str, Any] = answer["user"]
        return person

    async def _channels(self, user: UserId) -> frozenset[ChannelId]:
        """The channels of `user` that the bot can see (reference/methods/users.conversations)."""
        found: set[ChannelId] = set()
        cursor = ""
        while True:
            page = await self.client.users_conversations(
                user=user,
                types="public_channel,private_channel",
                exclude_archived=False,
                limit=_PAGE,
                cursor=cursor or None,
            )
            found |= {ChannelId(str(channel["id"])) for channel in page["channels"]}
            cursor = str((page.get("response_metadata") or {}).get("next_cursor") or "")
            if not cursor:
                return frozenset(found)


def _is_outsider(person: dict[str, Any], home: Home) -> bool:
    """Whether somebody is not of this workspace, deactivated, or no person.

    `is_stranger` is false for somebody from elsewhere who shares a channel with the app
    (reference/objects/user-object), so the home workspace decides.
    """
    if person.get("is_stranger") or person.get("deleted") or person.get("is_bot"):
        return True
    enterprise = (person.get("enterprise_user") or {}).get("enterprise_id")
    if home.enterprise and enterprise == home.enterprise:
        return False
    return person.get("team_id") != home.workspace
