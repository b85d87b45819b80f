"""Single people: whether Slack reaches them, the days they work, and when they are away."""

from dataclasses import replace
from datetime import date, time
from functools import partial
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import update

from bot.domain.habits import Habits
from storage import people
from storage.database import Database
from storage.schema import person
from tests.builders import AMINA, DAN, PRIYA

FRIDAY = date(2026, 11, 27)
OWN = Habits(
    timezone=ZoneInfo("Asia/Kathmandu"), digest_at=time(7, 5), weekdays=frozenset({6, 0, 3})
)


async def habits_of_amina(database: Database) -> Habits | None:
    return (await database.read(lambda tx: people.habits(tx, [AMINA, DAN]))).get(AMINA)


async def test_whoever_slack_cannot_reach_is_gone_until_they_are_back(database: Database) -> None:
    everybody = [AMINA, DAN, PRIYA]
    for user, is_gone in ((AMINA, True), (DAN, True), (DAN, False)):
        await database.write(partial(people.mark_gone, user=user, is_gone=is_gone))

    assert (await database.read(lambda tx: people.known(tx, everybody))).gone == {AMINA}
    assert (await database.read(lambda tx: people.known(tx, [PRIYA]))).gone == frozenset()


async def test_somebody_who_said_nothing_of_their_morning_has_no_habits(database: Database) -> None:
    await database.write(lambda tx: people.mark_gone(tx, AMINA, is_gone=False))

    assert await database.read(lambda tx: people.habits(tx, [AMINA, DAN])) == {AMINA: Habits()}


async def test_habits_come_back_as_they_were_told(database: Database) -> None:
    await database.write(lambda tx: people.keep_habits(tx, AMINA, OWN))

    assert await habits_of_amina(database) == OWN
    assert await database.read(lambda tx: people.habits(tx, [DAN])) == {}
    assert await database.read(lambda tx: people.habits(tx, [])) == {}


@pytest.mark.parametrize("spoilt", ["Europe/Leeds", "../../etc/passwd", "localtime"])
async def test_whose_zone_cannot_be_read_follows_the_team(database: Database, spoilt: str) -> None:
    await database.write(lambda tx: people.keep_habits(tx, AMINA, OWN))
    await database.write(lambda tx: tx.execute(update(person).values(timezone=spoilt)))

    assert await habits_of_amina(database) == replace(OWN, timezone=None)


async def test_habits_told_anew_take_the_place_of_the_old(database: Database) -> None:
    sundays = Habits(weekdays=frozenset({6}))
    for told in (OWN, sundays, Habits()):
        await database.write(partial(people.keep_habits, user=AMINA, wanted=told))

        assert await habits_of_amina(database) == told


async def test_being_away_and_ones_habits_leave_each_other_alone(database: Database) -> None:
    await database.write(lambda tx: people.keep_away(tx, AMINA, FRIDAY))
    assert await habits_of_amina(database) == Habits(away_until=FRIDAY)

    await database.write(lambda tx: people.keep_habits(tx, AMINA, OWN))
    assert await habits_of_amina(database) == replace(OWN, away_until=FRIDAY)

    await database.write(lambda tx: people.keep_away(tx, AMINA, None))
    assert await habits_of_amina(database) == OWN


async def test_being_gone_takes_nobodys_habits_away(database: Database) -> None:
    await database.write(lambda tx: people.keep_habits(tx, AMINA, OWN))
    await database.write(lambda tx: people.keep_away(tx, AMINA, FRIDAY))
    await database.write(lambda tx: people.mark_gone(tx, AMINA, is_gone=True))

    assert await habits_of_amina(database) == replace(OWN, away_until=FRIDAY)


async def test_whoever_tells_of_their_days_is_here(database: Database) -> None:
    for user in (AMINA, DAN):
        await database.write(partial(people.mark_gone, user=user, is_gone=True))
    await database.write(lambda tx: people.keep_habits(tx, AMINA, OWN))
    await database.write(lambda tx: people.keep_away(tx, DAN, FRIDAY))

    assert (await database.read(lambda tx: people.known(tx, [AMINA, DAN]))).gone == frozenset()
