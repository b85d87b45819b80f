"""What was answered at the end of a story cannot be put together with the report it was about."""

from datetime import date, timedelta
from functools import partial

import pytest

from bot.domain.ids import ReportId, TeamId
from bot.domain.pulse import Pulse, Word
from storage import pulse, reports, schema, teams
from storage.database import Database, Transaction
from storage.scrubbing import scrub
from tests.builders import a_report, a_team
from tests.conftest import MONDAY

ON_POSTGRES = pytest.mark.parametrize(
    "database_url", [pytest.param("postgres", marks=pytest.mark.postgres)], indirect=True
)
TEAM = TeamId("team")
NOVEMBER, DECEMBER = date(2026, 11, 1), date(2026, 12, 1)
TODAY = MONDAY.date()
MANY = 60


async def give(report: ReportId, month: date, tx: Transaction) -> None:
    assert await pulse.give(tx, report, Pulse(TEAM, month, Word.YES, Word.NO))


async def given(database: Database, many: int = MANY, month: date = NOVEMBER) -> list[ReportId]:
    """So many answers, each kept in a transaction of its own; their reports as they came."""
    team = a_team(id=TEAM)
    of = [a_report(team=team) for _ in range(many)]

    async def begin(tx: Transaction) -> None:
        await teams.save(tx, team)
        for report in of:
            assert await reports.add(tx, report)

    await database.write(begin)
    for report in of:
        await database.write(partial(give, report.id, month))
    return [report.id for report in of]


async def marks(database: Database, table: str) -> list[tuple[str, str]]:
    """The key of each row of a table and the transaction that wrote it, from the table's start."""

    async def look(tx: Transaction) -> list[tuple[str, str]]:
        [column] = schema.metadata.tables[table].primary_key.columns
        rows = await tx.exec_driver_sql(
            f'SELECT {column.name} AS key, xmin::text AS wrote FROM "{table}" ORDER BY ctid'  # noqa: S608 - our own words
        )
        return [(row.key, row.wrote) for row in rows]

    return await database.read(look)


async def test_neither_table_has_a_column_that_leads_to_the_other() -> None:
    assert set(schema.pulse_given.columns.keys()) == {"report_id"}
    assert set(schema.pulse.columns.keys()) == {"id", "team_id", "month", "respected", "again"}


async def test_an_answer_is_kept_once_for_each_report(database: Database) -> None:
    [id] = await given(database, many=1)
    again = Pulse(TEAM, NOVEMBER, Word.NO, Word.NO)
    assert not await database.write(lambda tx: pulse.give(tx, id, again))
    found = await database.read(lambda tx: pulse.between(tx, [TEAM], NOVEMBER, NOVEMBER))
    assert [one.respected for one in found] == [Word.YES]


async def test_answers_are_found_by_team_and_month(database: Database) -> None:
    await given(database, many=3)
    look = partial(pulse.between, teams=[TEAM], first=DECEMBER, last=DECEMBER)
    assert await database.read(look) == ()
    others = partial(pulse.between, teams=[TeamId("other")], first=NOVEMBER, last=DECEMBER)
    assert await database.read(others) == ()


@ON_POSTGRES
async def test_until_the_night_the_transaction_would_tell_and_after_it_all_rows_have_the_same(
    database: Database,
) -> None:
    await given(database)
    assert len({wrote for _, wrote in await marks(database, "pulse")}) == MANY

    rows = await database.write(lambda tx: pulse.shuffle(tx, TODAY))
    assert await scrub(database)

    assert rows == 2 * MANY
    wrote = {
        wrote for table in ("pulse", "pulse_given") for _, wrote in await marks(database, table)
    }
    assert len(wrote) == 1


@ON_POSTGRES
async def test_after_the_night_the_two_stand_in_orders_that_have_nothing_to_do_with_each_other(
    database: Database,
) -> None:
    came = await given(database)
    answers = [key for key, _ in await marks(database, "pulse")]

    await database.write(lambda tx: pulse.shuffle(tx, TODAY))
    await scrub(database)

    given_now = [key for key, _ in await marks(database, "pulse_given")]
    answers_now = [key for key, _ in await marks(database, "pulse")]
    assert sorted(given_now) == sorted(came)
    place = {key: n for n, key in enumerate(answers)}
    report_place = {str(id): n for n, id in enumerate(came)}
    same = sum(
        place[answer] == report_place[report]
        for answer, report in zip(answers_now, given_now, strict=True)
    )
    # By chance one in as many as there are; ten together happen once in nine million nights.
    assert same < 10


@ON_POSTGRES
async def test_the_night_after_a_months_end_still_writes_its_answers_anew(
    database: Database,
) -> None:
    await given(database, many=3)
    last_day = DECEMBER - timedelta(days=1)
    assert await database.write(lambda tx: pulse.shuffle(tx, last_day)) == 6
    assert await database.write(lambda tx: pulse.shuffle(tx, DECEMBER)) == 0
