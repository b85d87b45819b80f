"""The schedule: what falls due and when. The database is the schedule; a tick only asks it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import delete, select

from storage.database import Transaction
from storage.inserts import put
from storage.schema import timer


class TimerKind(StrEnum):
    """What falls due."""

    DIGEST = "digest"
    """A manager's morning; the subject is the manager."""
    NUDGE = "nudge"
    """An answer promised; the subject is the report."""
    FORGET_KEYS = "forget_keys"
    """Dedupe keys that have been kept long enough; the subject is the service."""


@dataclass(frozen=True)
class Timer:
    """One thing that falls due at `due_at`, an aware UTC moment."""

    kind: TimerKind
    subject: str
    due_at: datetime


async def put_off(tx: Transaction, what: Timer) -> None:
    """Set when something falls due, whatever was set before."""
    await put(tx, timer, kind=what.kind.value, subject=what.subject, due_at=what.due_at)


async def clear(tx: Transaction, kind: TimerKind, subject: str) -> None:
    """Nothing of this kind falls due for this subject any more."""
    await tx.execute(delete(timer).where(timer.c.kind == kind.value, timer.c.subject == subject))


async def due(tx: Transaction, now: datetime, limit: int = 500) -> tuple[Timer, ...]:
    """What has fallen due by `now`, oldest first."""
    rows = await tx.execute(
        select(timer).where(timer.c.due_at <= now).order_by(timer.c.due_at).limit(limit)
    )
    return tuple(Timer(TimerKind(row.kind), row.subject, row.due_at) for row in rows)
