"""A year in a service of six teams, and the quarter of it that holds Easter and a change of clocks.

The bot runs as a process of its own in a practice workspace whose time is moved; nothing here
asserts how long that takes.
"""

import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from itertools import islice
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import select

from bot.app import opened
from bot.domain.ids import TrapId
from bot.domain.team import Team
from bot.domain.trap import Trap
from bot.manifest import manifest
from bot.services import standing
from bot.services.standing import Standing
from sandbox.clock import Clock, real_time
from sandbox.workspace import Workspace
from storage import schema, teams
from storage.database import Transaction
from storage.traps import load_many as load_traps
from tests.conftest import StandingClock
from tests.outcomes import TABLE
from tests.services.recounting import Recount, recount
from tests.stories.bot_process import BotProcess
from tests.stories.conftest import settings_for
from tests.stories.deeds import all_reports
from tests.stories.patience import PATIENT
from tests.year.checks import CHECKS, Lived
from tests.year.checks_of_traps import CHECKS_OF_TRAPS
from tests.year.people import CREWS, LONDON, YEAR, move_in, set_up
from tests.year.planted import planted
from tests.year.script import Outage, Script
from tests.year.stories import plan
from tests.year.table import table

QUARTER = (date(YEAR, 3, 1), date(YEAR, 5, 28))
PACE = 0.001
Show = Callable[[str, object], None]
OUTAGES = (
    Outage(datetime(YEAR, 3, 9, 7, 45, tzinfo=LONDON), datetime(YEAR, 3, 9, 10, 45, tzinfo=LONDON)),
    Outage(datetime(YEAR, 5, 12, 8, tzinfo=LONDON), datetime(YEAR, 5, 13, 14, tzinfo=LONDON)),
)
"""Three hours over the digests, and thirty."""


async def live(
    folder: Path,
    database_url: str,
    days: tuple[date, date],
    reports: int,
) -> Lived:
    """Live from the first to the last of these days, and look at what is kept afterwards."""
    begin = datetime.combine(days[0], datetime.min.time(), UTC).replace(hour=6)
    clock = Clock(offset=begin - real_time())
    workspace = Workspace(manifest(), clock=clock, furnished=False, pace=PACE, timing=PATIENT)
    move_in(workspace)
    async with workspace:
        settings = settings_for(workspace, database_url, folder, pace=PACE)
        settings = settings.model_copy(update={"bank_holidays": ""})
        async with opened(settings, StandingClock(workspace.now)) as services:
            await set_up(services)
        bot = BotProcess(workspace, settings, folder)
        random = Random(YEAR)
        plot = [*plan(random, *days, reports), *planted(days[0], after=reports)]
        script = Script(workspace, bot, OUTAGES, plot, random)
        await bot.start()
        try:
            await script.live(*days)
        finally:
            await bot.kill()
        async with opened(settings, StandingClock(workspace.now), migrating=False) as services:
            ids = [report.id for report in await all_reports(services)]
            context = services.sending.context

            async def look(tx: Transaction) -> tuple[Standing, ...]:
                return await standing.of_these(tx, context.vault, ids, workspace.now)

            async def again(tx: Transaction) -> tuple[tuple[Trap, ...], dict[str, Recount]]:
                ids = [TrapId(id) for id in await tx.scalars(select(schema.trap.c.id))]
                of = await teams.every(tx)
                counted = {"": await recount(tx, of, workspace.now, is_working)}
                for team in of:
                    counted[team.name] = await recount(tx, [team], workspace.now, is_working)
                return tuple((await load_traps(tx, ids)).values()), counted

            kept = await context.database.read(look)
            traps, counted = await context.database.read(again)
            owed = await services.sending.totals()
        today = workspace.now.astimezone(LONDON).date()
        return Lived(script, kept, owed, folder / "bot.log", traps, counted, today)


def is_working(team: Team, day: date) -> bool:
    """By the calendars of this folder, which are not the bot's."""
    return next(crew for crew in CREWS if crew.name == team.name).is_working(day)


async def nothing_is_wrong(
    show: Show, folder: Path, database_url: str, days: tuple[date, date], reports: int
) -> None:
    """Live through these days, show the table of outcomes, and hold every check to them."""
    began = time.monotonic()
    year = await live(folder, database_url, days, reports)
    show(TABLE, table(year, time.monotonic() - began))
    wrong = [
        f"{check.__name__}: {line}"
        for check in (*CHECKS, *CHECKS_OF_TRAPS)
        for line in islice(check(year), 10)
    ]
    assert not wrong, "\n".join(wrong)


def sqlite(folder: Path) -> str:
    return f"sqlite+aiosqlite:///{folder / 'goodcatch.db'}"


async def test_a_quarter(socket_enabled: None, record_property: Show, tmp_path: Path) -> None:
    """Thirteen weeks with everything in them: Easter, a change of clocks, absences, two outages."""
    await nothing_is_wrong(record_property, tmp_path, sqlite(tmp_path), QUARTER, 300)


@pytest.mark.year
@pytest.mark.postgres
@pytest.mark.parametrize("database_url", ["postgres"], indirect=True)
async def test_a_quarter_on_postgres(
    socket_enabled: None, record_property: Show, database_url: str, tmp_path: Path
) -> None:
    await nothing_is_wrong(record_property, tmp_path, database_url, QUARTER, 300)


@pytest.mark.year
async def test_a_whole_year(socket_enabled: None, record_property: Show, tmp_path: Path) -> None:
    days = (date(YEAR, 1, 4), date(YEAR, 12, 17))

    await nothing_is_wrong(record_property, tmp_path, sqlite(tmp_path), days, 1_200)
