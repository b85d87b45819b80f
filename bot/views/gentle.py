"""The gentle question under words that a form hands back once, before anything is kept."""

from collections.abc import Iterator
from typing import Final

from bot.domain.hollow import Gentle
from bot.views import blocks
from bot.views.blocks import Block
from bot.views.text import shortened

ASKED: Final = "asked"
"""Where a form's metadata says that the question has been shown."""

MONDAY: Final = "What would be different on Monday morning?"

_REMINDS: Final = (
    "*Not sent yet, for one question.* A reminder wears off. Could the form, the rota or the "
    f"handover be changed so that it is hard to get wrong? {MONDAY}"
)

_NO_BAN: Final = (
    "Say more if you like. If it is right as it is, just send it again: I do not ask twice, and "
    "nobody is told that I asked."
)

_MOST: Final = 5
_PHRASE_CHARACTERS: Final = 150


def gentle(asked: Gentle | None) -> Iterator[Block]:
    """The question, and that it stands in nobody's way; nothing for a form that is new."""
    if asked is None:
        return
    if asked.phrases:
        yield _about(asked.phrases, first=not asked.reminds)
    if asked.reminds:
        yield blocks.section(_REMINDS)
    yield blocks.context(_NO_BAN)


def revision(asked: Gentle | None) -> int:
    """What `ids.block_id` is to be given for every input: another one where words are put in."""
    return 0 if asked is None else 1


def metadata(asked: Gentle | None) -> dict[str, bool]:
    """What the form is to carry, so that the question is asked once."""
    return {} if asked is None else {ASKED: True}


def _about(phrases: tuple[str, ...], *, first: bool) -> Block:
    """The phrases as they were written; the question too, unless it stands beneath anyhow."""
    line = [blocks.bold("Not sent yet, for one question. ")] if first else []
    line.append(blocks.words("You wrote "))
    for number, phrase in enumerate(phrases[:_MOST]):
        line += [blocks.words(", ")] if number else []
        line.append(
            blocks.bold(
                f"\N{LEFT DOUBLE QUOTATION MARK}{_short(phrase)}\N{RIGHT DOUBLE QUOTATION MARK}"
            )
        )
    line.append(blocks.words(f". {MONDAY}" if first else "."))
    return blocks.rich_text(blocks.paragraph(*line))


def _short(phrase: str) -> str:
    return shortened(phrase, _PHRASE_CHARACTERS)
