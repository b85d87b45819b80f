"""What was stored by the first version is there in the second, with everything that follows."""

from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from alembic import command
from sqlalchemy import Connection, MetaData, inspect, select

from bot.domain.events import Event, EventKind, Reply
from bot.domain.ids import ReportId, TeamId
from bot.domain.lifecycle import State
from bot.domain.report import Report
from bot.domain.team import Team
from storage import people, reports, schema, teams, timers
from storage.database import Database, Transaction
from storage.migrate import _config, differences, is_current, migrate
from storage.timers import Timer, TimerKind
from storage.vault import Vault
from tests.builders import AMINA, DAN, a_report, a_team
from tests.conftest import MONDAY

TEAM = a_team(id="t" * 32)
TRY_UNTIL = date(2026, 12, 7)
SEEN = Event(EventKind.SEEN, MONDAY, AMINA)
THANKED = Event(EventKind.THANKED, MONDAY, AMINA, Reply.THANK_YOU)
LATER = MONDAY + timedelta(hours=1)

STORED: dict[str, tuple[Event, ...]] = {
    "new": (),
    "seen": (SEEN,),
    "thanked": (THANKED,),
    "go-ahead": (Event(EventKind.ANSWERED, MONDAY, AMINA, Reply.GO_AHEAD, "Yes"),),
    "try-until": (
        THANKED,
        Event(EventKind.ANSWERED, MONDAY, AMINA, Reply.TRY_UNTIL, "Yes", TRY_UNTIL),
    ),
    "put-off-after-all": (
        Event(EventKind.ANSWERED, MONDAY, AMINA, Reply.TRY_UNTIL, "Yes", TRY_UNTIL),
        Event(EventKind.ANSWERED, LATER, AMINA, Reply.NOT_NOW, "Too soon"),
    ),
    "thanked-last": (
        Event(EventKind.ANSWERED, MONDAY, AMINA, Reply.TRY_UNTIL, "Yes", TRY_UNTIL),
        THANKED,
    ),
}
"""Reports as the first version could leave them behind, by what happened to each."""

WAITING = {"new", "seen", "thanked"}


def a_stored(name: str) -> Report:
    report = a_report(team=TEAM, events=STORED[name])
    return replace(report, id=ReportId(name.ljust(32, "0")))


REPORTS = {name: a_stored(name) for name in STORED}


async def go(database: Database, step: Callable[..., None], revision: str) -> None:
    """Bring the database up or down to a revision."""

    def run(connection: Connection) -> None:
        config = _config()
        config.attributes["connection"] = connection
        step(config, revision)

    async with database.engine.begin() as connection:
        await connection.run_sync(run)


async def columns(database: Database) -> dict[str, set[str]]:
    """Every table with its columns and indexes, as they are in the database."""

    def look(connection: Connection) -> dict[str, set[str]]:
        found = inspect(connection)
        return {
            table: {column["name"] for column in found.get_columns(table)}
            | {str(index["name"]) for index in found.get_indexes(table)}
            for table in found.get_table_names()
        }

    async with database.engine.connect() as connection:
        return await connection.run_sync(look)


def _as_the_first_version_did(connection: Connection) -> None:
    tables = MetaData()
    tables.reflect(connection)
    naive = connection.dialect.name == "sqlite"

    def insert(table: str, **values: object) -> None:
        moments = {
            name: value.replace(tzinfo=None)
            for name, value in values.items()
            if isinstance(value, datetime) and naive
        }
        connection.execute(tables.tables[table].insert().values(**(values | moments)))

    insert(
        "team",
        id=TEAM.id,
        channel_id=TEAM.channel,
        name=TEAM.name,
        timezone=TEAM.timezone.key,
        duty_contact="",
        digest_at="08:45",
        thanks_days=TEAM.thanks_days,
        answer_days=TEAM.answer_days,
        guests_allowed=True,
    )
    for role, user in (("manager", AMINA), ("deputy", DAN)):
        insert("team_role", team_id=TEAM.id, role=role, user_id=user, position=0)
    insert("person", user_id=AMINA, gone=True)
    insert("timer", kind="digest", subject=AMINA, due_at=MONDAY)
    insert("digest", id="d" * 32, kind="morning", recipient=AMINA, local_date=MONDAY.date())
    for report in REPORTS.values():
        insert(
            "report",
            id=report.id,
            reference=report.reference,
            kind=report.kind.value,
            mode=report.mode.value,
            audience=report.audience.value,
            team_id=report.team,
            state=report.state.value,
            filed_on=report.filed_on,
            released_at=report.released_at,
            thanks_by=report.promise.thanks_by,
            answer_by=report.promise.answer_by,
            factors="",
            **report.words.texts(),
        )
        for position, event in enumerate(report.events, start=1):
            insert(
                "event",
                report_id=report.id,
                position=position,
                kind=event.kind.value,
                at=event.at,
                actor=event.actor,
                reply=event.reply.value if event.reply else None,
                words=event.words,
                until=event.until,
            )
        insert("digest_item", digest_id="d" * 32, report_id=report.id)


