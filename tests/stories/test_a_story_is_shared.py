"""A story goes from its reporter's yes to everybody in the service, and back whenever they like."""

from datetime import timedelta

import pytest

from bot.app import Running
from bot.domain.events import EventKind
from bot.domain.ids import ReportId
from sandbox.human import Person
from sandbox.workspace import Workspace
from storage import search
from storage.database import Transaction
from tests.stories.deeds import (
    RIVERSIDE,
    answer,
    cards,
    kept,
    morning,
    near_miss,
    row_of,
    settled,
    told,
)
from tests.stories.without_a_name import keep_the_code, leave_no_name

TITLE = "One address book"
CHANGE = "There is one address book"
LATER = 2.1
"""Hours by which everything shows that a confidential reporter has done."""
FORTNIGHT = 15
"""Days by which it does of somebody without a name."""


async def something_comes_of_it(workspace: Workspace, bot: Running, amina: Person) -> None:
    """The manager answers, says what was changed, and four weeks go by."""
    digest = await morning(workspace, bot, amina)
    await answer(amina, digest, "Go ahead", "Please make one")
    await settled(workspace, bot)
    await days_pass(workspace, timedelta(days=8))
    await settled(workspace, bot)
    (report,) = await kept(bot)
    asked = next(one for one in reversed(amina.dm) if report.reference in one.plain)
    row = row_of(workspace, asked, report.reference)
    assert (await amina.press(asked, "It's changed", row=row)).ok
    amina.fill("What was changed", CHANGE)
    amina.fill("What kind of change", "Make it easier")
    assert (await amina.submit()).ok
    await amina.close()
    await days_pass(workspace, timedelta(weeks=4, hours=4))
    await settled(workspace, bot)


async def days_pass(workspace: Workspace, time: timedelta) -> None:
    """Let a time pass by the day: nothing of this hangs on the hour."""
    await workspace.move_time(to=workspace.now + time, step=timedelta(days=1))


async def publish(moira: Person, reference: str, title: str = TITLE) -> None:
    """A learning lead lets the story with this reference out."""
    assert (await moira.command("/goodcatch", f"publish {reference}")).ok
    moira.fill("What shall it be called", title)
    assert (await moira.submit()).ok
    assert moira.modal is not None
    assert "stands in the library" in moira.modal.plain
    await moira.close()


async def found(bot: Running, words: str) -> list[ReportId]:
    """What everybody in the service finds by these words."""
    database = bot.services.sending.context.database

    async def look(tx: Transaction) -> list[ReportId]:
        return list(await search.find(tx, words, limit=10))

    return await database.read(look)


async def test_a_story_is_asked_for_let_out_found_corrected_and_taken_out(
    workspace: Workspace, bot: Running
) -> None:
    priya, amina, moira = (workspace.person(name) for name in ("priya", "amina", "moira"))
    receipt = await near_miss(priya, "The letter nearly went to the old address")
    await something_comes_of_it(workspace, bot, amina)
    (report,) = await kept(bot)

    asked = await told(workspace, priya, "May the whole story be shared")
    assert (await priya.press(asked, "Yes, it may")).ok
    await workspace.move_time(hours=LATER)
    assert (await moira.command("/goodcatch", "publish")).ok
    assert moira.modal is not None
    assert receipt.reference in moira.modal.plain
    assert (await moira.press(None, "Put it in the library")).ok
    assert "The letter nearly went to the old address" in moira.modal.plain
    assert CHANGE in moira.modal.plain
    assert priya.id not in f"{moira.modal}"
    await moira.close()
    await publish(moira, receipt.reference)

    assert await found(bot, "letter address book") == [report.id]
    notice = await told(workspace, priya, "stands in the library")
    assert TITLE in notice.plain

    assert (await priya.press(notice, "Correct the words")).ok
    priya.fill("What happened", "The parcel nearly went to the old address")
    assert (await priya.submit()).ok
    await priya.close()
    assert await found(bot, "parcel") == []
    await workspace.move_time(hours=LATER)
    await settled(workspace, bot)
    assert await found(bot, "parcel") == [report.id]
    assert "parcel" in cards(workspace)[0].plain

    assert (await priya.press(notice, "Take it out of the library")).ok
    assert await found(bot, "parcel") == []
    (after,) = await kept(bot)
    assert not after.is_published


