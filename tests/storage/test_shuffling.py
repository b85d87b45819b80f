"""After the night, nothing in the database tells in which order a day's reports came."""

import re
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import make_url

from bot.domain.delivery import DeliveryKind
from bot.domain.events import BOT, REPORTER, Event, EventKind
from bot.domain.ids import ReportId
from bot.domain.reference import Code
from bot.domain.report import Mode, Report
from bot.domain.retention import USUAL
from bot.domain.team import Team
from storage import left_out, outbox, receipts, reports, shuffling, teams, timers
from storage.database import Database, Transaction
from storage.inserts import put
from storage.schema import digest, digest_item, rewording
from storage.scrubbing import scrub
from storage.shuffling import Deed
from storage.timers import Timer, TimerKind
from storage.vault import Vault
from tests.builders import AMINA, a_report, a_team
from tests.conftest import MONDAY
from tests.storage.rows import new

TODAY = MONDAY.date()
A_DAY = timedelta(days=1)

TABLES = (
    "report",
    "event",
    "rewording",
    "receipt",
    "left_out",
    "delivery",
    "digest_item",
    "timer",
)
"""Where a report leaves rows in the order in which it came."""

ON_SQLITE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
ON_POSTGRES = pytest.mark.parametrize(
    "database_url", [pytest.param("postgres", marks=pytest.mark.postgres)], indirect=True
)

OWNER = {"report": "id", "timer": "subject"}
"""The column that says whose row it is, where that is not `report_id`."""


def midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)


def filed(team: Team, day: date, mode: Mode = Mode.ANONYMOUS, words: str = "short") -> Report:
    """A report as it is kept: of the moment nothing but the day."""
    report = a_report(team=team, mode=mode, what=words, filed_on=day)
    at = midnight(day) if mode is Mode.ANONYMOUS else datetime.combine(day, time(9, 17), UTC)
    return replace(report, events=(Event(EventKind.FILED, at, REPORTER),))


async def store(vault: Vault, report: Report, tx: Transaction) -> None:
    """One row in every table."""
    assert await reports.add(tx, report)
    await receipts.keep(tx, vault, report.id, Code.fresh("NM"))
    await left_out.keep(tx, vault, report.id, [AMINA])
    owed = new(f"card:{report.id}", kind=DeliveryKind.CARD)
    await outbox.owe(tx, replace(owed, report=report.id), now=MONDAY)
    await timers.begin(tx, Timer(TimerKind.SLIP, report.id, MONDAY))
    await put(tx, digest_item, digest_id="d", report_id=report.id)
    words = dict.fromkeys(("what", "more", "caught", "idea", "helps", "factors"), "")
    await put(tx, rewording, report_id=report.id, shows_at=MONDAY, **words)


async def come(
    database: Database, vault: Vault, many: int, *, day: date = TODAY
) -> tuple[ReportId, ...]:
    """Reports without a name, one after the other, each in a transaction of its own."""
    team = a_team(id="team")

    async def begin(tx: Transaction) -> None:
        await teams.save(tx, team)
        await put(tx, digest, id="d", kind="morning", recipient=AMINA, local_date=day)

    await database.write(begin)
    # Of many lengths, as people write: which row fits where is part of the matter.
    given = [
        replace(filed(team, day, words="w" * (20 + 61 * n % 700)), reference=f"NM-{day:%d}-{n}")
        for n in range(many)
    ]
    for report in given:
        await database.write(partial(store, vault, report))
    return tuple(report.id for report in given)


async def order(database: Database, table: str) -> tuple[list[str], int]:
    """Whose rows stand in a table, from its beginning to its end; and how many wrote them."""

    async def look(tx: Transaction) -> tuple[list[str], int]:
        whose = OWNER.get(table, "report_id")
        rows = (
            await tx.exec_driver_sql(
                f'SELECT {whose} AS whose, xmin::text AS wrote FROM "{table}" ORDER BY ctid'  # noqa: S608 - our own words
            )
        ).all()
        return [row.whose for row in rows], len({row.wrote for row in rows})

    return await database.read(look)


