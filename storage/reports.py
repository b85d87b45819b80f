"""Reports and their events: rows to domain values and back."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, func, select, update

from bot.domain.events import Event
from bot.domain.ids import ReportId, TeamId, UserId
from bot.domain.lifecycle import State, state_after
from bot.domain.report import Mode, Promise, Report, Words
from bot.domain.taxonomy import Factor
from storage.database import Transaction
from storage.inserts import add_if_new
from storage.schema import event, identity, report, seen_too
from storage.vault import Vault, WrongKey


async def add(tx: Transaction, new: Report) -> bool:
    """Store a report with its first events; False where its reference is taken already."""
    added = await add_if_new(
        tx,
        report,
        id=new.id,
        reference=new.reference,
        kind=new.kind,
        mode=new.mode,
        audience=new.audience,
        team_id=new.team,
        state=new.state,
        filed_on=new.filed_on,
        released_at=new.released_at,
        thanks_by=new.promise.thanks_by,
        answer_by=new.promise.answer_by,
        what=new.words.what,
        more=new.words.more,
        caught=new.words.caught,
        idea=new.words.idea,
        helps=new.words.helps,
        stage=new.words.stage,
        factors=" ".join(new.words.factors),
        wish=new.words.wish,
    )
    if added:
        for position, happened in enumerate(new.events, start=1):
            await _add_event(tx, new.id, position, happened)
    return added


async def record(tx: Transaction, known: Report, happened: Event) -> int:
    """Add an event to a report that was loaded for change; its position among the events.

    The state in the row is worked out from the events, so the two cannot differ.
    """
    position = len(known.events) + 1
    await _add_event(tx, known.id, position, happened)
    state = state_after((*known.events, happened))
    await tx.execute(update(report).where(report.c.id == known.id).values(state=state))
    return position


async def _add_event(tx: Transaction, of: ReportId, position: int, happened: Event) -> None:
    await tx.execute(
        event.insert().values(
            report_id=of,
            position=position,
            kind=happened.kind,
            at=happened.at,
            actor=happened.actor,
            reply=happened.reply,
            words=happened.words,
            until=happened.until,
        )
    )


async def lock(tx: Transaction, ids: Iterable[ReportId]) -> None:
    """Let nobody else change these reports until this transaction ends."""
    await tx.execute(
        select(report.c.id)
        .where(report.c.id.in_(list(ids)))
        .order_by(report.c.id)
        .with_for_update()
    )


async def load_for_change(tx: Transaction, vault: Vault, id: ReportId) -> Report | None:
    """A report that nobody else can change until this transaction ends."""
    locked = await tx.execute(select(report.c.id).where(report.c.id == id).with_for_update())
    return await load(tx, vault, id) if locked.first() else None


async def load(tx: Transaction, vault: Vault, id: ReportId) -> Report | None:
    """One report with its events."""
    return (await load_many(tx, vault, [id])).get(id)


async def load_many(
    tx: Transaction, vault: Vault, ids: Iterable[ReportId]
) -> dict[ReportId, Report]:
    """These reports by their id, in three queries however many they are."""
    wanted = list(ids)
    # Only a named report's identity is read here: a confidential one is not even fetched.
    named = (report.c.id == identity.c.report_id) & (report.c.mode == Mode.NAMED)
    rows = (
        await tx.execute(
            select(report, identity.c.sealed)
            .join_from(report, identity, named, isouter=True)
            .where(report.c.id.in_(wanted))
        )
    ).all()
    events = await _events_of(tx, wanted)
    colleagues = await _colleagues_who_saw(tx, wanted)
    return {
        ReportId(row.id): _report(vault, row, events[row.id], colleagues.get(row.id, 0))
        for row in rows
    }


async def waiting_in(
    tx: Transaction, teams: Iterable[TeamId], now: datetime, limit: int = 500
) -> tuple[ReportId, ...]:
    """The reports of these teams, released by `now`, that nobody has answered: oldest first."""
    found = await tx.scalars(
        select(report.c.id)
        .where(
            report.c.team_id.in_(list(teams)),
            report.c.state.in_([State.NEW, State.SEEN]),
            report.c.released_at <= now,
        )
        .order_by(report.c.filed_on)
        .limit(limit)
    )
    return tuple(map(ReportId, found))


async def say_seen_too(tx: Transaction, id: ReportId, mark: bytes) -> bool:
    """Record that a colleague has seen this too; False where they said so before."""
    return await add_if_new(tx, seen_too, report_id=id, finder=mark)


async def _events_of(
    tx: Transaction, ids: Sequence[ReportId]
) -> defaultdict[str, tuple[Event, ...]]:
    rows = await tx.execute(
        select(event).where(event.c.report_id.in_(ids)).order_by(event.c.position)
    )
    found: defaultdict[str, tuple[Event, ...]] = defaultdict(tuple)
    for row in rows:
        found[row.report_id] += (
            Event(
                kind=row.kind,
                at=row.at,
                actor=row.actor,
                reply=row.reply,
                words=row.words,
                until=row.until,
            ),
        )
    return found


async def _colleagues_who_saw(tx: Transaction, ids: Sequence[ReportId]) -> dict[str, int]:
    rows = await tx.execute(
        select(seen_too.c.report_id, func.count())
        .where(seen_too.c.report_id.in_(ids))
        .group_by(seen_too.c.report_id)
    )
    return {row[0]: row[1] for row in rows}


def _named(vault: Vault, id: ReportId, sealed: bytes | None) -> UserId | None:
    if sealed is None:
        return None
    try:
        return vault.open(id, sealed)
    except WrongKey:
        # One name that cannot be read is no reason to keep back everybody's digests.
        return None


def _report(vault: Vault, row: Row[Any], events: tuple[Event, ...], seen: int) -> Report:
    id = ReportId(row.id)
    return Report(
        id=id,
        reference=row.reference,
        kind=row.kind,
        mode=row.mode,
        audience=row.audience,
        team=TeamId(row.team_id),
        words=Words(
            what=row.what,
            more=row.more,
            caught=row.caught,
            idea=row.idea,
            helps=row.helps,
            stage=row.stage,
            factors=tuple(Factor(name) for name in row.factors.split()),
            wish=row.wish,
        ),
        filed_on=row.filed_on,
        released_at=row.released_at,
        promise=Promise(thanks_by=row.thanks_by, answer_by=row.answer_by),
        events=events,
        named_reporter=_named(vault, id, row.sealed),
        seen_too=seen,
    )