async def test_whoever_left_no_name_is_asked_corrects_and_takes_out_by_code(
    workspace: Workspace, bot: Running
) -> None:
    priya, amina, moira = (workspace.person(name) for name in ("priya", "amina", "moira"))
    await leave_no_name(priya)
    receipt, code = await keep_the_code(priya)
    await something_comes_of_it(workspace, bot, amina)

    await priya.command("/goodcatch", f"receipt {code}", channel=RIVERSIDE)
    assert priya.modal is not None
    assert "May it be shared beyond your team" in priya.modal.plain
    assert (await priya.press(None, "Yes, share it further")).ok
    # What somebody without a name answers shows on one of the next five mornings.
    await days_pass(workspace, timedelta(days=FORTNIGHT))
    await publish(moira, receipt.reference)
    (report,) = await kept(bot)
    assert await found(bot, "address book") == [report.id]

    await priya.command("/goodcatch", f"receipt {code}", channel=RIVERSIDE)
    assert "It stands in the library" in priya.modal.plain
    assert (await priya.press(None, "Correct the words")).ok
    priya.fill("What happened", "the parcel nearly went astray")
    assert (await priya.submit()).ok
    await priya.close()
    assert (await priya.press(None, "Take it out of the library")).ok

    assert await found(bot, "address book") == []
    assert "It stands in the library" not in priya.modal.plain
    assert "Keep it in the team" not in priya.modal.buttons
    assert priya.dm == []


async def test_without_a_yes_the_learning_lead_is_told_kindly_how_to_ask(
    workspace: Workspace, bot: Running
) -> None:
    priya, amina, moira = (workspace.person(name) for name in ("priya", "amina", "moira"))
    receipt = await near_miss(priya, "The letter nearly went to the old address")
    await something_comes_of_it(workspace, bot, amina)

    refused = await moira.command("/goodcatch", f"publish {receipt.reference}")

    assert moira.modal is None
    assert refused.message is not None
    assert "has not agreed to sharing it" in refused.message.plain
    assert await found(bot, "letter") == []


@pytest.mark.parametrize("who", ["amina", "dan", "tom", "priya", "beth"])
async def test_to_everybody_else_there_is_nothing_to_let_out(
    workspace: Workspace, bot: Running, who: str
) -> None:
    person = workspace.person(who)
    receipt = await near_miss(workspace.person("priya"), "The old address", known="Named")
    await settled(workspace, bot)

    one = await person.command("/goodcatch", f"publish {receipt.reference}")
    every = await person.command("/goodcatch", "publish")

    assert person.modal is None
    assert one.message is not None
    assert "I can't find that for you" in one.message.plain
    assert every.message is not None
    assert "for people who answer for a team" in every.message.plain


async def test_hollow_words_are_asked_about_once_and_kept_at_the_second_press(
    workspace: Workspace, bot: Running
) -> None:
    priya, amina = workspace.person("priya"), workspace.person("amina")
    await near_miss(priya, "The old address")
    digest = await morning(workspace, bot, amina)
    assert (await amina.press(digest, "Not now")).ok
    amina.fill("words", "All staff have been reminded of the procedure")
    assert (await amina.submit()).ok

    assert amina.modal is not None
    assert "staff have been reminded" in amina.modal.plain
    assert "What would be different on Monday morning?" in amina.modal.plain
    (report,) = await kept(bot)
    assert report.latest(EventKind.ANSWERED) is None
    assert (await amina.submit()).ok
    assert "Sent" in amina.modal.plain
    await told(workspace, priya, "All staff have been reminded of the procedure")


async def test_a_reminder_is_asked_about_and_what_is_said_then_counts(
    workspace: Workspace, bot: Running
) -> None:
    priya, amina = workspace.person("priya"), workspace.person("amina")
    await near_miss(priya, "The old address", known="Named")
    digest = await morning(workspace, bot, amina)
    await answer(amina, digest, "Go ahead", "Please make one")
    await days_pass(workspace, timedelta(days=8))
    await settled(workspace, bot)
    asked = amina.dm[-1]
    assert (await amina.press(asked, "It's changed")).ok
    amina.fill("What was changed", "An email went round")
    amina.fill("What kind of change", "Remind or train")
    assert (await amina.submit()).ok

    assert amina.modal is not None
    assert "A reminder wears off" in amina.modal.plain
    amina.fill("words", "The form fills the address in")
    amina.fill("strength", "Design it out")
    assert (await amina.submit()).ok
    changed = await told(workspace, priya, "Something was changed")
    assert "designs it out" in changed.plain