@pytest.fixture
async def first(database_url: str) -> AsyncIterator[Database]:
    """A database of the first version with something in it."""
    database = Database(database_url)
    await go(database, command.upgrade, "0001")
    async with database.engine.begin() as connection:
        await connection.run_sync(_as_the_first_version_did)
    yield database
    await database.close()


async def worked_out(database: Database) -> dict[str, tuple[State, date | None, bool]]:
    """What the rows say that follows from the events."""

    async def read(tx: Transaction) -> dict[str, tuple[State, date | None, bool]]:
        rows = await tx.execute(select(schema.report))
        return {row.id: (row.state, row.look_on, row.is_thanked) for row in rows}

    return await database.read(read)


async def timers_in(database: Database) -> tuple[Timer, ...]:
    tomorrow = datetime.now(UTC) + timedelta(days=1)
    return await database.read(lambda tx: timers.due(tx, max(tomorrow, MONDAY)))


async def test_reports_are_there_as_they_were(first: Database, vault: Vault) -> None:
    await migrate(first)

    ids = [report.id for report in REPORTS.values()]
    found = await first.read(lambda tx: reports.load_many(tx, vault, ids))

    assert found == {report.id: report for report in REPORTS.values()}


async def test_what_follows_from_the_events_is_worked_out_for_what_is_there(
    first: Database,
) -> None:
    await migrate(first)

    assert await worked_out(first) == {
        report.id: (report.state, report.look_on, report.is_thanked) for report in REPORTS.values()
    }
    said = {name: (report.look_on, report.is_thanked) for name, report in REPORTS.items()}
    assert said["try-until"] == said["thanked-last"] == (TRY_UNTIL, True)
    assert said["put-off-after-all"] == (None, False)


async def test_older_code_beside_the_new_tables_finds_the_timers_it_knows(first: Database) -> None:
    await migrate(first)

    assert await timers_in(first) == (Timer(TimerKind.DIGEST, AMINA, MONDAY),)


async def test_every_promise_that_is_open_is_found_to_be_watched(first: Database) -> None:
    await migrate(first)

    assert set(await first.read(timers.unwatched)) == {REPORTS[name].id for name in WAITING}


async def test_teams_people_and_digests_have_what_holds_by_itself(first: Database) -> None:
    await migrate(first)

    async def items(tx: Transaction) -> set[tuple[int, str]]:
        return {(row.part, row.section) for row in await tx.execute(select(schema.digest_item))}

    team: Team | None = await first.read(lambda tx: teams.by_id(tx, TeamId(TEAM.id)))
    assert team == TEAM
    assert (await first.read(lambda tx: people.known(tx, [AMINA]))).gone == {AMINA}
    assert Timer(TimerKind.DIGEST, AMINA, MONDAY) in await timers_in(first)
    assert await first.read(items) == {(1, "waiting")}


async def test_the_tables_agree_with_the_schema(first: Database) -> None:
    await migrate(first)

    assert await is_current(first)
    assert await differences(first) == []


async def test_going_back_leaves_the_first_version_with_its_own_rows(first: Database) -> None:
    before = await columns(first)
    await migrate(first)
    assert await columns(first) != before

    await go(first, command.downgrade, "0001")

    assert await columns(first) == before

    def kinds(connection: Connection) -> set[str]:
        tables = MetaData()
        tables.reflect(connection)
        return {row.kind for row in connection.execute(select(tables.tables["timer"]))}

    async with first.engine.connect() as connection:
        assert await connection.run_sync(kinds) == {"digest"}


async def test_going_back_and_up_again_loses_nothing_the_first_version_knew(
    first: Database, vault: Vault
) -> None:
    await migrate(first)
    once = await worked_out(first)

    await go(first, command.downgrade, "0001")
    await migrate(first)

    ids = [report.id for report in REPORTS.values()]
    found = await first.read(lambda tx: reports.load_many(tx, vault, ids))
    assert found == {report.id: report for report in REPORTS.values()}
    assert await worked_out(first) == once
    assert await differences(first) == []
    assert len(await first.read(timers.unwatched)) == len(WAITING)
