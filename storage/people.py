"""What is known of single people: whether Slack still reaches them, their days and absences."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from sqlalchemy import Row, select

from bot.domain.habits import Habits
from bot.domain.ids import UserId
from bot.domain.zones import zone_named
from storage.database import Transaction
from storage.inserts import put
from storage.schema import person


@dataclass(frozen=True)
class Known:
    """Of the people asked about: whom Slack no longer reaches, and who has told of habits."""

    gone: frozenset[UserId]
    habits: dict[UserId, Habits]


async def known(tx: Transaction, users: Iterable[UserId]) -> Known:
    """What is known of these people."""
    rows = (await tx.execute(select(person).where(person.c.user_id.in_(list(users))))).all()
    return Known(
        gone=frozenset(UserId(row.user_id) for row in rows if row.gone),
        habits={UserId(row.user_id): _habits(row) for row in rows},
    )


async def mark_gone(tx: Transaction, user: UserId, *, is_gone: bool) -> None:
    """Record whether Slack still reaches this person."""
    await put(tx, person, user_id=user, gone=is_gone)


async def habits(tx: Transaction, users: Iterable[UserId]) -> dict[UserId, Habits]:
    """The habits of those of `users` who have told any."""
    return (await known(tx, users)).habits


def _habits(row: Row[Any]) -> Habits:
    return Habits(
        # A zone that cannot be read is none of their own: one row is not to stop everybody's.
        timezone=zone_named(row.timezone) if row.timezone else None,
        digest_at=time.fromisoformat(row.digest_at) if row.digest_at else None,
        weekdays=frozenset(map(int, row.weekdays)) if row.weekdays else None,
        away_until=row.away_until,
    )


async def keep_habits(tx: Transaction, user: UserId, wanted: Habits) -> None:
    """Make these the person's habits; an absence is kept as it is."""
    await put(
        tx,
        person,
        user_id=user,
        gone=False,
        timezone=wanted.timezone.key if wanted.timezone else None,
        digest_at=wanted.digest_at.strftime("%H:%M") if wanted.digest_at else None,
        weekdays="".join(map(str, sorted(wanted.weekdays))) if wanted.weekdays else None,
    )


async def keep_away(tx: Transaction, user: UserId, until: date | None) -> None:
    """Record the last day somebody is away; None where they are back."""
    await put(tx, person, user_id=user, gone=False, away_until=until)
