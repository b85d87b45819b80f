"""From an answer to what is different: tried, changed, looked back on, and thanked for."""

from datetime import timedelta

from bot.app import Running
from sandbox.human import Person
from sandbox.seen import SeenMessage
from sandbox.workspace import Workspace
from tests.stories.deeds import (
    RIVERSIDE,
    answer,
    at_home,
    card,
    cards,
    kept,
    last,
    morning,
    near_miss,
    row_of,
    say_changed,
    settled,
    shows,
    suggestion,
    told,
)

THURSDAY = 3


async def test_whoever_is_asked_to_try_it_says_what_was_changed(
    workspace: Workspace, bot: Running
) -> None:
    priya, amina, tom = (workspace.person(name) for name in ("priya", "amina", "tom"))
    await suggestion(priya, "One list")
    digest = await morning(workspace, bot, amina)
    await amina.press(digest, "Try it until")
    amina.fill("words", "See whether it helps")
    amina.fill("Who could try it", "tom")
    assert (await amina.submit()).ok

    asked = await told(workspace, tom, "whether you would like to try something out")
    assert "One list" in asked.plain
    assert "Nothing obliges you" in asked.plain
    assert f"<@{tom.id}>" in (await told(workspace, priya, "See whether it helps")).plain
    await shows(workspace, cards(workspace)[0], f"<@{tom.id}>")

    await say_changed(tom, asked, "The list hangs by the door")
    changed = await told(workspace, priya, "Something was changed")
    assert "The list hangs by the door" in changed.plain
    assert f"<@{tom.id}> says what was changed (makes it easier)" in changed.plain
    await shows(workspace, cards(workspace)[0], "The list hangs by the door")


async def test_the_reporter_who_wants_to_try_it_says_so_from_the_answer_and_stays_unknown(
    workspace: Workspace, bot: Running
) -> None:
    priya, amina = workspace.person("priya"), workspace.person("amina")
    await suggestion(priya, "One list", known="Confidential", wish="Try it myself")
    await answer(amina, await morning(workspace, bot, amina), "Go ahead", "Start on Monday")
    got = await told(workspace, priya, "Start on Monday")

    await say_changed(priya, got, "There is one address book")

    await workspace.move_time(hours=3)
    seen = await shows(workspace, cards(workspace)[0], "There is one address book")
    assert "Whoever wrote it says what was changed" in seen.plain
    assert priya.id not in str(seen.blocks)
    assert last(priya, "Something was changed") is None


async def test_four_weeks_later_reporter_and_team_are_asked_and_not_yet_opens_it_again(
    workspace: Workspace, bot: Running
) -> None:
    priya, amina, tom = (workspace.person(name) for name in ("priya", "amina", "tom"))
    await near_miss(priya, "The old address")
    await a_change(workspace, bot, amina, "There is one address book")
    shown = cards(workspace)[0]

    await workspace.move_time(to=workspace.now + timedelta(weeks=4, hours=1))
    asked = await told(workspace, priya, "Has it helped?")
    await workspace.until(lambda: workspace.thread(shown))
    (in_thread,) = workspace.thread(shown)
    for question in (asked, in_thread):
        assert "There is one address book" in question.plain
        assert question.buttons[:3] == ["Yes", "A bit", "No, not yet"]

    assert (await tom.press(in_thread, "No, not yet")).ok

    await workspace.move_time(hours=3)
    seen = await shows(workspace, shown, "It has not helped yet, so it is open again")
    assert tom.id not in str(seen.blocks)
    assert "An answer will come by" in seen.plain
    again = await morning(workspace, bot, amina)
    assert "Waiting for your answer" in again.plain
    # Whoever looks back late is told that it is open again.
    await priya.press(asked, "Yes")
    assert "open again" in priya.dm[-1].plain
    states = [report.state.value for report in await kept(bot)]
    assert states == ["seen"]


async def test_yes_ends_it_and_the_digest_asks_no_more(workspace: Workspace, bot: Running) -> None:
    priya, amina = workspace.person("priya"), workspace.person("amina")
    await suggestion(priya, "One list")
    await a_change(workspace, bot, amina, "One list hangs by the door")
    await workspace.move_time(to=workspace.now + timedelta(weeks=4, hours=1))
    asked = await told(workspace, priya, "Has it helped?")
    digest = await told(workspace, amina, "Changed: did it help?")

    assert (await priya.press(asked, "Yes")).ok

    assert "Good to hear" in priya.dm[-1].plain
    await shows(workspace, cards(workspace)[0], "Something was changed, and it has helped")
    await shows(workspace, digest, "Seen to this morning")
    await priya.press(asked, "Yes")
    assert "You have said so already" in priya.dm[-1].plain
    (report,) = await kept(bot)
    assert report.state == "checked"
    before = len(amina.dm)
    await workspace.move_time(hours=72)
    await settled(workspace, bot)
    assert [one for one in amina.dm[before:] if "did it help" in one.plain] == []


