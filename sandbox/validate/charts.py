"""Charts in messages (docs.slack.dev, "Data visualization block")."""

from sandbox.shapes import JsonObject
from sandbox.validate.schema import Checker, Problems, items, number, record, tagged, text

TITLE = 50
AXIS = 50
LABEL = 20
SEGMENTS = 6
SERIES = 6
POINTS = 20
IN_MESSAGE = 2
"""Undocumented: a third chart is answered with invalid_blocks, as users have met."""


def _whole_and_once(problems: Problems, path: str, value: object) -> None:
    """Every series has its own name, and one point for each category, by the same label."""
    if not isinstance(value, dict):
        return
    names = [one["name"] for one in value["series"]]
    if len(set(names)) < len(names):
        problems.at(f"{path}/series", "series names must be unique")
    categories = value["axis_config"]["categories"]
    if len(set(categories)) < len(categories):
        problems.at(f"{path}/axis_config/categories", "categories must be unique")
    for index, one in enumerate(value["series"]):
        if sorted(point["label"] for point in one["data"]) != sorted(categories):
            problems.at(f"{path}/series/{index}/data", "labels must match the categories")


def _positive(problems: Problems, path: str, value: object) -> None:
    if isinstance(value, dict) and value["value"] <= 0:
        problems.at(f"{path}/value", "must be more than 0")


_POINT = record({"label": text(LABEL), "value": number}, {})
_DRAWN: Checker = record(
    {
        "series": items(
            record({"name": text(LABEL), "data": items(_POINT, POINTS, 1)}, {}), SERIES, 1
        ),
        "axis_config": record(
            {"categories": items(text(LABEL), POINTS, 1)},
            {"x_label": text(AXIS), "y_label": text(AXIS)},
        ),
    },
    {},
    _whole_and_once,
)
_PIE: Checker = record(
    {
        "segments": items(
            record({"label": text(LABEL), "value": number}, {}, _positive), SEGMENTS, 1
        )
    },
    {},
)

CHART: Checker = record(
    {
        "title": text(TITLE),
        "chart": tagged({"pie": _PIE, **dict.fromkeys(("bar", "area", "line"), _DRAWN)}),
    },
    {"block_id": text(255)},
)

KIND = "data_visualization"


def check_charts(problems: Problems, path: str, blocks: list[JsonObject], most: int) -> None:
    """Check that there are no more charts than may stand together; none at all in a view."""
    charts = [index for index, block in enumerate(blocks) if block.get("type") == KIND]
    for index in charts[most:]:
        problems.at(f"{path}/{index}", f"no more than {most} data_visualization blocks allowed")
