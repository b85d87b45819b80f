"""The outbox: messages owed, claimed by lease, and what has become of each."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

from sqlalchemy import ColumnElement, Row, delete, func, or_, select, text, update

from bot.domain.delivery import Delivery, DeliveryKind, DeliveryState, NewDelivery
from bot.domain.ids import ChannelId, DeliveryId, DigestId, ReportId, TrapId, UserId
from storage.database import Transaction
from storage.inserts import add_if_new
from storage.schema import delivery

_OWED = (DeliveryState.TODO, DeliveryState.MAYBE, DeliveryState.BLOCKED)

_CLAIM_LOCK = 7241
"""Any number, the same for every replica: one of them claims at a time."""


async def owe(tx: Transaction, new: NewDelivery, *, now: datetime) -> bool:
    """Put a delivery into the outbox; False where one with the same effect is there.

    A fresh look that waits already, and is due no later, shows this change as well: no other is
    added.
    """
    if new.kind.shows_what_is_now and await _will_show(tx, new, now):
        return False
    return await add_if_new(
        tx,
        delivery,
        id=uuid4().hex,
        effect=new.effect,
        kind=new.kind,
        state=DeliveryState.TODO,
        lane=new.lane,
        urgency=new.kind.urgency,
        created_at=now,
        due_at=new.due_at,
        not_after=new.not_after,
        report_id=new.report,
        recipient=new.recipient,
        event_position=new.event,
        digest_id=new.digest,
        part=new.part,
        channel_id=new.channel,
        subject=new.subject,
        trap_id=new.trap,
        fence=0,
        attempts=0,
        absences=0,
    )


async def _will_show(tx: Transaction, new: NewDelivery, now: datetime) -> bool:
    """Whether a fresh look for the same message waits still, and nobody has begun to make it.

    What is to show later is never shown by one that is due before it.

    Its row is held until this transaction ends: whoever claims it then sees what was changed.
    """
    if new.due_at > now:
        return False
    waiting = await tx.execute(
        select(delivery.c.id)
        .where(
            delivery.c.lane == new.lane,
            delivery.c.kind == new.kind,
            delivery.c.state == DeliveryState.TODO,
            delivery.c.attempts == 0,
            delivery.c.due_at <= new.due_at,
            _same(delivery.c.report_id, new.report),
            _same(delivery.c.trap_id, new.trap),
            _same(delivery.c.recipient, new.recipient),
        )
        .limit(1)
        .with_for_update(skip_locked=True)
    )
    return waiting.first() is not None


def _same(column: ColumnElement[str], value: str | None) -> ColumnElement[bool]:
    return column.is_(None) if value is None else column == value


async def claim(
    tx: Transaction, *, now: datetime, lease: timedelta, pace: timedelta, limit: int
) -> tuple[Delivery, ...]:
    """Take up to `limit` deliveries that are due, at most one of each lane.

    `now` is the clock by which things fall due. Leases, waits and pace go by real time as the
    database tells it, because they are between processes. A lane whose message is under way, or
    has gone out less than `pace` ago, is left alone.
    """
    if tx.dialect.name == "postgresql":
        # Two replicas must not each find the same lane free.
        await tx.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _CLAIM_LOCK})
    real = await real_now(tx)
    first = _first_of_each_lane(now, real, pace)
    chosen = await tx.execute(
        update(delivery)
        .where(delivery.c.id.in_(select(first.c.id).limit(limit)), *_claimable(now, real))
        .values(
            lease_until=real + lease,
            fence=delivery.c.fence + 1,
            attempts=delivery.c.attempts + 1,
        )
        .returning(delivery)
    )
    rows = sorted(chosen.all(), key=lambda row: (row.urgency, row.due_at))
    return tuple(_delivery(row) for row in rows)


def _claimable(now: datetime, real: datetime) -> tuple[ColumnElement[bool], ...]:
    return (
        delivery.c.state.in_(_OWED),
        delivery.c.due_at <= now,
        or_(delivery.c.retry_at.is_(None), delivery.c.retry_at <= real),
        or_(delivery.c.lease_until.is_(None), delivery.c.lease_until <= real),
    )


def _first_of_each_lane(now: datetime, real: datetime, pace: timedelta) -> Any:  # noqa: ANN401 - a subquery, whose type SQLAlchemy does not export
    other = delivery.alias("other")
    busy = (
        select(other.c.id)
        .where(
            other.c.lane == delivery.c.lane,
            or_(other.c.lease_until > real, other.c.sent_at > real - pace),
        )
        .exists()
    )
    order = (delivery.c.urgency, delivery.c.due_at, delivery.c.created_at, delivery.c.id)
    place = func.row_number().over(partition_by=delivery.c.lane, order_by=order).label("place")
    ranked = (
        select(delivery.c.id, delivery.c.urgency, delivery.c.due_at, place)
        .where(*_claimable(now, real), ~busy)
        .subquery("ranked")
    )
    return (
        select(ranked.c.id)
        .where(ranked.c.place == 1)
        .order_by(ranked.c.urgency, ranked.c.due_at)
        .subquery("first")
    )


async def is_due(tx: Transaction, now: datetime) -> bool:
    """Whether anything could be claimed now, lanes and pace left aside."""
    real = await real_now(tx)
    found = await tx.execute(select(delivery.c.id).where(*_claimable(now, real)).limit(1))
    return found.first() is not None


async def intend(tx: Transaction, claimed: Delivery) -> bool:
    """Record that a send is about to begin; False where the claim has been lost."""
    real = await real_now(tx)
    return await _settle(
        tx,
        claimed,
        delivery.c.lease_until > real,
        state=DeliveryState.MAYBE,
        intent_at=real,
        absences=0,
    )


async def sent(tx: Transaction, claimed: Delivery) -> bool:
    """Record that Slack has it, or forget it where nothing of it is to be kept."""
    if claimed.kind.leaves_no_trace:
        return await _forget(tx, claimed)
    return await _settle(
        tx,
        claimed,
        state=DeliveryState.SENT,
        sent_at=await real_now(tx),
        lease_until=None,
        retry_at=None,
        problem=None,
    )


async def try_again(
    tx: Transaction,
    claimed: Delivery,
    *,
    after: timedelta,
    problem: str,
    state: DeliveryState = DeliveryState.TODO,
    absences: int = 0,
) -> bool:
    """Let go of a delivery until `after` has passed; `problem` is an error code, not a text."""
    return await _settle(
        tx,
        claimed,
        state=state,
        lease_until=None,
        retry_at=await real_now(tx) + after,
        problem=problem[:64],
        absences=absences,
    )


async def finish(tx: Transaction, claimed: Delivery, *, state: DeliveryState, problem: str) -> bool:
    """Record that a delivery is held back or no longer owed, or forget it as `sent` does."""
    if claimed.kind.leaves_no_trace:
        return await _forget(tx, claimed)
    return await _settle(tx, claimed, state=state, lease_until=None, problem=problem[:64])


async def _forget(tx: Transaction, claimed: Delivery) -> bool:
    gone = await tx.execute(
        delete(delivery).where(delivery.c.id == claimed.id, delivery.c.fence == claimed.fence)
    )
    return bool(gone.rowcount)


async def _settle(
    tx: Transaction, claimed: Delivery, *also: ColumnElement[bool], **values: object
) -> bool:
    result = await tx.execute(
        update(delivery)
        .where(delivery.c.id == claimed.id, delivery.c.fence == claimed.fence, *also)
        .values(**values)
    )
    return bool(result.rowcount)


async def named(tx: Transaction, effect: str) -> DeliveryState | None:
    """What has become of the delivery with this effect; None where none was ever owed."""
    state: DeliveryState | None = await tx.scalar(
        select(delivery.c.state).where(delivery.c.effect == effect)
    )
    return state


async def about_trap(tx: Transaction, trap: TrapId, kind: DeliveryKind) -> tuple[Delivery, ...]:
    """Every message of this kind about an error trap that stands somewhere, or is still to come."""
    return await _about(tx, kind, delivery.c.trap_id == trap)


async def about_report(
    tx: Transaction, report: ReportId, kind: DeliveryKind
) -> tuple[Delivery, ...]:
    """The same about a report."""
    return await _about(tx, kind, delivery.c.report_id == report)


async def about_subject(tx: Transaction, subject: str, kind: DeliveryKind) -> tuple[Delivery, ...]:
    """The same about whatever else a delivery can be about."""
    return await _about(tx, kind, delivery.c.subject == subject)


async def _about(
    tx: Transaction, kind: DeliveryKind, what: ColumnElement[bool]
) -> tuple[Delivery, ...]:
    rows = await tx.execute(
        select(delivery)
        .where(what, delivery.c.kind == kind, delivery.c.state != DeliveryState.DROPPED)
        .order_by(delivery.c.effect)
    )
    return tuple(_delivery(row) for row in rows)


async def absences(tx: Transaction, claimed: Delivery) -> int:
    """How many look-backs have not found it since the last send was begun."""
    return int(await tx.scalar(select(delivery.c.absences).where(delivery.c.id == claimed.id)) or 0)


async def posting_in(tx: Transaction, channel: ChannelId) -> bool:
    """Whether a card may stand in this channel without its place being recorded yet."""
    found = await tx.execute(
        select(delivery.c.id)
        .where(
            delivery.c.lane == channel,
            delivery.c.kind == DeliveryKind.CARD,
            delivery.c.state == DeliveryState.MAYBE,
        )
        .limit(1)
    )
    return found.first() is not None


async def unblock(tx: Transaction, channel: ChannelId) -> None:
    """Try what waits for this channel again at once: somebody may have mended it."""
    await tx.execute(
        update(delivery)
        .where(
            delivery.c.lane == channel,
            delivery.c.state.in_((DeliveryState.BLOCKED, DeliveryState.MAYBE)),
        )
        .values(retry_at=None)
    )


async def blocked_in(tx: Transaction, channel: ChannelId) -> tuple[str, ...]:
    """Slack's error code for each message that waits until somebody has mended this channel."""
    found = await tx.scalars(
        select(delivery.c.problem).where(
            delivery.c.lane == channel, delivery.c.state == DeliveryState.BLOCKED
        )
    )
    return tuple(problem or "" for problem in found)


