"""A long morning: twenty reports come in parts, and every one can be seen to where it stands."""

import pytest

from bot.app import Running
from bot.domain.errors import NotAvailable
from bot.domain.ids import DigestId, UserId
from sandbox.acts.actor import Outcome
from sandbox.human import Person
from sandbox.seen import SeenMessage
from sandbox.workspace import Workspace
from tests.stories.deeds import (
    answer,
    at_home,
    kept,
    morning,
    next_message,
    row_in,
    row_of,
    settled,
    shows,
    suggestion,
)

TWENTY = 20
THINGS = """
    bicycle kettle lamp ladder mirror carpet window garden pencil basket
    clock curtain drawer engine folder glove hammer jacket ribbon ticket
"""
"""What the ideas are about. None is like another: a row names what it may have to do with, too."""
PART = 8


async def twenty(workspace: Workspace) -> list[str]:
    """Twenty suggestions of everybody's; their references."""
    people = [workspace.person(name) for name in ("priya", "tom", "grace", "niamh")]
    return [
        (await suggestion(people[number % len(people)], thing)).reference
        for number, thing in enumerate(THINGS.split())
    ]


def in_it(message: SeenMessage, references: list[str]) -> list[str]:
    return [one for one in references if one in message.plain]


async def test_twenty_reports_come_in_three_parts_each_of_them_once(
    workspace: Workspace, bot: Running
) -> None:
    amina = workspace.person("amina")
    references = await twenty(workspace)
    first = await morning(workspace, bot, amina)
    assert "Show the next 8" in first.buttons

    await amina.press(first, "Show the next 8")
    second = await next_message(workspace, bot, amina, 1)
    assert "The rest of your morning" in second.plain
    await amina.press(second, "Show the next 4")
    third = await next_message(workspace, bot, amina, 2)

    parts = [in_it(part, references) for part in (first, second, third)]
    assert [len(part) for part in parts] == [PART, PART, TWENTY - 2 * PART]
    assert sorted(one for part in parts for one in part) == sorted(references)
    shown = (first, second, third)
    await workspace.until(lambda: not any(asks_for_more(workspace, part) for part in shown))


async def test_where_all_the_rest_was_seen_to_elsewhere_the_button_goes_when_it_is_pressed(
    workspace: Workspace, bot: Running
) -> None:
    amina = workspace.person("amina")
    references = await twenty(workspace)
    first = await morning(workspace, bot, amina)
    shown = in_it(first, references)
    for reference in sorted(set(references) - set(shown)):
        row = row_in((await at_home(workspace, amina)).blocks, reference)
        assert (await amina.choose(None, "without_words", "Go ahead", row=row)).ok
    await settled(workspace, bot)

    await amina.press(first, "Show the next 8")

    await workspace.until(lambda: not asks_for_more(workspace, first))


async def test_asked_for_twice_the_rest_comes_once(workspace: Workspace, bot: Running) -> None:
    amina = workspace.person("amina")
    await twenty(workspace)
    first = await morning(workspace, bot, amina)

    workspace.faults.next("interactive", "duplicate")
    await amina.press(first, "Show the next 8")
    await settled(workspace, bot)

    assert len(amina.dm) == 1 + 1


async def test_every_row_of_every_part_is_answered_by_its_own_buttons(
    workspace: Workspace, bot: Running
) -> None:
    amina = workspace.person("amina")
    references = await twenty(workspace)
    await morning(workspace, bot, amina)
    for number, next_ones in enumerate(("Show the next 8", "Show the next 4"), start=1):
        await amina.press(amina.dm[-1], next_ones)
        await next_message(workspace, bot, amina, number)

    for part in list(amina.dm):
        for reference in in_it(part, references):
            assert (await see_to(workspace, amina, part, reference)).ok
    await settled(workspace, bot)

    answered = {report.reference: report.events[-1].reply for report in await kept(bot)}
    assert answered == dict.fromkeys(references, "go_ahead")
    assert amina.modal is None
    for part in list(amina.dm):
        seen = await shows(workspace, part, "Seen to this morning")
        assert "Waiting for your answer" not in seen.plain


async def test_what_is_answered_in_one_part_is_in_none_of_the_next(
    workspace: Workspace, bot: Running
) -> None:
    amina = workspace.person("amina")
    references = await twenty(workspace)
    first = await morning(workspace, bot, amina)
    for reference in in_it(first, references):
        row = row_of(workspace, first, reference)
        await answer(amina, first, "Not now", "There is no room this year", row=row)
        await settled(workspace, bot)

    await amina.press(first, "Show the next 8")
    second = await next_message(workspace, bot, amina, 1)

    assert set(in_it(first, references)).isdisjoint(in_it(second, references))
    assert len(in_it(second, references)) == PART


async def test_nobody_else_can_ask_for_the_rest_of_a_morning(
    workspace: Workspace, bot: Running
) -> None:
    amina, tom = workspace.person("amina"), workspace.person("tom")
    await twenty(workspace)
    first = await morning(workspace, bot, amina)

    # What the button carries is not enough: it has to be one's own morning.
    button = next(
        element
        for block in first.blocks
        if block["type"] == "actions"
        for element in block["elements"]
        if element["action_id"] == "rest"
    )
    digest, part = button["value"].split(":")
    assert part == "2"
    with pytest.raises(NotAvailable):
        await bot.services.mornings.rest(UserId(tom.id), DigestId(digest), 2)
    with pytest.raises(NotAvailable):
        await bot.services.mornings.rest(UserId(amina.id), DigestId(digest), 3)


async def see_to(
    workspace: Workspace, manager: Person, part: SeenMessage, reference: str
) -> Outcome:
    """Go ahead without words, from the menu at the end of a row."""
    row = row_of(workspace, part, reference)
    return await manager.choose(part, "without_words", "Go ahead, no words needed", row=row)


def asks_for_more(workspace: Workspace, part: SeenMessage) -> bool:
    """Whether a part of a morning has the button that shows more of it."""
    seen = workspace.message(part)
    assert seen is not None
    return any(text.startswith("Show the next") for text in seen.buttons)
