"""Teams, the people with a role in them, and the service they belong to."""

from dataclasses import replace
from datetime import date, time
from functools import partial

from sqlalchemy import update

from bot.domain.bank_holidays import BUNDLED, BankHolidays, Division
from bot.domain.calendar import Nation
from bot.domain.events import Reply
from bot.domain.ids import ChannelId, TeamId, UserId
from bot.domain.reactions import ON_CARDS
from bot.domain.team import Service, Team
from storage import schema, teams
from storage.database import Database
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


async def test_a_team_whose_zone_cannot_be_read_is_in_london(database: Database) -> None:
    await save(database, RIVERSIDE)
    await database.write(lambda tx: tx.execute(update(schema.team).values(timezone="localtime")))

    assert await database.read(teams.every) == (RIVERSIDE,)


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


async def test_everything_a_team_may_set_comes_back(database: Database) -> None:
    own = replace(
        RIVERSIDE,
        nation=Nation.SCOTLAND,
        weekdays=frozenset({6, 0, 2}),
        closures=frozenset({date(2026, 12, 24), date(2027, 1, 4), date(2026, 12, 28)}),
        nudges_from=time(7, 30),
        nudges_until=time(19, 5),
        reactions={"tada": Reply.THANK_YOU, "+1": Reply.TALK_IT_OVER, "a_b-c'd": Reply.GO_AHEAD},
        thanks_days=2,
        answer_days=5,
        guests_allowed=False,
        duty_contact="Riverside's own",
        set_up_by=MOIRA,
    )
    await save(database, own, HILLTOP)

    assert await database.read(lambda tx: teams.by_id(tx, own.id)) == own
    assert await database.read(lambda tx: teams.by_id(tx, HILLTOP.id)) == HILLTOP


async def test_closures_and_reactions_that_are_taken_away_are_gone(database: Database) -> None:
    own = replace(
        RIVERSIDE,
        closures=frozenset({date(2026, 12, 24), date(2026, 12, 28)}),
        reactions={"tada": Reply.THANK_YOU},
    )
    fewer = replace(own, closures=frozenset({date(2026, 12, 28)}), reactions=dict(ON_CARDS))
    await save(database, own, fewer)

    found = await database.read(lambda tx: teams.by_id(tx, own.id))

    assert found == fewer
    assert found.reactions == ON_CARDS


async def test_each_team_has_its_own_closures(database: Database) -> None:
    one, other = (frozenset({date(2026, 12, day)}) for day in (24, 28))
    await save(database, replace(RIVERSIDE, closures=one), replace(HILLTOP, closures=other))

    hilltop, riverside = await database.read(teams.every)

    assert (hilltop.closures, riverside.closures) == (other, one)


async def test_bank_holidays_are_the_services_and_every_team_goes_by_them(
    database: Database,
) -> None:
    official = [date(2027, month, 1) for month in range(1, 9)]
    published = BankHolidays(frozenset((Division.ENGLAND_AND_WALES, day) for day in official))
    await save(database, RIVERSIDE)
    before = await database.read(lambda tx: teams.by_id(tx, RIVERSIDE.id))
    await database.write(lambda tx: teams.save_service(tx, Service(holidays=published)))
    after = await database.read(lambda tx: teams.by_id(tx, RIVERSIDE.id))

    assert before is not None
    assert before.holidays == BUNDLED
    assert after is not None
    assert after.holidays == published
    assert not after.calendar.is_working(date(2027, 6, 1))
    assert before.calendar.is_working(date(2027, 6, 1))
    assert (await database.read(teams.the_service)).holidays == published
