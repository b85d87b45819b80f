"""What the host has asked leave for: sealed, and not kept longer than it takes."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, select, update

from bot.domain.delivery import DeliveryKind
from bot.domain.events import ERASED
from bot.domain.ids import UserId
from bot.domain.requests import Request, RequestId, RequestKind, RequestState, Wanted, Word
from storage.database import Transaction
from storage.schema import delivery, request
from storage.vault import Vault

_BY_WORD = frozenset({RequestState.CONFIRMED, RequestState.REFUSED})


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
    """The last request for exactly this after `since` on which nothing has been begun yet."""
    rows = await tx.execute(
        select(request)
        .where(
            request.c.kind == wanted.kind.value,
            request.c.sealed.is_not(None),
            request.c.state != RequestState.BEGUN.value,
            request.c.asked_at > since,
        )
        .order_by(request.c.asked_at.desc())
    )
    return next((one for row in rows if (one := _request(vault, row)).wanted == wanted), None)


async def decide(
    tx: Transaction, vault: Vault, found: Request, word: Word, *, at: datetime
) -> None:
    """Record that a learning lead has confirmed or refused it: under its seal as well.

    Whoever can write to the database and has no key can so put nobody's name under a confirmation.
    `found.wanted` is known still.
    """
    text = found.wanted.to_text(word) if found.wanted else ""
    await tx.execute(
        update(request)
        .where(request.c.id == found.id)
        .values(
            sealed=vault.seal_request(found.id, text),
            state=word.state.value,
            decided_by=word.by,
            decided_at=at,
        )
    )


async def begin(tx: Transaction, id: RequestId) -> None:
    """Record that what was confirmed is being handed out."""
    begun = update(request).where(request.c.id == id).values(state=RequestState.BEGUN.value)
    await tx.execute(begun)


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


async def still_about(tx: Transaction, vault: Vault, user: UserId | None) -> tuple[Request, ...]:
    """The requests about this person of which that is still kept."""
    rows = await tx.execute(select(request).where(request.c.sealed.is_not(None)))
    found = [_request(vault, row) for row in rows]
    return tuple(one for one in found if one.wanted and one.wanted.person == user)


async def about(tx: Transaction, vault: Vault, user: UserId) -> tuple[Request, ...]:
    """The requests about this person that are still kept as such, and those they decided on."""
    rows = await tx.execute(select(request).order_by(request.c.asked_at))
    found = [_request(vault, row) for row in rows]
    return tuple(
        one
        for one in found
        if one.decided_by == user or (one.wanted is not None and one.wanted.person == user)
    )


async def kinds(tx: Transaction, ids: Collection[str]) -> dict[str, RequestKind]:
    """What was asked for, of those of these ids that are requests."""
    rows = await tx.execute(select(request.c.id, request.c.kind).where(request.c.id.in_(ids)))
    return {row.id: RequestKind(row.kind) for row in rows}


async def _first(tx: Transaction, vault: Vault, wanted: Select[Any]) -> Request | None:
    row = (await tx.execute(wanted)).first()
    return None if row is None else _request(vault, row)


def _is_by(word: Word, row: Row[Any]) -> bool:
    return row.decided_by in {word.by, ERASED}


def _request(vault: Vault, row: Row[Any]) -> Request:
    id, kind = RequestId(row.id), RequestKind(row.kind)
    state, wanted = RequestState(row.state), None
    if row.sealed is not None:
        wanted, word = Wanted.from_text(kind, vault.open_request(id, row.sealed))
        if state in _BY_WORD and not (word and word.state is state and _is_by(word, row)):
            # Nobody has said so who could: it waits for a learning lead still.
            state = RequestState.WAITING
    return Request(
        id=id,
        kind=kind,
        wanted=wanted,
        state=state,
        asked_at=row.asked_at,
        decided_by=row.decided_by,
        decided_at=row.decided_at,
    )
