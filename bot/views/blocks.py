"""The few Block Kit shapes the bot uses, and the limits that words of any length could break.

The limits are those of Slack's reference (reference/block-kit: the pages of the section block and
of the option object, and "Blocks"), unless another source is named beside them.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time
from typing import Any, Final, TypeAlias

from bot.domain.events import ERASED
from bot.views import ids

Block: TypeAlias = dict[str, Any]
"""A block, or a part of one, as Slack reads it."""

View: TypeAlias = dict[str, Any]
"""A modal, as `views.open`, `views.update` and `response_action` take it."""

TEXT_CHARACTERS: Final = 3_000
"""Of one text object: a section, a line of context, a piece of somebody's words."""
OPTION_CHARACTERS: Final = 75
"""Of an option's text and of its description."""
MESSAGE_BLOCKS: Final = 50
VIEW_BLOCKS: Final = 100
"""Of a modal and of the Home tab (reference/views)."""
MESSAGE_WEIGHT: Final = 12_000
"""Of all blocks of a message together, written as JSON.

Slack names no such limit, but refuses messages from about 13,200 characters on with
`msg_blocks_too_long` (reported to the maintainers of slackapi/bolt-js).
"""


@dataclass(frozen=True)
class Message:
    """A message: its blocks, and the line that notifications and lock screens show.

    `text` never holds anything that somebody wrote.
    """

    text: str
    blocks: tuple[Block, ...]
    instead: tuple[Block, ...] = ()
    """The same in plainer blocks, for a Slack that refuses some of those; empty for none."""


def weight(blocks: Iterable[Block]) -> int:
    """How much of `MESSAGE_WEIGHT` these blocks take, counted in UTF-16 units as browsers do."""
    written = json.dumps(list(blocks), ensure_ascii=False, separators=(",", ":"))
    return len(written.encode("utf-16-le")) // 2


def first_that_fits(drafts: Iterable[tuple[Block, ...]]) -> tuple[Block, ...]:
    """The first draft within a message's limits; where none is, the last one, meant to be small."""
    draft: tuple[Block, ...] = ()
    for draft in drafts:
        if len(draft) <= MESSAGE_BLOCKS and weight(draft) <= MESSAGE_WEIGHT:
            break
    return draft


def plain(text: str) -> Block:
    """Text that Slack shows as it stands: nothing in it is a link, a mention or formatting."""
    return {"type": "plain_text", "text": text, "emoji": True}


def mrkdwn(text: str) -> Block:
    """Text of our own with Slack's formatting; anybody else's has to be escaped first."""
    return {"type": "mrkdwn", "text": text}


def header(text: str) -> Block:
    return {"type": "header", "text": plain(text)}


def section(text: str) -> Block:
    """A paragraph of our own words, as mrkdwn."""
    return {"type": "section", "text": mrkdwn(text)}


def context(text: str) -> Block:
    """A small line of our own words, as mrkdwn."""
    return {"type": "context", "elements": [mrkdwn(text)]}


def divider() -> Block:
    return {"type": "divider"}


def actions(*buttons: Block, block: str = "") -> Block:
    """A row of buttons and menus; `block` is its `block_id`, where it carries something."""
    drawn: Block = {"type": "actions", "elements": list(buttons)}
    return drawn | ({"block_id": block} if block else {})


def button(
    text: str,
    action: ids.Action,
    value: str = "",
    *,
    primary: bool = False,
    confirm: Block | None = None,
) -> Block:
    drawn: Block = {"type": "button", "text": plain(text), "action_id": action}
    return (
        drawn
        | ({"value": value} if value else {})
        | ({"style": "primary"} if primary else {})
        | ({"confirm": confirm} if confirm else {})
    )


def confirm(title: str, question: str, *, yes: str, no: str) -> Block:
    """What is asked before a button counts as pressed."""
    return {
        "title": plain(title),
        "text": plain(question),
        "confirm": plain(yes),
        "deny": plain(no),
    }


def overflow(action: ids.Action, options: list[Block]) -> Block:
    """A menu behind three dots, of two to five options."""
    return {"type": "overflow", "action_id": action, "options": options}


def rich_text(*parts: Block) -> Block:
    """A block of `paragraph` and `quote`; every text in it is shown as it stands."""
    return {"type": "rich_text", "elements": list(parts)}


def paragraph(*elements: Block) -> Block:
    return {"type": "rich_text_section", "elements": list(elements)}


def quote(text: str) -> Block:
    """Somebody's own words, set off by a line at their side."""
    return {"type": "rich_text_quote", "elements": [words(text)]}


def words(text: str) -> Block:
    return {"type": "text", "text": text}


def bold(text: str) -> Block:
    return {"type": "text", "text": text, "style": {"bold": True}}


def link(url: str, text: str) -> Block:
    """A link of our own making, for a paragraph."""
    return {"type": "link", "url": url, "text": text}


