"""Reports that come to the day on which it is forgotten who wrote them, and the nights to it."""

from datetime import UTC, date, datetime, time

from sqlalchemy import func, select

from bot.domain.change import Strength, Verdict
from bot.domain.delivery import DeliveryKind
from bot.domain.events import Reply
from bot.domain.ids import ReportId
from bot.domain.report import Mode
from bot.services.changes import Altered
from bot.services.contents import FarewellContent
from bot.services.nights import AT
from storage import schema
from storage.database import Transaction
from tests.builders import AMINA, PRIYA
from tests.services.world import Sent, World, of_kind


async def begin(world: World) -> None:
    """A service that is set up and started, with enough people to leave no name among."""
    await world.set_up()
    world.people.authors = 8
    await world.services.clockwork.wind_up()
    await world.services.clockwork.tick()


async def night(world: World, on: date) -> list[Sent]:
    """The night to that day, and what is sent on the day of what it owes: nobody is woken."""
    await at_night(world, on)
    assert of_kind(await world.deliver(), DeliveryKind.FAREWELL_TO_REPORTER) == []
    night, world.clock.moment = world.clock.moment, datetime.combine(on, time(12), UTC)
    sent = of_kind(await world.deliver(), DeliveryKind.FAREWELL_TO_REPORTER)
    world.clock.moment = night
    return sent


async def at_night(world: World, on: date) -> None:
    """The work of the night to that day."""
    world.clock.moment = datetime.combine(on, AT, UTC)
    await world.services.clockwork.tick()


async def shown(world: World) -> None:
    """Let what was sent a moment ago be seen by others."""
    world.clock.move(hours=3)
    await world.tick_at()


async def helped(world: World, mode: Mode = Mode.CONFIDENTIAL, what: str = "A trap") -> ReportId:
    """A report that has helped: a fortnight later it is forgotten who wrote it."""
    id = await world.file(mode=mode, what=what)
    await shown(world)
    await world.say(AMINA, id, Reply.GO_AHEAD)
    given = Altered(AMINA, id, "One list hangs by the door", Strength.EASIER, f"key-{id}")
    await world.services.changes.record(given)
    await world.services.changes.say(PRIYA, id, Verdict.YES)
    await world.deliver()
    return id


async def row_of(world: World, id: ReportId) -> tuple[date | None, bool]:
    """When it is to be forgotten who wrote a report, and whether anybody knows now."""

    async def look(tx: Transaction) -> tuple[date | None, bool]:
        day = await tx.scalar(select(schema.report.c.forget_on).where(schema.report.c.id == id))
        known = select(func.count()).where(schema.identity.c.report_id == id)
        return day, bool(await tx.scalar(known))

    return await world.database.read(look)


async def noted(world: World, action: str) -> list[tuple[str, str, datetime]]:
    """The audit's rows of this kind: who, about what, and at which moment."""

    async def look(tx: Transaction) -> list[tuple[str, str, datetime]]:
        table = schema.audit
        rows = await tx.execute(select(table).where(table.c.action == action))
        return [(row.actor, row.subject, row.at) for row in rows]

    return await world.database.read(look)


def content(sent: Sent) -> FarewellContent:
    found = sent.outgoing.content
    assert isinstance(found, FarewellContent)
    return found
