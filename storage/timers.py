"""The schedule: what falls due and when. The database is the schedule; a tick only asks it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import delete, exists, select

from bot.domain.events import EventKind
from bot.domain.ids import ReportId
from bot.domain.lifecycle import OPEN
from storage.database import Transaction
from storage.inserts import add_if_new, put
from storage.schema import event, report, timer


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
    SEAL = "seal"
    """Seal what the audit has gathered; the subject is the service."""
    REQUEST = "request"
    """Nobody has decided on what the host asked leave for; the subject is the request."""
    FORGET_KEYS = "forget_keys"
    """Dedupe keys that have been kept long enough; the subject is the service."""
    INDEX = "index"
    """A report can be come upon from now on, so its words can be looked for; the subject is it."""
    PATTERNS = "patterns"
    """Look for near misses that look alike; the subject is the service."""
    TRAP = "trap"
    """An error trap's next step; the subject is the trap, the detail what was asked last."""
    FOLLOW = "follow"
    """More reports follow the change of their error trap; the subject is the trap, the detail the
    position of the event and the last report that has followed."""
    FOLLOW_CHECK = "follow_check"
    """The same where the change has helped."""
    BULLETIN = "bulletin"
    """Draft the month's stories; the subject is the service."""
    NIGHT = "night"
    """What is done at night; the subject is the service, the detail a day: see `nights`."""


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


async def held(tx: Transaction, kind: TimerKind, subject: str) -> Timer | None:
    """The same; nobody else can change it until this transaction ends."""
    await tx.execute(
        select(timer.c.kind)
        .where(timer.c.kind == kind.value, timer.c.subject == subject)
        .with_for_update()
    )
    return await of(tx, kind, subject)


async def stands(tx: Transaction, what: Timer) -> bool:
    """Whether this is still what is set: neither put off, nor moved on, nor cleared meanwhile."""
    return await of(tx, what.kind, what.subject) == what


async def unwatched(tx: Transaction) -> tuple[ReportId, ...]:
    """Reports that wait for an answer, and whose promise nothing has watched yet.

    Once it has slipped, having no timer means that nobody is left to ask.
    """
    watched = exists().where(timer.c.kind == TimerKind.SLIP.value, timer.c.subject == report.c.id)
    slipped = exists().where(event.c.report_id == report.c.id, event.c.kind == EventKind.SLIPPED)
    waits = report.c.state.in_(list(OPEN))
    ids = await tx.scalars(select(report.c.id).where(waits, ~watched, ~slipped))
    return tuple(map(ReportId, ids))


async def clear(tx: Transaction, kind: TimerKind, subject: str) -> None:
    """Nothing of this kind falls due for this subject any more."""
    await tx.execute(delete(timer).where(timer.c.kind == kind.value, timer.c.subject == subject))


async def due(tx: Transaction, now: datetime, limit: int = 500) -> tuple[Timer, ...]:
    """What has fallen due by `now`, oldest first; of kinds that this code knows."""
    # In one order for every replica, so that none waits for another that waits for it.
    order = (timer.c.due_at, timer.c.kind, timer.c.subject)
    # Another version of this code, at work beside it, may have set others.
    known = timer.c.kind.in_([kind.value for kind in TimerKind])
    rows = await tx.execute(
        select(timer).where(timer.c.due_at <= now, known).order_by(*order).limit(limit)
    )
    return tuple(Timer(TimerKind(row.kind), row.subject, row.due_at, row.detail) for row in rows)
