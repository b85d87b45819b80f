"""Nudges: three kind reminders at most, around the day that an answer is promised for, at nine."""

from datetime import datetime, timedelta

import pytest

from bot.app import Running
from sandbox.human import Person
from sandbox.seen import SeenMessage
from sandbox.workspace import Workspace
from tests.stories.deeds import (
    RIVERSIDE,
    card,
    cards,
    morning,
    near_miss,
    next_message,
    settled,
    suggestion,
)

THURSDAY = 3


async def test_a_working_day_before_the_promise_the_manager_is_reminded_at_nine(
    workspace: Workspace, bot: Running
) -> None:
    priya, amina = workspace.person("priya"), workspace.person("amina")
    receipt = await near_miss(priya, "The old address")
    assert "by Thursday" in receipt.plain
    await morning(workspace, bot, amina)
    await morning(workspace, bot, amina)
    assert workspace.now.strftime("%A") == "Wednesday"
    assert nudges(amina) == []

    await workspace.move_time(to=workspace.now.replace(hour=9, minute=1))
    nudge = await next_message(workspace, bot, amina, 2)
    assert "an answer is promised by tomorrow" in nudge.plain
    assert receipt.reference in nudge.plain

    await workspace.move_time(hours=12)
    await settled(workspace, bot)
    assert len(nudges(amina)) == 1
    assert priya.dm == []
    assert "is waiting for your answer" not in str(cards(workspace)[0].blocks)


async def test_a_nudge_can_be_answered_on_the_spot(workspace: Workspace, bot: Running) -> None:
    priya, amina = workspace.person("priya"), workspace.person("amina")
    await suggestion(priya, "One list")
    await workspace.move_time(to=_wednesday(workspace))
    await settled(workspace, bot)
    (nudge,) = nudges(amina)

    await amina.press(nudge, "Go ahead")
    amina.fill("Your words", "Start on Monday")
    assert (await amina.submit()).ok

    assert "Start on Monday" in (await next_message(workspace, bot, priya, 0)).plain


async def test_nobody_is_reminded_of_what_is_answered(workspace: Workspace, bot: Running) -> None:
    priya, amina = workspace.person("priya"), workspace.person("amina")
    await suggestion(priya, "One list")
    digest = await morning(workspace, bot, amina)
    await amina.press(digest, "Go ahead")
    amina.fill("Your words", "Start on Monday")
    assert (await amina.submit()).ok

    await workspace.move_time(hours=50)

    await settled(workspace, bot)
    assert nudges(amina) == []


async def test_a_thank_you_keeps_one_promise_and_the_other_is_still_reminded_of(
    workspace: Workspace, bot: Running
) -> None:
    priya, amina = workspace.person("priya"), workspace.person("amina")
    await suggestion(priya, "One list")
    digest = await morning(workspace, bot, amina)
    await amina.press(digest, "Thank you")
    await next_message(workspace, bot, priya, 0)

    await workspace.move_time(to=_wednesday(workspace))
    await settled(workspace, bot)

    assert len(nudges(amina)) == 1


async def test_an_emoji_that_was_not_sent_does_not_keep_the_promise(
    workspace: Workspace, bot: Running
) -> None:
    priya, amina = workspace.person("priya"), workspace.person("amina")
    await suggestion(priya, "One list")
    await amina.react(await card(workspace, bot), "+1")

    await workspace.move_time(to=_wednesday(workspace))
    await settled(workspace, bot)

    assert len(nudges(amina)) == 1


@pytest.mark.parametrize("weekday", [THURSDAY])
async def test_over_a_weekend_the_reminder_waits_for_monday(
    workspace: Workspace, bot: Running
) -> None:
    priya, amina = workspace.person("priya"), workspace.person("amina")
    thursday = workspace.now
    receipt = await suggestion(priya, "One list")
    assert "by Tuesday" in receipt.plain

    await workspace.move_time(to=thursday.replace(hour=8, minute=55) + timedelta(days=4))
    await settled(workspace, bot)
    assert nudges(amina) == []

    await workspace.move_time(hours=1)
    await settled(workspace, bot)
    assert len(nudges(amina)) == 1


async def test_only_those_who_decide_are_ever_reminded(workspace: Workspace, bot: Running) -> None:
    await near_miss(workspace.person("priya"), "The old address")

    await workspace.move_time(hours=74)

    await settled(workspace, bot)
    amina = workspace.person("amina")
    members = workspace.channel(RIVERSIDE).members
    others = (workspace.person(id) for id in members if id not in {amina.id, workspace.bot_user_id})
    assert [other.name for other in others if other.dm] == []


def nudges(reader: Person) -> list[SeenMessage]:
    """The reminders in somebody's direct messages."""
    return [message for message in reader.dm if "A few words are enough" in message.plain]


def _wednesday(workspace: Workspace) -> datetime:
    """A minute past nine on the Wednesday of this week."""
    day = workspace.now + timedelta(days=2 - workspace.now.weekday())
    return day.replace(hour=9, minute=1)
