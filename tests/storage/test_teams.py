"""Teams, the people with a role in them, and the service they belong to."""

from dataclasses import replace
from datetime import time
from functools import partial

from bot.domain.calendar import Nation
from bot.domain.ids import ChannelId, TeamId, UserId
from bot.domain.team import Service, Team
from storage import people, teams
from storage.database import Database
from storage.people import Habits
from tests.builders import AMINA, DAN, MOIRA, PRIYA, a_team

RIVERSIDE = a_team(managers=(PRIYA, AMINA), deputies=(DAN,), digest_at=time(7, 5))
HILLTOP = a_team(channel=ChannelId("C0HILLTOP"), name="Hilltop", managers=(DAN,), deputies=())


async def save(database: Database, *some: Team) -> None:
    for team in some:
        await database.write(partial(teams.save, given=team))


async def test_a_team_comes_back_as_it_was_saved(database: Database) -> None:
    await save(database, RIVERSIDE, HILLTOP)

    assert await database.read(lambda tx: teams.by_id(tx, RIVERSIDE.id)) == RIVERSIDE
    assert await database.read(teams.every) == (HILLTOP, RIVERSIDE)


async def test_saving_again_replaces_settings_and_people(database: Database) -> None:
    changed = replace(RIVERSIDE, name="Riverbank", managers=(DAN,), deputies=(AMINA, PRIYA))
    await save(database, RIVERSIDE, changed)

    assert await database.read(teams.every) == (changed,)


async def test_people_keep_the_order_they_were_named_in(database: Database) -> None:
    crowd = tuple(UserId(f"U{n}") for n in (5, 3, 9, 1))
    await save(database, replace(RIVERSIDE, managers=crowd))

    found = await database.read(lambda tx: teams.by_id(tx, RIVERSIDE.id))

    assert found is not None
    assert found.managers == crowd


async def test_teams_are_found_by_their_channel(database: Database) -> None:
    await save(database, RIVERSIDE, HILLTOP)
    asked = [HILLTOP.channel, ChannelId("C0ELSEWHERE")]

    assert await database.read(lambda tx: teams.in_channels(tx, asked)) == (HILLTOP,)
    assert await database.read(lambda tx: teams.in_channels(tx, [])) == ()


async def test_teams_are_found_by_those_who_decide_in_them(database: Database) -> None:
    await save(database, RIVERSIDE, HILLTOP)

    assert await database.read(lambda tx: teams.of_deciders(tx, [DAN])) == (HILLTOP, RIVERSIDE)
    assert await database.read(lambda tx: teams.of_deciders(tx, [AMINA])) == (RIVERSIDE,)
    assert await database.read(lambda tx: teams.of_deciders(tx, [MOIRA])) == ()


async def test_a_team_that_is_not_there_is_none(database: Database) -> None:
    assert await database.read(lambda tx: teams.by_id(tx, TeamId("0" * 32))) is None
    assert await database.read(lambda tx: teams.by_ids(tx, [TeamId("0" * 32)])) == {}


async def test_a_service_that_was_never_set_has_defaults(database: Database) -> None:
    assert await database.read(teams.the_service) == Service()


async def test_the_service_comes_back_as_it_was_saved_last(database: Database) -> None:
    first = Service((MOIRA, AMINA), Nation.WALES, "0191 …")
    last = Service((DAN,), Nation.SCOTLAND, "")
    for settings in (first, last):
        await database.write(partial(teams.save_service, settings=settings))
        assert await database.read(teams.the_service) == settings


async def test_a_team_has_the_services_duty_contact_unless_it_has_its_own(
    database: Database,
) -> None:
    service = Service((MOIRA,), duty_contact="the service's desk")
    await database.write(lambda tx: teams.save_service(tx, service))
    await save(database, RIVERSIDE, replace(HILLTOP, duty_contact="Hilltop's own"))

    hilltop, riverside = await database.read(teams.every)

    assert (hilltop.duty_contact, riverside.duty_contact) == ("Hilltop's own", "the service's desk")
    assert riverside.learning_leads == (MOIRA,)


async def test_whoever_slack_cannot_reach_is_gone_until_they_are_back(database: Database) -> None:
    everybody = [AMINA, DAN, PRIYA]
    for user, is_gone in ((AMINA, True), (DAN, True), (DAN, False)):
        await database.write(partial(people.mark_gone, user=user, is_gone=is_gone))

    assert await database.read(lambda tx: people.gone(tx, everybody)) == {AMINA}
    assert await database.read(lambda tx: people.gone(tx, [PRIYA])) == frozenset()


async def test_somebody_who_said_nothing_of_their_morning_has_no_habits(database: Database) -> None:
    await database.write(lambda tx: people.mark_gone(tx, AMINA, is_gone=False))

    assert await database.read(lambda tx: people.habits(tx, [AMINA, DAN])) == {AMINA: Habits()}
