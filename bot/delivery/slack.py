"""The only caller of `chat.*` for deliveries: post, change, and look back."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.delivery.outcomes import is_gone
from bot.delivery.sharing import is_shared
from bot.domain.ids import ChannelId, MessageRef, UserId
from bot.domain.markup import as_typed
from bot.services.contents import Address, InThread, Replacing, ToChannel, ToPerson
from bot.views.blocks import Message
from bot.views.ids import METADATA_EVENT, METADATA_KEY

LOOK_BACK = timedelta(minutes=15)
"""How long before the recorded start of a send to look: clocks differ. The mark tells all."""

_PAGE = 100
_PAGES = 10


class HistoryTooLong(Exception):
    """There is more to look through than is reasonable: whether it was posted stays unclear."""


@dataclass(frozen=True)
class Written:
    """What somebody wrote, and who; it stands in Slack alone and is not kept."""

    by: UserId
    words: str


@dataclass(frozen=True)
class Post:
    """Sends messages that can be recognised afterwards by an opaque mark."""

    client: AsyncWebClient

    async def channel_for(self, address: Address) -> ChannelId:
        """Where a message to this address goes; opens the direct message where it is one.

        Raises what `outcomes.FAILURES` names.
        """
        match address:
            case ToChannel(channel):
                return channel
            case Replacing(message) | InThread(message):
                return message.channel
            case ToPerson(user):
                return await self._direct_message(user)

    async def is_shared(self, channel: ChannelId) -> bool:
        """Whether people of another organisation are in a channel, or have been invited to it.

        Raises what `outcomes.FAILURES` names.
        """
        return await is_shared(self.client, channel)

    async def send(
        self, address: Address, channel: ChannelId, message: Message, mark: str
    ) -> MessageRef:
        """Post or change a message, marked with `mark`; where it stands.

        Raises what `outcomes.FAILURES` names.
        """
        content: dict[str, Any] = {
            "channel": channel,
            "text": message.text,
            "blocks": list(message.blocks),
            "metadata": {"event_type": METADATA_EVENT, "event_payload": {METADATA_KEY: mark}},
        }
        if isinstance(address, Replacing):
            await self.client.chat_update(**content, ts=address.message.ts)
            return address.message
        if isinstance(address, InThread):
            content["thread_ts"] = address.message.ts
        answer = await self.client.chat_postMessage(
            **content, unfurl_links=False, unfurl_media=False, parse="none", link_names=False
        )
        return MessageRef(channel, str(answer["ts"]))

    async def written_in(self, message: MessageRef) -> Written | None:
        """What somebody wrote in that message, as they typed it; None where it is gone.

        Raises what `outcomes.FAILURES` names.
        """
        try:
            # Unlike the history, it shows messages in threads as well, by their own moment.
            page = await self.client.conversations_replies(
                channel=message.channel,
                ts=message.ts,
                oldest=message.ts,
                latest=message.ts,
                inclusive=True,
                limit=_PAGE,
            )
        except SlackApiError as problem:
            if is_gone(problem):
                return None
            raise
        found = [one for one in page["messages"] if one.get("ts") == message.ts]
        if not found:
            return None
        said = found[0]
        return Written(UserId(str(said.get("user") or "")), as_typed(str(said.get("text") or "")))

    async def find(
        self,
        address: Address,
        channel: ChannelId,
        marks: tuple[str, ...],
        since: datetime,
    ) -> MessageRef | None:
        """The message with one of these marks, posted after `since` or a little before.

        It is looked for in the thread it was meant for, or else in the channel itself.

        Raises:
            HistoryTooLong: there is more in the channel than was looked through.
            Exception: what `outcomes.FAILURES` names.
        """
        cursor = ""
        for _ in range(_PAGES):
            page = await self._page(address, channel, since, cursor)
            for message in page["messages"]:
                payload = (message.get("metadata") or {}).get("event_payload") or {}
                if payload.get(METADATA_KEY) in marks:
                    return MessageRef(channel, str(message["ts"]))
            cursor = str((page.get("response_metadata") or {}).get("next_cursor") or "")
            if not cursor:
                return None
        raise HistoryTooLong

    async def _page(
        self, address: Address, channel: ChannelId, since: datetime, cursor: str
    ) -> AsyncSlackResponse:
        looked_for: dict[str, Any] = {
            "channel": channel,
            "oldest": f"{(since - LOOK_BACK).timestamp():.6f}",
            "include_all_metadata": True,
            "limit": _PAGE,
            "cursor": cursor or None,
        }
        if isinstance(address, InThread):
            return await self.client.conversations_replies(**looked_for, ts=address.message.ts)
        return await self.client.conversations_history(**looked_for)

    async def _direct_message(self, user: UserId) -> ChannelId:
        answer = await self.client.conversations_open(users=[user])
        return ChannelId(str(answer["channel"]["id"]))