async def forget_notices(tx: Transaction, kind: DeliveryKind, channel: ChannelId) -> None:
    """Forget that anybody was told of this channel, so that they are told when it is so again."""
    await tx.execute(
        delete(delivery).where(delivery.c.kind == kind, delivery.c.channel_id == channel)
    )


async def oldest_due(tx: Transaction, now: datetime) -> datetime | None:
    """Since when the oldest message has been due that is not sent; None where none is late."""
    due: datetime | None = await tx.scalar(
        select(delivery.c.due_at)
        .where(delivery.c.state.in_(_OWED), delivery.c.due_at <= now)
        .order_by(delivery.c.due_at)
        .limit(1)
    )
    return due


async def totals(tx: Transaction) -> dict[DeliveryState, int]:
    """How many deliveries stand in each state that wants looking at."""
    rows = await tx.execute(
        select(delivery.c.state, func.count())
        .where(delivery.c.state.in_((*_OWED, DeliveryState.HELD)))
        .group_by(delivery.c.state)
    )
    return {row[0]: row[1] for row in rows}


async def real_now(tx: Transaction) -> datetime:
    """The present moment by the database's clock, which is what leases are kept by.

    SQLite has no clock of its own and one process only, whose clock serves.
    """
    if tx.dialect.name == "sqlite":
        return datetime.now(UTC)
    moment: datetime = (await tx.execute(select(func.clock_timestamp()))).scalar_one()
    return moment.astimezone(UTC)


def _delivery(row: Row[Any]) -> Delivery:
    return Delivery(
        id=DeliveryId(row.id),
        effect=row.effect,
        kind=DeliveryKind(row.kind),
        state=DeliveryState(row.state),
        fence=row.fence,
        attempts=row.attempts,
        created_at=row.created_at,
        report=None if row.report_id is None else ReportId(row.report_id),
        recipient=None if row.recipient is None else UserId(row.recipient),
        event=row.event_position,
        digest=None if row.digest_id is None else DigestId(row.digest_id),
        part=row.part,
        subject=row.subject,
        trap=None if row.trap_id is None else TrapId(row.trap_id),
        channel=None if row.channel_id is None else ChannelId(row.channel_id),
        intent_at=row.intent_at,
        not_after=row.not_after,
    )
