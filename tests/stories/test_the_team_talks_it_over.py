"""What the team's channel sees of a report, and what it can do with it."""

import pytest

from bot.app import Running
from sandbox.workspace import Workspace
from tests.stories.deeds import (
    RIVERSIDE,
    card,
    cards,
    kept,
    morning,
    near_miss,
    said_about,
    settled,
    shows,
    suggestion,
)


async def test_a_named_card_is_there_at_once_and_says_who_wrote_it(
    workspace: Workspace, bot: Running
) -> None:
    priya = workspace.person("priya")

    receipt = await near_miss(priya, "The old address", known="Named")

    shown = await card(workspace, bot)
    assert receipt.reference in shown.plain
    assert f"<@{priya.id}> spotted this" in shown.plain


async def test_a_confidential_card_comes_between_ten_minutes_and_two_hours_without_a_name(
    workspace: Workspace, bot: Running
) -> None:
    priya = workspace.person("priya")
    await near_miss(priya, "The old address")

    await workspace.move_time(hours=9 / 60)
    await settled(workspace, bot)
    assert cards(workspace) == []

    await workspace.move_time(hours=2 - 8 / 60)
    shown = await card(workspace, bot)
    assert "A colleague spotted this" in shown.plain
    everything = f"{shown.message}"
    assert not [one for one in (priya.id, priya.name, priya.member.handle) if one in everything]


async def test_what_only_those_who_decide_may_read_never_shows_in_the_channel(
    workspace: Workspace, bot: Running
) -> None:
    amina = workspace.person("amina")
    receipt = await suggestion(
        workspace.person("priya"), "One list", readers="Only my manager for now"
    )

    digest = await morning(workspace, bot, amina)

    assert receipt.reference in digest.plain
    await amina.press(digest, "Thank you")
    await settled(workspace, bot)
    assert cards(workspace) == []


async def test_what_is_said_in_the_thread_is_kept_and_follows_edits_and_deletions(
    workspace: Workspace, bot: Running
) -> None:
    priya, tom, grace = (workspace.person(name) for name in ("priya", "tom", "grace"))
    await suggestion(priya, "One list")
    shown = await card(workspace, bot)
    (report,) = await kept(bot)

    first = await tom.say(RIVERSIDE, "Whose list?", thread=shown)
    second = await grace.say(RIVERSIDE, "Mine is shorter", thread=shown)
    await settled(workspace, bot)
    assert await said_about(bot, report) == (
        (tom.id, "Whose list?"),
        (grace.id, "Mine is shorter"),
    )

    await tom.edit(first, "Which list?")
    await grace.delete(second)
    await settled(workspace, bot)
    assert await said_about(bot, report) == ((tom.id, "Which list?"),)


async def test_what_is_said_elsewhere_is_not_kept(workspace: Workspace, bot: Running) -> None:
    priya, tom = workspace.person("priya"), workspace.person("tom")
    await suggestion(priya, "One list")
    await card(workspace, bot)
    (report,) = await kept(bot)

    other = await tom.say(RIVERSIDE, "Who has the key?")
    await priya.say(RIVERSIDE, "On the hook", thread=other)
    await settled(workspace, bot)

    assert await said_about(bot, report) == ()


async def test_seen_this_too_counts_each_colleague_once_and_names_nobody(
    workspace: Workspace, bot: Running
) -> None:
    priya, tom, grace = (workspace.person(name) for name in ("priya", "tom", "grace"))
    await suggestion(priya, "One list")
    shown = await card(workspace, bot)

    for colleague in (tom, tom, grace):
        assert (await colleague.press(shown, "Seen this too")).ok

    shown = await shows(workspace, shown, "2 colleagues have seen this too")
    assert tom.id not in shown.plain
    assert grace.id not in shown.plain


@pytest.mark.parametrize(
    ("who", "told"),
    [("priya", "This one is yours"), ("robin", "members of this service's own teams")],
)
async def test_seen_this_too_is_for_colleagues_of_the_team_who_did_not_write_it(
    workspace: Workspace, bot: Running, who: str, told: str
) -> None:
    workspace.add_person("robin", is_external=True)
    workspace.invite(RIVERSIDE, "robin")
    await suggestion(workspace.person("priya"), "One list")
    shown = await card(workspace, bot)
    person = workspace.person(who)

    await person.press(shown, "Seen this too")

    await settled(workspace, bot)
    (answer,) = [message for message in person.sees(RIVERSIDE) if message.ephemeral]
    assert told in answer.plain
    assert "seen this too" not in cards(workspace)[0].plain


@pytest.mark.parametrize("who", ["tom", "dan", "priya"])
async def test_a_reaction_by_somebody_who_does_not_decide_stays_a_reaction(
    workspace: Workspace, bot: Running, who: str
) -> None:
    priya, person = workspace.person("priya"), workspace.person(who)
    await suggestion(priya, "One list")
    shown = await card(workspace, bot)

    for emoji in ("pray", "+1", "seedling", "speech_balloon", "eyes"):
        await person.react(shown, emoji)
    await person.unreact(shown, "+1")
    await settled(workspace, bot)

    assert person.dm == []
    assert priya.dm == []
    assert cards(workspace)[0].plain == shown.plain
    (report,) = await kept(bot)
    assert report.state == "new"
