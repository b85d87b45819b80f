"""The schedule: what falls due and when. The database is the schedule; a tick only asks it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import delete, select

from storage.database import Transaction
from storage.inserts import add_if_new, put
from storage.schema import timer


class TimerKind(StrEnum):
    """What falls due."""

    DIGEST = "digest"
    """A manager's morning; the subject is the manager."""
    NUDGE = "nudge"
    """An answer promised; the subject is the report, the detail the step done last."""
    SLIP = "slip"
    """The promised day has gone by; the subject is the report."""
    CHECK_BACK = "check_back"
    """Has the change helped? The subject is the report."""
    WEEKLY = "weekly"
    """*You said, we did*; the subject is the team."""
    BANK_HOLIDAYS = "bank_holidays"
    """Ask which days are bank holidays; the subject is the service."""
    FORGET_KEYS = "forget_keys"
    """Dedupe keys that have been kept long enough; the subject is the service."""


@dataclass(frozen=True)
class Timer:
    """One thing that falls due at `due_at`, an aware UTC moment."""

    kind: TimerKind
    subject: str
    due_at: datetime
    detail: str = ""
    """How far it has come, in at most 32 characters."""


async def put_off(tx: Transaction, what: Timer) -> None:
    """Set when something falls due, whatever was set before."""
    await put(
        tx,
        timer,
        kind=what.kind.value,
        subject=what.subject,
        due_at=what.due_at,
        detail=what.detail,
    )


async def begin(tx: Transaction, what: Timer) -> None:
    """Set when something falls due, unless that is set already."""
    await add_if_new(
        tx,
        timer,
        kind=what.kind.value,
        subject=what.subject,
        due_at=what.due_at,
        detail=what.detail,
    )


async def of(tx: Transaction, kind: TimerKind, subject: str) -> Timer | None:
    """What is set for this subject, due or not."""
    row = (
        await tx.execute(
            select(timer).where(timer.c.kind == kind.value, timer.c.subject == subject)
        )
    ).first()
    return None if row is None else Timer(kind, row.subject, row.due_at, row.detail)


async def clear(tx: Transaction, kind: TimerKind, subject: str) -> None:
    """Nothing of this kind falls due for this subject any more."""
    await tx.execute(delete(timer).where(timer.c.kind == kind.value, timer.c.subject == subject))


async def due(tx: Transaction, now: datetime, limit: int = 500) -> tuple[Timer, ...]:
    """What has fallen due by `now`, oldest first."""
    # In one order for every replica, so that none waits for another that waits for it.
    order = (timer.c.due_at, timer.c.kind, timer.c.subject)
    rows = await tx.execute(
        select(timer).where(timer.c.due_at <= now).order_by(*order).limit(limit)
    )
    return tuple(Timer(TimerKind(row.kind), row.subject, row.due_at, row.detail) for row in rows)
