"""What the bot asks of Slack as it starts, and what it need not ask again."""

from bot.app import Running
from sandbox.workspace import Workspace
from tests.stories.deeds import open_form


async def test_it_asks_once_who_it_is_and_not_again_in_anybodys_time(
    workspace: Workspace, bot: Running
) -> None:
    assert len(workspace.traffic.calls("auth.test")) == 1

    await open_form(workspace.person("priya"), "/near-miss", "The old address")

    assert len(workspace.traffic.calls("auth.test")) == 1


async def test_its_first_morning_is_set_by_the_workspaces_clock(
    workspace: Workspace, bot: Running
) -> None:
    assert abs(bot.services.sending.context.now() - workspace.now).total_seconds() < 10
