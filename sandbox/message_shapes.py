"""How a message looks in Slack's JSON: to the app, and to the demo page."""

from sandbox.messages import Message
from sandbox.shapes import JsonObject
from sandbox.state import State
from sandbox.wording import rich_text


def message_object(state: State, message: Message, *, metadata: bool = False) -> JsonObject:
    """Return the message as history, replies, events and payloads carry it.

    Metadata is there only when asked for (docs.slack.dev, "conversations.history",
    include_all_metadata).
    """
    shape: JsonObject = {
        "type": "message",
        "user": message.user,
        "text": message.text,
        "ts": message.ts,
        "team": state.installation.team_id,
    }
    if message.deleted:
        shape |= {"subtype": "tombstone", "user": "USLACKBOT", "hidden": True}
    elif message.by_app:
        shape |= {"bot_id": state.installation.bot_id, "app_id": state.installation.app_id}
    blocks = message.blocks or ([] if message.by_app else rich_text(message.text))
    if blocks and not message.deleted:
        shape["blocks"] = blocks
    if message.edited_ts:
        shape["edited"] = {"user": message.user, "ts": message.edited_ts}
    if message.reactions:
        shape["reactions"] = [
            {"name": name, "users": users, "count": len(users)}
            for name, users in message.reactions.items()
        ]
    if metadata and message.metadata:
        shape["metadata"] = message.metadata
    return shape | _thread(state, message)


def _thread(state: State, message: Message) -> JsonObject:
    if message.is_reply:
        parent = state.message(message.channel, str(message.thread_ts))
        return {
            "thread_ts": message.thread_ts,
            "parent_user_id": parent.user if parent else "USLACKBOT",
        }
    replies = state.replies(message.channel, message.ts)
    if not replies:
        return {}
    users = list(dict.fromkeys(reply.user for reply in replies))
    return {
        "thread_ts": message.ts,
        "reply_count": len(replies),
        "reply_users_count": len(users),
        "reply_users": users,
        "latest_reply": replies[-1].ts,
        "is_locked": False,
        "subscribed": False,
    }


def page_message(state: State, message: Message, reader: str) -> JsonObject:
    """Return the message as the demo page draws it for this reader."""
    replies = [] if message.is_reply else state.replies(message.channel, message.ts)
    return {
        "ts": message.ts,
        "user": message.user,
        "text": message.text,
        "blocks": message.blocks,
        "thread_ts": message.thread_ts or (message.ts if replies else None),
        "reply_count": len(replies),
        "reply_users": list(dict.fromkeys(reply.user for reply in replies)),
        "latest_reply": replies[-1].ts if replies else None,
        "edited": message.edited_ts is not None and not message.by_app,
        "deleted": message.deleted,
        "ephemeral": message.ephemeral_to is not None,
        "reactions": [
            {"name": name, "count": len(users), "users": users, "mine": reader in users}
            for name, users in message.reactions.items()
        ],
        "is_bot": message.by_app,
    }
