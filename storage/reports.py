"""Reports and their events: rows to domain values and back."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Row, and_, func, select, update

from bot.domain.events import Event, EventKind
from bot.domain.ids import ReportId, TeamId, TrapId, UserId
from bot.domain.lifecycle import State
from bot.domain.report import Audience, Mode, Promise, Report
from bot.domain.retention import Retention
from storage import left_out, rewordings
from storage.database import Transaction
from storage.inserts import add_if_new, add_if_unmarked
from storage.rewordings import columns_of, words_of
from storage.schema import event, identity, report, seen_too, trap_report, verdict
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
        **columns_of(new.words),
        about=new.about,
        source=new.source,
        look_on=new.look_on,
        is_thanked=new.is_thanked,
        last_on=new.last_on,
    )
    if added:
        for position, happened in enumerate(new.events, start=1):
            await _add_event(tx, new.id, position, happened)
    return added


async def record(tx: Transaction, known: Report, happened: Event, retention: Retention) -> int:
    """Add an event to a report that was loaded for change; its position among the events.

    What the row says besides is worked out from the events, so the two cannot differ.
    """
    after = replace(known, events=(*known.events, happened))
    position = len(after.events)
    await _add_event(tx, known.id, position, happened)
    await tx.execute(
        update(report)
        .where(report.c.id == known.id)
        .values(
            state=after.state,
            look_on=after.look_on,
            is_thanked=after.is_thanked,
            last_on=after.last_on,
            is_published=after.is_published,
            forget_on=retention.forget_on(after),
        )
    )
    return position


async def retell(tx: Transaction, id: ReportId, words: Mapping[int, str]) -> None:
    """Put other words in the place of those of some events, by their position from 1.

    Events are never changed otherwise: this is for masking what slipped through.
    """
    for position, said in words.items():
        await tx.execute(
            update(event)
            .where(event.c.report_id == id, event.c.position == position)
            .values(words=said)
        )


async def know_as(tx: Transaction, id: ReportId, mode: Mode) -> None:
    """Let its reporter be known in another way from now on."""
    await tx.execute(update(report).where(report.c.id == id).values(mode=mode))


async def share(tx: Transaction, id: ReportId) -> None:
    """Let the whole team read it."""
    await tx.execute(update(report).where(report.c.id == id).values(audience=Audience.TEAM))


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
            doer=happened.doer,
            strength=happened.strength,
            verdict=happened.verdict,
            shows_at=happened.shows_at,
        )
    )


async def lock(tx: Transaction, ids: Iterable[ReportId]) -> None:
    """Let nobody else change these reports until this transaction ends.

    Rows that refer to them may still be added: two digests that hold the same report would
    otherwise each wait for the other.
    """
    await tx.execute(
        select(report.c.id)
        .where(report.c.id.in_(list(ids)))
        .order_by(report.c.id)
        .with_for_update(key_share=True)
    )


async def load_for_change(tx: Transaction, vault: Vault, id: ReportId) -> Report | None:
    """A report that nobody else can change until this transaction ends."""
    locked = await tx.execute(
        select(report.c.id).where(report.c.id == id).with_for_update(key_share=True)
    )
    return await load(tx, vault, id) if locked.first() else None


async def load(tx: Transaction, vault: Vault, id: ReportId) -> Report | None:
    """One report with its events."""
    return (await load_many(tx, vault, [id])).get(id)


async def with_reference(tx: Transaction, reference: str) -> ReportId | None:
    """The report that people speak of by this reference."""
    id = await tx.scalar(select(report.c.id).where(report.c.reference == reference))
    return None if id is None else ReportId(id)


async def load_many(
    tx: Transaction, vault: Vault, ids: Iterable[ReportId]
) -> dict[ReportId, Report]:
    """These reports by their id, in five queries however many they are.

    One that cannot be opened in all its parts does not keep back the others: its reporter's name
    is not known, and it is kept from whoever may have been left out (`left_out.kept_from`).
    """
    wanted = list(ids)
    # Only a named report's identity is read here: a confidential one is not even fetched.
    named = (report.c.id == identity.c.report_id) & (report.c.mode == Mode.NAMED)
    joined = report.c.id == trap_report.c.report_id
    rows = (
        await tx.execute(
            select(report, identity.c.sealed, trap_report.c.trap_id)
            .join_from(report, identity, named, isouter=True)
            .join(trap_report, joined, isouter=True)
            .where(report.c.id.in_(wanted))
        )
    ).all()
    events = await _events_of(tx, wanted)
    colleagues = await _colleagues_who_saw(tx, wanted)
    without = await left_out.kept_from(tx, vault, wanted)
    reworded = await rewordings.of(tx, wanted)
    found = {}
    for row in rows:
        one = _report(vault, row, events[row.id], colleagues.get(row.id, 0))
        one = replace(one, left_out=without.get(one.id, frozenset()))
        if one.id in reworded:
            one = replace(one, words=reworded[one.id], words_before=one.words)
        found[one.id] = one
    return found


async def wanted_in(
    tx: Transaction, teams: Iterable[TeamId], now: datetime, *, thanks_since: date
) -> tuple[ReportId, ...]:
    """The reports of these teams, released by `now`, that may want somebody's attention.

    Those that wait for an answer, those to be looked at again by tomorrow (it is tomorrow already
    somewhere), those filed since `thanks_since` that nobody has said thank you for, and those of
    which something does not show yet, so that they may wait still for anybody but their reporter:
    oldest first.
    """
    theirs = report.c.team_id.in_(list(teams))
    tomorrow = now.date() + timedelta(days=1)
    later = select(event.c.report_id).where(event.c.shows_at.is_not(None), event.c.shows_at > now)
    # Each a query of its own, so that it can go by its own partial index.
    kinds = (
        report.c.state.in_([State.NEW, State.SEEN]),
        and_(report.c.look_on.is_not(None), report.c.look_on <= tomorrow),
        and_(
            report.c.is_thanked.is_(False),
            report.c.state.in_([State.ANSWERED, State.CHANGED, State.CHECKED]),
            report.c.filed_on >= thanks_since,
        ),
        report.c.id.in_(later),
    )
    found: dict[str, date] = {}
    for kind in kinds:
        rows = await tx.execute(
            select(report.c.id, report.c.filed_on).where(theirs, kind, report.c.released_at <= now)
        )
        found.update((row.id, row.filed_on) for row in rows)
    return tuple(ReportId(id) for _, id in sorted((filed_on, id) for id, filed_on in found.items()))


async def in_which(
    tx: Transaction,
    teams: Iterable[TeamId],
    kinds: Iterable[EventKind],
    *,
    since: datetime,
    until: datetime,
    most: int | None = None,
) -> tuple[ReportId, ...]:
    """Shared reports of these teams to which something of these kinds has happened in that time.

    One that is taken back is among them: whether that shows already is not for a query to say.
    `since` belongs to it and `until` does not: what is kept by the hour stands at its beginning.
    The latest happening first; each report once.
    """
    latest = func.max(event.c.at)
    rows = await tx.execute(
        select(event.c.report_id)
        .join_from(event, report, event.c.report_id == report.c.id)
        .where(
            report.c.team_id.in_(list(teams)),
            report.c.audience == Audience.TEAM,
            event.c.kind.in_(list(kinds)),
            event.c.at >= since,
            event.c.at < until,
        )
        .group_by(event.c.report_id)
        .order_by(latest.desc(), event.c.report_id)
        .limit(most)
    )
    return tuple(ReportId(row.report_id) for row in rows)


async def going(
    tx: Transaction, ids: Iterable[ReportId], now: datetime
) -> dict[ReportId, datetime]:
    """Those of these reports that are taken back without its showing yet, and when it will."""
    rows = await tx.execute(
        select(event.c.report_id, event.c.shows_at).where(
            event.c.report_id.in_(list(ids)),
            event.c.kind == EventKind.WITHDRAWN,
            event.c.shows_at > now,
        )
    )
    return {ReportId(row.report_id): row.shows_at for row in rows}


async def say_verdict(tx: Transaction, id: ReportId, change: int, marks: Sequence[bytes]) -> bool:
    """Record that somebody has said whether a change helped; False where they said so before.

    `marks` are `Vault.verdicts` of them.
    """
    return await add_if_unmarked(
        tx, verdict, verdict.c.finder, marks, report_id=id, position=change
    )


async def say_seen_too(tx: Transaction, id: ReportId, marks: Sequence[bytes]) -> bool:
    """Record that a colleague has seen this too; False where they said so before.

    `marks` are `Vault.seen_toos` of them.
    """
    return await add_if_unmarked(tx, seen_too, seen_too.c.finder, marks, report_id=id)


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
                doer=None if row.doer is None else UserId(row.doer),
                strength=row.strength,
                verdict=row.verdict,
                shows_at=row.shows_at,
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
        words=words_of(row),
        filed_on=row.filed_on,
        released_at=row.released_at,
        promise=Promise(thanks_by=row.thanks_by, answer_by=row.answer_by),
        events=events,
        named_reporter=_named(vault, id, row.sealed),
        seen_too=seen,
        about=row.about,
        source=row.source,
        trap=None if row.trap_id is None else TrapId(row.trap_id),
    )