async def test_the_weekly_post_thanks_by_name_only_who_said_yes_to_it(
    workspace: Workspace, bot: Running
) -> None:
    priya, grace, amina = (workspace.person(name) for name in ("priya", "grace", "amina"))
    first = await suggestion(priya, "One list", wish="Try it myself")
    second = await suggestion(grace, "A bigger room", wish="Do it with others")
    digest = await morning(workspace, bot, amina)
    for receipt in (first, second):
        row = row_of(workspace, digest, receipt.reference)
        await answer(amina, digest, "Go ahead", "Yes please", row=row)
    await settled(workspace, bot)
    for person, words in ((priya, "The list hangs"), (grace, "The room is booked")):
        await say_changed(person, await told(workspace, person, "Yes please"), words)
    mine = await told(workspace, priya, "May we thank you by name?")
    theirs = await told(workspace, grace, "May we thank you by name?")

    assert (await priya.press(mine, "Yes, by name")).ok
    assert (await grace.press(theirs, "No, thank you")).ok

    assert "thanks you by name" in (await shows(workspace, mine, "weekly post thanks")).plain
    assert "without your name" in (await shows(workspace, theirs, "without your name")).plain
    week = await weekly_post(workspace)
    assert f"thank you, <@{priya.id}>" in week.plain
    assert "The list hangs" in week.plain
    assert "The room is booked" in week.plain
    assert grace.id not in str(week.blocks)


async def test_nobody_is_thanked_by_name_whom_nobody_has_asked(
    workspace: Workspace, bot: Running
) -> None:
    priya, amina = workspace.person("priya"), workspace.person("amina")
    await near_miss(priya, "The old address")
    await a_change(workspace, bot, amina, "There is one address book")

    assert last(priya, "May we thank you by name?") is None
    week = await weekly_post(workspace)
    assert "a colleague said" in week.plain
    assert priya.id not in str(week.blocks)


async def test_where_nothing_was_tried_there_is_no_weekly_post(
    workspace: Workspace, bot: Running
) -> None:
    priya, amina = workspace.person("priya"), workspace.person("amina")
    await suggestion(priya, "One list")
    await answer(amina, await morning(workspace, bot, amina), "Talk it over", "On Tuesday at two")

    await workspace.move_time(hours=7 * 24)

    await settled(workspace, bot)
    assert [one.text for one in cards(workspace) if "we did" in one.text] == []


async def test_on_the_home_tab_the_team_sees_what_is_tried_near_it(
    workspace: Workspace, bot: Running
) -> None:
    priya, amina, tom = (workspace.person(name) for name in ("priya", "amina", "tom"))
    receipt = await suggestion(priya, "One list")
    await answer(amina, await morning(workspace, bot, amina), "Go ahead", "Start on Monday")

    near = (await at_home(workspace, tom)).plain.split("Tried near you")[1]

    assert receipt.reference in near
    owen = workspace.person("owen")
    assert receipt.reference not in (await at_home(workspace, owen)).plain


async def a_change(workspace: Workspace, bot: Running, manager: Person, words: str) -> None:
    """The only report goes ahead, and a week later its manager says what was changed."""
    digest = await morning(workspace, bot, manager)
    await card(workspace, bot)
    await answer(manager, digest, "Go ahead", "Start on Monday")
    await settled(workspace, bot)
    ahead = workspace.now + timedelta(days=7)
    await workspace.move_time(to=ahead.replace(hour=8, minute=50))
    later = await told(workspace, manager, "Trying: time to look")
    await say_changed(manager, later, words)
    await settled(workspace, bot)


async def weekly_post(workspace: Workspace) -> SeenMessage:
    """The team's post of the present week, on Thursday afternoon."""
    days = (THURSDAY - workspace.now.weekday()) % 7
    thursday = workspace.now + timedelta(days=days)
    await workspace.move_time(to=thursday.replace(hour=14, minute=5))
    posts = await workspace.until(
        lambda: [one for one in workspace.messages(RIVERSIDE) if one.text == "You said, we did"]
    )
    return posts[-1]
