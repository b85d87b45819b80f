"""Slack's payloads turned into typed requests: commands, buttons, shortcuts and events."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from slack_sdk.errors import SlackApiError

from bot.domain.claims import Claim
from bot.domain.events import Reply
from bot.domain.ids import ChannelId, MessageRef, ReportId, UserId
from bot.domain.markup import as_typed, unescaped
from bot.domain.reactions import Reaction
from bot.domain.reference import Code
from bot.domain.report import Kind
from bot.domain.thread import ThreadReply
from bot.views.blocks import Block
from bot.views.greeting import quoted
from bot.views.ids import Action, Command, Shortcut, reply_of, row_of
from handlers.reading import Payload, name, reading, text

KINDS = {
    Command.SUGGEST: Kind.SUGGESTION,
    Command.NEAR_MISS: Kind.NEAR_MISS,
    Shortcut.SUGGESTION: Kind.SUGGESTION,
    Shortcut.NEAR_MISS: Kind.NEAR_MISS,
    Shortcut.SUGGESTION_FROM_MESSAGE: Kind.SUGGESTION,
    Shortcut.NEAR_MISS_FROM_MESSAGE: Kind.NEAR_MISS,
    Action.NEW_SUGGESTION: Kind.SUGGESTION,
    Action.NEW_NEAR_MISS: Kind.NEAR_MISS,
}
"""What each way to begin a report begins."""

RETURNED_BY = "returned_by"
"""Where a window's metadata keeps the code that somebody came back to a report with."""

FROM_MESSAGES = frozenset({Shortcut.SUGGESTION_FROM_MESSAGE, Shortcut.NEAR_MISS_FROM_MESSAGE})


class Surface(StrEnum):
    """Where a button stands."""

    MESSAGE = "message"
    HOME = "home"
    MODAL = "modal"


@dataclass(frozen=True)
class Typed:
    """A command as somebody typed it."""

    user: UserId
    channel: ChannelId
    channel_name: str
    command: Command
    words: str
    trigger: str


@dataclass(frozen=True)
class Chosen:
    """A shortcut as somebody chose it; `message` and `words` are those it was chosen on."""

    user: UserId
    shortcut: Shortcut
    trigger: str
    message: MessageRef | None = None
    words: str = ""


@dataclass(frozen=True)
class Pressed:
    """A button or menu as somebody used it; `key` is the same when Slack sends the press again.

    `report` is empty where it is about none. `value` is the button's own, or that of the option
    that was chosen. `blocks` are those of the message it stands in.
    """

    user: UserId
    report: ReportId
    action: Action
    value: str
    trigger: str
    key: str
    surface: Surface = Surface.MESSAGE
    view: str = ""
    blocks: tuple[Block, ...] = ()
    code: Code | None = None
    """Of the receipt by which somebody came back to a report, where the window is of that kind."""

    @property
    def claim(self) -> Claim:
        """By what the report is theirs, if it is: the code they came with, or else who they are."""
        return self.code or self.user


def command(body: Payload) -> Typed:
    """A slash command (interactivity/implementing-slash-commands)."""
    with reading():
        return Typed(
            user=UserId(name(body["user_id"])),
            channel=ChannelId(name(body["channel_id"])),
            channel_name=text(body.get("channel_name")),
            command=Command(body["command"]),
            words=unescaped(text(body.get("text"))),
            trigger=name(body["trigger_id"]),
        )


def shortcut(body: Payload) -> Chosen:
    """A shortcut, global or on a message (reference/interaction-payloads/shortcuts-payload)."""
    with reading():
        chosen = Shortcut(body["callback_id"])
        user, trigger = UserId(name(body["user"]["id"])), name(body["trigger_id"])
        if chosen not in FROM_MESSAGES:
            return Chosen(user, chosen, trigger)
        said = body["message"]
        at = MessageRef(ChannelId(name(body["channel"]["id"])), name(said["ts"]))
        return Chosen(user, chosen, trigger, at, as_typed(text(said.get("text"))))


def press(body: Payload) -> Pressed:
    """A button or an overflow menu (reference/interaction-payloads/block_actions-payload)."""
    with reading():
        given, container = body["actions"][0], body["container"]
        action = Action(given["action_id"])
        value = text(given.get("value") or (given.get("selected_option") or {}).get("value"))
        stands, place = _place(body, container)
        message = body.get("message") or {}
        return Pressed(
            user=UserId(name(body["user"]["id"])),
            report=ReportId(row_of(text(given.get("block_id"))) or value),
            action=action,
            value=value,
            trigger=name(body["trigger_id"]),
            key=f"press:{name(given['action_ts'])}:{action}:{place}",
            surface=stands,
            view="" if stands is Surface.MESSAGE else place,
            blocks=tuple(message.get("blocks") or ()),
            code=code_in(body.get("view") or {}),
        )


def _place(body: Payload, container: Payload) -> tuple[Surface, str]:
    if container["type"] != "view":
        return Surface.MESSAGE, name(container["message_ts"])
    return Surface(body["view"]["type"]), name(body["view"]["id"])


