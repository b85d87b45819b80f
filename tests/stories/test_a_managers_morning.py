"""The digest: when it comes, what stands in it, and how it follows what happens."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.app import Running
from bot.domain.ids import UserId
from sandbox import cast
from sandbox.workspace import Workspace
from tests.stories.deeds import (
    HILLSIDE,
    cards,
    kept,
    morning,
    near_miss,
    next_message,
    next_morning,
    row_of,
    settled,
    shows,
    suggestion,
)

FRIDAY = 4


async def test_the_digest_comes_at_a_quarter_to_nine_and_not_before(
    workspace: Workspace, bot: Running
) -> None:
    amina = workspace.person("amina")
    await suggestion(workspace.person("priya"), "One list")
    tomorrow = workspace.now.replace(hour=8, minute=44, second=0) + timedelta(days=1)

    await workspace.move_time(to=tomorrow)
    await settled(workspace, bot)
    assert amina.dm == []

    await workspace.move_time(to=tomorrow + timedelta(minutes=2))
    await next_message(workspace, bot, amina, 0)


async def test_where_nothing_waits_nobody_gets_a_message(
    workspace: Workspace, bot: Running
) -> None:
    await workspace.move_time(to=next_morning(workspace.now))
    await settled(workspace, bot)

    assert not workspace.traffic.calls("chat.postMessage")


async def test_what_waits_longest_stands_first(workspace: Workspace, bot: Running) -> None:
    priya, amina = workspace.person("priya"), workspace.person("amina")
    first = await suggestion(priya, "One list")
    await morning(workspace, bot, amina)
    second = await suggestion(priya, "A bigger room")

    digest = await morning(workspace, bot, amina)

    assert digest.plain.index(first.reference) < digest.plain.index(second.reference)
    assert "waiting since Monday" in digest.plain


async def test_answered_from_the_digest_one_report_leaves_the_others_waiting(
    workspace: Workspace, bot: Running
) -> None:
    priya, amina = workspace.person("priya"), workspace.person("amina")
    first = await suggestion(priya, "One list")
    second = await near_miss(priya, "The old address")
    digest = await morning(workspace, bot, amina)

    await amina.press(digest, "Go ahead", row=row_of(workspace, digest, first.reference))
    amina.fill("Your words", "Start on Monday")
    assert (await amina.submit()).ok

    digest = await shows(workspace, digest, "Start on Monday")
    assert digest.plain.index(second.reference) < digest.plain.index(first.reference)
    assert len([text for text in digest.buttons if text == "Go ahead"]) == 1
    tomorrow = await morning(workspace, bot, amina)
    waiting, thanks = tomorrow.plain.split("Worth saying thanks for")
    assert second.reference in waiting
    assert first.reference not in waiting
    assert first.reference in thanks


@pytest.mark.parametrize("emoji", ["eyes", "white_check_mark", "pray::skin-tone-4"])
async def test_an_emoji_on_ones_own_digest_marks_everything_new_as_seen(
    workspace: Workspace, bot: Running, emoji: str
) -> None:
    priya, amina = workspace.person("priya"), workspace.person("amina")
    await suggestion(priya, "One list")
    await suggestion(priya, "A bigger room")
    digest = await morning(workspace, bot, amina)
    assert "Waiting for your answer" not in digest.plain

    await amina.react(digest, emoji)

    digest = await shows(workspace, digest, "Waiting for your answer")
    assert "New" not in digest.plain.splitlines()
    await settled(workspace, bot)
    assert {report.state for report in await kept(bot)} == {"seen"}
    assert priya.dm == []


async def test_both_managers_of_a_team_get_the_digest_and_see_what_the_other_answers(
    workspace: Workspace, bot: Running
) -> None:
    await have_two_managers(bot)
    await settled(workspace, bot)  # everybody who decides hears of it
    priya, amina, grace = (workspace.person(name) for name in ("priya", "amina", "grace"))
    heard = len(grace.dm)
    receipt = await suggestion(priya, "One list")
    assert f"<@{amina.id}> or <@{grace.id}> will answer" in receipt.plain
    digest = await morning(workspace, bot, amina)
    other = await next_message(workspace, bot, grace, heard)

    await amina.press(digest, "Go ahead")
    amina.fill("Your words", "Start on Monday")
    assert (await amina.submit()).ok

    other = await shows(workspace, other, "Start on Monday")
    assert "Go ahead" not in other.buttons
    await next_message(workspace, bot, priya, 0)


async def test_nobody_decides_on_their_own_report(workspace: Workspace, bot: Running) -> None:
    amina, dan = workspace.person("amina"), workspace.person("dan")
    receipt = await near_miss(amina, "The old address", known="Named")
    assert f"<@{dan.id}> will answer" in receipt.plain
    shown = (await workspace.until(lambda: cards(workspace)))[0]
    await bot.worker.drain()

    await amina.react(shown, "+1")
    digest = await morning(workspace, bot, dan)

    assert receipt.reference in digest.plain
    assert amina.dm == []
    await dan.press(digest, "Go ahead")
    dan.fill("Your words", "Good catch")
    assert (await dan.submit()).ok
    assert "Good catch" in (await next_message(workspace, bot, amina, 0)).plain


@pytest.mark.parametrize("weekday", [FRIDAY])
async def test_over_a_weekend_nobody_gets_a_message(workspace: Workspace, bot: Running) -> None:
    priya, amina = workspace.person("priya"), workspace.person("amina")
    friday = workspace.now
    await suggestion(priya, "One list")
    await settled(workspace, bot)
    before = len(workspace.traffic.calls("chat.postMessage"))

    await workspace.move_time(to=friday.replace(hour=8, minute=30) + timedelta(days=3))
    await settled(workspace, bot)
    assert len(workspace.traffic.calls("chat.postMessage")) == before

    await workspace.move_time(hours=1)
    assert "waiting since Friday" in (await next_message(workspace, bot, amina, 0)).plain


async def test_somebody_with_two_teams_gets_one_digest_that_names_them(
    workspace: Workspace, bot: Running
) -> None:
    for team in await bot.services.settings.teams():
        await bot.services.settings.save_team(replace(team, managers=(UserId(cast.AMINA),)))
    await settled(workspace, bot)  # everybody who decides hears of it
    await suggestion(workspace.person("priya"), "One list")
    await suggestion(workspace.person("owen"), "A bigger room", channel=HILLSIDE)

    digest = await morning(workspace, bot, workspace.person("amina"))

    assert "Riverside · waiting since" in digest.plain
    assert "Hillside · waiting since" in digest.plain


async def have_two_managers(bot: Running) -> None:
    (team,) = (one for one in await bot.services.settings.teams() if one.name == "Riverside")
    managers = (*team.managers, UserId(cast.GRACE))
    await bot.services.settings.save_team(replace(team, managers=managers))
