"""Being away, part-time days, and a morning of one's own."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.domain.delivery import DeliveryKind
from bot.domain.errors import DateNeeded, NotAvailable, NotYours
from bot.domain.events import Reply
from bot.domain.ids import ChannelId, UserId
from bot.services.contents import AwayContent, NobodyContent
from bot.services.settings import Changes
from storage import people
from storage.database import Transaction
from tests.builders import AMINA, CHANNEL, DAN, MOIRA, PRIYA, a_team
from tests.conftest import MONDAY
from tests.services.world import Sent, World, of_kind

BEN = UserId("U0BEN")
ADMIN = UserId("U0ADMIN")
HILLTOP = ChannelId("C0HILLTOP")
TUESDAY = datetime.fromisoformat("2026-11-24T08:45:00+00:00")
FRIDAY = date(2026, 11, 27)
DIGEST, NOTICE = DeliveryKind.DIGEST, DeliveryKind.AWAY_NOTICE
MONDAY_TO_FRIDAY = frozenset(range(5))


async def at(world: World, moment: datetime) -> list[Sent]:
    """What goes out at this moment."""
    world.clock.moment = moment
    await world.services.clockwork.tick()
    return await world.deliver()


async def readers(world: World, moment: datetime) -> list[str]:
    """Who gets a digest at this moment."""
    return sorted(one.to for one in of_kind(await at(world, moment), DIGEST))


async def keep_days(
    world: World,
    user: UserId = AMINA,
    *,
    digest_at: time = time(8, 45),
    weekdays: frozenset[int] = MONDAY_TO_FRIDAY,
    zone: str | None = None,
) -> None:
    await world.services.absences.keep_days(
        user,
        digest_at=digest_at,
        weekdays=weekdays,
        timezone=ZoneInfo(zone) if zone else None,
    )


async def test_the_deputy_has_the_report_and_its_digest_that_very_morning(world: World) -> None:
    await world.set_up()
    id = await world.file()
    world.clock.moment = TUESDAY - timedelta(minutes=1)

    away = await world.services.absences.go(AMINA, FRIDAY)

    assert away.by_team == {"Riverside": (DAN,)}
    assert await readers(world, TUESDAY) == [DAN]
    await world.say(DAN, id, Reply.GO_AHEAD)
    assert (await world.kinds(id))[-1] == "answered"


async def test_whoever_is_back_has_it_again_and_the_deputy_has_not(world: World) -> None:
    await world.set_up()
    id = await world.file()
    await world.services.absences.go(AMINA, FRIDAY)
    await world.services.absences.back(AMINA)

    assert await readers(world, TUESDAY) == [AMINA]
    with pytest.raises(NotAvailable):
        await world.say(DAN, id, Reply.GO_AHEAD)


async def test_the_last_day_away_is_the_day_that_was_named(world: World) -> None:
    await world.set_up()
    await world.file()
    await world.services.absences.go(AMINA, date(2026, 11, 25))

    assert [await readers(world, TUESDAY.replace(day=day)) for day in (24, 25, 26)] == [
        [DAN],
        [DAN],
        [AMINA],
    ]


async def test_a_manager_who_is_away_may_still_answer(world: World) -> None:
    await world.set_up()
    id = await world.file()
    await world.services.absences.go(AMINA, FRIDAY)

    await world.say(AMINA, id, Reply.GO_AHEAD)

    assert (await world.kinds(id))[-1] == "answered"


async def test_the_second_manager_decides_before_the_deputy(world: World) -> None:
    await world.set_up(a_team(managers=(AMINA, BEN)))
    await world.file()

    away = await world.services.absences.go(AMINA, FRIDAY)

    assert away.by_team == {"Riverside": (BEN,)}
    assert await readers(world, TUESDAY) == [BEN]


async def test_where_the_deputy_is_away_too_the_learning_lead_stands_in(world: World) -> None:
    await world.set_up()
    await world.file()
    await world.services.absences.go(DAN, FRIDAY)

    away = await world.services.absences.go(AMINA, FRIDAY)

    assert away.by_team == {"Riverside": (MOIRA,)}
    assert await readers(world, TUESDAY) == [MOIRA]


async def test_where_everybody_is_away_it_waits_for_those_who_will_be_back(world: World) -> None:
    await world.set_up()
    id = await world.file()
    for user in (AMINA, DAN, MOIRA):
        last = await world.services.absences.go(user, date(2026, 11, 24))

    assert last.by_team == {"Riverside": ()}
    assert await readers(world, TUESDAY) == []
    assert await readers(world, TUESDAY.replace(day=25)) == [AMINA]
    await world.say(AMINA, id, Reply.GO_AHEAD)


async def test_whoever_stands_in_is_told_once_and_for_how_long(world: World) -> None:
    await world.set_up()
    for _ in range(2):
        await world.services.absences.go(AMINA, FRIDAY)

    (notice,) = of_kind(await world.deliver(), NOTICE)

    assert notice.to == DAN
    assert notice.outgoing.content == AwayContent(AMINA, FRIDAY, MONDAY.date())


async def test_another_end_is_told_again(world: World) -> None:
    await world.set_up()
    await world.services.absences.go(AMINA, FRIDAY)
    await world.deliver()
    await world.services.absences.go(AMINA, date(2026, 12, 4))

    (notice,) = of_kind(await world.deliver(), NOTICE)

    assert isinstance(notice.outgoing.content, AwayContent)
    assert notice.outgoing.content.until == date(2026, 12, 4)


async def test_nobody_is_told_of_somebody_who_is_back_by_then(world: World) -> None:
    await world.set_up()
    await world.services.absences.go(AMINA, FRIDAY)
    await world.services.absences.back(AMINA)

    assert of_kind(await world.deliver(), NOTICE) == []


@pytest.mark.parametrize("user", [DAN, MOIRA])
async def test_nobody_is_told_when_a_deputy_or_a_learning_lead_is_away(
    world: World, user: UserId
) -> None:
    await world.set_up()
    await world.services.absences.go(user, FRIDAY)

    assert await world.deliver() == []


async def test_whoever_stands_in_for_two_teams_is_told_once(world: World) -> None:
    hilltop = a_team(channel=HILLTOP, name="Hilltop", managers=(AMINA,))
    await world.set_up(a_team(), hilltop)

    away = await world.services.absences.go(AMINA, FRIDAY)

    assert away.by_team == {"Riverside": (DAN,), "Hilltop": (DAN,)}
    assert [one.to for one in of_kind(await world.deliver(), NOTICE)] == [DAN]


async def test_where_nobody_stands_in_whoever_set_the_team_up_is_told(world: World) -> None:
    world.people.introduce(ADMIN, CHANNEL, is_admin=True)
    (team,) = await world.set_up(a_team(deputies=()))
    await world.services.settings.save_from_slack(ADMIN, team)
    await world.services.settings.change_service(Changes(learning_leads=()))

    for _ in range(2):
        away = await world.services.absences.go(AMINA, FRIDAY)

    (notice,) = of_kind(await world.deliver(), DeliveryKind.NOBODY_NOTICE)
    assert away.by_team == {"Riverside": ()}
    assert (notice.to, notice.outgoing.content) == (ADMIN, NobodyContent("Riverside", CHANNEL))


async def test_of_a_team_set_up_on_the_host_the_learning_leads_who_are_here_still_are_told(
    world: World,
) -> None:
    await world.set_up(a_team(deputies=()))
    leads = (MOIRA, DAN, BEN)
    await world.services.settings.change_service(Changes(learning_leads=leads))
    for away in (MOIRA, DAN):
        await world.services.absences.go(away, FRIDAY)
    await world.database.write(lambda tx: people.mark_gone(tx, BEN, is_gone=True))

    for _ in range(2):
        await world.services.absences.go(AMINA, FRIDAY)

    notices = of_kind(await world.deliver(), DeliveryKind.NOBODY_NOTICE)
    assert {one.to for one in notices} == {MOIRA, DAN}
    assert len(notices) == 2
    assert [one.outgoing.content for one in notices] == [NobodyContent("Riverside", CHANNEL)] * 2


async def test_who_looks_after_a_team_no_more_is_not_told_of_it(world: World) -> None:
    await world.set_up(a_team(deputies=()))
    await world.services.absences.go(MOIRA, FRIDAY)
    await world.services.absences.go(AMINA, FRIDAY)
    await world.services.settings.change_service(Changes(learning_leads=()))

    assert of_kind(await world.deliver(), DeliveryKind.NOBODY_NOTICE) == []


@pytest.mark.parametrize(
    "until",
    [
        pytest.param(date(2026, 11, 22), id="yesterday"),
        pytest.param(date(2027, 11, 25), id="more than a year"),
    ],
)
async def test_an_end_that_makes_no_sense_is_asked_for_again(world: World, until: date) -> None:
    await world.set_up()

    with pytest.raises(DateNeeded):
        await world.services.absences.go(AMINA, until)
    assert await world.deliver() == []


@pytest.mark.parametrize("until", [date(2026, 11, 23), date(2027, 11, 24)])
async def test_today_and_a_year_from_now_are_ends_that_make_sense(
    world: World, until: date
) -> None:
    await world.set_up()

    await world.services.absences.go(AMINA, until)

    assert (await world.services.absences.days(AMINA)).habits.away_until == until


async def test_absences_are_for_people_who_answer_for_a_team(world: World) -> None:
    await world.set_up()
    absences = world.services.absences

    for attempt in (
        absences.go(PRIYA, FRIDAY),
        absences.back(PRIYA),
        absences.stand_ins(PRIYA),
        absences.days(PRIYA),
        keep_days(world, PRIYA),
    ):
        with pytest.raises(NotYours):
            await attempt


async def test_the_form_says_who_would_stand_in_and_changes_nothing(world: World) -> None:
    await world.set_up()
    await world.file()

    found = await world.services.absences.stand_ins(AMINA)

    assert (found.today, found.by_team) == (MONDAY.date(), {"Riverside": (DAN,)})
    assert await readers(world, TUESDAY) == [AMINA]


async def test_going_and_coming_back_are_in_the_audit(world: World) -> None:
    await world.set_up()
    await world.services.absences.go(AMINA, FRIDAY)
    await world.services.absences.back(AMINA)

    async def noted(tx: Transaction) -> list[str]:
        rows = await tx.exec_driver_sql("SELECT action FROM audit WHERE actor = 'U0AMINA'")
        return sorted(row.action for row in rows)

    assert await world.database.read(noted) == ["away", "back"]


async def test_digests_come_on_the_days_somebody_works_only(world: World) -> None:
    await world.set_up()
    await world.file()
    await keep_days(world, weekdays=frozenset({0, 2}))

    found = {day: await readers(world, TUESDAY.replace(day=day)) for day in (24, 25, 26, 27)}

    assert [day for day, users in found.items() if AMINA in users] == [25]


async def test_a_day_off_is_no_absence_nobody_stands_in(world: World) -> None:
    await world.set_up()
    id = await world.file()
    await keep_days(world, weekdays=frozenset({0, 2}))

    assert await readers(world, TUESDAY) == []
    with pytest.raises(NotAvailable):
        await world.say(DAN, id, Reply.GO_AHEAD)


async def test_a_digest_time_of_ones_own_is_for_oneself_only(world: World) -> None:
    await world.set_up(a_team(managers=(AMINA, BEN)))
    await world.file()
    await keep_days(world, digest_at=time(10, 30))

    assert await readers(world, TUESDAY) == [BEN]
    assert await readers(world, TUESDAY.replace(hour=10, minute=29)) == []
    assert await readers(world, TUESDAY.replace(hour=10, minute=30)) == [AMINA]


async def test_a_zone_of_ones_own_moves_the_morning_there(world: World) -> None:
    await world.set_up()
    await world.file()
    await keep_days(world, zone="America/New_York")

    assert await readers(world, TUESDAY) == []
    assert await readers(world, TUESDAY + timedelta(hours=5)) == [AMINA]


async def test_another_time_on_the_same_day_brings_no_second_digest(world: World) -> None:
    await world.set_up()
    await world.file()
    assert await readers(world, TUESDAY) == [AMINA]

    await keep_days(world, digest_at=time(11))

    assert await readers(world, TUESDAY.replace(hour=11, minute=0)) == []


async def test_what_is_the_same_as_the_teams_follows_the_team(world: World) -> None:
    await world.set_up()
    await world.file()
    await keep_days(world, zone="Europe/London")

    kept = (await world.services.absences.days(AMINA)).habits
    assert (kept.timezone, kept.digest_at, kept.weekdays) == (None, None, None)
    await world.set_up(a_team(digest_at=time(9, 15)))
    assert await readers(world, TUESDAY) == []
    assert await readers(world, TUESDAY.replace(hour=9, minute=15)) == [AMINA]


async def test_days_of_ones_own_leave_an_absence_as_it_is(world: World) -> None:
    await world.set_up()
    await world.services.absences.go(AMINA, FRIDAY)
    await keep_days(world, digest_at=time(10), weekdays=frozenset({0}))

    habits = (await world.services.absences.days(AMINA)).habits

    assert (habits.away_until, habits.digest_at, habits.weekdays) == (
        FRIDAY,
        time(10),
        frozenset({0}),
    )


async def test_whoever_sets_themselves_back_keeps_their_days(world: World) -> None:
    await world.set_up()
    await keep_days(world, digest_at=time(10), weekdays=frozenset({0, 1}))
    await world.services.absences.go(AMINA, FRIDAY)
    await world.services.absences.back(AMINA)

    habits = (await world.services.absences.days(AMINA)).habits

    assert (habits.away_until, habits.weekdays) == (None, frozenset({0, 1}))


async def test_whoever_says_anything_here_is_taken_to_be_reachable_again(world: World) -> None:
    await world.set_up()
    await world.database.write(lambda tx: people.mark_gone(tx, AMINA, is_gone=True))

    await world.services.absences.back(AMINA)

    assert (await world.database.read(lambda tx: people.known(tx, [AMINA]))).gone == frozenset()
