"""What reporters without a name did is noted a day late: once, in no order, without its hour."""

import asyncio
from datetime import UTC, date, datetime, time, timedelta
from functools import partial

import pytest

from bot.domain.events import Event
from bot.domain.form import Receipt
from bot.domain.ids import ReportId
from bot.domain.reference import Code
from bot.domain.report import Mode
from bot.services.nights import AT, Nights
from storage import audit, reports, schema, timers
from storage.database import Transaction
from storage.errors import StorageUnavailable
from storage.timers import Timer, TimerKind
from tests.builders import PRIYA, sent
from tests.conftest import MONDAY
from tests.services.world import World

A_DAY = timedelta(days=1)
TODAY = MONDAY.date()


async def begin(world: World) -> None:
    await world.set_up()
    world.people.authors = 8
    await world.services.clockwork.wind_up()


async def leave(world: World) -> tuple[ReportId, Code]:
    """A report without a name, and the code that leads back to it."""
    form = await world.form(PRIYA)
    receipt = await world.services.capture.submit(sent(form, mode=Mode.ANONYMOUS))
    assert isinstance(receipt, Receipt)
    assert receipt.code is not None
    return await world.id_of(receipt.reference), receipt.code


async def noted(world: World, *ids: ReportId) -> list[tuple[str, str, str, datetime]]:
    """What the audit says of these reports."""

    async def look(tx: Transaction) -> list[tuple[str, str, str, datetime]]:
        table = schema.audit
        rows = await tx.execute(table.select().where(table.c.subject.in_(ids)))
        return [(row.subject, row.actor, row.action, row.at) for row in rows]

    return sorted(await world.database.read(look))


def midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)


async def last_event(world: World, id: ReportId) -> Event:
    found = await world.database.read(lambda tx: reports.load(tx, world.context.vault, id))
    assert found is not None
    return found.events[-1]


async def night(world: World, to: date) -> None:
    world.clock.moment = datetime.combine(to, AT, UTC)
    await world.services.clockwork.tick()


async def the_timer(world: World) -> Timer:
    found = await world.database.read(partial(timers.of, kind=TimerKind.NIGHT, subject="service"))
    assert found is not None
    return found


async def test_what_was_filed_without_a_name_is_noted_in_the_night_after_it_appeared(
    world: World,
) -> None:
    await begin(world)
    ids = [(await leave(world))[0] for _ in range(3)]
    await night(world, TODAY + A_DAY)
    assert await noted(world, *ids) == []

    await night(world, TODAY + 2 * A_DAY)

    expected = [(id, "reporter", "filed", midnight(TODAY + A_DAY)) for id in ids]
    assert await noted(world, *ids) == sorted(expected)


async def test_later_deeds_are_noted_with_the_day_on_which_they_show(world: World) -> None:
    await begin(world)
    id, code = await leave(world)
    await night(world, TODAY + A_DAY)
    world.clock.move(hours=9)
    await world.services.own.happening(code, id)
    asked = await last_event(world, id)
    assert asked.shows_at is not None

    await night(world, asked.shows_at.date() + A_DAY)

    assert await noted(world, id) == [
        (id, "reporter", "asked", midnight(asked.shows_at.date())),
        (id, "reporter", "filed", midnight(TODAY + A_DAY)),
    ]


async def test_other_reporters_deeds_are_not_noted_twice(world: World) -> None:
    await begin(world)
    ids = [await world.file(mode=mode) for mode in (Mode.NAMED, Mode.CONFIDENTIAL)]
    before = await noted(world, *ids)

    await night(world, TODAY + A_DAY)

    assert await noted(world, *ids) == before


async def test_after_an_outage_of_days_every_day_is_noted_once(world: World) -> None:
    await begin(world)
    ids = []
    for _ in range(3):
        ids.append((await leave(world))[0])
        world.clock.move(days=1)

    await night(world, TODAY + 6 * A_DAY)
    await night(world, TODAY + 7 * A_DAY)

    days = [at.date() for _, _, _, at in await noted(world, *ids)]
    assert sorted(days) == [TODAY + number * A_DAY for number in (1, 2, 3)]


async def test_a_night_that_was_broken_off_is_gone_on_with_and_nothing_is_noted_twice(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    await begin(world)
    ids = [(await leave(world))[0]]
    world.clock.move(days=1)
    ids.append((await leave(world))[0])
    due = await the_timer(world)
    note = audit.note

    async def lost(tx: Transaction, *, at: datetime, actor: str, action: str, subject: str) -> None:
        await note(tx, at=at, actor=actor, action=action, subject=subject)
        if subject == ids[1]:
            raise StorageUnavailable

    world.clock.moment = datetime.combine(TODAY + 4 * A_DAY, AT, UTC)
    monkeypatch.setattr(audit, "note", lost)
    with pytest.raises(StorageUnavailable):
        await Nights(world.context).come([due])
    monkeypatch.undo()
    assert len(await noted(world, *ids)) == 1

    await world.services.clockwork.tick()

    assert len(await noted(world, *ids)) == 2
    assert (await the_timer(world)).due_at == world.clock.moment + A_DAY


async def test_two_replicas_note_it_once(world: World) -> None:
    await begin(world)
    ids = [(await leave(world))[0] for _ in range(3)]
    due = await the_timer(world)
    world.clock.moment = datetime.combine(TODAY + 2 * A_DAY, AT, UTC)

    async def one() -> None:
        # Where the other holds what it needs, it gives way and does the rest at its next tick.
        try:
            await Nights(world.context).come([due])
        except StorageUnavailable:
            await Nights(world.context).come([await the_timer(world)])

    await asyncio.gather(one(), one())

    assert len(await noted(world, *ids)) == 3


async def test_what_is_noted_late_is_sealed_like_everything_else(world: World) -> None:
    await begin(world)
    id, _ = await leave(world)
    await night(world, TODAY + 2 * A_DAY)

    world.clock.move(hours=2)
    await world.services.clockwork.tick()

    found = await world.services.sealing.verify()
    assert found.is_whole
    assert await noted(world, id) != []
    assert found.unsealed == 0


@pytest.mark.parametrize("started", ["2026-11-23T02:29:59+00:00", "2026-11-22T02:30:00+00:00"])
async def test_the_night_comes_at_half_past_two_in_utc(world: World, started: str) -> None:
    world.clock.moment = datetime.fromisoformat(started)

    await Nights(world.context).wind_up()

    assert (await the_timer(world)).due_at == datetime(2026, 11, 23, 2, 30, tzinfo=UTC)


async def test_starting_again_moves_no_night(world: World) -> None:
    await begin(world)
    await night(world, TODAY + A_DAY)
    before = await the_timer(world)
    world.clock.move(days=3)

    await Nights(world.context).wind_up()

    assert await the_timer(world) == before
