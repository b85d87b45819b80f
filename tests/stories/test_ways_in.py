"""Other ways in than a command: shortcuts, a message somebody wrote, and a word to the bot."""

import pytest

from bot.app import Running
from sandbox.workspace import Workspace
from tests.stories.deeds import (
    HILLSIDE,
    RIVERSIDE,
    card,
    cards,
    kept,
    send,
    settled,
    told,
)


@pytest.mark.parametrize(
    ("shortcut", "box", "stored"),
    [
        ("report_near_miss", "What happened", "near_miss"),
        ("make_suggestion", "What could be better", "suggestion"),
    ],
)
async def test_a_shortcut_opens_the_form_from_anywhere(
    workspace: Workspace, bot: Running, shortcut: str, box: str, stored: str
) -> None:
    priya = workspace.person("priya")

    assert (await priya.shortcut(shortcut)).ok
    priya.fill(box, "The old address")
    if stored == "near_miss":
        priya.fill("Where in our work", "Not sure")
    receipt = await send(priya)

    (report,) = await kept(bot)
    assert (report.reference, report.kind.value) == (receipt.reference, stored)


async def test_a_shortcut_of_somebody_in_two_teams_asks_which_one(
    workspace: Workspace, bot: Running
) -> None:
    workspace.invite(HILLSIDE, "priya")
    await settled(workspace, bot)
    priya = workspace.person("priya")

    assert (await priya.shortcut("make_suggestion")).ok
    priya.fill("What could be better", "One list")
    assert (await priya.submit()).errors is not None
    priya.fill("Which team", "Hillside")
    await send(priya)

    assert "One list" in (await card(workspace, bot, HILLSIDE)).plain
    assert cards(workspace) == []


@pytest.mark.parametrize(
    ("shortcut", "box"),
    [
        ("near_miss_from_message", "What happened"),
        ("suggestion_from_message", "What could be better"),
    ],
)
async def test_a_message_is_turned_into_a_report_that_keeps_the_link_to_it(
    workspace: Workspace, bot: Running, shortcut: str, box: str
) -> None:
    priya, tom = workspace.person("priya"), workspace.person("tom")
    said = await tom.say(RIVERSIDE, "The fax went to the *old* school again")

    assert (await priya.message_shortcut(shortcut, said)).ok

    assert priya.modal is not None
    assert "The fax went to the *old* school again" in str(priya.modal.inputs)
    assert "Keep a link to the message with it" in priya.modal.plain
    priya.fill("How should we know you", "Named")
    if shortcut.startswith("near_miss"):
        priya.fill("Where in our work", "Not sure")
    await send(priya)
    shown = await card(workspace, bot)
    assert "From a message in Slack" in shown.plain
    (report,) = await kept(bot)
    assert report.source == f"https://riverside.slack.com{_path(said.channel, said.ts)}"
    assert report.source in str(shown.blocks)


async def test_the_link_to_the_message_is_dropped_where_its_tick_is_taken_off(
    workspace: Workspace, bot: Running
) -> None:
    priya, tom = workspace.person("priya"), workspace.person("tom")
    said = await tom.say(RIVERSIDE, "The fax went to the old school again")
    assert (await priya.message_shortcut("suggestion_from_message", said)).ok

    priya.fill("link", [])
    await send(priya)

    assert "From a message in Slack" not in (await card(workspace, bot)).plain
    (report,) = await kept(bot)
    assert (report.words.what, report.source) == ("The fax went to the old school again", "")


async def test_a_reply_in_a_thread_where_commands_do_not_work_is_turned_into_one_too(
    workspace: Workspace, bot: Running
) -> None:
    priya, tom = workspace.person("priya"), workspace.person("tom")
    parent = await tom.say(RIVERSIDE, "Who has the list?")
    reply = await tom.say(RIVERSIDE, "There are two of them", thread=parent)

    assert (await priya.message_shortcut("suggestion_from_message", reply)).ok

    assert priya.modal is not None
    assert "There are two of them" in str(priya.modal.inputs)


async def test_a_word_to_the_bot_is_answered_with_two_buttons_that_open_the_form_with_it(
    workspace: Workspace, bot: Running
) -> None:
    priya = workspace.person("priya")
    await priya.say(priya.dm_id, "The list of schools is from last year")

    greeting = await told(workspace, priya, "Is it a near miss, or an idea?")
    assert greeting.buttons == ["Report a near miss", "Make a suggestion"]
    assert "The list of schools is from last year" in greeting.plain
    assert "last year" not in greeting.text

    assert (await priya.press(greeting, "Make a suggestion")).ok
    assert priya.modal is not None
    assert "The list of schools is from last year" in str(priya.modal.inputs)
    await send(priya)
    assert [report.words.what for report in await kept(bot)] == [
        "The list of schools is from last year"
    ]


async def test_each_word_to_the_bot_gets_one_answer_and_nothing_is_kept_of_it(
    workspace: Workspace, bot: Running
) -> None:
    priya = workspace.person("priya")
    workspace.faults.next("events_api", "duplicate", times=2)
    await priya.say(priya.dm_id, "Hello")
    await settled(workspace, bot)
    await priya.say(priya.dm_id, "Are you there?")

    await settled(workspace, bot)

    assert len([one for one in priya.dm if one.by_app]) == 1 + 1
    assert await kept(bot) == []


async def test_words_that_are_deleted_before_the_answer_comes_are_not_quoted(
    workspace: Workspace, bot: Running
) -> None:
    priya = workspace.person("priya")
    workspace.faults.next("conversations.history", "500", times=1)
    said = await priya.say(priya.dm_id, "A name that should not stand here")
    await priya.delete(said)

    await settled(workspace, bot)

    assert [one for one in priya.dm if "should not stand" in one.plain] == []


async def test_who_is_in_no_team_is_told_so_by_the_button(
    workspace: Workspace, bot: Running
) -> None:
    ife = workspace.person("ife")
    await ife.say(ife.dm_id, "Hello")
    greeting = await told(workspace, ife, "Hello")
    await settled(workspace, bot)

    await ife.press(ife.dm[-1], "Make a suggestion")

    assert ife.modal is None
    assert "to set your team up" in ife.dm[-1].plain
    assert greeting is not None


async def test_a_message_shortcut_of_an_outsider_is_refused_in_private(
    workspace: Workspace, bot: Running
) -> None:
    visitor = workspace.add_person("vera", is_external=True)
    workspace.invite(RIVERSIDE, "vera")
    await settled(workspace, bot)
    said = await workspace.person("tom").say(RIVERSIDE, "Who has the list?")

    await visitor.message_shortcut("suggestion_from_message", said)

    assert visitor.modal is None
    refused = visitor.sees(RIVERSIDE)[-1]
    assert refused.ephemeral
    assert "I can't help here" in refused.plain
    assert await kept(bot) == []


def _path(channel: str, ts: str) -> str:
    return f"/archives/{channel}/p{ts.replace('.', '')}"
