"""Rotation: which keys the sealed rows need, and moving them on to the newest."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import Row, Select, Table, bindparam, func, literal, select, update

from bot.domain.delivery import DeliveryState
from bot.domain.ids import ReportId
from bot.domain.keys import Key, Needs, Use
from storage import outbox, receipts
from storage.database import Transaction
from storage.schema import identity, left_out, report, request, seen_too, trap_verdict, verdict
from storage.vault import Vault, WrongKey

_AT_ONCE = 1000
_NAMED_AT_MOST = 20


class Store(StrEnum):
    """Where sealed rows are."""

    IDENTITIES = "identity"
    LEFT_OUT = "left_out"
    REQUESTS = "request"


_TABLES: dict[Store, Table] = {
    Store.IDENTITIES: identity,
    Store.LEFT_OUT: left_out,
    Store.REQUESTS: request,
}


@dataclass(frozen=True)
class Entry:
    """A sealed row, and the configured keys that it needs."""

    id: str
    """Of its report, or of the request."""
    keys: frozenset[Key]
    lacks: Use | None = None
    """Of which setting it needs a key that is not there; such a row is left as it is."""

    @property
    def is_old(self) -> bool:
        """Whether it is to be moved on to the newest keys."""
        return self.lacks is None and any(key.place for key in self.keys)


async def count(tx: Transaction) -> int:
    """How many sealed rows there are."""
    total = 0
    for table in _TABLES.values():
        rows = select(func.count()).select_from(table).where(table.c.sealed.is_not(None))
        total += await tx.scalar(rows) or 0
    return total


async def look(
    tx: Transaction, vault: Vault, store: Store, *, after: str, most: int
) -> tuple[Entry, ...]:
    """The next sealed rows of a store, by id: those that come `after` this one."""
    key = _key(store)
    rows = await tx.execute(_rows(store).where(key > after).order_by(key).limit(most))
    return tuple(_entry(vault, store, row) for row in rows)


async def move_on(tx: Transaction, vault: Vault, store: Store, ids: Iterable[str]) -> int:
    """Seal these rows with the newest keys and find them by those; how many were not before.

    What has been moved on or erased meanwhile is left alone, and so is what lacks a key.
    """
    table, key = _TABLES[store], _key(store)
    rows = await tx.execute(
        _rows(store).where(key.in_(list(ids))).order_by(key).with_for_update(of=table)
    )
    moved = [_moved(vault, row) for row in rows.all() if _entry(vault, store, row).is_old]
    if moved:
        await tx.execute(update(table).where(key == bindparam("row")), moved)
    return len(moved)


async def find_again(tx: Transaction, vault: Vault, id: ReportId) -> None:
    """Find whoever wrote a report by the newest key, where no configured one finds them any more.

    Raises:
        WrongKey: it is sealed with a key that is not configured either.
    """
    rows = await tx.execute(_rows(Store.IDENTITIES).where(identity.c.report_id == id))
    change = update(identity).where(identity.c.report_id == bindparam("row"))
    await tx.execute(change, [_moved(vault, row) for row in rows.all()])


async def needs(tx: Transaction, vault: Vault) -> Needs:
    """What is stored, by the keys it needs.

    Every sealed row is opened, for nothing short of it tells which key it needs: some three seconds
    for 100,000 of them, and identities are erased soon after their report is done with.
    """
    entries: Counter[Key] = Counter()
    lacking: Counter[Use] = Counter()
    shut_lists = 0
    amiss: list[str] = []
    for store in Store:
        after = ""
        while page := await look(tx, vault, store, after=after, most=_AT_ONCE):
            for entry in page:
                entries.update(entry.keys)
                if entry.lacks is not None:
                    lacking[entry.lacks] += 1
                    shut_lists += store is Store.LEFT_OUT
                    amiss.append(entry.id)
            after = page[-1].id
    totals = await outbox.totals(tx)
    return Needs(
        secrets=vault.secrets,
        names=vault.key_names,
        entries=entries,
        lacking=lacking,
        shut_lists=shut_lists,
        references=await _references(tx, amiss[:_NAMED_AT_MOST]),
        receipts=await receipts.key_names(tx),
        marks=await _marks(tx),
        under_way=totals.get(DeliveryState.MAYBE, 0),
    )


def _moved(vault: Vault, row: Row[Any]) -> dict[str, object]:
    moved: dict[str, object] = {"row": row.id, "sealed": vault.reseal(row.sealed)}
    if row.mode is not None:
        moved["finder"] = vault.finder(vault.open(ReportId(row.id), row.sealed), row.mode)
    return moved


def _key(store: Store) -> Any:  # noqa: ANN401 - a column, whose type SQLAlchemy cannot tell
    (key,) = _TABLES[store].primary_key
    return key


def _rows(store: Store) -> Select[Any]:
    table = _TABLES[store]
    columns = (_key(store).label("id"), table.c.sealed)
    if store is Store.IDENTITIES:
        return select(*columns, identity.c.finder, report.c.mode).join_from(
            identity, report, identity.c.report_id == report.c.id
        )
    return select(*columns, literal(None).label("mode")).where(table.c.sealed.is_not(None))


def _entry(vault: Vault, store: Store, row: Row[Any]) -> Entry:
    try:
        if store is Store.LEFT_OUT:
            vault.open_left_out(ReportId(row.id), row.sealed)
        if store is not Store.IDENTITIES:
            return Entry(row.id, frozenset({Key(Use.SECRET, vault.place_of(row.sealed))}))
        secret, index = vault.places_of(ReportId(row.id), row.sealed, row.finder, row.mode)
    except WrongKey:
        return Entry(row.id, frozenset(), Use.SECRET)
    if index is None:
        return Entry(row.id, frozenset({Key(Use.SECRET, secret)}), Use.INDEX)
    return Entry(row.id, frozenset({Key(Use.SECRET, secret), Key(Use.INDEX, index)}))


async def _references(tx: Transaction, ids: Iterable[str]) -> tuple[str, ...]:
    rows = await tx.scalars(
        select(report.c.reference).where(report.c.id.in_(list(ids))).order_by(report.c.reference)
    )
    return tuple(rows)


async def _marks(tx: Transaction) -> int:
    said = [
        await tx.scalar(select(func.count()).select_from(table))
        for table in (seen_too, verdict, trap_verdict)
    ]
    return sum(many or 0 for many in said)
