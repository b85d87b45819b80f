"""Rotation: every sealed row comes under the newest keys, whatever happens to it meanwhile."""

import base64
from collections.abc import Iterable
from random import Random

import pytest
from cryptography.fernet import Fernet

from bot.domain.ids import ChannelId, ReportId, UserId
from bot.domain.keys import Key, Needs, Use
from bot.domain.reference import Code
from bot.domain.report import Mode, Report
from storage import identities, left_out, outbox, receipts, reports, rotation
from storage.database import Database, Transaction
from storage.rotation import Entry, Store
from storage.schema import identity, request
from storage.schema import left_out as left_out_table
from storage.vault import Vault
from tests.builders import AMINA, PRIYA, WHO_IS_KNOWN, a_report, a_team
from tests.conftest import MONDAY
from tests.storage.rows import claim, new, owe, stored

TEAM = a_team(channel=ChannelId("C0STORED"))
SECRETS = [Fernet.generate_key().decode() for _ in range(2)]
INDEXES = [base64.b64encode(Random(n).randbytes(32)).decode() for n in (1, 2)]
OLD = Vault((SECRETS[0],), (INDEXES[0],))
BOTH = Vault((SECRETS[1], SECRETS[0]), (INDEXES[1], INDEXES[0]))
NEW = Vault((SECRETS[1],), (INDEXES[1],))
OLD_SECRET, OLD_INDEX = Key(Use.SECRET, 1), Key(Use.INDEX, 1)
NEW_SECRET, NEW_INDEX = Key(Use.SECRET, 0), Key(Use.INDEX, 0)


async def filed(database: Database, vault: Vault, mode: Mode = Mode.CONFIDENTIAL) -> Report:
    """A report by Priya."""
    return await stored(database, vault, a_report(team=TEAM, mode=mode, reporter=PRIYA), team=TEAM)


async def leave_out(database: Database, vault: Vault, id: ReportId) -> None:
    await database.write(lambda tx: left_out.keep(tx, vault, id, [AMINA]))


async def keep_receipt(database: Database, vault: Vault, id: ReportId) -> None:
    await database.write(lambda tx: receipts.keep(tx, vault, id, Code.fresh("NM")))


async def ask(database: Database, id: str, sealed: bytes | None) -> None:
    """A request of the host's that waits for a learning lead."""

    async def add(tx: Transaction) -> None:
        await tx.execute(
            request.insert().values(
                id=id, kind="erase", sealed=sealed, state="asked", asked_at=MONDAY
            )
        )

    await database.write(add)


async def look(
    database: Database,
    vault: Vault,
    store: Store = Store.IDENTITIES,
    *,
    after: str = "",
    most: int = 100,
) -> tuple[Entry, ...]:
    return await database.read(lambda tx: rotation.look(tx, vault, store, after=after, most=most))


async def move_on(
    database: Database, vault: Vault, ids: Iterable[str], store: Store = Store.IDENTITIES
) -> int:
    return await database.write(lambda tx: rotation.move_on(tx, vault, store, ids))


async def needs(database: Database, vault: Vault) -> Needs:
    return await database.read(lambda tx: rotation.needs(tx, vault))


async def reporter_of(database: Database, vault: Vault, id: ReportId) -> UserId | None:
    return await database.read(lambda tx: identities.reporter_of(tx, vault, id))


@pytest.mark.parametrize("mode", WHO_IS_KNOWN)
async def test_an_identity_is_opened_and_found_by_the_newest_keys_alone(
    database: Database, mode: Mode
) -> None:
    given = await filed(database, OLD, mode)

    assert await move_on(database, BOTH, [given.id]) == 1

    assert await reporter_of(database, NEW, given.id) == PRIYA
    assert await database.read(lambda tx: identities.reports_of(tx, NEW, PRIYA)) == (given.id,)
    assert await database.read(lambda tx: identities.finders_of(tx, [given.id])) == {
        given.id: NEW.finder(PRIYA, mode)
    }


@pytest.mark.parametrize(
    ("both", "new"),
    [
        (
            Vault((SECRETS[1], SECRETS[0]), (INDEXES[0],)),
            Vault((SECRETS[1],), (INDEXES[0],)),
        ),
        (
            Vault((SECRETS[0],), (INDEXES[1], INDEXES[0])),
            Vault((SECRETS[0],), (INDEXES[1],)),
        ),
    ],
    ids=["the secret key", "the index key"],
)
async def test_one_kind_of_key_may_be_changed_alone(
    database: Database, both: Vault, new: Vault
) -> None:
    given = await filed(database, OLD)

    assert await move_on(database, both, [given.id]) == 1

    assert (await needs(database, new)).fit


async def test_whom_somebody_has_left_out_is_still_left_out(database: Database) -> None:
    given = await filed(database, OLD)
    await leave_out(database, OLD, given.id)

    assert await move_on(database, BOTH, [given.id], Store.LEFT_OUT) == 1

    found = await database.read(lambda tx: left_out.of(tx, NEW, [given.id]))
    assert found == {given.id: frozenset({AMINA})}


