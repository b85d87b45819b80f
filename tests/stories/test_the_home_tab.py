"""The Home tab: for those who forget commands, and for those who answer."""

from datetime import timedelta

import pytest

from bot.app import Running
from sandbox.human import Person
from sandbox.seen import SeenView
from sandbox.workspace import Workspace
from tests.stories.deeds import (
    HILLSIDE,
    at_home,
    card,
    cards,
    kept,
    morning,
    near_miss,
    next_message,
    row_in,
    send,
    settled,
    shows,
    suggestion,
    told,
)

ALWAYS = ["Find a story", "Error traps", "All my reports", "I have a receipt code"]
"""What stands on every page, whoever looks at it."""


async def test_a_newcomer_is_welcomed_with_two_ways_in(workspace: Workspace, bot: Running) -> None:
    page = await at_home(workspace, workspace.person("tom"))

    assert page.buttons == ["Report a near miss", "Make a suggestion", *ALWAYS]
    assert "is thanked for it" in page.plain
    assert "Waiting for you" not in page.plain


@pytest.mark.parametrize(
    ("button", "box"),
    [
        ("Report a near miss", "What happened"),
        ("Make a suggestion", "What could be better"),
    ],
)
async def test_what_is_written_from_the_home_tab_stands_there_at_once(
    workspace: Workspace, bot: Running, button: str, box: str
) -> None:
    priya = workspace.person("priya")
    await at_home(workspace, priya)

    assert (await priya.press(None, button)).ok
    priya.fill(box, "The old address")
    if button == "Report a near miss":
        priya.fill("Where in our work", "Not sure")
    priya.fill("How should we know you", "Named")
    receipt = await send(priya)

    page = priya.home
    assert page is not None
    assert receipt.reference in page.plain
    assert "will answer by Thursday" in page.plain


async def test_what_is_told_confidentially_stands_in_the_window_and_never_on_the_page(
    workspace: Workspace, bot: Running
) -> None:
    priya, tom = workspace.person("priya"), workspace.person("tom")
    receipt = await near_miss(priya, "the old address")
    for person in (priya, tom):
        page = await at_home(workspace, person)
        assert receipt.reference not in page.plain

    assert (await priya.press(None, "All my reports")).ok

    assert priya.modal is not None
    assert priya.modal.title == "Your reports"
    assert receipt.reference in priya.modal.plain
    together = [
        call.body
        for call in workspace.traffic.since()
        if call.direction == "from_bot" and priya.id in str(call.body)
    ]
    assert not any(receipt.reference in str(body) for body in together)
    assert not any("the old address" in str(body) for body in together)


async def test_a_name_is_left_out_and_put_back(workspace: Workspace, bot: Running) -> None:
    priya = workspace.person("priya")
    await suggestion(priya, "one list for all schools")
    shown = await card(workspace, bot)
    await at_home(workspace, priya)

    assert (await priya.press(None, "Leave my name out")).ok

    assert priya.id not in str((await shows(workspace, shown, "A colleague has an idea")).blocks)
    assert priya.home is not None
    assert "one list" not in priya.home.plain
    assert (await priya.press(None, "All my reports")).ok
    assert (await priya.press(None, "Put my name to it")).ok
    assert priya.modal is not None
    assert "Leave my name out" in priya.modal.buttons
    await settled(workspace, bot)
    seen = workspace.message(shown)
    assert seen is not None
    assert priya.id in str(seen.blocks)


async def test_a_manager_sees_to_everything_from_the_home_tab_and_it_is_drawn_anew_each_time(
    workspace: Workspace, bot: Running
) -> None:
    priya, amina = workspace.person("priya"), workspace.person("amina")
    one, two, three, four = [
        (await suggestion(priya, words)).reference
        for words in ("One list", "A bigger room", "Two phones", "More tea")
    ]
    page = await at_home(workspace, amina)

    assert (await amina.press(None, "Thank you", row=row_in(page.blocks, one))).ok
    page = seen_by(amina)
    row = row_in(page.blocks, two)
    assert (await amina.choose(None, "without_words", "Try it for ten", row=row)).ok
    assert two not in seen_by(amina).plain.split("Your reports")[0].split("Worth saying")[0]
    for reference, button, words in (
        (three, "Go ahead", "Start on Monday"),
        (four, "Not now", "There is no room"),
    ):
        page = seen_by(amina)
        assert (await amina.press(None, button, row=row_in(page.blocks, reference))).ok
        amina.fill("words", words)
        assert (await amina.submit()).ok
        await amina.close()

    await settled(workspace, bot)
    last_words = {report.reference: report.events[-1].reply for report in await kept(bot)}
    assert last_words == {
        one: "thank_you",
        two: "try_until",
        three: "go_ahead",
        four: "not_now",
    }
    assert "Try it until" in (await told(workspace, priya, "Try it until")).plain
    waiting = (await at_home(workspace, amina)).plain.split("Your reports")[0]
    assert one in waiting.split("Worth saying thanks for")[0]
    assert three not in waiting.split("Worth saying thanks for")[0]


