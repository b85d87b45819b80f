"""Putting stories into the library: what may be let out, the form for it, and what comes of it."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from bot.domain.hollow import Gentle
from bot.domain.lesson import Lesson
from bot.domain.personal_data import Identifier
from bot.domain.privacy import VisibleReport
from bot.domain.report import Mode
from bot.views import blocks, labels
from bot.views.blocks import VIEW_BLOCKS, Block, View
from bot.views.gentle import gentle, metadata, revision
from bot.views.ids import Action, Callback, block_id, row_id
from bot.views.ids import Block as Field
from bot.views.text import shortened
from bot.views.whole_story import whole_story

TITLE_CHARACTERS: Final = 120

_ROW_WORDS: Final = 200
_MOST_NAMES: Final = 20

_NOTHING_READY: Final = (
    "No story is waiting. A story can be let out once something was changed because of it and "
    "whoever wrote it has said yes. To ask for that, choose *Ask the reporter* beside a report."
)

_READY: Final = (
    "Whoever wrote these has agreed to sharing them. Everybody in the service can read what you "
    "let out: the whole story, never somebody's summary of it."
)

_AS_READ: Final = "*This is what everybody in the service will read:*"

_MAY_BE_NAMES: Final = "Some words may be people's names. Mask those of a child or family first: "

TAKING_OUT: Final = blocks.confirm(
    "Take it out?",
    "Nobody finds it in the library any more. It stays with its team as it is.",
    yes="Take it out",
    no="Leave it in",
)


def ready(reports: tuple[VisibleReport, ...]) -> View:
    """What `/goodcatch publish` opens: the stories that may be let out, the latest first."""
    rows = [block for report in reports for block in (blocks.divider(), *_row(report))]
    opening = blocks.section(_READY if reports else _NOTHING_READY)
    return blocks.modal("For the library", [opening, *rows], close="Done")


def _row(report: VisibleReport) -> Iterator[Block]:
    change = shortened(report.change.words, _ROW_WORDS) if report.change else ""
    yield blocks.rich_text(
        blocks.paragraph(blocks.bold(labels.title(report))),
        blocks.quote(shortened(report.words.what, _ROW_WORDS)),
        *([blocks.paragraph(blocks.words("What was changed:"))] if change else []),
        *([blocks.quote(change)] if change else []),
    )
    put = blocks.button("Put it in the library", Action.PUBLISH)
    yield blocks.actions(put, block=row_id(report.id))


def publish_form(
    report: VisibleReport,
    lesson: Lesson,
    *,
    seen: tuple[Identifier, ...],
    names: tuple[str, ...],
    today: date,
    asked: Gentle | None = None,
) -> View:
    """Asks what the story is to be called, above all of it as everybody will read it.

    Where `seen` has anything in it there is nothing to send: that has to be masked first. Its
    `private_metadata` is `report`, and whether the gentle question is asked.
    """
    above = list(_seen(report, seen) if seen else _title(lesson.title, asked))
    above += [*_names(report, names), blocks.divider(), blocks.section(_AS_READ)]
    shown = [*above, *whole_story(lesson, today=today, room=VIEW_BLOCKS - len(above))]
    if seen:
        return blocks.modal("Mask it first", shown, close="Done")
    kept = {"report": report.id} | metadata(asked)
    return blocks.form(Callback.PUBLISH, "Put it in the library", shown, kept)


def _title(title: str, asked: Gentle | None) -> Iterator[Block]:
    yield blocks.asked(
        block_id(Field.WORDS, revision(asked)),
        "What shall it be called?",
        blocks.typed(title, longest=TITLE_CHARACTERS, lines=False),
        hint="What others would look for: what nearly happened, and what is different now.",
    )
    yield from gentle(asked)


def _seen(report: VisibleReport, seen: tuple[Identifier, ...]) -> Iterator[Block]:
    kinds = ", ".join(labels.IDENTIFIERS[kind] for kind in seen)
    yield blocks.section(
        f"*I saw what would tell others who a child or family is: {kinds}.* It has to be masked "
        "before anybody else reads it. After that, open this again."
    )
    yield _mask(report)


def _names(report: VisibleReport, names: tuple[str, ...]) -> Iterator[Block]:
    if not names:
        return
    line = [blocks.words(_MAY_BE_NAMES)]
    for number, name in enumerate(names[:_MOST_NAMES]):
        line += [blocks.words(", ")] if number else []
        line.append(blocks.bold(name))
    more = [blocks.words(" …")] if len(names) > _MOST_NAMES else []
    yield blocks.rich_text(blocks.paragraph(*line, *more))
    yield _mask(report)


def _mask(report: VisibleReport) -> Block:
    return blocks.actions(blocks.button("Mask something …", Action.REDACT, report.id))


def published(report: VisibleReport) -> View:
    """What the form turns into, and what is found where a story is in the library already."""
    told = "Whoever wrote it is told, and can correct it or take it out."
    if report.mode is Mode.ANONYMOUS:
        told = "Whoever wrote it finds that on coming back, and can correct it or take it out."
    title = report.published.words if report.published else ""
    out = blocks.button("Take it out", Action.UNPUBLISH, report.id, confirm=TAKING_OUT)
    return blocks.modal(
        "In the library",
        [
            blocks.section(f"*{labels.title(report)} stands in the library:*"),
            *([blocks.rich_text(blocks.quote(title))] if title else []),
            blocks.context(told),
            blocks.actions(out),
        ],
        close="Done",
    )


def taken_out(report: VisibleReport) -> View:
    """What is said once a story is out of the library again."""
    said = f"*{labels.title(report)} is out of the library.* With its team it stays as it is."
    return blocks.modal("Taken out", [blocks.section(said)], close="Done")
