"""Possibly related: up to three other reports, by their references and first words."""

from collections.abc import Iterable
from typing import Final

from bot.domain.lesson import Lesson
from bot.domain.lifecycle import OPEN, State
from bot.domain.likeness import Related
from bot.domain.privacy import VisibleReport
from bot.views import blocks
from bot.views.blocks import Block
from bot.views.text import shortened

_FIRST_WORDS: Final = 60

_CHANGED: Final = frozenset({State.CHANGED, State.CHECKED})


def possibly_related(related: Iterable[Related]) -> Block:
    """A paragraph of a rich text, of at least one; what people wrote is shown as it stands."""
    lines = [element for one in related for element in _line(one)]
    return blocks.paragraph(blocks.bold("Possibly related"), *lines)


def _line(related: Related) -> tuple[Block, ...]:
    report = related.report
    name = blocks.link(related.link, report.reference) if related.link else None
    first = shortened(" ".join(report.words.what.split()), _FIRST_WORDS)
    return (
        blocks.words("\n"),
        name or blocks.words(report.reference),
        blocks.words(f"{_where_it_stands(report)}: “{first}”"),
    )


def _where_it_stands(report: VisibleReport | Lesson) -> str:
    """In brackets: whether it waits, and whether something is to be learned from it already."""
    if isinstance(report, Lesson):
        return " (shared across the service)"
    if report.state in OPEN:
        return " (open)"
    return " (something was changed)" if report.state in _CHANGED else ""
