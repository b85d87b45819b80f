"""Error traps and their events: rows to domain values and back.

Whoever changes a trap and its reports locks the trap first, then the reports by their id.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Row, delete, insert, or_, select, update

from bot.domain.ids import ReportId, TeamId, TrapId, UserId
from bot.domain.taxonomy import Factor
from bot.domain.trap import Trap, TrapEvent
from bot.domain.trap_lifecycle import LIVE
from storage.database import Transaction
from storage.inserts import add_if_new, add_if_unmarked
from storage.schema import report, trap, trap_apart, trap_event, trap_report, trap_verdict

_LIVE = sorted(LIVE)


async def add(tx: Transaction, new: Trap) -> bool:
    """Store a trap with its first events and reports; False where its reference is taken.

    A report that belongs to another one stays there: ask `of_reports` before.
    """
    added = await add_if_new(
        tx,
        trap,
        id=new.id,
        reference=new.reference,
        team_id=new.team,
        state=new.state,
        name=new.name,
        stage=new.stage,
        factors=" ".join(new.factors),
        proposed_on=new.proposed_on,
    )
    if added:
        for position, happened in enumerate(new.events, start=1):
            await _add_event(tx, new.id, position, happened)
        for id in sorted(new.reports):
            await link(tx, new.id, id)
    return added


async def record(tx: Transaction, known: Trap, happened: TrapEvent) -> int:
    """Add an event to a trap that was loaded for change; its position among the events.

    The state follows from the events.
    """
    after = replace(known, events=(*known.events, happened))
    position = len(after.events)
    await _add_event(tx, known.id, position, happened)
    await tx.execute(update(trap).where(trap.c.id == known.id).values(state=after.state))
    return position


async def describe(tx: Transaction, described: Trap) -> None:
    """Keep the name, the place in the work and the factors of a trap as they are given here."""
    await tx.execute(
        update(trap)
        .where(trap.c.id == described.id)
        .values(
            name=described.name,
            stage=described.stage,
            factors=" ".join(described.factors),
        )
    )


async def retell(tx: Transaction, id: TrapId, name: str, words: Mapping[int, str]) -> None:
    """Put another name in the place of a trap's, and other words in that of its events'.

    By their position among the events, from 1: that they happened stays as it was.
    """
    await tx.execute(update(trap).where(trap.c.id == id).values(name=name))
    for position, said in words.items():
        same = (trap_event.c.trap_id == id, trap_event.c.position == position)
        await tx.execute(update(trap_event).where(*same).values(words=said))


async def load_for_change(tx: Transaction, id: TrapId) -> Trap | None:
    """A trap that nobody else can change until this transaction ends."""
    return (await load_many_for_change(tx, [id])).get(id)


async def load_many_for_change(tx: Transaction, ids: Iterable[TrapId]) -> dict[TrapId, Trap]:
    """The same of several, locked in one order."""
    locked = await tx.scalars(
        select(trap.c.id)
        .where(trap.c.id.in_(list(ids)))
        .order_by(trap.c.id)
        .with_for_update(key_share=True)
    )
    return await load_many(tx, map(TrapId, locked.all()))


async def load(tx: Transaction, id: TrapId) -> Trap | None:
    """One trap with its events and the ids of its reports."""
    return (await load_many(tx, [id])).get(id)


async def load_many(tx: Transaction, ids: Iterable[TrapId]) -> dict[TrapId, Trap]:
    """These traps by their id, in three queries however many they are; none for none."""
    wanted = list(ids)
    if not wanted:
        return {}
    rows = (await tx.execute(select(trap).where(trap.c.id.in_(wanted)))).all()
    events = await _events_of(tx, wanted)
    belonging: defaultdict[str, set[ReportId]] = defaultdict(set)
    for one in await tx.execute(select(trap_report).where(trap_report.c.trap_id.in_(wanted))):
        belonging[one.trap_id].add(ReportId(one.report_id))
    return {
        TrapId(row.id): _trap(row, events[row.id], frozenset(belonging[row.id])) for row in rows
    }


async def with_reference(tx: Transaction, reference: str) -> TrapId | None:
    """The trap that people speak of by this reference."""
    id = await tx.scalar(select(trap.c.id).where(trap.c.reference == reference))
    return None if id is None else TrapId(id)


async def of_reports(tx: Transaction, ids: Iterable[ReportId]) -> dict[ReportId, TrapId]:
    """The traps that these reports belong to; those that belong to none are left out."""
    rows = await tx.execute(select(trap_report).where(trap_report.c.report_id.in_(list(ids))))
    return {ReportId(row.report_id): TrapId(row.trap_id) for row in rows}


async def live(tx: Transaction) -> tuple[TrapId, ...]:
    """Everything that something can still come of, the newest first."""
    order = (trap.c.proposed_on.desc(), trap.c.reference)
    ids = await tx.scalars(select(trap.c.id).where(trap.c.state.in_(_LIVE)).order_by(*order))
    return tuple(map(TrapId, ids))


async def of_teams(tx: Transaction, teams: Iterable[TeamId]) -> tuple[TrapId, ...]:
    """The live traps that these teams work on, or have a report in, the newest first."""
    wanted = list(teams)
    theirs = (
        select(trap_report.c.trap_id)
        .join_from(trap_report, report, trap_report.c.report_id == report.c.id)
        .where(report.c.team_id.in_(wanted))
    )
    order = (trap.c.proposed_on.desc(), trap.c.reference)
    ids = await tx.scalars(
        select(trap.c.id)
        .where(trap.c.state.in_(_LIVE), or_(trap.c.team_id.in_(wanted), trap.c.id.in_(theirs)))
        .order_by(*order)
    )
    return tuple(map(TrapId, ids))


async def taken_on_by(tx: Transaction, user: UserId) -> tuple[TrapId, ...]:
    """The traps that this person has ever taken on."""
    rows = select(trap_event.c.trap_id).where(trap_event.c.owner == user).distinct()
    return tuple(map(TrapId, await tx.scalars(rows.order_by(trap_event.c.trap_id))))


async def link(tx: Transaction, id: TrapId, of: ReportId) -> bool:
    """Let a report belong to a trap; False where it belongs to one already."""
    linked = await add_if_new(tx, trap_report, trap_id=id, report_id=of)
    if linked:
        same = (trap_apart.c.trap_id == id, trap_apart.c.report_id == of)
        await tx.execute(delete(trap_apart).where(*same))
    return linked


async def put_apart(tx: Transaction, id: TrapId, of: ReportId | None = None) -> None:
    """Keep that somebody has said a report does not belong to the trap, and take it out of it.

    Without one, that none of them does.
    """
    which = [trap_report.c.trap_id == id]
    if of is not None:
        which.append(trap_report.c.report_id == of)
    left = await tx.scalars(select(trap_report.c.report_id).where(*which).order_by("report_id"))
    for report_id in left.all():
        await add_if_new(tx, trap_apart, trap_id=id, report_id=report_id)
    await tx.execute(delete(trap_report).where(*which))


async def move(tx: Transaction, source: TrapId, into: TrapId) -> None:
    """Let everything that belongs to one trap belong to another one."""
    await tx.execute(
        update(trap_report).where(trap_report.c.trap_id == source).values(trap_id=into)
    )
    both = select(trap_report.c.report_id).where(trap_report.c.trap_id == into)
    await tx.execute(
        delete(trap_apart).where(trap_apart.c.trap_id == into, trap_apart.c.report_id.in_(both))
    )


async def say_verdict(tx: Transaction, id: TrapId, change: int, marks: Sequence[bytes]) -> bool:
    """Record that somebody has said whether a change helped; False where they said so before.

    `marks` are `Vault.trap_verdicts` of them.
    """
    return await add_if_unmarked(
        tx, trap_verdict, trap_verdict.c.finder, marks, trap_id=id, position=change
    )


async def _add_event(tx: Transaction, of: TrapId, position: int, happened: TrapEvent) -> None:
    await tx.execute(
        insert(trap_event).values(
            trap_id=of,
            position=position,
            kind=happened.kind,
            at=happened.at,
            actor=happened.actor,
            words=happened.words,
            until=happened.until,
            owner=happened.owner,
            strength=happened.strength,
            verdict=happened.verdict,
            other_id=happened.other,
        )
    )


async def _events_of(
    tx: Transaction, ids: Sequence[TrapId]
) -> defaultdict[str, tuple[TrapEvent, ...]]:
    rows = await tx.execute(
        select(trap_event).where(trap_event.c.trap_id.in_(ids)).order_by(trap_event.c.position)
    )
    found: defaultdict[str, tuple[TrapEvent, ...]] = defaultdict(tuple)
    for row in rows:
        found[row.trap_id] += (_event(row),)
    return found


def _event(row: Row[Any]) -> TrapEvent:
    return TrapEvent(
        kind=row.kind,
        at=row.at,
        actor=row.actor,
        words=row.words,
        until=row.until,
        owner=None if row.owner is None else UserId(row.owner),
        strength=row.strength,
        verdict=row.verdict,
        other=None if row.other_id is None else TrapId(row.other_id),
    )


def _trap(row: Row[Any], events: tuple[TrapEvent, ...], reports: frozenset[ReportId]) -> Trap:
    return Trap(
        id=TrapId(row.id),
        reference=row.reference,
        team=TeamId(row.team_id),
        name=row.name,
        stage=row.stage,
        factors=tuple(Factor(one) for one in row.factors.split()),
        proposed_on=row.proposed_on,
        events=events,
        reports=reports,
    )