async def test_a_try_out_is_kept_up_or_changed_from_the_home_tab(
    workspace: Workspace, bot: Running
) -> None:
    priya, amina = workspace.person("priya"), workspace.person("amina")
    one = (await suggestion(priya, "One list")).reference
    two = (await suggestion(priya, "A bigger room")).reference
    page = await at_home(workspace, amina)
    for reference in (one, two):
        row = row_in(page.blocks, reference)
        assert (await amina.choose(None, "without_words", "Go ahead", row=row)).ok
    await workspace.move_time(to=workspace.now + timedelta(days=7))
    await at_home(workspace, amina)
    # What she pressed before may still have been drawing the tab anew.
    await workspace.until(lambda: "Trying: time to look" in seen_by(amina).plain)

    assert (await amina.press(None, "Keep trying", row=row_in(seen_by(amina).blocks, one))).ok
    page = seen_by(amina)
    assert (await amina.press(None, "It's changed", row=row_in(page.blocks, two))).ok
    amina.fill("What was changed", "We meet in the hall")
    amina.fill("What kind of change", "Design it out")
    assert (await amina.submit()).ok
    await amina.close()

    await workspace.until(lambda: "Trying: time to look" not in seen_by(amina).plain)
    states = {report.reference: report.state.value for report in await kept(bot)}
    assert states == {one: "answered", two: "changed"}
    assert "We meet in the hall" in (await told(workspace, priya, "We meet in")).plain


async def test_a_managers_own_report_does_not_wait_for_them(
    workspace: Workspace, bot: Running
) -> None:
    amina = workspace.person("amina")
    receipt = await near_miss(amina, "The old address", known="Named")

    page = await at_home(workspace, amina)

    assert "Nothing is waiting for you" in page.plain
    assert receipt.reference in page.plain.split("Your reports")[1]


async def test_who_is_in_no_team_is_told_whom_to_ask(workspace: Workspace, bot: Running) -> None:
    page = await at_home(workspace, workspace.person("ife"))

    assert "You are in no team's channel" in page.plain
    assert page.buttons == ALWAYS


async def test_a_page_shows_nothing_of_another_teams_or_of_what_is_only_for_the_manager(
    workspace: Workspace, bot: Running
) -> None:
    priya, tom = workspace.person("priya"), workspace.person("tom")
    await suggestion(priya, "One list", readers="Only my manager")
    await suggestion(workspace.person("owen"), "A bigger room", channel=HILLSIDE)

    page = await at_home(workspace, tom)

    assert "One list" not in page.plain
    assert "A bigger room" not in page.plain


async def test_mornings_of_ones_own_are_set_from_the_home_tab(
    workspace: Workspace, bot: Running
) -> None:
    priya, amina = workspace.person("priya"), workspace.person("amina")
    await suggestion(priya, "One list")
    await at_home(workspace, amina)
    await amina.press(None, "My mornings")
    amina.fill("My digest comes at", "10:30")
    amina.fill("Days I work", ["Wednesday", "Thursday", "Friday"])
    assert (await amina.submit()).ok

    tuesday = workspace.now + timedelta(days=1)
    await workspace.move_time(to=tuesday.replace(hour=12))
    await settled(workspace, bot)
    assert amina.dm == []
    wednesday = tuesday + timedelta(days=1)
    await workspace.move_time(to=wednesday.replace(hour=10, minute=25))
    await settled(workspace, bot)
    assert [one for one in amina.dm if "Good morning" in one.plain] == []
    await workspace.move_time(to=wednesday.replace(hour=10, minute=35))
    assert "One list" in (await told(workspace, amina, "Good morning")).plain


async def test_goodcatch_alone_opens_help_and_ones_own_reports_and_help_says_it_in_words(
    workspace: Workspace, bot: Running
) -> None:
    priya = workspace.person("priya")
    receipt = await suggestion(priya, "One list")

    assert (await priya.command("/goodcatch")).ok
    assert priya.modal is not None
    assert receipt.reference in priya.modal.plain
    assert "/near-miss" in priya.modal.plain
    await priya.close()
    for word in ("help", "what is this"):
        said = await priya.command("/goodcatch", word)
        assert said.message is not None
        assert "Good Catch is for near misses and ideas" in said.message.plain.replace("*", "")
        assert said.message.ephemeral


async def test_a_page_that_cannot_be_drawn_anew_loses_nothing(
    workspace: Workspace, bot: Running
) -> None:
    priya, amina = workspace.person("priya"), workspace.person("amina")
    await suggestion(priya, "One list")
    await morning(workspace, bot, amina)
    await at_home(workspace, amina)
    workspace.faults.next("views.publish", "500")

    assert (await amina.press(None, "Thank you")).ok

    assert "Thank you" in (await next_message(workspace, bot, priya, 0)).plain
    await card(workspace, bot)
    await shows(workspace, cards(workspace)[0], "Thank you")


def seen_by(person: Person) -> SeenView:
    """The Home tab that somebody has before their eyes, drawn anew by what they did."""
    assert person.home is not None
    return person.home
