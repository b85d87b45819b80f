"""A question goes to whoever wrote a report and an answer comes back, without a name on the way."""

import re

import pytest

from bot.app import Running
from sandbox.human import Person
from sandbox.seen import SeenMessage
from sandbox.workspace import Workspace
from tests.stories.deeds import (
    RIVERSIDE,
    card,
    cards,
    kept,
    last,
    morning,
    near_miss,
    open_form,
    row_of,
    said_about,
    settled,
    shows,
    told,
)

_CODE = re.compile(r"NM(?:-[0-9A-Z]{4}){5}")
LATER = 2.1
"""Hours by which everything shows that a confidential reporter has done."""


async def ask(
    manager: Person, digest: SeenMessage, workspace: Workspace, reference: str, words: str
) -> None:
    """Ask the reporter something, from the menu beside a report in a digest."""
    row = row_of(workspace, digest, reference)
    assert (await manager.choose(digest, "without_words", "Ask the reporter", row=row)).ok
    manager.fill("What would you like to ask", words)
    assert (await manager.submit()).ok
    await manager.close()


def named(person: Person, messages: list[SeenMessage]) -> list[str]:
    """Whatever of somebody stands anywhere in these messages."""
    everything = "".join(str(one.message) for one in messages)
    return [one for one in (person.id, person.name, person.member.handle) if one in everything]


async def test_a_question_is_asked_and_answered_without_a_name(
    workspace: Workspace, bot: Running
) -> None:
    priya, amina = workspace.person("priya"), workspace.person("amina")
    receipt = await near_miss(priya, "The old address")
    digest = await morning(workspace, bot, amina)

    await ask(amina, digest, workspace, receipt.reference, "Which form was it?")
    question = await told(workspace, priya, "Which form was it?")
    assert f"<@{amina.id}> asks you:" in question.plain
    assert "will know who you are" in question.plain
    assert (await priya.press(question, "Answer")).ok
    priya.fill("words", "The blue one")
    assert (await priya.submit()).ok
    await priya.close()
    await settled(workspace, bot)
    shown = cards(workspace)[0]
    assert "Which form was it?" in shown.plain
    assert "The blue one" not in "".join(one.plain for one in workspace.thread(shown))

    await workspace.move_time(hours=LATER)
    answer = await told(workspace, amina, "The blue one")
    await settled(workspace, bot)

    (said,) = workspace.thread(shown)
    assert "The reporter says:" in said.plain
    assert "The reporter of near miss" in answer.plain
    card_now = await shows(workspace, shown, "The blue one")
    assert named(priya, [said, answer, card_now, digest]) == []


async def test_who_left_no_name_finds_the_question_on_coming_back(
    workspace: Workspace, bot: Running
) -> None:
    priya, amina = workspace.person("priya"), workspace.person("amina")
    code = await unnamed(priya, "The old address")
    (report,) = await kept(bot)
    digest = await morning(workspace, bot, amina)
    await ask(amina, digest, workspace, report.reference, "Which form was it?")
    await settled(workspace, bot)
    assert priya.dm == []

    await priya.command("/goodcatch", "receipt", channel=RIVERSIDE)
    priya.fill("code", code)
    assert (await priya.submit()).ok
    assert priya.modal is not None
    assert "Which form was it?" in priya.modal.plain
    assert (await priya.press(None, "Answer the question")).ok
    priya.fill("words", "The blue one")
    assert (await priya.submit()).ok
    await settled(workspace, bot)
    assert last(amina, "The blue one") is None

    await workspace.move_time(hours=9 * 24)
    answer = await told(workspace, amina, "The blue one")
    await settled(workspace, bot)

    shown = cards(workspace)[0]
    (said,) = workspace.thread(shown)
    assert "The reporter says:" in said.plain
    assert priya.dm == []
    assert named(priya, [said, answer, shown]) == []


