"""Run charts as Slack draws them, and as a table in plain text for a Slack that does not.

Shape and limits are those of Slack's reference ("Data visualization block":
reference/block-kit/blocks/data-visualization-block): 50 characters for the title and for the name
of an axis, 20 for a label and for the name of a series, at most 20 points, and a value of every
series for each category. It may stand in messages only, and in one message twice at most, which the
reference does not say: a third is answered with `invalid_blocks` (reported to the maintainers of
vercel/chat).
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Final

from bot.domain.run_chart import RunChart
from bot.views import blocks
from bot.views.blocks import Block
from bot.views.text import MONTHS

TITLE_CHARACTERS: Final = 50
AXIS_CHARACTERS: Final = 50
LABEL_CHARACTERS: Final = 20
POINTS: Final = 20

_MIDDLE: Final = "Middle line"
_SHORT: Final = 3


@dataclass(frozen=True)
class Drawing:
    """A run chart and what it says: `unit` names what is measured, `said` writes a value of it."""

    chart: RunChart
    title: str
    series: str
    unit: str
    said: Callable[[float], str]


def line_chart(drawing: Drawing) -> Block:
    """The points and their middle line; the chart has at least one point."""
    points = drawing.chart.points[-POINTS:]
    months = [month(point.month) for point in points]
    middle = drawing.chart.median
    series: dict[str, list[float | None]] = {
        drawing.series: [point.value for point in points],
        _MIDDLE: [middle for _ in points],
    }
    return {
        "type": "data_visualization",
        "title": drawing.title,
        "chart": {
            "type": "line",
            "series": [
                {
                    "name": name,
                    "data": [
                        {"label": label, "value": value}
                        for label, value in zip(months, values, strict=True)
                    ],
                }
                for name, values in series.items()
            ],
            "axis_config": {"categories": months, "y_label": drawing.unit},
        },
    }


def text_table(drawing: Drawing) -> Block:
    """The same in lines of text, each month below the other, and the middle line at the end."""
    middle = drawing.chart.median or 0
    lines = [
        *((month(point.month), drawing.said(point.value)) for point in drawing.chart.points),
        (_MIDDLE, drawing.said(middle)),
    ]
    widest = max(len(label) for label, _ in lines)
    table = "\n".join(f"{label:<{widest}}  {said}" for label, said in lines)
    return blocks.rich_text(
        blocks.paragraph(blocks.bold(f"{drawing.title} ({drawing.unit})")),
        {"type": "rich_text_preformatted", "elements": [blocks.words(table)]},
    )


def month(first: date) -> str:
    """A month as it stands on an axis: Nov 2026."""
    return f"{MONTHS[first.month - 1][:_SHORT]} {first.year}"
