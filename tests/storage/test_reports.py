"""Reports and their events: stored, found, changed; identities apart from them."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import text

from bot.domain.events import Event, EventKind, Reply
from bot.domain.ids import ChannelId, ReportId, UserId
from bot.domain.lifecycle import State
from bot.domain.report import Audience, Kind, Mode, Report, Words
from bot.domain.taxonomy import Factor, Stage, Wish
from storage import identities, reports
from storage.database import Database, Transaction
from storage.vault import Vault
from tests.builders import AMINA, PRIYA, a_report, a_team
from tests.conftest import MONDAY
from tests.storage.rows import stored

TEAM = a_team(channel=ChannelId("C0STORED"))
WORDS = Words(
    what="What \N{SNOWMAN} 'quoted' \"twice\"\nand on",
    more="more",
    caught="caught",
    idea="idea",
    helps="helps",
    stage=Stage.HANDOVER,
    factors=(Factor.WORKLOAD, Factor.HANDOVER),
    wish=Wish.WITH_OTHERS,
)
ANSWER = Event(
    EventKind.ANSWERED,
    MONDAY + timedelta(hours=3),
    AMINA,
    Reply.TRY_UNTIL,
    "Let us try",
    date(2026, 12, 7),
)


async def load(database: Database, vault: Vault, id: ReportId) -> Report | None:
    return await database.read(lambda tx: reports.load(tx, vault, id))


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("mode", Mode)
@pytest.mark.parametrize("audience", Audience)
async def test_a_report_comes_back_as_it_was_stored(
    database: Database, vault: Vault, kind: Kind, mode: Mode, audience: Audience
) -> None:
    given = replace(
        a_report(team=TEAM, kind=kind, mode=mode, audience=audience, reporter=PRIYA), words=WORDS
    )
    await stored(database, vault, given, team=TEAM)

    assert await load(database, vault, given.id) == given


async def test_a_reference_is_given_once(database: Database, vault: Vault) -> None:
    first = await stored(database, vault, team=TEAM)
    second = replace(a_report(team=TEAM), reference=first.reference)

    assert not await database.write(lambda tx: reports.add(tx, second))
    assert await load(database, vault, second.id) is None


async def test_an_event_is_added_after_the_others_and_the_state_follows(
    database: Database, vault: Vault
) -> None:
    given = await stored(database, vault, team=TEAM)
    seen = Event(EventKind.SEEN, MONDAY, AMINA)

    assert await database.write(lambda tx: reports.record(tx, given, seen)) == 2
    after = await load(database, vault, given.id)
    assert after is not None
    assert await database.write(lambda tx: reports.record(tx, after, ANSWER)) == 3

    found = await load(database, vault, given.id)
    assert found is not None
    assert found.events == (*given.events, seen, ANSWER)
    assert found.state is State.ANSWERED


async def test_the_state_in_the_row_is_the_one_that_follows_from_the_events(
    database: Database, vault: Vault
) -> None:
    given = await stored(database, vault, team=TEAM)
    await database.write(lambda tx: reports.record(tx, given, ANSWER))

    async def raw(tx: Transaction) -> object:
        return (await tx.execute(text("SELECT state FROM report"))).scalar_one()

    assert await database.read(raw) == "answered"


async def test_what_waits_is_what_nobody_answered_oldest_first(
    database: Database, vault: Vault
) -> None:
    filed = {}
    for day in (20, 18, 19):
        report = a_report(team=TEAM, filed_on=date(2026, 11, day))
        filed[day] = await stored(database, vault, report, team=TEAM)
    await database.write(lambda tx: reports.record(tx, filed[18], ANSWER))

    waiting = await database.read(lambda tx: reports.waiting_in(tx, [TEAM.id], MONDAY))

    assert waiting == (filed[19].id, filed[20].id)
    assert await database.read(lambda tx: reports.waiting_in(tx, [], MONDAY)) == ()
    assert await database.read(lambda tx: reports.waiting_in(tx, [a_team().id], MONDAY)) == ()


@pytest.mark.parametrize("audience", Audience)
async def test_what_is_not_released_yet_does_not_wait_for_anybody(
    database: Database, vault: Vault, audience: Audience
) -> None:
    later = MONDAY + timedelta(minutes=90)
    given = a_report(team=TEAM, audience=audience, released_at=later)
    await stored(database, vault, given, team=TEAM)

    async def waiting(now: datetime) -> tuple[ReportId, ...]:
        return await database.read(lambda tx: reports.waiting_in(tx, [TEAM.id], now))

    assert await waiting(later - timedelta(seconds=1)) == ()
    assert await waiting(later) == (given.id,)


async def test_many_reports_are_told_apart(database: Database, vault: Vault) -> None:
    some = [await stored(database, vault, team=TEAM) for _ in range(3)]
    await database.write(lambda tx: reports.record(tx, some[1], ANSWER))
    await database.write(lambda tx: reports.say_seen_too(tx, some[2].id, b"mark"))

    found = await database.read(
        lambda tx: reports.load_many(tx, vault, [one.id for one in some] + [ReportId("0" * 32)])
    )

    assert set(found) == {one.id for one in some}
    assert [len(found[one.id].events) for one in some] == [1, 2, 1]
    assert [found[one.id].seen_too for one in some] == [0, 0, 1]


async def test_having_seen_it_too_is_said_once(database: Database, vault: Vault) -> None:
    given = await stored(database, vault, team=TEAM)

    async def say(tx: Transaction) -> list[bool]:
        return [await reports.say_seen_too(tx, given.id, mark) for mark in (b"a", b"b", b"a")]

    assert await database.write(say) == [True, True, False]
    found = await load(database, vault, given.id)
    assert found is not None
    assert found.seen_too == 2


async def test_a_report_that_is_not_there_is_none(database: Database, vault: Vault) -> None:
    missing = ReportId("0" * 32)

    assert await load(database, vault, missing) is None
    assert await database.write(lambda tx: reports.load_for_change(tx, vault, missing)) is None
    assert await database.read(lambda tx: identities.reporter_of(tx, vault, missing)) is None


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
