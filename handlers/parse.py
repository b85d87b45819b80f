"""Slack's payloads turned into typed requests; the only place that looks into them by key."""

import json
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any

from slack_sdk.errors import SlackApiError

from bot.domain.errors import GoodCatchError
from bot.domain.events import Reply
from bot.domain.ids import ChannelId, MessageRef, ReportId, TeamId, UserId
from bot.domain.reactions import Reaction
from bot.domain.reference import Code
from bot.domain.report import Audience, Kind, Mode, Words
from bot.domain.taxonomy import Factor, Stage, Wish
from bot.domain.thread import ThreadReply
from bot.services.capture import Submission
from bot.views.ids import VALUE, Action, Block, Command, field_of, reply_of

Payload = Mapping[str, Any]

_NAME = re.compile(r"[!-~]{1,255}")
"""How Slack writes ids and moments: short, and printable ASCII without blanks."""

KINDS = {Command.SUGGEST: Kind.SUGGESTION, Command.NEAR_MISS: Kind.NEAR_MISS}


class Unreadable(GoodCatchError):
    """Slack sent something I could not read, so nothing was saved. Please try again."""


@dataclass(frozen=True)
class Typed:
    """A command as somebody typed it."""

    user: UserId
    channel: ChannelId
    kind: Kind
    words: str
    trigger: str


@dataclass(frozen=True)
class Pressed:
    """A button as somebody pressed it; `key` is the same when Slack sends the press again."""

    user: UserId
    report: ReportId
    action: Action
    trigger: str
    key: str


@dataclass(frozen=True)
class SentReply:
    """The form for a reply as it came back."""

    user: UserId
    report: ReportId
    reply: Reply
    words: str
    until: date | None
    key: str


_OTHER_SHAPE = (
    KeyError,
    IndexError,
    TypeError,
    ValueError,
    AttributeError,
    OverflowError,
    RecursionError,
)
"""What looking into a payload raises where it is not as expected."""


@contextmanager
def reading() -> Iterator[None]:
    """Whatever is missing or of another shape makes a payload `Unreadable`, never a crash."""
    try:
        yield
    except _OTHER_SHAPE as problem:
        raise Unreadable from problem


def command(body: Payload) -> Typed:
    """A slash command (interactivity/implementing-slash-commands)."""
    with reading():
        return Typed(
            user=UserId(_name(body["user_id"])),
            channel=ChannelId(_name(body["channel_id"])),
            kind=KINDS[Command(body["command"])],
            words=unescaped(_text(body.get("text"))),
            trigger=_name(body["trigger_id"]),
        )


def submission(body: Payload) -> Submission:
    """The report form as it came back (reference/interaction-payloads/view_submission-payload)."""
    with reading():
        view = body["view"]
        metadata = json.loads(view["private_metadata"])
        given = _Inputs(view)
        return Submission(
            user=UserId(_name(body["user"]["id"])),
            code=Code.parse(metadata["code"]),
            kind=Kind(metadata["kind"]),
            team=TeamId(_name(metadata["team"] or given.chosen(Block.TEAM))),
            mode=Mode(given.chosen(Block.MODE)),
            audience=Audience(given.chosen(Block.AUDIENCE)),
            words=_words(given),
            revision=int(metadata["revision"]),
        )


def inputs(body: Payload) -> list[str]:
    """The ids of a sent form's inputs, in order; empty where it is no form, or none is read."""
    view = body.get("view")
    blocks = view.get("blocks") if isinstance(view, Mapping) else None
    if body.get("type") != "view_submission" or not isinstance(blocks, list):
        return []
    found = [block for block in blocks if isinstance(block, Mapping)]
    return [str(block.get("block_id")) for block in found if block.get("type") == "input"]


def sent_reply(body: Payload) -> SentReply:
    """The form for a reply as it came back."""
    with reading():
        view = body["view"]
        metadata = json.loads(view["private_metadata"])
        given = _Inputs(view)
        until = given.date(Block.UNTIL)
        return SentReply(
            user=UserId(_name(body["user"]["id"])),
            report=ReportId(_name(metadata["report"])),
            reply=Reply(metadata["reply"]),
            words=given.text(Block.WORDS),
            until=date.fromisoformat(until) if until else None,
            key=f"view:{_name(view['id'])}",
        )


def press(body: Payload) -> Pressed:
    """A button in a message (reference/interaction-payloads/block_actions-payload)."""
    with reading():
        given = body["actions"][0]
        action = Action(given["action_id"])
        pressed_at, message = _name(given["action_ts"]), _name(body["container"]["message_ts"])
        return Pressed(
            user=UserId(_name(body["user"]["id"])),
            report=ReportId(_name(given["value"])),
            action=action,
            trigger=_name(body["trigger_id"]),
            key=f"press:{pressed_at}:{action}:{message}",
        )


