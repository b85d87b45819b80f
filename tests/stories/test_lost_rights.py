"""Somebody who lost a right a second ago has lost it: word of it comes, and it is asked anew."""

from dataclasses import replace

import pytest

from bot.app import Running
from bot.domain.errors import NotAvailable
from bot.domain.ids import UserId
from sandbox import cast
from sandbox.workspace import Workspace
from tests.stories.deeds import (
    RIVERSIDE,
    at_home,
    card,
    kept,
    open_form,
    settled,
    suggestion,
)

REFUSED = "for members of this service's own teams"


async def test_a_guest_who_becomes_an_outsider_can_do_nothing_from_then_on(
    workspace: Workspace, bot: Running
) -> None:
    sam = workspace.person("sam")
    await suggestion(sam, "One list")
    shown = await card(workspace, bot)
    await open_form(sam, "/suggest", "Another list")

    workspace.change_person("sam", is_external=True)
    await settled(workspace, bot)

    outcome = await sam.submit()
    assert outcome.errors is not None
    assert REFUSED in " ".join(outcome.errors.values())
    await sam.close()
    answer = await sam.command("/near-miss", "An old address", channel=RIVERSIDE)
    assert sam.modal is None
    assert answer.message is not None
    assert REFUSED in answer.message.plain
    assert (await sam.press(shown, "Seen this too")).ok
    assert REFUSED in sam.sees(RIVERSIDE)[-1].plain
    home = await at_home(workspace, sam)
    assert "One list" not in home.plain
    assert len(await kept(bot)) == 1


async def test_whoever_becomes_a_guest_goes_on_as_long_as_the_team_takes_guests(
    workspace: Workspace, bot: Running
) -> None:
    priya = workspace.person("priya")
    await suggestion(priya, "One list")
    workspace.change_person("priya", is_restricted=True)
    await settled(workspace, bot)
    await open_form(priya, "/suggest", "Another list")

    for team in await bot.services.settings.teams():
        await bot.services.settings.save_team(replace(team, guests_allowed=False))

    outcome = await priya.submit()
    assert outcome.errors is not None
    assert "I can't find that for you" in outcome.errors["what"]
    assert len(await kept(bot)) == 1


async def test_whoever_was_taken_out_of_the_channel_can_no_more_report_press_or_read(
    workspace: Workspace, bot: Running
) -> None:
    await suggestion(workspace.person("tom"), "One list")
    await card(workspace, bot)
    priya = workspace.person("priya")
    assert "One list" in priya.sees(RIVERSIDE)[-1].plain
    await open_form(priya, "/suggest", "Another list")

    workspace.remove(RIVERSIDE, "priya")
    await settled(workspace, bot)

    outcome = await priya.submit()
    assert outcome.errors is not None
    assert "I can't find that for you" in outcome.errors["what"]
    await priya.close()
    answer = await priya.command("/near-miss", "An old address", channel="#everyone")
    assert priya.modal is None
    assert answer.message is not None
    assert "nothing was saved" in answer.message.plain
    [report] = await kept(bot)
    with pytest.raises(NotAvailable):
        await bot.services.discussion.seen_this_too(UserId(priya.id), report.id)
    home = await at_home(workspace, priya)
    assert "One list" not in home.plain


async def test_a_manager_who_leaves_slack_is_not_promised_to_anybody_a_second_later(
    workspace: Workspace, bot: Running
) -> None:
    workspace.deactivate("amina")
    await settled(workspace, bot)

    receipt = await suggestion(workspace.person("priya"), "One list")

    assert f"<@{cast.DAN}> will answer" in receipt.plain
    assert cast.AMINA not in receipt.plain