def likeness(came: Sequence[str], stands: Sequence[str]) -> float:
    """Spearman's correlation of two orders of the same things: 1 where they are the same."""
    place = {whose: n for n, whose in enumerate(stands)}
    many = len(came)
    apart = sum((n - place[whose]) ** 2 for n, whose in enumerate(came))
    return 1 - 6 * apart / (many * (many**2 - 1))


@ON_POSTGRES
async def test_before_it_the_order_is_there_to_be_read(database: Database, vault: Vault) -> None:
    """Else the next test could not fail."""
    came = await come(database, vault, 60)

    for table in TABLES:
        stands, wrote = await order(database, table)
        assert likeness(came, stands) > 0.9, table
        assert wrote == len(came), table


@ON_POSTGRES
async def test_after_it_one_transaction_has_written_them_all_in_no_order(
    database: Database, vault: Vault
) -> None:
    """On the second day the rows of the first have left gaps, which others came to stand in."""
    await come(database, vault, 200, day=TODAY - A_DAY)
    await database.write(lambda tx: shuffling.shuffle(tx, TODAY - A_DAY))
    assert await scrub(database)
    came = await come(database, vault, 200)

    await database.write(lambda tx: shuffling.shuffle(tx, TODAY))

    assert await scrub(database)
    for table in TABLES:
        stands, wrote = await order(database, table)
        todays = [whose for whose in stands if whose in set(came)]
        # By chance alone it would lie beyond this once in some hundred thousand tables.
        assert abs(likeness(came, todays)) < 0.32, table
        assert wrote == 2, table


async def test_nothing_in_the_rows_is_another(database: Database, vault: Vault) -> None:
    (id,) = await come(database, vault, 1)
    before = await database.read(lambda tx: reports.load(tx, vault, id))

    await database.write(lambda tx: shuffling.shuffle(tx, TODAY))

    assert await database.read(lambda tx: reports.load(tx, vault, id)) == before


@ON_SQLITE
async def test_in_sqlite_no_such_table_numbers_its_rows(database: Database) -> None:
    async def numbered(tx: Transaction) -> list[str]:
        rows = await tx.exec_driver_sql("SELECT name, sql FROM sqlite_master WHERE type = 'table'")
        made = {row.name: row.sql for row in rows}
        return [table for table in TABLES if "WITHOUT ROWID" not in made[table]]

    assert await database.read(numbered) == []


LONG = 5_800
"""About twice as much as one box of the form holds."""


async def come_with_long_words(database: Database, many: int) -> tuple[ReportId, ...]:
    """Reports, additions and changed words, each too long to lie beside its key."""
    team = a_team(id="team")
    await database.write(lambda tx: teams.save(tx, team))
    reports_there = [filed(team, TODAY, words=long(f"r{n}")) for n in range(many)]

    async def come_one(tx: Transaction, *, report: Report, number: int) -> None:
        assert await reports.add(tx, report)
        said = Event(EventKind.ADDED, midnight(TODAY), REPORTER, words=long(f"e{number}"))
        await reports.record(tx, report, said, USUAL)
        words = dict.fromkeys(("more", "caught", "idea", "helps", "factors"), "")
        what = long(f"w{number}")
        await put(tx, rewording, report_id=report.id, shows_at=MONDAY, what=what, **words)

    for number, report in enumerate(reports_there):
        await database.write(partial(come_one, report=report, number=number))
    return tuple(report.id for report in reports_there)


def long(mark: str) -> str:
    """Words that no database can pack, with a mark at their beginning and another at their end."""
    return f"<{mark}>{Random(mark).randbytes(LONG // 2).hex()}</{mark}>"


def whereabouts(path: Path, kind: str, many: int) -> list[int]:
    """The numbers of these words in the order in which their last pages lie in the file."""
    kept = path.read_bytes()
    places = {number: kept.find(f"</{kind}{number}>".encode()) for number in range(many)}
    assert -1 not in places.values()
    return sorted(places, key=lambda number: places[number])


MANY = 150
IN_TURN = [str(number) for number in range(MANY)]


