"""What people do over and over in these stories, and where to look for what came of it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select

from bot.app import Running
from bot.domain.ids import ReportId, UserId
from bot.domain.report import Report
from bot.services.menu import Services
from sandbox.human import Person
from sandbox.seen import SeenMessage, SeenView
from sandbox.workspace import Workspace
from storage import reports, schema, threads
from storage.database import Transaction

RIVERSIDE = "#riverside"
HILLSIDE = "#hillside"

_SATURDAY = 5
_REFERENCE = re.compile(r"(?:NM|S)-[2-9A-Z]{4}")


@dataclass(frozen=True)
class Receipt:
    """What the reporter was told when the form had been sent."""

    reference: str
    plain: str


async def near_miss(
    person: Person,
    words: str,
    *,
    channel: str = RIVERSIDE,
    known: str = "Confidential",
    readers: str = "My team",
) -> Receipt:
    """Report a near miss from the command to the receipt."""
    await open_form(person, "/near-miss", words, channel=channel)
    person.fill("Where in our work", "Not sure")
    person.fill("How should we know you", known)
    person.fill("Who may read this", readers)
    return await send(person)


async def suggestion(
    person: Person,
    words: str,
    *,
    channel: str = RIVERSIDE,
    known: str = "Named",
    readers: str = "My team",
    wish: str = "Hand it over",
) -> Receipt:
    """Make a suggestion, under one's own name unless told otherwise."""
    await open_form(person, "/suggest", words, channel=channel)
    person.fill("I'd like to", wish)
    person.fill("How should we know you", known)
    person.fill("Who may read this", readers)
    return await send(person)


async def open_form(person: Person, command: str, words: str, *, channel: str = RIVERSIDE) -> None:
    """Type a command, and have its form before one's eyes."""
    answer = await person.command(command, words, channel=channel)
    assert answer.ok
    assert answer.text == ""
    assert person.modal is not None


async def send(person: Person) -> Receipt:
    """Send the form as it is filled in, read the receipt, and close it."""
    outcome = await person.submit()
    assert outcome.ok, outcome
    receipt = receipt_of(person)
    await person.close()
    return receipt


def receipt_of(person: Person) -> Receipt:
    """The receipt that a person has before their eyes."""
    assert person.modal is not None
    found = _REFERENCE.search(person.modal.plain)
    assert found is not None
    return Receipt(found[0], person.modal.plain)


def cards(workspace: Workspace, channel: str = RIVERSIDE) -> list[SeenMessage]:
    """The cards in a team's channel as they look now, oldest first."""
    return [message for message in workspace.messages(channel) if message.by_app]


async def card(workspace: Workspace, bot: Running, channel: str = RIVERSIDE) -> SeenMessage:
    """The only card in a team's channel, once it is there and the bot has made a note of it."""
    found = await workspace.until(lambda: cards(workspace, channel))
    await bot.worker.drain()
    assert len(found) == 1
    return found[0]


async def morning(workspace: Workspace, bot: Running, reader: Person) -> SeenMessage:
    """The one message that comes to a manager by the next working morning."""
    before = len(reader.dm)
    await sleep(workspace)
    await workspace.until(lambda: len(reader.dm) > before)
    await bot.worker.drain()
    assert len(reader.dm) == before + 1
    return reader.dm[-1]


async def sleep(workspace: Workspace) -> None:
    """Let the day pass hour by hour, and leave out the nights, in which nothing falls due."""
    morning = next_morning(workspace.now)
    evening = workspace.now.replace(hour=19, minute=0)
    if workspace.now < evening < morning:
        await workspace.move_time(to=evening)
        workspace.world.clock.jump_to(morning - timedelta(hours=1))
    await workspace.move_time(to=morning)


def next_morning(now: datetime) -> datetime:
    """Ten to nine on the next working day: digests have come by then, and nudges have not."""
    days = (now + timedelta(days=ahead) for ahead in range(1, 4))
    day = next(day for day in days if day.weekday() < _SATURDAY)
    return day.replace(hour=8, minute=50, second=0, microsecond=0)


