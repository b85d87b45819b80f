"""Reminders as they go out, and the people they go to."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.domain.delivery import DeliveryKind
from bot.domain.ids import UserId
from storage import people
from storage.database import Transaction
from tests.services.world import Sent, World, of_kind

DAY_BEFORE, ON_THE_DAY, DAY_AFTER = (
    datetime.fromisoformat(f"2026-11-{day}T09:00:00+00:00") for day in (25, 26, 27)
)
"""What is filed on Monday is promised by Thursday."""


async def nudges(world: World, moment: datetime = DAY_BEFORE) -> list[Sent]:
    world.clock.moment = moment
    await world.services.clockwork.tick()
    return of_kind(await world.deliver(), DeliveryKind.NUDGE)


async def through(
    world: World, end: datetime, every: timedelta | None = None
) -> list[tuple[datetime, Sent]]:
    """Every reminder that goes out until `end`, and when: by some ticks each day, or many."""
    start, found = world.clock.now(), []
    if every is None:
        days = range((end - start).days + 1)
        ticks = [(start + timedelta(n)).replace(hour=hour) for n in days for hour in (1, 9, 10, 17)]
    else:
        ticks = [start + n * every for n in range((end - start) // every + 1)]
    for moment in (tick for tick in ticks if start < tick <= end):
        found += [(moment, nudge) for nudge in await nudges(world, moment)]
    return found


async def gone(world: World, *users: UserId, is_gone: bool = True) -> None:
    async def mark(tx: Transaction) -> None:
        for user in users:
            await people.mark_gone(tx, user, is_gone=is_gone)

    await world.database.write(mark)


async def works(world: World, user: UserId, *weekdays: int, zone: ZoneInfo | None = None) -> None:
    """Let somebody have days of their own, and a zone."""
    days = frozenset(weekdays or range(5))
    keep = world.services.absences.keep_days
    await keep(user, digest_at=time(8, 45), weekdays=days, timezone=zone)