@ON_SQLITE
@pytest.mark.parametrize("is_night_over", [False, True])
async def test_in_sqlite_the_pages_of_long_words_lie_in_no_order_after_the_night(
    database: Database, *, is_night_over: bool
) -> None:
    await come_with_long_words(database, MANY)
    path = Path(make_url(database.url).database or "")
    if is_night_over:
        assert await database.write(lambda tx: shuffling.shuffle(tx, TODAY)) == 4 * MANY
        assert await scrub(database)
    else:
        with closing(sqlite3.connect(path)) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    for kind in "rew":
        alike = likeness(IN_TURN, list(map(str, whereabouts(path, kind, MANY))))
        # By chance alone it would lie beyond this once in some ten thousand runs.
        assert (abs(alike) < 0.32) is is_night_over, (kind, alike)


@ON_POSTGRES
@pytest.mark.parametrize("is_night_over", [False, True])
async def test_in_postgresql_long_words_are_numbered_in_no_order_after_the_night(
    database: Database, *, is_night_over: bool
) -> None:
    await come_with_long_words(database, MANY)
    if is_night_over:
        await database.write(lambda tx: shuffling.shuffle(tx, TODAY))
    assert await scrub(database)

    for kind, table in (("r", "report"), ("e", "event"), ("w", "rewording")):
        stands, wrote = await database.read(partial(numbered_apart, table=table, kind=kind))
        assert len(stands) == MANY, table
        assert (abs(likeness(IN_TURN, stands)) < 0.32) is is_night_over, table
        assert (wrote == 1) is is_night_over, table


async def numbered_apart(tx: Transaction, *, table: str, kind: str) -> tuple[list[str], int]:
    """Whose long words they are, by their numbers; and how many transactions wrote them."""
    name = "SELECT reltoastrelid::regclass::text FROM pg_class WHERE relname = $1"
    apart = (await tx.exec_driver_sql(name, (table,))).scalar_one()
    rows = (
        await tx.exec_driver_sql(
            "SELECT chunk_data AS said, xmin::text AS wrote "  # noqa: S608 - our own words
            f"FROM {apart} WHERE chunk_seq = 0 ORDER BY chunk_id"
        )
    ).all()
    marks = [re.match(rb"<(\w)(\d+)>", row.said) for row in rows]
    stands = [mark[2].decode() for mark in marks if mark and mark[1].decode() == kind]
    return stands, len({row.wrote for row in rows})


@ON_POSTGRES
async def test_reports_that_show_or_seal_a_name_are_left_where_they_are(
    database: Database, vault: Vault
) -> None:
    team = a_team()
    await database.write(lambda tx: teams.save(tx, team))
    for mode in (Mode.NAMED, Mode.CONFIDENTIAL):
        await database.write(partial(reports.add, new=filed(team, TODAY, mode)))

    assert await database.write(lambda tx: shuffling.shuffle(tx, TODAY)) == 0


async def test_what_reporters_without_a_name_did_on_a_day_is_told_and_nothing_else(
    database: Database, vault: Vault
) -> None:
    team = a_team()
    await database.write(lambda tx: teams.save(tx, team))
    report = filed(team, TODAY)
    told = [
        Event(EventKind.ADDED, midnight(TODAY), REPORTER, words="More"),
        Event(EventKind.SLIPPED, midnight(TODAY), BOT, until=TODAY),
        Event(EventKind.THANKED, midnight(TODAY), AMINA),
        Event(EventKind.ASKED, midnight(TODAY + A_DAY), REPORTER),
    ]

    async def happen(tx: Transaction) -> None:
        await reports.add(tx, report)
        known = report
        for event in told:
            await reports.record(tx, known, event, USUAL)
            known = replace(known, events=(*known.events, event))
        await reports.add(tx, filed(team, TODAY, Mode.CONFIDENTIAL))
        await reports.add(tx, filed(team, TODAY - A_DAY))

    await database.write(happen)

    deeds = await database.read(lambda tx: shuffling.deeds_of(tx, TODAY))
    assert set(deeds) == {Deed(report.id, EventKind.FILED), Deed(report.id, EventKind.ADDED)}
    (later,) = await database.read(lambda tx: shuffling.deeds_of(tx, TODAY + A_DAY))
    assert later == Deed(report.id, EventKind.ASKED)


async def test_deeds_are_told_in_another_order_each_time(database: Database, vault: Vault) -> None:
    await come(database, vault, 12)
    first, second = [
        await database.read(lambda tx: shuffling.deeds_of(tx, TODAY)) for _ in range(2)
    ]
    assert set(first) == set(second)
    assert first != second
