"""What people do about an error trap in these stories, and where to look for what came of it."""

from datetime import datetime, timedelta

from bot.app import Running
from sandbox.human import Person
from sandbox.seen import SeenMessage
from sandbox.workspace import Workspace
from tests.stories.deeds import (
    RIVERSIDE,
    cards,
    next_morning,
    open_form,
    send,
    settled,
    told,
)
from tests.stories.without_a_name import keep_the_code

TOMS = "After the handover the court bundle still went to the worker before me."
GRACES = "Nobody told the new worker at handover that a court bundle was due on Friday."
PRIYAS = "The handover notes did not say when the court bundle was due, so we nearly missed it."
NAME = "The court bundle is lost at handover"
PLAN = "All workers are reminded to hand the bundle over"
BETTER = "The handover form asks for the date of the next hearing and of its bundle"
AGAIN = "The case system hands the bundle's task to the new worker by itself"
A_WEEK = 7


async def near_miss_at_court(person: Person, words: str, known: str) -> None:
    """Fill the form in: at court, and because of a handover."""
    await open_form(person, "/near-miss", words)
    person.fill("Where in our work", "Court and legal (care proceedings, statements)")
    person.fill("What made it easy to slip", ["Handover or change of worker"])
    person.fill("How should we know you", known)


async def three_near_misses(workspace: Workspace, bot: Running) -> str:
    """One by Tom, confidential; one by Grace, named; one by Priya, without a name: its code."""
    tom, grace, priya = (workspace.person(name) for name in ("tom", "grace", "priya"))
    await near_miss_at_court(tom, TOMS, "Confidential")
    await send(tom)
    await near_miss_at_court(grace, GRACES, "Named")
    await send(grace)
    await near_miss_at_court(priya, PRIYAS, "No name kept")
    assert (await priya.submit()).ok
    _, code = await keep_the_code(priya)
    await workspace.move_time(to=next_morning(workspace.now))
    await workspace.until(lambda: len(cards(workspace)) == 3)
    await settled(workspace, bot)
    return code


async def the_question(workspace: Workspace, bot: Running, reader: Person) -> SeenMessage:
    """What the bot asks after the next night, within the reader's hours."""
    await workspace.move_time(to=mid_morning(workspace.now + timedelta(days=1)))
    found = await told(workspace, reader, "Is this one error trap?")
    await settled(workspace, bot)
    return found


async def the_trap(workspace: Workspace, bot: Running) -> SeenMessage:
    """The card of a trap that Amina has confirmed, of these three."""
    amina = workspace.person("amina")
    question = await the_question(workspace, bot, amina)
    assert (await amina.press(question, "Yes, one trap")).ok
    amina.fill("What do you call it", NAME)
    assert (await amina.submit()).ok
    await amina.close()
    await settled(workspace, bot)
    return trap_card(workspace)


def trap_card(workspace: Workspace) -> SeenMessage:
    (found,) = [one for one in cards(workspace) if one.plain.startswith("Error trap T-")]
    return found


def mid_morning(day: datetime) -> datetime:
    """When questions of the night before have been put to people, and reminders as well."""
    return day.replace(hour=9, minute=40, second=0, microsecond=0)


async def four_weeks_pass(workspace: Workspace, bot: Running, card: SeenMessage) -> SeenMessage:
    """What is asked in the thread of the card then, or on one of the days after a bank holiday."""
    before = len(workspace.thread(card))
    # Nothing of this hangs on the hour, and a bot that looks once a day has less to do.
    month = mid_morning(workspace.now + timedelta(weeks=4))
    await workspace.move_time(to=month, step=timedelta(days=1))
    for _ in range(A_WEEK):
        await settled(workspace, bot)
        if len(workspace.thread(card)) > before:
            return workspace.thread(card)[-1]
        await workspace.move_time(to=mid_morning(workspace.now + timedelta(days=1)))
    raise AssertionError("Nobody was asked whether the trap has gone.")


async def come_back(person: Person, code: str) -> str:
    """What somebody reads who comes back with a receipt's code."""
    assert (await person.command("/goodcatch", f"receipt {code}", channel=RIVERSIDE)).ok
    assert person.modal is not None
    said = person.modal.plain
    await person.close()
    return said


async def plan(person: Person, card: SeenMessage, words: str, kind: str) -> None:
    """Say what is to be changed, from the card."""
    assert (await person.press(card, "Plan a change")).ok
    person.fill("What could be changed", words)
    person.fill("What kind of change", kind)
    assert (await person.submit()).ok


async def change(person: Person, card: SeenMessage, words: str) -> None:
    """Say what was changed, from the card."""
    assert (await person.press(card, "It's changed")).ok
    person.fill("What was changed", words)
    person.fill("What kind of change", "Design it out")
    assert (await person.submit()).ok
    await person.close()
