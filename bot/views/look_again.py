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
from bot.views.ids import block_id, field_of, revision_of

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


def with_masked(sent: Mapping[str, Any], place: str, masked: str, said: str) -> View | None:
    """A small form as it was sent, with other words in the input at `place`; `said` tells why.

    None where Slack would not take so many words in an input.
    """
    if len(masked) > INPUT_CHARACTERS:
        return None
    fields = [block for block in sent["blocks"] if block.get("block_id") != _SAID]
    why = blocks.section(f"*Nothing is saved yet.* {said} {_MASKED_BELOW}") | {"block_id": _SAID}
    asked = [_retyped(block, masked) if block["block_id"] == place else block for block in fields]
    return {
        "type": "modal",
        **{key: sent[key] for key in (*_STAYS, "private_metadata") if sent.get(key)},
        "blocks": [why, *asked[: VIEW_BLOCKS - 1]],
    }


def _retyped(block: Mapping[str, Any], words: str) -> Block:
    """An input with these words in it: under a new id, or Slack would keep what was typed."""
    field = Field(field_of(block["block_id"]))
    element = block["element"]
    longest = max(element.get("max_length", INPUT_CHARACTERS), len(words))
    return {
        **block,
        "block_id": block_id(field, revision_of(block["block_id"]) + 1),
        "element": {**element, "initial_value": words, "max_length": longest},
    }


_MASKED_BELOW: Final = "It is masked below: please read it through and send it again."

INPUT_CHARACTERS: Final = 3_000
"""In one input at most (reference/block-kit/block-elements/plain-text-input-element)."""

_SAID: Final = "seen"
"""The block that says so, which is there once however often the form comes back."""

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
