"""Monthly bulletins: which stories each of them holds, and what was decided on it."""

from collections.abc import Sequence
from datetime import date
from typing import Final
from uuid import uuid4

from sqlalchemy import exists, func, select, update

from bot.domain.bulletin import MOST, Bulletin, BulletinId, BulletinState
from bot.domain.events import EventKind
from bot.domain.ids import ReportId, UserId
from storage.database import Transaction
from storage.inserts import add_if_new
from storage.schema import bulletin, bulletin_item, event, report

_LEFT_OUT: Final = 0
"""The place of a story that somebody has left out: once this is released it waits no more."""


async def waiting(tx: Transaction) -> tuple[ReportId, ...]:
    """The stories in the library that no bulletin has told of, the first published first.

    Those that somebody left out of one that went out do not wait any more. At most `MOST`.
    """
    told = exists().where(
        bulletin_item.c.report_id == report.c.id,
        bulletin_item.c.bulletin_id == bulletin.c.id,
        bulletin.c.state == BulletinState.RELEASED.value,
    )
    rows = await tx.scalars(
        select(report.c.id)
        .join_from(report, event, event.c.report_id == report.c.id)
        .where(report.c.is_published, event.c.kind == EventKind.PUBLISHED, ~told)
        .group_by(report.c.id)
        .order_by(func.max(event.c.at), report.c.id)
        .limit(MOST)
    )
    return tuple(map(ReportId, rows))


async def add(tx: Transaction, month: date, stories: Sequence[ReportId]) -> BulletinId | None:
    """Keep the draft of a month; None where that month has one."""
    id = BulletinId(uuid4().hex)
    state = BulletinState.DRAFTED.value
    if not await add_if_new(tx, bulletin, id=id, month=month, state=state):
        return None
    for position, story in enumerate(stories, start=1):
        row = {"bulletin_id": id, "report_id": story, "position": position}
        await tx.execute(bulletin_item.insert().values(**row))
    return id


async def load(tx: Transaction, id: BulletinId, *, for_change: bool = False) -> Bulletin | None:
    """One bulletin; `for_change`, nobody else can change it until this transaction ends."""
    wanted = select(bulletin).where(bulletin.c.id == id)
    row = (await tx.execute(wanted.with_for_update() if for_change else wanted)).first()
    if row is None:
        return None
    stories = await tx.scalars(
        select(bulletin_item.c.report_id)
        .where(bulletin_item.c.bulletin_id == id, bulletin_item.c.position != _LEFT_OUT)
        .order_by(bulletin_item.c.position)
    )
    return Bulletin(
        id=id,
        month=row.month,
        state=BulletinState(row.state),
        stories=tuple(map(ReportId, stories)),
        decided_by=None if row.decided_by is None else UserId(row.decided_by),
    )


async def leave_out(tx: Transaction, id: BulletinId, story: ReportId) -> None:
    """Let a bulletin go out without this story."""
    await tx.execute(
        update(bulletin_item)
        .where(bulletin_item.c.bulletin_id == id, bulletin_item.c.report_id == story)
        .values(position=_LEFT_OUT)
    )


async def decide(tx: Transaction, id: BulletinId, state: BulletinState, by: UserId) -> None:
    """Keep what became of a bulletin, and who said so."""
    await tx.execute(
        update(bulletin).where(bulletin.c.id == id).values(state=state.value, decided_by=by)
    )
