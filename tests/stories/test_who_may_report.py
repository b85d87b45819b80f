"""Where a command may be typed, by whom, and which team the report is for."""

import pytest

from bot.app import Running
from bot.domain.ids import UserId
from bot.services.settings import Changes
from bot.views.ids import Shortcut
from handlers.parse import FROM_MESSAGES
from sandbox import cast
from sandbox.human import Person
from sandbox.workspace import Workspace
from storage import people
from tests.stories.deeds import (
    RIVERSIDE,
    at_home,
    card,
    kept,
    near_miss,
    open_form,
    send,
    suggestion,
)

REFUSED = "for members of this service's own teams"


async def test_away_from_the_team_a_report_goes_to_the_one_team_somebody_belongs_to(
    workspace: Workspace, bot: Running
) -> None:
    await suggestion(workspace.person("priya"), "One list", channel="#everyone")
    assert "One list" in (await card(workspace, bot)).plain


async def test_who_belongs_to_two_teams_has_to_choose_when_the_channel_is_neithers(
    workspace: Workspace, bot: Running
) -> None:
    priya = workspace.person("priya")
    workspace.invite("#hillside", "priya")
    await open_form(priya, "/suggest", "One list", channel="#everyone")

    unchosen = await priya.submit()

    assert unchosen.errors is not None
    assert list(unchosen.errors) == ["team"]
    priya.fill("Which team", "Hillside")
    await send(priya)
    assert "One list" in (await card(workspace, bot, "#hillside")).plain


async def test_in_a_teams_channel_nobody_is_asked_which_team_it_is_for(
    workspace: Workspace, bot: Running
) -> None:
    workspace.invite("#hillside", "priya")
    await suggestion(workspace.person("priya"), "One list", channel="#hillside")
    assert "One list" in (await card(workspace, bot, "#hillside")).plain


async def test_who_belongs_to_no_team_is_told_whom_to_ask(
    workspace: Workspace, bot: Running
) -> None:
    ife = workspace.person("ife")

    answer = await ife.command("/suggest", "One list", channel="#everyone")

    assert ife.modal is None
    assert answer.message is not None
    assert f"Please ask <@{cast.MOIRA}> to set your team up" in answer.message.plain
    assert "One list" in answer.message.plain
    assert answer.message.ephemeral


async def test_without_a_learning_lead_it_is_the_administrator_who_is_to_be_asked(
    workspace: Workspace, bot: Running
) -> None:
    await bot.services.settings.change_service(Changes(learning_leads=()))

    answer = await workspace.person("ife").command("/suggest", "One list", channel="#everyone")

    assert answer.message is not None
    assert "Please ask your Slack administrator" in answer.message.plain


def a_stranger(workspace: Workspace) -> Person:
    """Somebody of another workspace, in a team's channel that they were let into."""
    workspace.share_externally(RIVERSIDE)
    stranger = workspace.add_person("robin", is_external=True)
    workspace.invite(RIVERSIDE, "robin")
    return stranger


@pytest.mark.parametrize(
    ("command", "words"),
    [
        ("/near-miss", "Something"),
        ("/suggest", "Something"),
        ("/goodcatch", ""),
        ("/goodcatch", "mine"),
        ("/goodcatch", "help"),
        ("/goodcatch", "setup"),
    ],
)
async def test_somebody_of_another_workspace_is_refused_privately(
    workspace: Workspace, bot: Running, command: str, words: str
) -> None:
    stranger = a_stranger(workspace)

    answer = await stranger.command(command, words, channel=RIVERSIDE)

    assert stranger.modal is None
    assert answer.message is not None
    assert answer.message.ephemeral
    assert REFUSED in answer.message.plain


async def test_no_shortcut_lets_somebody_of_another_workspace_in(
    workspace: Workspace, bot: Running
) -> None:
    stranger = a_stranger(workspace)
    said = await workspace.person("priya").say(RIVERSIDE, "The fax went astray")

    for shortcut in Shortcut:
        if shortcut in FROM_MESSAGES:
            await stranger.message_shortcut(shortcut, said)
            assert REFUSED in stranger.sees(RIVERSIDE)[-1].plain
        else:
            await stranger.shortcut(shortcut)
        window = stranger.modal
        assert window is None or (REFUSED in window.plain and not window.inputs)
    assert await kept(bot) == []


async def test_the_home_tab_of_somebody_of_another_workspace_offers_nothing(
    workspace: Workspace, bot: Running
) -> None:
    await suggestion(workspace.person("priya"), "One list")
    home = await at_home(workspace, a_stranger(workspace))
    assert home.buttons == []
    assert "One list" not in home.plain


async def test_a_guest_in_the_teams_channel_reports_like_everybody_else(
    workspace: Workspace, bot: Running
) -> None:
    sam = workspace.person("sam")
    assert sam.member.is_guest
    await suggestion(sam, "One list")
    assert "One list" in (await card(workspace, bot)).plain


async def test_a_guest_outside_every_teams_channel_is_refused_privately(
    workspace: Workspace, bot: Running
) -> None:
    guest = workspace.add_person("alex", is_restricted=True)
    workspace.add_channel("project", "alex")

    answer = await guest.command("/near-miss", "Something", channel="#project")

    assert guest.modal is None
    assert answer.message is not None
    assert answer.message.ephemeral
    assert "nothing was saved" in answer.message.plain.lower()


async def test_who_leaves_the_team_before_sending_the_form_cannot_send_it_any_more(
    workspace: Workspace, bot: Running
) -> None:
    priya = workspace.person("priya")
    await open_form(priya, "/suggest", "One list")
    workspace.remove(RIVERSIDE, "priya")
    await workspace.until(lambda: workspace.pending_events == 0)

    outcome = await priya.submit()

    assert outcome.errors is not None
    assert "I can't find that for you" in outcome.errors["what"]
    assert await kept(bot) == []


async def test_a_team_with_nobody_to_answer_gets_an_honest_receipt(
    workspace: Workspace, bot: Running
) -> None:
    await bot.services.settings.change_service(Changes(learning_leads=()))
    (team,) = (one for one in await bot.services.settings.teams() if one.name == "Riverside")
    for user in (*team.managers, *team.deputies):
        await lose(bot, user)

    receipt = await near_miss(workspace.person("priya"), "An old address")

    assert "nobody is set up to answer it yet" in receipt.plain
    assert "will answer" not in receipt.plain
    assert len(await kept(bot)) == 1


async def test_the_receipt_names_who_answers_now_and_not_who_has_left(
    workspace: Workspace, bot: Running
) -> None:
    await lose(bot, UserId(cast.AMINA))

    receipt = await near_miss(workspace.person("priya"), "An old address")

    assert f"<@{cast.DAN}> will answer by Thursday" in receipt.plain
    assert cast.AMINA not in receipt.plain


async def lose(bot: Running, user: UserId) -> None:
    """Let the bot know that Slack can no longer reach somebody."""
    database = bot.services.sending.context.database
    await database.write(lambda tx: people.mark_gone(tx, user, is_gone=True))
