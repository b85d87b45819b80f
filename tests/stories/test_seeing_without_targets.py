"""`/goodcatch team`, and the two questions at the end, from the command to what is seen."""

from bot.app import Running
from sandbox import cast
from sandbox.workspace import Workspace
from tests.stories.deeds import RIVERSIDE, answer, morning, near_miss, settled


async def test_the_figures_of_a_team_come_as_a_direct_message(
    workspace: Workspace, bot: Running
) -> None:
    priya = workspace.person("priya")
    asked = await priya.command("/goodcatch", "team", channel=RIVERSIDE)
    assert asked.ok
    assert priya.modal is not None
    assert "are on their way to you" in priya.modal.plain
    await settled(workspace, bot)
    [figures] = [one for one in workspace.messages(priya.dm_id) if "figures" in one.text]
    assert "Riverside" in figures.plain
    assert "Waiting for an answer" in figures.plain


async def test_a_learning_lead_gets_those_of_all_teams_together(
    workspace: Workspace, bot: Running
) -> None:
    moira = workspace.person(cast.MOIRA)
    assert (await moira.command("/goodcatch", "team", channel=moira.dm_id)).ok
    await settled(workspace, bot)
    [figures] = [one for one in workspace.messages(moira.dm_id) if "figures" in one.text]
    assert "All teams together" in figures.plain


async def test_after_a_not_now_one_says_how_it_was_once(workspace: Workspace, bot: Running) -> None:
    priya, amina = workspace.person("priya"), workspace.person("amina")
    await near_miss(priya, "The fax went astray", known="Named")
    digest = await morning(workspace, bot, amina)
    await answer(amina, digest, "Not now, because …", "There is no room this year")
    await settled(workspace, bot)
    told = workspace.messages(priya.dm_id)[-1]

    assert (await priya.press(told, "Say how it was")).ok
    priya.fill("Were you treated with respect", "Yes")
    priya.fill("Would you do it again", "Partly")
    assert (await priya.submit()).ok

    assert priya.modal is not None
    assert "Thank you for saying" in priya.modal.plain
    assert (await priya.close()).ok
    await priya.press(told, "Say how it was")
    assert "You have said so already" in priya.dm[-1].plain
