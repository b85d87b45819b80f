"""The audit: who did what to which report or setting; rows are only ever added, and then sealed.

Whoever administers the machine can write to a SQLite file whatever it refuses to others, so nothing
here pretends to hinder them: the chain shows what was done. `bot.domain.audit_chain` says how.
"""

import secrets
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import Column, ColumnElement, Row, bindparam, case, func, or_, select, text, update

from bot.domain.audit_chain import (
    ERASED,
    NAMES_ERASED,
    SALT_BYTES,
    START,
    Entry,
    Seal,
    SealedEntry,
    digest,
    mark,
)
from bot.domain.ids import UserId
from storage.database import Transaction
from storage.schema import audit, audit_seal

MOST_IN_A_SEAL = 2_000
"""What is sealed in one transaction, during which SQLite keeps others waiting."""

MOST_IN_A_PAGE = 10_000
"""How many rows are read at once to be verified."""

_SEALS_IN_A_PAGE = 200

_SEAL_LOCK = 7242
"""Any number, the same for every replica: one of them seals at a time."""


@dataclass(frozen=True)
class Totals:
    """How long the chain is, and how many rows stand under no seal yet."""

    seals: int
    unsealed: int


async def note(tx: Transaction, *, at: datetime, actor: str, action: str, subject: str) -> None:
    """Add a row. `subject` is an id, never words; a reporter's actor is the word `reporter`."""
    await tx.execute(
        audit.insert().values(id=uuid4().hex, at=at, actor=actor, action=action, subject=subject)
    )


async def seal(tx: Transaction, now: datetime) -> int:
    """Put one more seal on rows whose time is over; how many, 0 where there is nothing new.

    What is kept by the hour stands at its beginning, and what is kept by the day at midnight: under
    which seal a row stands must not tell more. So a row waits until its hour is over, and one of
    midnight until its day is.
    """
    if tx.dialect.name == "postgresql":
        await tx.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _SEAL_LOCK})
    hour = now.replace(minute=0, second=0, microsecond=0)
    found = await tx.execute(
        select(audit)
        .where(audit.c.seal.is_(None), audit.c.at < hour, audit.c.at != hour.replace(hour=0))
        .order_by(audit.c.id)
        .limit(MOST_IN_A_SEAL)
    )
    rows = [_newly_sealed(_entry(row)) for row in found]
    if rows:
        await _add(tx, hour, rows)
    return len(rows)


def _newly_sealed(entry: Entry) -> SealedEntry:
    salt = secrets.token_bytes(SALT_BYTES)
    return SealedEntry(entry, salt, mark(salt, entry))


async def _add(tx: Transaction, hour: datetime, rows: Sequence[SealedEntry]) -> None:
    last = (
        await tx.execute(select(audit_seal).order_by(audit_seal.c.number.desc()).limit(1))
    ).first()
    number, before = (last.number + 1, last.digest) if last else (1, START)
    new = Seal(number, hour, len(rows), b"")
    await tx.execute(
        audit_seal.insert().values(
            number=number, sealed_at=hour, rows=len(rows), digest=digest(before, new, rows)
        )
    )
    await tx.execute(
        update(audit)
        .where(audit.c.id == bindparam("row_id"))
        .values(seal=number, salt=bindparam("drawn"), actor_mark=bindparam("made")),
        [{"row_id": row.entry.id, "drawn": row.salt, "made": row.mark} for row in rows],
    )


async def forget_actor(tx: Transaction, user: UserId, *, by: str, now: datetime) -> int:
    """Erase a person from every row, as who did it and as whom it was about; how many rows.

    The chain stays whole: what it holds of them cannot be traced to anybody without the salt. A row
    says of how many sealed ones it was taken, so that nobody takes out more by hand.
    """
    theirs = or_(audit.c.actor == user, audit.c.subject == user)
    sealed = await tx.scalar(select(func.count()).where(theirs, audit.c.salt.is_not(None)))
    erased = await tx.execute(
        update(audit)
        .where(theirs)
        .values(
            actor=_without(audit.c.actor, user),
            subject=_without(audit.c.subject, user),
            salt=None,
        )
    )
    if sealed:
        await note(tx, at=now, actor=by, action=NAMES_ERASED, subject=str(sealed))
    return int(erased.rowcount)