async def shows(
    workspace: Workspace, message: SeenMessage, words: str, *, within: float = 15.0
) -> SeenMessage:
    """The message as it is once it says `words`; TimeoutError if not `within` seconds."""

    def now() -> SeenMessage | None:
        seen = workspace.message(message)
        return seen if seen is not None and words in seen.plain else None

    seen = await workspace.until(now, timeout=within)
    assert seen is not None
    return seen


async def next_message(
    workspace: Workspace, bot: Running, reader: Person, before: int
) -> SeenMessage:
    """The direct message that follows the first `before` ones."""
    await workspace.until(lambda: len(reader.dm) > before)
    await bot.worker.drain()
    assert len(reader.dm) == before + 1
    return reader.dm[-1]


async def settled(workspace: Workspace, bot: Running) -> None:
    """Wait until the bot has heard everything and has nothing left to send."""
    await workspace.until(lambda: workspace.pending_events == 0)
    await bot.worker.drain()


def row_of(workspace: Workspace, message: SeenMessage, reference: str) -> str:
    """The block with the buttons of one report, in a message that shows several."""
    seen = workspace.message(message) or message
    return row_in(seen.blocks, reference)


def row_in(blocks: Sequence[dict[str, object]], reference: str) -> str:
    """The block with the buttons of one report, in a view that shows several."""
    start = next(n for n, block in enumerate(blocks) if reference in _for_itself(block))
    buttons = next(block for block in blocks[start:] if block["type"] == "actions")
    return str(buttons["block_id"])


def has_row(blocks: Sequence[dict[str, object]], reference: str) -> bool:
    """Whether one of these blocks is about the report, and not only about others like it."""
    return any(reference in _for_itself(block) for block in blocks)


def _for_itself(block: dict[str, object]) -> str:
    """What a block says besides what it may have to do with."""
    return str(block).partition("Possibly related")[0]


async def kept(bot: Running) -> Sequence[Report]:
    """Every report in the running bot's database."""
    return await all_reports(bot.services)


async def all_reports(services: Services) -> Sequence[Report]:
    """Every report in the database."""
    context = services.sending.context

    async def look(tx: Transaction) -> Sequence[Report]:
        ids = [ReportId(id) for id in await tx.scalars(select(schema.report.c.id))]
        return list((await reports.load_many(tx, context.vault, ids)).values())

    return await context.database.read(look)


async def said_about(bot: Running, report: Report) -> tuple[tuple[UserId, str], ...]:
    """Who has said what in the report's thread, as it is kept."""
    database = bot.services.sending.context.database
    return await database.read(lambda tx: threads.of_report(tx, report.id))


async def at_home(workspace: Workspace, person: Person) -> SeenView:
    """The Home tab as it is drawn when somebody opens it now."""
    before = person.home
    await person.open_home()
    await workspace.until(
        lambda: (
            person.home is not None and (before is None or person.home["hash"] != before["hash"])
        )
    )
    assert person.home is not None
    return person.home


async def answer(
    manager: Person, message: SeenMessage, button: str, words: str, *, row: str | None = None
) -> None:
    """Answer a report with one of the buttons beside it, in words of one's own."""
    await manager.press(message, button, row=row)
    manager.fill("words", words)
    assert (await manager.submit()).ok
    await manager.close()


async def say_changed(
    person: Person, message: SeenMessage, words: str, *, kind: str = "Make it easier"
) -> None:
    """Say what was changed, with the button beside a report."""
    assert (await person.press(message, "It's changed")).ok
    person.fill("What was changed", words)
    person.fill("What kind of change", kind)
    assert (await person.submit()).ok
    await person.close()


def last(person: Person, words: str) -> SeenMessage | None:
    """The latest direct message that says `words`."""
    return next((one for one in reversed(person.dm) if words in one.plain), None)


async def told(workspace: Workspace, person: Person, words: str) -> SeenMessage:
    """The latest direct message that says `words`, once it has come."""
    found = await workspace.until(lambda: last(person, words))
    assert found is not None
    return found
