"""Whether people from elsewhere are in a channel, as Slack tells it."""

from collections.abc import Mapping

from slack_sdk.web.async_client import AsyncWebClient

from bot.domain.ids import ChannelId


def is_marked_shared(channel: Mapping[str, object]) -> bool:
    """Whether another organisation is in a channel or has been asked in.

    `channel` is a conversation object (reference/objects/conversation-object).
    """
    return bool(channel.get("is_ext_shared") or channel.get("is_pending_ext_shared"))


async def is_shared(client: AsyncWebClient, channel: ChannelId) -> bool:
    """The same, asked of Slack now (reference/methods/conversations.info).

    Raises what `outcomes.FAILURES` names.
    """
    return is_marked_shared((await client.conversations_info(channel=channel))["channel"])
