"""Another organisation is let into a team's channel: nothing of a report goes there any more."""

from bot.app import Running
from bot.domain.delivery import DeliveryState
from sandbox import cast
from sandbox.workspace import Workspace
from tests.stories.deeds import (
    RIVERSIDE,
    at_home,
    card,
    cards,
    kept,
    row_in,
    said_about,
    settled,
    suggestion,
    told,
)

STOPPED = "I have stopped posting in"


async def test_those_who_answer_are_told_once_and_what_waits_goes_out_once_when_it_is_mended(
    workspace: Workspace, bot: Running
) -> None:
    amina, dan = workspace.person("amina"), workspace.person("dan")
    await suggestion(workspace.person("priya"), "One list")
    first = await card(workspace, bot)

    workspace.share_externally(RIVERSIDE, "T0POLICE")
    workspace.share_externally(RIVERSIDE, "T0SCHOOL")
    for person in (amina, dan):
        notice = await told(workspace, person, STOPPED)
        assert f"<#{cast.RIVERSIDE}>" in notice.plain
        for words in ("wait safely", "on my Home tab", "private channel of its own"):
            assert words in notice.plain

    await suggestion(workspace.person("tom"), "Another list")
    await settled(workspace, bot)
    assert [one.ts for one in cards(workspace)] == [first.ts]
    assert "Another list" in (await at_home(workspace, amina)).plain
    assert len(await kept(bot)) == 2

    workspace.unshare(RIVERSIDE, "T0POLICE")
    await settled(workspace, bot)
    assert len(cards(workspace)) == 1, "another organisation is there still"

    workspace.unshare(RIVERSIDE, "T0SCHOOL")
    await workspace.until(lambda: len(cards(workspace)) > 1)
    await settled(workspace, bot)
    assert "Another list" in cards(workspace)[-1].plain
    assert len(cards(workspace)) == 2
    assert [one for one in amina.dm if STOPPED in one.plain] == [amina.dm[0]]
    assert await bot.services.sending.totals() == {}


async def test_an_answer_does_not_show_on_a_card_that_strangers_can_see(
    workspace: Workspace, bot: Running
) -> None:
    amina = workspace.person("amina")
    receipt = await suggestion(workspace.person("priya"), "One list")
    await card(workspace, bot)
    workspace.share_externally(RIVERSIDE)
    await told(workspace, amina, STOPPED)

    home = await at_home(workspace, amina)
    await amina.press(None, "Go ahead", row=row_in(home.blocks, receipt.reference))
    amina.fill("words", "We start on Monday")
    assert (await amina.submit()).ok
    await told(workspace, workspace.person("priya"), "We start on Monday")
    await settled(workspace, bot)

    assert "We start on Monday" not in cards(workspace)[0].plain
    assert (await bot.services.sending.totals())[DeliveryState.BLOCKED] == 1


async def test_strangers_in_it_can_do_nothing_to_a_card_that_stands_there(
    workspace: Workspace, bot: Running
) -> None:
    await suggestion(workspace.person("priya"), "One list")
    shown = await card(workspace, bot)
    workspace.share_externally(RIVERSIDE)
    stranger = workspace.add_person("robin", is_external=True)
    workspace.invite(RIVERSIDE, "robin")

    for button in shown.buttons:
        assert (await stranger.press(shown, button)).ok
        assert stranger.modal is None
        assert "for members of this service's own teams" in stranger.sees(RIVERSIDE)[-1].plain
    await stranger.react(shown, "white_check_mark")
    await stranger.say(RIVERSIDE, "I know who that was", thread=shown)
    await settled(workspace, bot)

    [report] = await kept(bot)
    assert await said_about(bot, report) == ()
    assert [event.kind.value for event in report.events] == ["filed"]
    assert (report.seen_too, stranger.dm) == (0, [])


async def test_a_team_is_not_set_up_in_a_shared_channel(workspace: Workspace, bot: Running) -> None:
    workspace.add_channel("joint", "beth", workspace.bot_user_id)
    workspace.share_externally("#joint")
    beth = workspace.person("beth")

    refused = await beth.command("/goodcatch", "setup", channel="#joint")

    assert beth.modal is None
    assert refused.message is not None
    assert refused.message.ephemeral
    assert "private channel of its own" in refused.message.plain


async def test_a_stranger_who_writes_to_the_bot_is_offered_nothing(
    workspace: Workspace, bot: Running
) -> None:
    stranger = workspace.add_person("robin", is_external=True)
    await stranger.say(stranger.dm_id, "A child's file was left on the bus")
    await workspace.until(lambda: any(one.by_app for one in stranger.dm))
    await settled(workspace, bot)
    [reply] = [one for one in stranger.dm if one.by_app]
    assert "for members of this service's own teams" in reply.plain
    assert reply.buttons == []
    assert "bus" not in reply.plain