async def names_erased(tx: Transaction) -> int:
    """From how many sealed rows people were erased, as the rows about that tell."""
    told = await tx.scalars(select(audit.c.subject).where(audit.c.action == NAMES_ERASED))
    return sum(int(many) for many in told if many.isdecimal())


def _without(column: Column[str], user: UserId) -> ColumnElement[str]:
    return case((column == user, ERASED), else_=column)


async def totals(tx: Transaction) -> Totals:
    """How much there is to verify."""
    seals = await tx.scalar(select(func.count()).select_from(audit_seal))
    unsealed = await tx.scalar(select(func.count()).where(audit.c.seal.is_(None)))
    return Totals(seals=seals or 0, unsealed=unsealed or 0)


async def head(tx: Transaction) -> str:
    """The last seal's digest as hexadecimal digits; empty where nothing is sealed yet."""
    last = select(audit_seal.c.digest).order_by(audit_seal.c.number.desc()).limit(1)
    found = await tx.scalar(last)
    return found.hex() if found else ""


async def page(tx: Transaction, after: int | None) -> tuple[tuple[Seal, list[SealedEntry]], ...]:
    """The seals after this number, or the first ones, each with its rows; none after the last."""
    wanted = select(audit_seal).order_by(audit_seal.c.number).limit(_SEALS_IN_A_PAGE)
    if after is not None:
        wanted = wanted.where(audit_seal.c.number > after)
    seals = _first_of([_seal(row) for row in await tx.execute(wanted)])
    rows: dict[int, list[SealedEntry]] = {one.number: [] for one in seals}
    if seals:
        theirs = select(audit).where(audit.c.seal.in_(rows))
        for row in await tx.execute(theirs):
            sealed = SealedEntry(_entry(row), row.salt, row.actor_mark or b"")
            rows[row.seal].append(sealed)
    return tuple((one, rows[one.number]) for one in seals)


async def astray(tx: Transaction) -> tuple[int, ...]:
    """Numbers under which rows stand, and which no seal has; some of them where there are many."""
    there = select(audit_seal.c.number).where(audit_seal.c.number == audit.c.seal).exists()
    found = select(audit.c.seal).where(audit.c.seal.is_not(None), ~there).distinct()
    return tuple(await tx.scalars(found.limit(_SEALS_IN_A_PAGE)))


def _first_of(seals: Sequence[Seal]) -> tuple[Seal, ...]:
    """As many of these as fit into a page, and one at least."""
    taken: list[Seal] = []
    room = MOST_IN_A_PAGE
    for one in seals:
        room -= one.rows
        if taken and room < 0:
            break
        taken.append(one)
    return tuple(taken)


async def since(tx: Transaction, actions: Collection[str], moment: datetime) -> tuple[Entry, ...]:
    """The rows after this moment in which one of these things was done, oldest first."""
    found = await tx.execute(
        select(audit)
        .where(audit.c.action.in_(actions), audit.c.at > moment)
        # Of one moment: who came and went in it was not there before.
        .order_by(audit.c.at, audit.c.action, audit.c.id)
    )
    return tuple(_entry(row) for row in found)


async def latest(
    tx: Transaction, actions: Collection[str], limit: int, *, but_by: str
) -> tuple[Entry, ...]:
    """The latest rows in which one of these things was done by anybody else, newest first."""
    found = await tx.execute(
        select(audit)
        .where(audit.c.action.in_(actions), audit.c.actor != but_by)
        .order_by(audit.c.at.desc(), audit.c.id)
        .limit(limit)
    )
    return tuple(_entry(row) for row in found)


def _entry(row: Row[Any]) -> Entry:
    return Entry(id=row.id, at=row.at, actor=row.actor, action=row.action, subject=row.subject)


def _seal(row: Row[Any]) -> Seal:
    return Seal(number=row.number, sealed_at=row.sealed_at, rows=row.rows, digest=row.digest)