async def test_a_request_is_moved_on_whatever_it_holds(database: Database) -> None:
    await ask(database, "r1", OLD.seal(ReportId("r1"), PRIYA))
    await ask(database, "r2", None)

    assert await database.read(rotation.count) == 1
    assert await move_on(database, BOTH, ["r1", "r2"], Store.REQUESTS) == 1

    async def sealed(tx: Transaction) -> bytes:
        rows = await tx.execute(request.select().where(request.c.id == "r1"))
        kept: bytes = rows.one().sealed
        return kept

    assert NEW.open(ReportId("r1"), await database.read(sealed)) == PRIYA


async def test_done_again_it_changes_nothing(database: Database) -> None:
    given = await filed(database, OLD)
    assert await move_on(database, BOTH, [given.id]) == 1
    before = await look(database, BOTH)

    assert await move_on(database, BOTH, [given.id]) == 0

    assert await look(database, BOTH) == before
    assert [entry.is_old for entry in before] == [False]


async def test_pages_hold_every_row_once_and_say_which_are_old(database: Database) -> None:
    old = {(await filed(database, OLD)).id for _ in range(3)}
    fresh = {(await filed(database, BOTH)).id for _ in range(2)}
    seen: list[Entry] = []
    after = ""
    while page := await look(database, BOTH, after=after, most=2):
        seen += page
        after = page[-1].id

    assert [entry.id for entry in seen] == sorted(old | fresh)
    assert {entry.id for entry in seen if entry.is_old} == old


async def test_what_was_erased_or_renamed_meanwhile_is_left_as_it_is(database: Database) -> None:
    erased, renamed = [await filed(database, OLD) for _ in range(2)]
    await database.write(lambda tx: identities.forget(tx, [erased.id]))
    await database.write(lambda tx: identities.rekey(tx, BOTH, renamed.id, renamed.mode))

    assert await move_on(database, BOTH, [erased.id, renamed.id]) == 0

    assert await reporter_of(database, BOTH, erased.id) is None
    assert await reporter_of(database, NEW, renamed.id) == PRIYA


@pytest.mark.parametrize(
    ("vault", "lacks"),
    [
        (NEW, Use.SECRET),
        (Vault((SECRETS[1],), (INDEXES[1], INDEXES[0])), Use.SECRET),
        (Vault((SECRETS[1], SECRETS[0]), (INDEXES[1],)), Use.INDEX),
    ],
    ids=["both", "the secret key", "the index key"],
)
async def test_a_row_that_lacks_a_key_is_named_and_left_as_it_is(
    database: Database, vault: Vault, lacks: Use
) -> None:
    given = await filed(database, OLD)

    assert [entry.lacks for entry in await look(database, vault)] == [lacks]
    assert await move_on(database, vault, [given.id]) == 0

    assert await reporter_of(database, OLD, given.id) == PRIYA
    found = await needs(database, vault)
    assert not found.fit
    assert (dict(found.lacking), found.references) == ({lacks: 1}, (given.reference,))


async def test_a_row_that_was_sealed_for_another_report_is_named(database: Database) -> None:
    one, other = [await filed(database, OLD) for _ in range(2)]
    stolen = OLD.seal(other.id, PRIYA)
    change = identity.update().where(identity.c.report_id == one.id).values(sealed=stolen)

    await database.write(lambda tx: tx.execute(change))

    assert (await needs(database, OLD)).references == (one.reference,)


async def test_a_list_that_was_sealed_for_another_report_is_named_and_counted(
    database: Database,
) -> None:
    one, other = [await filed(database, OLD) for _ in range(2)]
    for given in (one, other):
        await leave_out(database, OLD, given.id)
    stolen = OLD.seal_left_out(other.id, [AMINA])
    change = left_out_table.update().where(left_out_table.c.report_id == one.id)

    await database.write(lambda tx: tx.execute(change.values(sealed=stolen)))

    found = await needs(database, OLD)
    assert (found.references, found.shut_lists) == ((one.reference,), 1)


async def test_where_nothing_is_stored_any_keys_fit(database: Database) -> None:
    assert (await needs(database, OLD)).fit
    assert (await needs(database, NEW)).fit


async def test_it_is_said_which_key_is_needed_by_how_many(database: Database) -> None:
    old = await filed(database, OLD)
    fresh = await filed(database, BOTH)
    for given, vault in ((old, OLD), (fresh, BOTH)):
        await leave_out(database, vault, given.id)
    for vault in (OLD, OLD, BOTH):
        await keep_receipt(database, vault, old.id)
    await database.write(lambda tx: reports.say_seen_too(tx, old.id, [b"mark"]))
    await database.write(lambda tx: reports.say_verdict(tx, old.id, 2, [b"mark"]))
    await owe(database, new("card"), new("another", lane="C0OTHER"))
    begun, _ = await claim(database)
    assert await database.write(lambda tx: outbox.intend(tx, begun))

    found = await needs(database, BOTH)

    assert found.fit
    assert found.entries == {OLD_SECRET: 2, OLD_INDEX: 1, NEW_SECRET: 2, NEW_INDEX: 1}
    assert found.receipts == {OLD.key_name: 2, NEW.key_name: 1}
    assert (found.marks, found.under_way) == (2, 1)
    assert found.names == BOTH.key_names
    assert found.secrets == 2


async def test_a_key_that_only_a_receipt_needs_is_missed(database: Database) -> None:
    given = await filed(database, NEW, Mode.ANONYMOUS)
    await keep_receipt(database, OLD, given.id)

    assert (await needs(database, BOTH)).fit
    found = await needs(database, NEW)
    assert not found.fit
    assert found.missing == {OLD.key_name: 1}
