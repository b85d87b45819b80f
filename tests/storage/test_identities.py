"""Who is behind a report: relayed to, recognised by a keyed hash, and never part of the report."""

import base64
from random import Random

import pytest
from cryptography.fernet import Fernet

from bot.domain.ids import ChannelId, ReportId, UserId
from bot.domain.report import Mode, Report
from storage import identities, reports
from storage.database import Database
from storage.vault import Vault, WrongKey
from tests.builders import DAN, PRIYA, WHO_IS_KNOWN, a_report, a_team
from tests.storage.rows import stored

TEAM = a_team(channel=ChannelId("C0STORED"))
OLD_SECRET, NEW_SECRET = Fernet.generate_key().decode(), Fernet.generate_key().decode()
OLD_INDEX, NEW_INDEX = (base64.b64encode(Random(n).randbytes(32)).decode() for n in (1, 2))
OLD = Vault((OLD_SECRET,), (OLD_INDEX,))
BOTH = Vault((NEW_SECRET, OLD_SECRET), (NEW_INDEX, OLD_INDEX))
NEW = Vault((NEW_SECRET,), (NEW_INDEX,))


async def load(database: Database, vault: Vault, id: ReportId) -> Report | None:
    return await database.read(lambda tx: reports.load(tx, vault, id))


async def filed(database: Database, vault: Vault, user: UserId, mode: Mode) -> ReportId:
    """A report of this mode by this person, sealed and hashed with these keys."""
    report = a_report(team=TEAM, mode=mode, reporter=user)
    return (await stored(database, vault, report, team=TEAM, reporter=user)).id


async def reports_of(database: Database, vault: Vault, user: UserId) -> set[ReportId]:
    found = await database.read(lambda tx: identities.reports_of(tx, vault, user))
    assert len(found) == len(set(found))
    return set(found)


async def test_a_confidential_reporter_is_relayed_to_and_never_part_of_the_report(
    database: Database, vault: Vault
) -> None:
    given = await stored(database, vault, team=TEAM, reporter=PRIYA)

    found = await load(database, vault, given.id)

    assert found is not None
    assert found.named_reporter is None
    assert PRIYA not in repr(found)
    assert await database.read(lambda tx: identities.reporter_of(tx, vault, given.id)) == PRIYA


async def test_a_reporter_is_recognised_by_a_keyed_hash(database: Database, vault: Vault) -> None:
    given = await stored(database, vault, team=TEAM, reporter=UserId("U0CANARY"))

    found = await database.read(lambda tx: identities.finders_of(tx, [given.id]))

    assert found == {given.id: vault.finder(UserId("U0CANARY"), Mode.CONFIDENTIAL)}


async def test_everything_a_person_has_reported_is_found_in_either_mode(
    database: Database, vault: Vault
) -> None:
    theirs = {await filed(database, vault, PRIYA, mode) for mode in [*WHO_IS_KNOWN, *WHO_IS_KNOWN]}
    dans = {await filed(database, vault, DAN, mode) for mode in WHO_IS_KNOWN}

    assert await reports_of(database, vault, PRIYA) == theirs
    assert await reports_of(database, vault, DAN) == dans
    assert await reports_of(database, vault, UserId("U0NOBODY")) == set()


@pytest.mark.parametrize("mode", WHO_IS_KNOWN)
async def test_reports_that_were_filed_under_an_older_key_are_found_too(
    database: Database, mode: Mode
) -> None:
    old = await filed(database, OLD, PRIYA, mode)
    new = await filed(database, BOTH, PRIYA, mode)

    assert await reports_of(database, BOTH, PRIYA) == {old, new}
    assert await reports_of(database, OLD, PRIYA) == {old}
    assert await reports_of(database, NEW, PRIYA) == {new}


async def test_finders_of_several_reports_are_told_apart(database: Database, vault: Vault) -> None:
    priyas = await filed(database, vault, PRIYA, Mode.NAMED)
    dans = await filed(database, vault, DAN, Mode.CONFIDENTIAL)

    found = await database.read(
        lambda tx: identities.finders_of(tx, [priyas, dans, ReportId("0" * 32)])
    )

    assert found == {
        priyas: vault.finder(PRIYA, Mode.NAMED),
        dans: vault.finder(DAN, Mode.CONFIDENTIAL),
    }


async def test_nobody_is_kept_behind_an_anonymous_report(database: Database, vault: Vault) -> None:
    given = await filed(database, vault, PRIYA, Mode.NAMED)

    with pytest.raises(ValueError, match="no identity"):
        await database.write(lambda tx: identities.keep(tx, vault, given, PRIYA, Mode.ANONYMOUS))


@pytest.mark.parametrize(("before", "after"), [WHO_IS_KNOWN, WHO_IS_KNOWN[::-1]])
async def test_in_another_mode_a_report_is_found_as_those_of_that_mode_are(
    database: Database, before: Mode, after: Mode
) -> None:
    given = await filed(database, OLD, PRIYA, before)
    other = await filed(database, OLD, PRIYA, before)

    await database.write(lambda tx: identities.rekey(tx, BOTH, given, after))

    found = await database.read(lambda tx: identities.finders_of(tx, [given, other]))
    assert found == {given: NEW.finder(PRIYA, after), other: OLD.finder(PRIYA, before)}
    assert await database.read(lambda tx: identities.reporter_of(tx, NEW, given)) == PRIYA


async def test_an_identity_that_cannot_be_opened_keeps_its_mode(database: Database) -> None:
    given = await filed(database, OLD, PRIYA, Mode.NAMED)

    with pytest.raises(WrongKey):
        await database.write(lambda tx: identities.rekey(tx, NEW, given, Mode.CONFIDENTIAL))

    found = await database.read(lambda tx: identities.finders_of(tx, [given]))
    assert found == {given: OLD.finder(PRIYA, Mode.NAMED)}


async def test_a_forgotten_reporter_is_known_by_nothing_any_more(
    database: Database, vault: Vault
) -> None:
    gone = await filed(database, vault, PRIYA, Mode.CONFIDENTIAL)
    kept = await filed(database, vault, PRIYA, Mode.NAMED)

    assert await database.write(lambda tx: identities.forget(tx, [gone])) == 1
    assert await database.write(lambda tx: identities.forget(tx, [gone])) == 0

    await database.write(lambda tx: identities.rekey(tx, vault, gone, Mode.NAMED))
    assert await database.read(lambda tx: identities.reporter_of(tx, vault, gone)) is None
    assert await reports_of(database, vault, PRIYA) == {kept}
    assert await load(database, vault, gone) is not None
