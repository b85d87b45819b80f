"""The library: the form to look for stories with, and what was found."""

import json
from collections.abc import Iterator
from typing import Any, Final

from bot.domain.change import Strength
from bot.domain.lesson import Lesson
from bot.domain.library import LONGEST, Search, Shelf
from bot.domain.report import Kind
from bot.domain.taxonomy import Factor, Stage
from bot.views import blocks, labels
from bot.views.blocks import Block, View
from bot.views.ids import Action, Callback, block_id, row_id
from bot.views.ids import Block as Field
from bot.views.text import escape, shortened

TITLE: Final = "The library"

_WHAT_IT_IS: Final = (
    "Near misses and ideas from all teams whose writers agreed to share them: each whole, in their "
    "own words, with what was changed and whether it has helped."
)
_ALL: Final = "Leave everything empty to see all of them, the newest first."
_ANY: Final = "Any"

_EMPTY: Final = (
    "*Nothing stands in the library yet.* A story comes in once something was changed because of "
    "it, whoever wrote it has said yes, and a learning lead has put it in."
)
_NOTHING_FOUND: Final = (
    "*No story has all of that in it.* Fewer words find more, and so does leaving out where in our "
    "work it is."
)

_WORDS: Final = 160
"""Characters of the report and of its change, beneath each title."""


def search_form(search: Search) -> View:
    """Asks what to look for, with this filled in already."""
    given: list[Block] = [
        blocks.section(_WHAT_IT_IS),
        blocks.asked(
            block_id(Field.WORDS),
            "Words",
            blocks.typed(search.words, longest=LONGEST, lines=False, placeholder="court bundle"),
            hint="All of them, in any order and form; or the reference of one.",
            optional=True,
        ),
        *_choices(search),
        blocks.context(_ALL),
    ]
    return blocks.form(Callback.FIND, TITLE, given, {}) | {"submit": blocks.plain("Find")}


def _choices(search: Search) -> Iterator[Block]:
    near_miss = labels.QUESTIONS[Kind.NEAR_MISS]
    strengths = {strength: label for strength, (label, _) in labels.STRENGTHS.items()}
    for field, label, options, chosen in (
        (Field.STAGE, near_miss[Field.STAGE], labels.STAGES, search.stage),
        (Field.FACTORS, near_miss[Field.FACTORS], labels.FACTORS, search.factor),
        (Field.STRENGTH, "What kind of change came of it?", strengths, search.strength),
    ):
        drawn = [blocks.option(value, text) for value, text in options.items()]
        menu = blocks.select(drawn, _ANY, chosen)
        yield blocks.asked(block_id(field), label, menu, optional=True)


def results(shelf: Shelf) -> View:
    """What was found, some at a time; its `private_metadata` is the search, see `search_in`."""
    return blocks.modal(TITLE, _results(shelf), close="Done") | {
        "private_metadata": json.dumps(_written(shelf.search), separators=(",", ":"))
    }


def _results(shelf: Shelf) -> Iterator[Block]:
    yield blocks.rich_text(_looked_for(shelf.search))
    if shelf.is_empty:
        yield blocks.section(_EMPTY)
        return
    if not shelf.lessons and not shelf.search.first:
        yield blocks.section(_NOTHING_FOUND)
    for lesson in shelf.lessons:
        yield blocks.divider()
        yield from _row(lesson)
    yield blocks.divider()
    yield blocks.actions(*_turning(shelf))


def _looked_for(search: Search) -> Block:
    parts = [f"“{search.words}”"] if search.words else []
    parts += [labels.STAGES[search.stage]] if search.stage else []
    parts += [labels.FACTORS[search.factor]] if search.factor else []
    parts += [f"a change that {labels.strength(search.strength)}"] if search.strength else []
    said = " · ".join(parts) or "everything, the newest first"
    return blocks.paragraph(blocks.words("You looked for "), blocks.bold(said))


def _row(lesson: Lesson) -> Iterator[Block]:
    changed = latest_change(lesson)
    yield blocks.rich_text(
        blocks.paragraph(blocks.bold(lesson.title)),
        blocks.quote(_short(lesson.words.what)),
        *([blocks.paragraph(blocks.words("What was changed:"))] if changed else []),
        *([blocks.quote(_short(changed))] if changed else []),
    )
    yield blocks.context(about(lesson))
    yield blocks.actions(
        blocks.button("Read it all", Action.READ_STORY), block=row_id(lesson.report)
    )


def _short(words: str) -> str:
    return shortened(" ".join(words.split()), _WORDS)


def latest_change(lesson: Lesson) -> str:
    """The words of its latest change; empty where there are none."""
    return next((one.words for one in reversed(lesson.story) if one.strength), "")


def about(lesson: Lesson) -> str:
    """What it is, where in the work, how strong its change is and whether that has helped."""
    said = [labels.KINDS[lesson.kind].capitalize() + f" {lesson.reference}"]
    stage = lesson.words.stage
    said += [labels.STAGES[stage]] if stage and stage is not Stage.NOT_SURE else []
    said += [labels.strength(lesson.strength)] if lesson.strength else []
    said += [labels.VERDICTS[lesson.verdict]] if lesson.verdict else []
    return escape(" · ".join(said))


def _turning(shelf: Shelf) -> Iterator[Block]:
    if shelf.following is not None:
        yield blocks.button("Show the next ones", Action.FIND_PAGE, str(shelf.following))
    elif shelf.search.first:
        yield blocks.button("Back to the first ones", Action.FIND_PAGE, "0")
    yield blocks.button("Look for something else", Action.FIND_AGAIN)


def _written(search: Search) -> dict[str, Any]:
    return {
        "words": search.words,
        "stage": search.stage or "",
        "factor": search.factor or "",
        "strength": search.strength or "",
        "first": search.first,
    }


def search_in(metadata: str) -> Search:
    """The search that a window of `results` is about.

    Raises:
        ValueError, KeyError: it is no such window.
    """
    kept = json.loads(metadata)
    return Search(
        words=str(kept["words"]),
        stage=Stage(kept["stage"]) if kept["stage"] else None,
        factor=Factor(kept["factor"]) if kept["factor"] else None,
        strength=Strength(kept["strength"]) if kept["strength"] else None,
        first=int(kept["first"]),
    )
