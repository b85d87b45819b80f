"""What the host has asked leave for: sealed, and not kept longer than it takes."""

from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, select, update

from bot.domain.delivery import DeliveryKind
from bot.domain.ids import UserId
from bot.domain.requests import Request, RequestId, RequestKind, RequestState, Wanted
from storage.database import Transaction
from storage.schema import delivery, request
from storage.vault import Vault


async def add(tx: Transaction, vault: Vault, new: Request, wanted: Wanted) -> None:
    """Keep a request that has just been made."""
    await tx.execute(
        request.insert().values(
            id=new.id,
            kind=new.kind.value,
            sealed=vault.seal_request(new.id, wanted.to_text()),
            state=new.state.value,
            asked_at=new.asked_at,
        )
    )


async def load(tx: Transaction, vault: Vault, id: RequestId) -> Request | None:
    """One request.

    Raises:
        WrongKey: it was sealed with a key that is not configured.
    """
    return await _first(tx, vault, select(request).where(request.c.id == id))


async def load_for_change(tx: Transaction, vault: Vault, id: RequestId) -> Request | None:
    """A request that nobody else can change until this transaction ends."""
    return await _first(tx, vault, select(request).where(request.c.id == id).with_for_update())


async def latest(
    tx: Transaction, vault: Vault, wanted: Wanted, *, since: datetime
) -> Request | None:
    """The last request for exactly this that was made after `since` and is not done with."""
    rows = await tx.execute(
        select(request)
        .where(
            request.c.kind == wanted.kind.value,
            request.c.sealed.is_not(None),
            request.c.asked_at > since,
        )
        .order_by(request.c.asked_at.desc())
    )
    return next((one for row in rows if (one := _request(vault, row)).wanted == wanted), None)


async def decide(
    tx: Transaction, id: RequestId, state: RequestState, *, by: UserId, at: datetime
) -> None:
    """Record that a learning lead has confirmed or refused it."""
    await tx.execute(
        update(request)
        .where(request.c.id == id)
        .values(state=state.value, decided_by=by, decided_at=at)
    )


async def close(tx: Transaction, id: RequestId, state: RequestState) -> None:
    """Record how it ended, and forget whom or what it was about."""
    await tx.execute(
        update(request).where(request.c.id == id).values(state=state.value, sealed=None)
    )


async def asked(tx: Transaction, id: RequestId) -> tuple[UserId, ...]:
    """Whom a question about this request was owed to."""
    found = await tx.scalars(
        select(delivery.c.recipient).where(
            delivery.c.kind == DeliveryKind.REQUEST, delivery.c.subject == id
        )
    )
    return tuple(UserId(user) for user in found if user is not None)


async def about(tx: Transaction, vault: Vault, user: UserId) -> tuple[Request, ...]:
    """The requests about this person that are still kept as such, and those they decided on."""
    rows = await tx.execute(select(request).order_by(request.c.asked_at))
    found = [_request(vault, row) for row in rows]
    return tuple(
        one
        for one in found
        if one.decided_by == user or (one.wanted is not None and one.wanted.person == user)
    )


async def _first(tx: Transaction, vault: Vault, wanted: Select[Any]) -> Request | None:
    row = (await tx.execute(wanted)).first()
    return None if row is None else _request(vault, row)


def _request(vault: Vault, row: Row[Any]) -> Request:
    id, kind = RequestId(row.id), RequestKind(row.kind)
    wanted = None
    if row.sealed is not None:
        wanted = Wanted.from_text(kind, vault.open_request(id, row.sealed))
    return Request(
        id=id,
        kind=kind,
        wanted=wanted,
        state=RequestState(row.state),
        asked_at=row.asked_at,
        decided_by=row.decided_by,
        decided_at=row.decided_at,
    )
