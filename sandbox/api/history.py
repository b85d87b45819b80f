"""Reading what was said (docs.slack.dev, "conversations.history" and "conversations.replies")."""

import re

from sandbox.api.call import Call
from sandbox.api.paging import page
from sandbox.channels import Channel
from sandbox.errors import SlackError
from sandbox.message_shapes import message_object
from sandbox.messages import Message
from sandbox.shapes import JsonObject

_TS = re.compile(r"\d{1,12}(\.\d{1,6})?")
MOST = 999


def history(call: Call) -> JsonObject:
    """Return messages newest first, without replies; metadata only if asked for."""
    channel = _readable(call)
    within = _window(call)
    messages = [
        one
        for one in reversed(call.world.state.messages.get(channel.id, {}).values())
        if not one.is_reply and within(one.ts)
    ]
    return _answer(call, messages, 100)


def replies(call: Call) -> JsonObject:
    """Return a thread oldest first. The parent always comes first, whatever the window."""
    channel = _readable(call)
    message = call.world.state.message(channel.id, call.text("ts"))
    if message is None:
        raise SlackError("thread_not_found")
    parent = call.world.state.message(channel.id, message.thread_ts or message.ts)
    if parent is None:
        raise SlackError("thread_not_found")
    within = _window(call)
    found = [one for one in call.world.state.replies(channel.id, parent.ts) if within(one.ts)]
    return _answer(call, [parent, *found], 1000)


def _readable(call: Call) -> Channel:
    channel = call.channel()
    call.demand(f"{channel.scope}:history")
    if call.world.state.bot not in channel.members:
        raise SlackError("not_in_channel")
    return channel


class _Window:
    """The part of history between `oldest` and `latest`, ends included only if asked for."""

    def __init__(self, oldest: float, latest: float, *, inclusive: bool) -> None:
        self._oldest = oldest
        self._latest = latest
        self._inclusive = inclusive

    def __call__(self, ts: str) -> bool:
        moment = float(ts)
        if self._inclusive and moment in (self._oldest, self._latest):
            return True
        return self._oldest < moment < self._latest


def _window(call: Call) -> _Window:
    oldest, latest = call.optional("oldest"), call.optional("latest")
    for name, ts in (("oldest", oldest), ("latest", latest)):
        if ts is not None and not _TS.fullmatch(ts):
            raise SlackError(f"invalid_ts_{name}")
    return _Window(
        float(oldest) if oldest else -1.0,
        float(latest) if latest else float("inf"),
        inclusive=call.flag("inclusive"),
    )


def _answer(call: Call, messages: list[Message], default: int) -> JsonObject:
    limit = call.number("limit", default, MOST)
    shown, cursor = page(messages, limit, call.optional("cursor"))
    metadata = call.flag("include_all_metadata")
    answer: JsonObject = {
        "messages": [message_object(call.world.state, one, metadata=metadata) for one in shown],
        "has_more": bool(cursor),
    }
    return answer | ({"response_metadata": {"next_cursor": cursor}} if cursor else {})