def person(user: str, *, first: bool = False) -> Block:
    """Somebody, by whatever name they go in Slack; `first` where a sentence begins with them."""
    if user == ERASED:
        return words(f"{'A' if first else 'a'} colleague who has left")
    return {"type": "user", "user_id": user}


def option(value: str, text: str, description: str = "") -> Block:
    drawn: Block = {"text": plain(text), "value": value}
    return drawn | ({"description": plain(description)} if description else {})


def asked(
    block: str, label: str, element: Block, *, hint: str = "", optional: bool = False
) -> Block:
    """A question of a form: the block around its one input."""
    drawn: Block = {
        "type": "input",
        "block_id": block,
        "label": plain(label),
        "element": element | {"action_id": ids.VALUE},
        "optional": optional,
    }
    return drawn | ({"hint": plain(hint)} if hint else {})


def typed(initial: str, *, longest: int, placeholder: str = "", lines: bool = True) -> Block:
    """An input for words, with `initial` in it.

    Where `initial` is longer than `longest` it has room all the same, up to what Slack allows.
    """
    drawn: Block = {
        "type": "plain_text_input",
        "multiline": lines,
        "max_length": max(longest, len(initial)),
    }
    return (
        drawn
        | ({"initial_value": initial} if initial else {})
        | ({"placeholder": plain(placeholder)} if placeholder else {})
    )


def select(options: list[Block], placeholder: str, initial: str | None = None) -> Block:
    """A menu that one of the options is chosen from; `initial` is the value of one, or None."""
    drawn: Block = {
        "type": "static_select",
        "options": options,
        "placeholder": plain(placeholder),
    }
    chosen = [one for one in options if one["value"] == initial]
    return drawn | ({"initial_option": chosen[0]} if chosen else {})


def multi_select(options: list[Block], placeholder: str, initial: Iterable[str] = ()) -> Block:
    """A menu that any number of options is chosen from."""
    drawn: Block = {
        "type": "multi_static_select",
        "options": options,
        "placeholder": plain(placeholder),
    }
    wanted = set(initial)
    chosen = [one for one in options if one["value"] in wanted]
    return drawn | ({"initial_options": chosen} if chosen else {})


def radio(options: list[Block], initial: str | None = None) -> Block:
    """Options that are all in view, one of which is chosen."""
    drawn: Block = {"type": "radio_buttons", "options": options}
    chosen = [one for one in options if one["value"] == initial]
    return drawn | ({"initial_option": chosen[0]} if chosen else {})


def datepicker(initial: date) -> Block:
    return {"type": "datepicker", "initial_date": initial.isoformat()}


def timepicker(initial: time) -> Block:
    return {"type": "timepicker", "initial_time": initial.strftime("%H:%M")}


def checkboxes(options: list[Block], initial: Iterable[str] = ()) -> Block:
    """Options that are all in view, any number of which is chosen."""
    wanted = set(initial)
    drawn: Block = {"type": "checkboxes", "options": options}
    chosen = [one for one in options if one["value"] in wanted]
    return drawn | ({"initial_options": chosen} if chosen else {})


def one_person(placeholder: str, initial: str | None = None) -> Block:
    """A menu of everybody in the workspace."""
    drawn: Block = {"type": "users_select", "placeholder": plain(placeholder)}
    return drawn | ({"initial_user": initial} if initial else {})


def people(placeholder: str, initial: Iterable[str] = ()) -> Block:
    """A menu of everybody in the workspace, from which several are chosen."""
    drawn: Block = {"type": "multi_users_select", "placeholder": plain(placeholder)}
    chosen = list(initial)
    return drawn | ({"initial_users": chosen} if chosen else {})


def home(blocks: Iterable[Block]) -> View:
    """The app's Home tab, as `views.publish` takes it."""
    return {"type": "home", "blocks": list(blocks)}


def modal(title: str, blocks: Iterable[Block], *, close: str) -> View:
    """A view that is only read: it has no button to send anything."""
    return {
        "type": "modal",
        "title": plain(title),
        "blocks": list(blocks),
        "close": plain(close),
    }


def form(callback: ids.Callback, title: str, blocks: Iterable[Block], metadata: object) -> View:
    """A view that is filled in and sent; `metadata` comes back with it, as compact JSON."""
    return modal(title, blocks, close="Cancel") | {
        "callback_id": callback,
        "submit": plain("Send"),
        "private_metadata": json.dumps(metadata, separators=(",", ":")),
    }


def lean(block: Block) -> Block:
    """The same, lighter: for a message of many buttons, in whose texts no `:name:` is an emoji."""
    return {
        key: _lean(value)
        for key, value in block.items()
        if not (key == "emoji" and block.get("type") == "plain_text")
    }


def _lean(part: Any) -> Any:  # noqa: ANN401 - whatever stands in a block
    if isinstance(part, list):
        return [_lean(one) for one in part]
    return lean(part) if isinstance(part, dict) else part
