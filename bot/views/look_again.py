"""What stands above the words of a form that comes back before anything is saved."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from bot.domain.form import Form
from bot.domain.personal_data import Identifier
from bot.domain.report import Mode
from bot.views import blocks, labels
from bot.views.blocks import VIEW_BLOCKS, Block, View
from bot.views.ids import Block as Field

CHECKED: Final = "checked"
"""Where a form's metadata says that what may be names has been shown."""

_MASKED: Final = (
    "*Nothing is saved yet: I saw what looks like somebody's details.* To keep children and "
    "families safe they are masked below. Please read it through and send it again."
)

_MAY_BE_NAMES: Final = (
    "*Nothing is saved yet: some words may be people's names.* Please put 'child A' or 'the "
    "school' in the place of a child's or family's. If they are no names, just send it again: "
    "I do not ask twice."
)

_MAY_BE_GUESSED: Final = (
    "*Nothing is saved yet: it would appear at once.* Whoever was at their desk just now may be "
    "guessed to have written it. Until the next working morning it would be one among others. "
    "To show it now all the same, send it again."
)

_MOST_NAMES: Final = 20
"""Of one input, so that the line stays within what Slack takes in a paragraph: 50 pieces."""


def look_again(form: Form) -> Iterator[Block]:
    """What was seen in the words, and what may come of sending them; nothing for a new form."""
    if any(form.seen.values()):
        yield blocks.section(_what_was_seen(form))
    if any(form.names.values()):
        yield blocks.section(_MAY_BE_NAMES)
        yield from _names(form)
    if is_warned(form):
        yield blocks.section(_MAY_BE_GUESSED)


def once_more(sent: Mapping[str, Any], names: Sequence[str], metadata: Mapping[str, Any]) -> View:
    """A small form as it was sent, with what may be names above it; its metadata says so.

    What somebody has filled in stays: Slack keeps it where the ids of block and element are the
    same (surfaces/modals, "Updating modals").
    """
    line: list[Block] = []
    for number, one in enumerate(names[:_MOST_NAMES]):
        line += [blocks.words(", ")] if number else []
        line.append(blocks.bold(one))
    more = [blocks.words(" …")] if len(names) > _MOST_NAMES else []
    above = [
        blocks.section(_MAY_BE_NAMES),
        blocks.rich_text(blocks.paragraph(*line, *more)),
    ]
    room = VIEW_BLOCKS - len(above)
    return {
        "type": "modal",
        **{key: sent[key] for key in _STAYS if sent.get(key)},
        "blocks": [*above, *sent["blocks"][:room]],
        "private_metadata": json.dumps({**metadata, CHECKED: True}, separators=(",", ":")),
    }


_STAYS: Final = ("callback_id", "title", "submit", "close")


def is_warned(form: Form) -> bool:
    """Whether the form says what it may give away to show a report without a name at once."""
    return form.mode is Mode.ANONYMOUS and form.urgent and form.warned


def _what_was_seen(form: Form) -> str:
    questions = labels.QUESTIONS[form.kind]
    lines = [
        f"• _{questions[Field(name)]}_ {', '.join(_each_once(kinds))}"
        for name, kinds in form.seen.items()
        if kinds
    ]
    return "\n".join([_MASKED, *lines])


def _each_once(kinds: tuple[Identifier, ...]) -> list[str]:
    return [labels.IDENTIFIERS[kind] for kind in dict.fromkeys(kinds)]


def _names(form: Form) -> Iterator[Block]:
    """Each word as it was typed, marked, under the question it stands in the answer to."""
    questions = labels.QUESTIONS[form.kind]
    for name, found in form.names.items():
        if found:
            line = [blocks.words(f"{questions[Field(name)]} ")]
            for number, one in enumerate(found[:_MOST_NAMES]):
                line += [blocks.words(", ")] if number else []
                line.append(blocks.bold(one))
            more = [blocks.words(" …")] if len(found) > _MOST_NAMES else []
            yield blocks.rich_text(blocks.paragraph(*line, *more))
