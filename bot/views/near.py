"""What is tried, or was changed, near somebody: the end of their own pages."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from bot.domain.home import Page
from bot.domain.privacy import VisibleReport
from bot.views import blocks, labels
from bot.views.blocks import Block
from bot.views.text import shortened

_CHARACTERS: Final = 160


def near(page: Page) -> Iterator[Block]:
    """Everything of `page.near`, a block each, under a header."""
    yield blocks.header("Tried near you")
    if not page.near:
        yield blocks.context("What your team tries or changes will stand here.")
    for report in page.near:
        yield _tried(report, page.today)


def _tried(report: VisibleReport, today: date) -> Block:
    """What is tried or was changed, and the beginning of what was said of it."""
    event = report.change or report.answer
    came_of_it = f" \N{EN DASH} {labels.outcome(event, today)}" if event else ""
    words = shortened((event.words if event else "") or report.words.what, _CHARACTERS)
    return blocks.rich_text(
        blocks.paragraph(blocks.bold(report.reference), blocks.words(came_of_it)),
        *([blocks.quote(words)] if words else []),
    )
