"""Charts are taken in messages as Slack takes them, and nowhere else."""

from typing import Any

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from sandbox.shapes import JsonObject
from sandbox.validate.blocks import check_blocks
from sandbox.validate.schema import Problems
from sandbox.workspace import Workspace
from tests.sandbox.kit import PRIYA, RIVERSIDE

MONTHS = ["Sep", "Oct", "Nov"]


def series(name: str = "Days", values: tuple[Any, ...] = (2, 2.5, 0)) -> JsonObject:
    data = [{"label": label, "value": value} for label, value in zip(MONTHS, values, strict=True)]
    return {"name": name, "data": data}


def chart(kind: str = "line", *drawn: JsonObject, **more: Any) -> JsonObject:  # noqa: ANN401 - any field
    axis = {"categories": MONTHS, "y_label": "days"}
    inside = {"type": kind, "series": list(drawn) or [series()], "axis_config": axis, **more}
    return {"type": "data_visualization", "title": "How long it took", "chart": inside}


def pie(*values: float) -> JsonObject:
    segments = [{"label": f"part {n}", "value": value} for n, value in enumerate(values)]
    return chart() | {"chart": {"type": "pie", "segments": segments}}


def problems(*blocks: JsonObject, charts: int = 2) -> list[str]:
    found = Problems()
    check_blocks(found, "/blocks", list(blocks), 50, charts=charts)
    return list(found)


@pytest.mark.parametrize(
    "right",
    [
        chart("line"),
        chart("bar", series("a"), series("b", (-1, 0, 1))),
        chart("area", *(series(f"series {n}") for n in range(6))),
        pie(1, 2.5, 3),
        chart() | {"title": "x" * 50},
        chart() | {"block_id": "a chart"},
    ],
)
async def test_a_chart_within_the_limits_is_taken(
    client: AsyncWebClient, right: JsonObject
) -> None:
    answer = await client.chat_postMessage(channel=RIVERSIDE, text="Figures", blocks=[right])
    assert answer["message"]["blocks"][0]["type"] == "data_visualization"


@pytest.mark.parametrize(
    ("wrong", "place"),
    [
        (chart() | {"title": "x" * 51}, "/blocks/0/title"),
        (chart("donut"), "/blocks/0/chart/type"),
        (chart("line", *(series(f"series {n}") for n in range(7))), "/blocks/0/chart/series"),
        (chart("line", series("x" * 21)), "/blocks/0/chart/series/0/name"),
        (chart("line", series(), series()), "/blocks/0/chart/series"),
        (chart("line", series(values=("2", 2, 2))), "/blocks/0/chart/series/0/data/0/value"),
        (chart("line", series(values=(None, 2, 2))), "/blocks/0/chart/series/0/data/0"),
        (chart(axis_config={"categories": [*MONTHS, "Dec"]}), "/blocks/0/chart/series/0/data"),
        (chart(axis_config={"categories": []}), "/blocks/0/chart/axis_config/categories"),
        (
            chart(axis_config={"categories": MONTHS, "x_label": "x" * 51}),
            "/blocks/0/chart/axis_config/x_label",
        ),
        (pie(), "/blocks/0/chart/segments"),
        (pie(1, 0), "/blocks/0/chart/segments/1/value"),
        (pie(*range(1, 8)), "/blocks/0/chart/segments"),
    ],
)
def test_a_chart_beyond_them_is_refused_and_pointed_at(wrong: JsonObject, place: str) -> None:
    assert any(one.endswith(f"[json-pointer:{place}]") for one in problems(wrong)), problems(wrong)


def test_a_message_has_room_for_two_charts_and_a_view_for_none() -> None:
    assert problems(chart(), chart()) == []
    assert len(problems(chart(), chart(), chart())) == 1
    assert len(problems(chart(), charts=0)) == 1


async def test_a_home_tab_with_a_chart_is_refused(
    workspace: Workspace, client: AsyncWebClient
) -> None:
    with pytest.raises(SlackApiError) as refused:
        await client.views_publish(user_id=PRIYA, view={"type": "home", "blocks": [chart()]})
    assert refused.value.response["error"] == "invalid_arguments"
    workspace.findings.clear()


async def test_a_workspace_may_be_told_not_to_know_them_which_is_nobodys_mistake(
    workspace: Workspace, client: AsyncWebClient
) -> None:
    workspace.faults.unknown_blocks.add("data_visualization")
    with pytest.raises(SlackApiError) as refused:
        await client.chat_postMessage(channel=RIVERSIDE, text="Figures", blocks=[chart()])
    assert refused.value.response["error"] == "invalid_blocks"
    assert list(workspace.findings) == []
    workspace.faults.clear()
    await client.chat_postMessage(channel=RIVERSIDE, text="Figures", blocks=[chart()])
