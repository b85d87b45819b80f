"""Asks Slack who people are and which channels they are in, and remembers it for a short while."""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Collection
from dataclasses import dataclass, field
from typing import Any

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.delivery.memory import Memory
from bot.delivery.outcomes import FAILURES, ChannelBlocked, PersonGone, classify
from bot.delivery.sharing import is_shared
from bot.domain.anonymity import AUTHORS_NEEDED
from bot.domain.ids import ChannelId, MessageRef, UserId
from bot.domain.people import Colleague
from bot.services.directory import DirectoryUnavailable

COUNTING_SECONDS = 0.9
"""What counting may take, so that a listener which asks for it keeps time for everything else."""

MOST_ASKED = 50
"""About how many people Slack is asked for one count: it answers a hundred such calls a minute
(reference/methods/users.info, "Rate limits")."""

_AT_ONCE = 10
_PAGE = 999


@dataclass(frozen=True)
class Home:
    """The workspace that the bot belongs to, and the organisation above it where there is one."""

    workspace: str
    enterprise: str = ""
    url: str = ""
    """The workspace's own address, ending in a slash."""


@dataclass(frozen=True)
class Account:
    """What somebody is to this workspace."""

    is_guest: bool
    is_outsider: bool
    is_admin: bool


@dataclass
class SlackDirectory:
    """`bot.services.directory.Directory` over Slack's Web API; in memory only, never stored."""

    client: AsyncWebClient
    seconds: Callable[[], float] = time.monotonic
    home: Home | None = None
    """Known once Slack has told who we are; until then nobody is known."""
    _people: Memory[UserId, Account] = field(init=False)
    _channels: Memory[UserId, frozenset[ChannelId]] = field(init=False)
    _members: Memory[ChannelId, frozenset[UserId]] = field(init=False)

    def __post_init__(self) -> None:
        self._people = Memory(self._ask_who, self.seconds)
        self._channels = Memory(self._ask_channels, self.seconds)
        self._members = Memory(self._ask_members, self.seconds)

    async def colleague(self, user: UserId) -> Colleague:
        if self.home is None:
            raise DirectoryUnavailable
        try:
            found, channels = await asyncio.gather(self._people.of(user), self._channels.of(user))
        except FAILURES as problem:
            raise DirectoryUnavailable(type(problem).__name__) from problem
        return Colleague(
            user=user,
            is_guest=found.is_guest,
            is_outsider=found.is_outsider,
            channels=channels,
            is_admin=found.is_admin,
        )

    async def is_outsider(self, user: UserId) -> bool:
        if self.home is None:
            raise DirectoryUnavailable
        try:
            return (await self._people.of(user)).is_outsider
        except FAILURES as problem:
            if isinstance(classify(problem), PersonGone):
                return True
            raise DirectoryUnavailable(type(problem).__name__) from problem

    async def authors_in(
        self,
        channel: ChannelId,
        *,
        without: Collection[UserId],
        guests: bool,
        enough: int = AUTHORS_NEEDED,
    ) -> int:
        try:
            async with asyncio.timeout(COUNTING_SECONDS):
                members = await self._members.of(channel)
                possible = members.difference(without)
                return await self._count(possible, guests=guests, enough=enough)
        except FAILURES as problem:
            raise DirectoryUnavailable(type(problem).__name__) from problem

    async def is_shared(self, channel: ChannelId) -> bool | None:
        try:
            return await is_shared(self.client, channel)
        except FAILURES as problem:
            if isinstance(classify(problem), ChannelBlocked):
                return None
            raise DirectoryUnavailable(type(problem).__name__) from problem

    def link_to(self, message: MessageRef) -> str:
        """As Slack's own permalinks are made (reference/methods/chat.getPermalink)."""
        if self.home is None or not self.home.url:
            return ""
        return f"{self.home.url}archives/{message.channel}/p{message.ts.replace('.', '')}"

    def forget(self, user: UserId) -> None:
        self._people.forget(user)
        self._channels.forget(user)

    def forget_channel(self, channel: ChannelId) -> None:
        self._members.forget(channel)
        self._channels.forget_where(lambda theirs: channel in theirs)

    async def _count(self, members: frozenset[UserId], *, guests: bool, enough: int) -> int:
        """How many of these could have written something, counted up to `enough`.

        Those who are known are counted first: nobody is asked about without need, and a count that
        had to stop goes on from there next time.

        Raises:
            DirectoryUnavailable: too many would have to be asked about.
            Exception: what `outcomes.FAILURES` names.
        """
        known = {one for one in members if self._people.knows(one)}
        unknown = sorted(members - known)
        found = await self._how_many(known, guests=guests)
        for start in range(0, len(unknown), _AT_ONCE):
            if found >= enough:
                break
            if start >= MOST_ASKED:
                raise DirectoryUnavailable
            found += await self._how_many(unknown[start : start + _AT_ONCE], guests=guests)
        return min(found, enough)

    async def _how_many(self, some: Collection[UserId], *, guests: bool) -> int:
        could = await asyncio.gather(*(self._could_write(one, guests=guests) for one in some))
        return sum(could)

    async def _could_write(self, user: UserId, *, guests: bool) -> bool:
        try:
            found = await self._people.of(user)
        except SlackApiError as problem:
            if isinstance(classify(problem), PersonGone):
                # Slack lists them and shows no more of them: no colleague is counted too many.
                return False
            raise
        return not found.is_outsider and (guests or not found.is_guest)

    async def _ask_who(self, user: UserId) -> Account:
        if self.home is None:
            raise DirectoryUnavailable
        answer = await self.client.users_info(user=user)
        person: dict[str, Any] = answer["user"]
        return Account(
            is_guest=bool(person.get("is_restricted") or person.get("is_ultra_restricted")),
            is_outsider=_is_outsider(person, self.home),
            is_admin=bool(person.get("is_admin") or person.get("is_owner")),
        )

    async def _ask_channels(self, user: UserId) -> frozenset[ChannelId]:
        """The channels of `user` that the bot can see (reference/methods/users.conversations)."""
        pages = _pages(
            lambda cursor: self.client.users_conversations(
                user=user,
                types="public_channel,private_channel",
                exclude_archived=False,
                limit=_PAGE,
                cursor=cursor,
            )
        )
        return frozenset(
            [ChannelId(str(one["id"])) async for page in pages for one in page["channels"]]
        )

    async def _ask_members(self, channel: ChannelId) -> frozenset[UserId]:
        """Everybody in a channel (reference/methods/conversations.members)."""
        pages = _pages(
            lambda cursor: self.client.conversations_members(
                channel=channel, limit=_PAGE, cursor=cursor
            )
        )
        return frozenset([UserId(str(one)) async for page in pages for one in page["members"]])


async def _pages(
    ask: Callable[[str | None], Awaitable[AsyncSlackResponse]],
) -> AsyncIterator[AsyncSlackResponse]:
    """Every page of an answer (apis/web-api/pagination)."""
    cursor = None
    while True:
        page = await ask(cursor)
        yield page
        cursor = str((page.get("response_metadata") or {}).get("next_cursor") or "") or None
        if cursor is None:
            return


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