def pressed_reply(pressed: Pressed) -> Reply:
    """Which of the five replies a button stands for."""
    with reading():
        return reply_of(pressed.action)


def reaction(body: Payload) -> Reaction:
    """An emoji event (reference/events/reaction_added)."""
    with reading():
        event = body["event"]
        item = event["item"]
        return Reaction(
            user=UserId(_name(event["user"])),
            at=MessageRef(ChannelId(_name(item["channel"])), _name(item["ts"])),
            emoji=_text(event["reaction"]),
            moment=_name(event["event_ts"]),
        )


def message(body: Payload) -> ThreadReply | None:
    """A reply in a thread: new, edited or deleted (reference/events/message).

    Everything else is dropped here, unread: then the result is None.
    """
    with reading():
        event = body["event"]
        channel = ChannelId(_name(event["channel"]))
        match event.get("subtype"):
            case None | "thread_broadcast" | "file_share":
                return _reply(channel, event, version=event["ts"])
            case "message_changed":
                return _changed(channel, event)
            case "message_deleted":
                gone = event.get("previous_message") or {}
                return _reply(channel, gone, version=event["event_ts"], deleted=True)
    return None


def channel(body: Payload) -> ChannelId:
    """Which channel an event is about: its id, or the object with it (reference/events)."""
    with reading():
        return ChannelId(_name(body["event"]["channel"]))


def member(body: Payload) -> UserId:
    """Who joined or left a channel (reference/events/member_joined_channel)."""
    with reading():
        return UserId(_name(body["event"]["user"]))


def problem(error: SlackApiError) -> str:
    """The error code in Slack's answer to a call; empty where the answer was no JSON object."""
    data = getattr(error.response, "data", error.response)
    return str(data.get("error") or "") if isinstance(data, Mapping) else ""


def unescaped(typed: str) -> str:
    """Typed words without the escapes Slack puts in (messaging/formatting-message-text)."""
    return typed.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def _name(given: object) -> str:
    """An id, a moment or the like, which Slack itself has made."""
    if not isinstance(given, str) or not _NAME.fullmatch(given):
        raise ValueError
    return given


def _text(given: object) -> str:
    """What somebody typed or chose; nothing at all is the empty text."""
    if not isinstance(given, str | None):
        raise TypeError
    return given or ""


def _reply(
    channel: ChannelId, said: Payload, *, version: str, deleted: bool = False
) -> ThreadReply | None:
    """A person's message if it stands in a thread and is not the thread's first."""
    thread = said.get("thread_ts")
    if not thread or thread == said["ts"] or "user" not in said:
        return None
    return ThreadReply(
        thread=MessageRef(channel, _name(thread)),
        at=MessageRef(channel, _name(said["ts"])),
        author=UserId(_name(said["user"])),
        words="" if deleted else unescaped(_text(said.get("text"))),
        version=_name(version),
        deleted=deleted,
    )


def _changed(channel: ChannelId, event: Payload) -> ThreadReply | None:
    after = event["message"]
    # Slack empties some messages instead of removing them.
    if after.get("subtype") == "tombstone":
        gone = event.get("previous_message") or after
        return _reply(channel, gone, version=event["event_ts"], deleted=True)
    # Slack also tells of changes nobody made, such as a link's preview: those carry no edit.
    if "edited" not in after:
        return None
    return _reply(channel, after, version=after["edited"]["ts"])


def _words(given: "_Inputs") -> Words:
    stage, wish = given.chosen(Block.STAGE), given.chosen(Block.WISH)
    return Words(
        what=given.text(Block.WHAT),
        more=given.text(Block.MORE),
        caught=given.text(Block.CAUGHT),
        idea=given.text(Block.IDEA),
        helps=given.text(Block.HELPS),
        stage=Stage(stage) if stage else None,
        factors=tuple(Factor(value) for value in given.all_chosen(Block.FACTORS)),
        wish=Wish(wish) if wish else None,
    )


class _Inputs:
    """What was filled in, by the input's own name; an input that was not drawn is empty."""

    def __init__(self, view: Payload) -> None:
        self._states = {
            field_of(block): states[VALUE]
            for block, states in view["state"]["values"].items()
            if VALUE in states
        }

    def text(self, name: Block) -> str:
        return _text(self._states.get(name, {}).get("value"))

    def date(self, name: Block) -> str:
        return _text(self._states.get(name, {}).get("selected_date"))

    def chosen(self, name: Block) -> str:
        option = self._states.get(name, {}).get("selected_option") or {}
        return _text(option.get("value"))

    def all_chosen(self, name: Block) -> list[str]:
        options = self._states.get(name, {}).get("selected_options") or []
        return [_text(option["value"]) for option in options]
