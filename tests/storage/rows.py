"""Rows to test with: reports that are stored, deliveries that are owed and claimed."""

from datetime import datetime, timedelta
from functools import partial

from bot.domain.delivery import Delivery, DeliveryKind, NewDelivery
from bot.domain.ids import ChannelId, UserId
from bot.domain.report import Mode, Report
from bot.domain.team import Team
from storage import identities, outbox, reports, teams
from storage.database import Database, Transaction
from storage.vault import Vault
from tests.builders import PRIYA, a_report, a_team
from tests.conftest import MONDAY

LEASE = timedelta(minutes=1)
NO_PACE = timedelta()


async def stored(
    database: Database,
    vault: Vault,
    report: Report | None = None,
    *,
    team: Team | None = None,
    reporter: UserId = PRIYA,
) -> Report:
    """A report with its team and, unless it is anonymous, its sealed identity in the database."""
    owner = team or a_team(channel=ChannelId("C0STORED"))
    given = report or a_report(team=owner)

    async def store(tx: Transaction) -> None:
        if await teams.by_id(tx, given.team) is None:
            await teams.save(tx, owner)
        assert await reports.add(tx, given)
        if given.mode is not Mode.ANONYMOUS:
            await identities.keep(tx, vault, given.id, reporter, given.mode)

    await database.write(store)
    return given


def new(
    effect: str,
    *,
    kind: DeliveryKind = DeliveryKind.CARD,
    lane: str = "C0LANE",
    due_at: datetime = MONDAY,
) -> NewDelivery:
    """A delivery to owe."""
    return NewDelivery(effect=effect, kind=kind, lane=lane, due_at=due_at)


async def owe(database: Database, *deliveries: NewDelivery) -> list[bool]:
    """Put these into the outbox, one transaction each."""
    return [await database.write(partial(outbox.owe, new=one, now=MONDAY)) for one in deliveries]


async def claim(
    database: Database,
    *,
    now: datetime = MONDAY,
    lease: timedelta = LEASE,
    pace: timedelta = NO_PACE,
    limit: int = 10,
) -> tuple[Delivery, ...]:
    """Claim what is due."""
    return await database.write(
        lambda tx: outbox.claim(tx, now=now, lease=lease, pace=pace, limit=limit)
    )


async def claimed(database: Database, *, lease: timedelta = LEASE) -> Delivery:
    """The one delivery that is due."""
    (only,) = await claim(database, lease=lease)
    return only
