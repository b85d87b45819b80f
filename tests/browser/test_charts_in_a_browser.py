"""A chart is drawn in the page, with every value in a table for those who cannot see it."""

import pytest
from playwright.async_api import Page, expect

from bot.domain.run_chart import RunChart
from bot.views.charts import Drawing, line_chart
from sandbox import cast
from sandbox.posting import post
from sandbox.workspace import Workspace
from tests.domain.test_run_chart import a_chart

pytestmark = pytest.mark.browser

VALUES = (4, 3, 5, 4, 2, 2.5, 1, 2, 1, 1, 2, 1)


def drawn(chart: RunChart) -> dict[str, object]:
    return line_chart(
        Drawing(chart, "How long a first answer took", "Working days", "days", lambda _: "")
    )


async def test_a_run_chart_has_a_line_a_middle_line_and_its_values(
    page: Page, workspace: Workspace
) -> None:
    priya = workspace.person(cast.PRIYA)
    world = workspace.world
    channel = world.state.channel(priya.dm_id)
    post(world, channel, world.state.bot, "Figures", blocks=[drawn(a_chart(*VALUES))], by_app=True)
    await page.goto(f"{workspace.url}/?{priya.id}#as={priya.id}&channel={priya.dm_id}")

    chart = page.get_by_test_id("chart")
    await expect(chart).to_be_visible()
    await expect(chart.get_by_text("How long a first answer took")).to_be_visible()
    await expect(chart.locator("svg polyline")).to_have_count(2)
    await expect(chart.locator("svg circle.chart-tone-0")).to_have_count(len(VALUES))
    await chart.get_by_text("The values").click()
    rows = chart.locator("tbody tr")
    await expect(rows).to_have_count(len(VALUES))
    await expect(rows.nth(5)).to_contain_text("Jun 2024")
    await expect(rows.nth(5)).to_contain_text("2.5")
