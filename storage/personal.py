"""What is kept of one person beside their reports, as rows to be handed out."""

from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Select, Table, delete, func, or_, select, tuple_

from bot.domain.ids import ReportId, TrapId, UserId
from storage.database import Transaction
from storage.schema import (
    audit,
    bulletin,
    comment,
    delivery,
    digest,
    digest_item,
    draft_reply,
    event,
    person,
    reaction,
    report,
    seen_too,
    team,
    trap,
    trap_event,
    trap_verdict,
    verdict,
)
from storage.vault import Vault

Rows = tuple[Mapping[str, Any], ...]

MARKS_AT_ONCE = 5_000
"""Keyed marks that are looked at in one go: each of them has to be tried with every key."""

Mark = tuple[Any, ...]
"""The primary key of a mark: the report's or trap's id first, and last the keyed hash."""


class Marked(StrEnum):
    """What somebody has said without their name being kept."""

    SEEN_TOO = "seen_too"
    VERDICT = "verdict"
    """Whether a change has helped."""
    TRAP_VERDICT = "trap_verdict"
    """The same of an error trap."""


_TABLES: dict[Marked, Table] = {
    Marked.SEEN_TOO: seen_too,
    Marked.VERDICT: verdict,
    Marked.TRAP_VERDICT: trap_verdict,
}


def _made(vault: Vault, marked: Marked, row: Mark, user: UserId) -> tuple[bytes, ...]:
    match marked:
        case Marked.SEEN_TOO:
            return vault.seen_toos(ReportId(row[0]), user)
        case Marked.VERDICT:
            return vault.verdicts(ReportId(row[0]), user)
        case Marked.TRAP_VERDICT:
            return vault.trap_verdicts(TrapId(row[0]), user)


def _happened(whose: ColumnElement[bool]) -> Select[Any]:
    columns = ("kind", "at", "actor", "reply", "words", "until", "doer", "strength")
    return (
        select(report.c.reference, *(event.c[name] for name in columns))
        .join_from(event, report, event.c.report_id == report.c.id)
        .where(whose)
        .order_by(event.c.at, report.c.reference)
    )


def _traps(user: UserId) -> Select[Any]:
    columns = ("kind", "at", "actor", "words", "until", "owner", "strength")
    return (
        select(trap.c.reference, *(trap_event.c[name] for name in columns))
        .join_from(trap_event, trap, trap_event.c.trap_id == trap.c.id)
        .where(or_(trap_event.c.actor == user, trap_event.c.owner == user))
        .order_by(trap_event.c.at, trap.c.reference)
    )


def _of_reports(table: Table, *columns: str) -> Select[Any]:
    wanted = [table.c[name] for name in columns]
    return select(report.c.reference, *wanted).join_from(
        table, report, table.c.report_id == report.c.id
    )


def _digests(user: UserId) -> Select[Any]:
    held = func.count(digest_item.c.report_id).label("reports")
    return (
        select(digest.c.local_date.label("on"), held)
        .join_from(digest, digest_item, digest_item.c.digest_id == digest.c.id, isouter=True)
        .where(digest.c.recipient == user)
        .group_by(digest.c.id, digest.c.local_date)
        .order_by(digest.c.local_date)
    )


def _messages(user: UserId) -> Select[Any]:
    columns = ("kind", "state", "created_at", "sent_at")
    return (
        select(report.c.reference, *(delivery.c[name] for name in columns))
        .join_from(delivery, report, delivery.c.report_id == report.c.id, isouter=True)
        .where(delivery.c.recipient == user)
        .order_by(delivery.c.created_at, delivery.c.id)
    )


def _audit(user: UserId) -> Select[Any]:
    """Subjects are ids that say nothing outside the database, so they are named."""
    of_report, of_team = audit.c.subject == report.c.id, audit.c.subject == team.c.id
    of_trap = audit.c.subject == trap.c.id
    return (
        select(
            audit.c.at,
            audit.c.actor,
            audit.c.action,
            report.c.reference,
            team.c.name.label("team"),
            trap.c.reference.label("error_trap"),
        )
        .join_from(audit, report, of_report, isouter=True)
        .join(team, of_team, isouter=True)
        .join(trap, of_trap, isouter=True)
        .where(or_(audit.c.actor == user, audit.c.subject == user))
        .order_by(audit.c.at, audit.c.id)
    )


PARTS: Mapping[str, Callable[[UserId], Select[Any]]] = {
    "habits": lambda user: select(person).where(person.c.user_id == user),
    "thread_replies": lambda user: (
        _of_reports(comment, "ts", "words", "deleted")
        .where(comment.c.author == user)
        .order_by(comment.c.ts)
    ),
    "answers": lambda user: _happened(event.c.actor == user),
    "asked_to_try": lambda user: _happened((event.c.doer == user) & (event.c.actor != user)),
    "error_traps": _traps,
    "bulletins": lambda user: (
        select(bulletin.c.month, bulletin.c.state)
        .where(bulletin.c.decided_by == user)
        .order_by(bulletin.c.month)
    ),
    "begun_replies": lambda user: _of_reports(draft_reply, "reply", "moment").where(
        draft_reply.c.user_id == user
    ),
    "reactions": lambda user: _of_reports(reaction, "reply", "moment").where(
        reaction.c.user_id == user
    ),
    "digests": _digests,
    "messages": _messages,
    "audit": _audit,
}
"""What is kept under somebody's own id, by the name it is handed out under."""


async def part(tx: Transaction, *, name: str, user: UserId) -> Rows:
    """One of `PARTS` of what is kept of this person."""
    return tuple(dict(row) for row in (await tx.execute(PARTS[name](user))).mappings())


async def marks(
    tx: Transaction, *, vault: Vault, marked: Marked, user: UserId, after: Mark | None
) -> tuple[tuple[Mark, ...], Mark | None]:
    """This person's marks among the next of a kind, and which to go on after; None at the end.

    A mark names nobody: it is theirs where one of the configured keys makes the same of them.
    """
    table = _TABLES[marked]
    keys = tuple(table.primary_key)
    wanted = select(*keys).order_by(*keys).limit(MARKS_AT_ONCE)
    if after is not None:
        wanted = wanted.where(tuple_(*keys) > after)
    rows = [tuple(row) for row in await tx.execute(wanted)]
    theirs = tuple(row for row in rows if row[-1] in _made(vault, marked, row, user))
    return theirs, rows[-1] if len(rows) == MARKS_AT_ONCE else None


async def delete_marks(tx: Transaction, *, marked: Marked, these: Sequence[Mark]) -> None:
    """Delete these marks."""
    table = _TABLES[marked]
    await tx.execute(delete(table).where(tuple_(*table.primary_key).in_(these)))


async def trap_references(tx: Transaction, *, ids: Sequence[TrapId]) -> dict[TrapId, str]:
    """What these error traps are called."""
    rows = await tx.execute(select(trap.c.id, trap.c.reference).where(trap.c.id.in_(ids)))
    return {TrapId(row.id): row.reference for row in rows}


async def references(tx: Transaction, *, ids: Sequence[ReportId]) -> dict[ReportId, str]:
    """What these reports are called."""
    rows = await tx.execute(select(report.c.id, report.c.reference).where(report.c.id.in_(ids)))
    return {ReportId(row.id): row.reference for row in rows}