def code_in(view: Payload) -> Code | None:
    """The receipt's code that a window remembers, if somebody came back by one."""
    remembered = text(view.get("private_metadata"))
    code = json.loads(remembered).get(RETURNED_BY) if remembered else None
    return Code.parse(code) if code else None


def surface(body: Payload) -> Surface:
    """Where something was pressed or chosen; a shortcut counts as a message's."""
    with reading():
        view = body.get("view")
        return Surface(view["type"]) if view else Surface.MESSAGE


def trigger(body: Payload) -> str:
    """What lets a window be opened for a click."""
    with reading():
        return name(body["trigger_id"])


def who_clicked(body: Payload) -> UserId:
    """Who pressed or chose something."""
    with reading():
        return UserId(name(body["user"]["id"]))


def who_acts(body: Payload) -> UserId | None:
    """Who typed, pressed, chose or sent something; None for an event, which only tells of it."""
    with reading():
        if "command" in body:
            return UserId(name(body["user_id"]))
        return None if "event" in body else UserId(name(body["user"]["id"]))


def words_above(pressed: Pressed) -> str:
    """Somebody's own words, where the button stands in a message that quotes them."""
    with reading():
        return quoted(list(pressed.blocks))


def pressed_reply(pressed: Pressed) -> Reply:
    """Which of the five replies a button stands for."""
    with reading():
        return reply_of(pressed.action)


def chosen_reply(pressed: Pressed) -> Reply:
    """Which reply was chosen from the menu of those that need no words."""
    with reading():
        return Reply(pressed.value)


def part_of_digest(pressed: Pressed) -> tuple[str, int]:
    """Which digest, and which part of it, a button asks for."""
    with reading():
        digest, _, part = pressed.value.partition(":")
        return name(digest), int(part)


def reaction(body: Payload) -> Reaction:
    """An emoji event (reference/events/reaction_added)."""
    with reading():
        event = body["event"]
        item = event["item"]
        return Reaction(
            user=UserId(name(event["user"])),
            at=MessageRef(ChannelId(name(item["channel"])), name(item["ts"])),
            emoji=text(event["reaction"]),
            moment=name(event["event_ts"]),
        )


def message(body: Payload) -> ThreadReply | None:
    """A reply in a thread: new, edited or deleted (reference/events/message).

    Everything else is dropped here, unread: then the result is None.
    """
    with reading():
        found = _in_thread(body["event"])
        # reference/events, "Callback field": whether the channel is externally shared.
        shared = body.get("is_ext_shared_channel") is True
        return replace(found, among_others=True) if found and shared else found


def _in_thread(event: Payload) -> ThreadReply | None:
    channel = ChannelId(name(event["channel"]))
    match event.get("subtype"):
        case None | "thread_broadcast" | "file_share":
            return _reply(channel, event, version=event["ts"])
        case "message_changed":
            return _changed(channel, event)
        case "message_deleted":
            gone = event.get("previous_message") or {}
            return _reply(channel, gone, version=event["event_ts"], deleted=True)
    return None


def direct_message(body: Payload) -> MessageRef | None:
    """Where somebody wrote to the bot alone; None for every other message.

    The words are not looked at here: whoever answers them reads them in Slack.
    """
    with reading():
        event = body["event"]
        by_person = "user" in event and not event.get("bot_id")
        if event.get("channel_type") != "im" or not by_person:
            return None
        if event.get("subtype") not in {None, "file_share"}:
            return None
        return MessageRef(ChannelId(name(event["channel"])), name(event["ts"]))


def home_opened(body: Payload) -> UserId | None:
    """Who looks at their Home tab; None where it is another tab (reference/events)."""
    with reading():
        event = body["event"]
        return UserId(name(event["user"])) if event.get("tab") == "home" else None


def channel(body: Payload) -> ChannelId:
    """Which channel an event is about: its id, or the object with it (reference/events)."""
    with reading():
        return ChannelId(name(body["event"]["channel"]))


def member(body: Payload) -> UserId:
    """Who joined or left a channel (reference/events/member_joined_channel)."""
    with reading():
        return UserId(name(body["event"]["user"]))


def changed_person(body: Payload) -> UserId:
    """Whose account has changed (reference/events/user_change)."""
    with reading():
        return UserId(name(body["event"]["user"]["id"]))


def is_still_shared(body: Payload) -> bool:
    """Whether another organisation is left in a channel (reference/events/channel_unshared).

    Where it does not say so, it may be.
    """
    with reading():
        return body["event"].get("is_ext_shared") is not False


def problem(error: SlackApiError) -> str:
    """The error code in Slack's answer to a call; empty where the answer was no JSON object."""
    data = getattr(error.response, "data", error.response)
    return str(data.get("error") or "") if isinstance(data, Mapping) else ""


def _reply(
    channel: ChannelId, said: Payload, *, version: str, deleted: bool = False
) -> ThreadReply | None:
    """A person's message if it stands in a thread and is not the thread's first."""
    thread = said.get("thread_ts")
    if not thread or thread == said["ts"] or "user" not in said:
        return None
    return ThreadReply(
        thread=MessageRef(channel, name(thread)),
        at=MessageRef(channel, name(said["ts"])),
        author=UserId(name(said["user"])),
        words="" if deleted else unescaped(text(said.get("text"))),
        version=name(version),
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
