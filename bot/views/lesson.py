"""A story from the library, opened: all of it, page by page, and what can be done with it."""

from collections.abc import Iterator
from typing import Final

from bot.domain.instalments import WINDOW, instalments
from bot.domain.lesson import Lesson
from bot.domain.library import Reading
from bot.views import blocks
from bot.views.blocks import VIEW_BLOCKS, Block, View
from bot.views.ids import Action
from bot.views.library import about
from bot.views.publishing import TAKING_OUT
from bot.views.whole_story import whole_story

_TITLE: Final = "A story"
_OPENING_BLOCKS: Final = 1
"""Of a whole story: who wrote it. Further pages go on without."""


def story(reading: Reading, page: int = 1) -> View:
    """The story in a window, the page being counted from 1; beyond the last is the last."""
    pages = instalments(reading.lesson, WINDOW)
    page = min(max(page, 1), len(pages))
    return blocks.modal(_TITLE, _blocks(reading, pages, page), close="Done")


def _blocks(reading: Reading, pages: tuple[Lesson, ...], page: int) -> Iterator[Block]:
    lesson = reading.lesson
    yield blocks.rich_text(blocks.paragraph(blocks.bold(lesson.title)))
    yield blocks.context(about(lesson))
    drawn = whole_story(pages[page - 1], today=reading.today, room=VIEW_BLOCKS)
    yield from drawn[0 if page == 1 else _OPENING_BLOCKS :]
    yield from _turning(lesson, page, len(pages))
    yield blocks.divider()
    yield from _doing(reading)


def _turning(lesson: Lesson, page: int, pages: int) -> Iterator[Block]:
    if pages == 1:
        return
    yield blocks.context(f"Page {page} of {pages}")
    other = page + 1 if page < pages else 1
    said = "Go on reading" if page < pages else "Back to the beginning"
    value = f"{lesson.report}:{other}"
    yield blocks.actions(blocks.button(said, Action.STORY_PAGE, value))


def _doing(reading: Reading) -> Iterator[Block]:
    lesson = reading.lesson
    yield blocks.actions(spread(lesson), *_taking_out(reading))
    yield blocks.context(
        "*Spread this to my team* brings you the form for an idea of your own, which says where it "
        "came from."
    )


def spread(lesson: Lesson) -> Block:
    """The button that makes an idea for one's own team of it."""
    return blocks.button("Spread this to my team", Action.SPREAD, lesson.report)


def _taking_out(reading: Reading) -> Iterator[Block]:
    if reading.may_take_out:
        id = reading.lesson.report
        yield blocks.button("Take it out", Action.UNPUBLISH, id, confirm=TAKING_OUT)
