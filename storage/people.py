"""What is known of single people: whether Slack still reaches them, and their own morning."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import time
from zoneinfo import ZoneInfo

from sqlalchemy import select

from bot.domain.ids import UserId
from storage.database import Transaction
from storage.inserts import put
from storage.schema import person


@dataclass(frozen=True)
class Habits:
    """When somebody wants their digest; None means as their first team does."""

    timezone: ZoneInfo | None = None
    digest_at: time | None = None


async def gone(tx: Transaction, users: Iterable[UserId]) -> frozenset[UserId]:
    """Those of `users` whom Slack can no longer reach."""
    rows = await tx.scalars(
        select(person.c.user_id).where(person.c.user_id.in_(list(users)), person.c.gone)
    )
    return frozenset(map(UserId, rows))


async def mark_gone(tx: Transaction, user: UserId, *, is_gone: bool) -> None:
    """Record whether Slack still reaches this person."""
    await put(tx, person, user_id=user, gone=is_gone)


async def habits(tx: Transaction, users: Iterable[UserId]) -> dict[UserId, Habits]:
    """The habits of those of `users` who have told any."""
    rows = await tx.execute(select(person).where(person.c.user_id.in_(list(users))))
    return {
        UserId(row.user_id): Habits(
            timezone=ZoneInfo(row.timezone) if row.timezone else None,
            digest_at=time.fromisoformat(row.digest_at) if row.digest_at else None,
        )
        for row in rows
    }