async def unnamed(person: Person, words: str) -> str:
    """Report a near miss and leave no name; the code that is the only way back."""
    await open_form(person, "/near-miss", words)
    person.fill("Where in our work", "Not sure")
    person.fill("How should we know you", "No name kept")
    person.fill("Who may read this", "My team")
    assert (await person.submit()).ok
    assert person.modal is not None
    found = _CODE.search(person.modal.plain)
    assert found is not None
    await person.close()
    return found[0]


async def test_who_asks_learns_by_message_whatever_else_is_said(
    workspace: Workspace, bot: Running
) -> None:
    priya, amina = workspace.person("priya"), workspace.person("amina")
    receipt = await near_miss(priya, "The old address")
    digest = await morning(workspace, bot, amina)
    row = row_of(workspace, digest, receipt.reference)
    assert (await amina.choose(digest, "without_words", "Ask the reporter", row=row)).ok

    assert (await amina.press(None, "Ask whether it may be shared")).ok
    asked = await told(workspace, priya, "may be shared beyond your team")
    assert (await priya.press(asked, "Yes, it may")).ok

    await workspace.move_time(hours=LATER)
    await shows(workspace, digest, "may be shared beyond the team")
    (report,) = await kept(bot)
    assert report.may_leave_the_team


@pytest.mark.parametrize("known", ["Confidential", "Named"])
async def test_a_reporter_who_writes_in_the_thread_is_told_alone_what_that_shows(
    workspace: Workspace, bot: Running, known: str
) -> None:
    priya, tom = workspace.person("priya"), workspace.person("tom")
    receipt = await near_miss(priya, "The old address", known=known)
    await workspace.move_time(hours=LATER)
    shown = await card(workspace, bot)

    await tom.say(RIVERSIDE, "This happened to me too", thread=shown)
    await priya.say(RIVERSIDE, "And to me", thread=shown)
    await settled(workspace, bot)

    assert tom.dm == []
    if known == "Named":
        assert priya.dm == []
        return
    (hint,) = priya.dm
    assert "Delete message" in hint.plain
    assert receipt.reference not in f"{hint.message}"
    assert "And to me" not in f"{hint.message}"


async def test_an_identifier_in_a_thread_is_kept_masked_and_its_writer_is_told_alone(
    workspace: Workspace, bot: Running
) -> None:
    tom = workspace.person("tom")
    await near_miss(workspace.person("priya"), "The old address", known="Named")
    shown = await card(workspace, bot)
    (report,) = await kept(bot)

    said = await tom.say(RIVERSIDE, "It was 943 476 5919", thread=shown)
    await settled(workspace, bot)
    assert await said_about(bot, report) == ((tom.id, "It was [NHS number]"),)
    (hint,) = tom.dm
    assert "an NHS number" in hint.plain
    assert "943" not in f"{hint.message}"

    await tom.edit(said, "It was the wrong number")
    await settled(workspace, bot)
    assert await said_about(bot, report) == ((tom.id, "It was the wrong number"),)
    assert len(tom.dm) == 1


async def test_what_slipped_through_is_masked_wherever_it_stands(
    workspace: Workspace, bot: Running
) -> None:
    priya, amina = workspace.person("priya"), workspace.person("amina")
    receipt = await near_miss(priya, "The letter went to 12 Mill Lane", known="Named")
    shown = await card(workspace, bot)
    digest = await morning(workspace, bot, amina)
    row = row_of(workspace, digest, receipt.reference)
    assert (await amina.press(digest, "Go ahead", row=row)).ok

    assert (await amina.press(None, "Mask something")).ok
    amina.fill("Which words", "12 Mill Lane")
    assert (await amina.submit()).ok
    await settled(workspace, bot)

    for message in (shown, digest):
        assert "Mill Lane" not in (await shows(workspace, message, "[masked]")).plain
    notice = await told(workspace, priya, "were masked")
    assert "Mill Lane" not in notice.plain
