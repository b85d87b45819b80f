"""The whole of a report, beneath a form: its words, what was chosen, and its story so far."""

from datetime import date

from bot.domain.privacy import VisibleReport
from bot.views import blocks, labels
from bot.views.blocks import Block
from bot.views.story import story
from bot.views.words import byline, choices, drawn, origin, parts_of


def whole(report: VisibleReport, *, today: date, room: int) -> list[Block]:
    """Everything the viewer may read of it, in at most `room` blocks.

    `room` is at least 30. A story too long for it is told from its newest end.
    """
    beginning = [
        blocks.divider(),
        blocks.rich_text(
            blocks.paragraph(
                blocks.bold(labels.title(report)), blocks.words(" \N{EN DASH} "), *byline(report)
            )
        ),
        *origin(report),
        *drawn(parts_of(report)),
        *choices(report),
    ]
    return [*beginning, *story(report, today=today, room=room - len(beginning))]
