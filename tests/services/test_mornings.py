"""Digests: exactly one for each manager and date, whatever ticks and clocks do."""

import asyncio
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from bot.domain.calendar import Nation
from bot.domain.delivery import DeliveryKind
from bot.domain.digest import Section
from bot.domain.events import Reply
from bot.domain.ids import ChannelId, UserId
from bot.domain.report import Audience, Mode
from bot.services.contents import DigestContent
from bot.services.menu import Services
from bot.services.settings import Changes
from storage import people
from storage.database import Transaction
from tests.builders import AMINA, DAN, MOIRA, PRIYA, a_team
from tests.services.digests import TUESDAY, day_of, held, morning, placed
from tests.services.world import World, of_kind, released_at

BEN = UserId("U0BEN")


HILLTOP = ChannelId("C0HILLTOP")


async def test_a_manager_gets_what_is_new_on_the_next_working_morning(world: World) -> None:
    await world.set_up()
    await world.file()
    await world.file(mode=Mode.CONFIDENTIAL, audience=Audience.DECIDERS)

    (digest,) = await morning(world)

    assert digest.to == AMINA
    assert held(digest) == {Section.NEW: 2}
    assert day_of(digest) == date(2026, 11, 24)


@pytest.mark.parametrize("audience", Audience)
async def test_a_confidential_report_is_in_no_digest_before_it_is_released(
    world: World, audience: Audience
) -> None:
    await world.set_up()
    world.clock.moment = TUESDAY - timedelta(minutes=5)
    id = await world.file(mode=Mode.CONFIDENTIAL, audience=audience)

    assert await morning(world) == []

    (digest,) = await morning(world, TUESDAY + timedelta(days=1))
    assert await released_at(world, id) > TUESDAY
    assert held(digest) == {Section.NEW: 1}


@pytest.mark.parametrize("audience", Audience)
async def test_a_digest_begun_for_another_report_leaves_out_what_is_not_released(
    world: World, audience: Audience
) -> None:
    await world.set_up()
    await world.file()
    world.clock.moment = TUESDAY - timedelta(minutes=5)
    await world.file(mode=Mode.CONFIDENTIAL, audience=audience)

    (digest,) = await morning(world)

    assert held(digest) == {Section.NEW: 1}


async def test_nothing_goes_out_a_minute_early(world: World) -> None:
    await world.set_up()
    await world.file()

    assert await morning(world, TUESDAY - timedelta(minutes=1)) == []
    assert len(await morning(world)) == 1


async def test_many_ticks_bring_one_digest(world: World) -> None:
    await world.set_up()
    await world.file()
    world.clock.moment = TUESDAY

    await asyncio.gather(*(world.services.clockwork.tick() for _ in range(5)))
    sent = of_kind(await world.deliver(), DeliveryKind.DIGEST)
    for hours in range(1, 10):
        sent += await morning(world, TUESDAY + timedelta(hours=hours))

    assert len(sent) == 1


async def test_a_clock_that_goes_back_brings_no_second_one(world: World) -> None:
    await world.set_up()
    await world.file()
    first = await morning(world)
    world.clock.moment = TUESDAY - timedelta(hours=2)
    await world.set_up()

    assert len(first) == 1
    assert await morning(world) == []


async def test_a_new_time_on_the_same_day_brings_no_second_one(world: World) -> None:
    (team,) = await world.set_up()
    await world.file()
    first = await morning(world)
    await world.services.settings.save_team(replace(team, digest_at=time(11, 0)))

    assert len(first) == 1
    assert await morning(world, TUESDAY.replace(hour=11)) == []
    assert len(await morning(world, TUESDAY.replace(day=25, hour=11, minute=0))) == 1


async def test_nothing_waiting_means_nothing_is_sent(world: World) -> None:
    await world.set_up()

    assert await morning(world) == []
    await world.file()
    assert await morning(world, TUESDAY + timedelta(hours=1)) == []
    assert len(await morning(world, TUESDAY + timedelta(days=1))) == 1


async def test_what_was_answered_is_not_in_the_next_one(world: World) -> None:
    await world.set_up()
    id = await world.file()
    waiting = await world.file()
    await world.say(AMINA, id, Reply.THANK_YOU)
    await world.say(AMINA, id, Reply.GO_AHEAD)
    await world.say(AMINA, waiting, Reply.THANK_YOU)

    (digest,) = await morning(world)

    assert placed(digest) == {Section.WAITING: [waiting]}


async def test_after_an_outage_it_is_sent_within_six_hours(world: World) -> None:
    await world.set_up()
    await world.file()

    assert len(await morning(world, TUESDAY + timedelta(hours=6))) == 1


async def test_after_a_longer_outage_it_is_left_to_the_next_one(world: World) -> None:
    await world.set_up()
    await world.file()

    assert await morning(world, TUESDAY + timedelta(hours=6, minutes=1)) == []
    (digest,) = await morning(world, TUESDAY + timedelta(days=1))
    assert day_of(digest) == date(2026, 11, 25)


@pytest.mark.parametrize("late", [timedelta(), timedelta(minutes=45), timedelta(hours=5)])
async def test_after_an_outage_of_days_todays_is_sent_within_six_hours(
    world: World, late: timedelta
) -> None:
    await world.set_up()
    await world.file()

    (digest,) = await morning(world, TUESDAY + timedelta(days=1) + late)

    assert day_of(digest) == date(2026, 11, 25)
    assert len(await morning(world, TUESDAY + timedelta(days=2))) == 1


async def test_a_digest_that_could_not_leave_in_six_hours_is_left_to_the_next(
    world: World,
) -> None:
    await world.set_up()
    await world.file()
    world.clock.moment = TUESDAY
    await world.services.clockwork.tick()

    assert await morning(world, TUESDAY + timedelta(hours=6, minutes=1)) == []
    assert len(await morning(world, TUESDAY + timedelta(days=1))) == 1


async def test_nobody_is_woken_at_the_weekend(world: World) -> None:
    await world.set_up()
    world.clock.moment = TUESDAY.replace(day=27, hour=12)
    await world.services.clockwork.tick()
    await world.file()

    assert await morning(world, TUESDAY.replace(day=28)) == []
    assert await morning(world, TUESDAY.replace(day=29)) == []
    assert len(await morning(world, TUESDAY.replace(day=30))) == 1


async def test_several_teams_share_one_digest_and_are_named_in_it(world: World) -> None:
    await world.set_up(a_team(), a_team(channel=HILLTOP, name="Hilltop", managers=(AMINA,)))
    world.people.introduce(PRIYA, "C0RIVERSIDE", HILLTOP)
    first = await world.file()
    second = await world.file(channel=HILLTOP)

    (digest,) = await morning(world)

    content = digest.outgoing.content
    assert isinstance(content, DigestContent)
    assert held(digest) == {Section.NEW: 2}
    assert content.teams == {first: "Riverside", second: "Hilltop"}


async def test_a_team_that_is_shut_that_day_is_left_out(world: World) -> None:
    """Saint Andrew's Day, 30 November 2026, is a bank holiday in Scotland only."""
    hilltop = a_team(channel=HILLTOP, name="Hilltop", managers=(AMINA,))
    await world.set_up(a_team(), replace(hilltop, nation=Nation.SCOTLAND))
    world.people.introduce(PRIYA, "C0RIVERSIDE", HILLTOP)
    world.clock.moment = TUESDAY.replace(day=27, hour=12)
    await world.services.clockwork.tick()
    await world.file()
    await world.file(channel=HILLTOP)

    (monday,) = await morning(world, TUESDAY.replace(day=30))
    (tuesday,) = await morning(world, TUESDAY.replace(month=12, day=1))

    assert held(monday) == {Section.NEW: 1}
    assert held(tuesday) == {Section.NEW: 2}


async def test_the_deputy_gets_it_when_the_manager_is_gone(world: World) -> None:
    await world.set_up()
    await world.file()
    await world.database.write(lambda tx: people.mark_gone(tx, AMINA, is_gone=True))

    assert [digest.to for digest in await morning(world)] == [DAN]


async def test_the_learning_lead_gets_it_when_the_deputy_is_gone_too(world: World) -> None:
    await world.set_up()
    await world.file()

    async def both_gone(tx: Transaction) -> None:
        for user in (AMINA, DAN):
            await people.mark_gone(tx, user, is_gone=True)

    await world.database.write(both_gone)

    assert [digest.to for digest in await morning(world)] == [MOIRA]


async def test_a_managers_own_report_stands_in_the_deputys_digest_only(world: World) -> None:
    await world.set_up()
    await world.file(AMINA, mode=Mode.CONFIDENTIAL)

    assert [digest.to for digest in await morning(world)] == [DAN]


async def test_every_manager_of_a_team_gets_their_own(world: World) -> None:
    await world.set_up(a_team(managers=(AMINA, BEN)))
    await world.file()

    assert sorted(digest.to for digest in await morning(world)) == [AMINA, BEN]


async def test_a_new_manager_gets_the_next_one_and_the_former_does_not(world: World) -> None:
    await world.set_up()
    await world.file()
    await world.set_up(a_team(managers=(BEN,)))

    assert [digest.to for digest in await morning(world)] == [BEN]
    tomorrow = await morning(world, TUESDAY + timedelta(days=1))
    assert [digest.to for digest in tomorrow] == [BEN]


async def test_saving_settings_in_the_very_minute_loses_nobodys_morning(world: World) -> None:
    await world.set_up()
    await world.file()
    world.clock.moment = TUESDAY + timedelta(seconds=20)
    await world.set_up()
    await world.services.settings.change_service(Changes(duty_contact="the new desk"))

    assert [digest.to for digest in await morning(world, TUESDAY + timedelta(seconds=40))] == [
        AMINA
    ]


async def test_mornings_follow_the_teams_own_zone(world: World) -> None:
    await world.set_up(a_team(zone="America/New_York"))
    await world.file()

    assert await morning(world) == []
    assert len(await morning(world, TUESDAY + timedelta(hours=5))) == 1


@pytest.mark.parametrize(
    ("changes", "digest_at"),
    [
        pytest.param(datetime(2027, 3, 28, tzinfo=UTC), time(1, 30), id="spring, in the gap"),
        pytest.param(datetime(2027, 3, 28, tzinfo=UTC), time(8, 45), id="spring"),
        pytest.param(datetime(2027, 10, 31, tzinfo=UTC), time(1, 30), id="autumn, twice"),
        pytest.param(datetime(2027, 10, 31, tzinfo=UTC), time(8, 45), id="autumn"),
    ],
)
async def test_there_is_one_for_each_date_on_the_nights_the_clocks_change(
    world: World, changes: datetime, digest_at: time
) -> None:
    every_day = replace(a_team(digest_at=digest_at), weekdays=frozenset(range(7)))
    world.clock.moment = changes - timedelta(days=3)
    await world.set_up(every_day)
    await world.file()

    sent = []
    for days in range(-2, 4):
        for minutes in (0, 30, 60, 90, 120, 150, 525, 585, 720):
            sent += await morning(world, changes + timedelta(days=days, minutes=minutes))

    dates = [day_of(one) for one in sent if one.to == AMINA]
    # The next day is a bank holiday in spring, so that what counts is that none comes twice.
    assert len(set(dates)) == len(dates) >= 4
    assert changes.date() in dates


@pytest.mark.parametrize("back", [timedelta(minutes=1), timedelta(hours=3), timedelta(days=1)])
async def test_a_clock_that_is_set_back_brings_none_twice(world: World, back: timedelta) -> None:
    await world.set_up()
    await world.file()
    sent = await morning(world)
    world.clock.moment = TUESDAY - back
    for _ in range(30):
        sent += await morning(world, world.clock.now() + timedelta(hours=1))

    dates = [day_of(one) for one in sent]
    assert dates == sorted(set(dates))


async def test_two_replicas_that_tick_together_bring_one(world: World) -> None:
    await world.set_up(a_team(managers=(AMINA, BEN)))
    await world.file()
    replica = Services.on(world.context)
    world.clock.moment = TUESDAY

    both = (world.services.clockwork.tick(), replica.clockwork.tick())
    await asyncio.gather(*both, *(replica.clockwork.tick() for _ in range(3)))
    sent = of_kind(await world.deliver(), DeliveryKind.DIGEST)

    assert sorted(one.to for one in sent) == [AMINA, BEN]


async def test_a_bot_that_starts_again_brings_none_twice(world: World) -> None:
    await world.set_up()
    await world.file()
    first = await morning(world)
    again = Services.on(world.context)
    await again.clockwork.wind_up()
    await again.clockwork.tick()

    assert len(first) == 1
    assert of_kind(await world.deliver(), DeliveryKind.DIGEST) == []


@pytest.mark.parametrize(
    "day", [date(2026, 12, 25), date(2026, 12, 28), date(2026, 12, 26), date(2027, 1, 1)]
)
async def test_none_goes_out_on_a_bank_holiday_or_at_the_weekend(world: World, day: date) -> None:
    await world.set_up()
    world.clock.moment = datetime(day.year, day.month, day.day, tzinfo=UTC) - timedelta(hours=6)
    await world.services.clockwork.tick()
    await world.file()

    sent = []
    for hour in range(6, 24):
        sent += await morning(world, datetime(day.year, day.month, day.day, hour, 45, tzinfo=UTC))
    assert sent == []


async def test_none_goes_out_on_a_day_the_team_is_closed(world: World) -> None:
    await world.set_up(replace(a_team(), closures=frozenset({TUESDAY.date()})))
    await world.file()

    assert await morning(world) == []
    assert len(await morning(world, TUESDAY + timedelta(days=1))) == 1


async def test_a_closure_made_known_after_the_morning_was_set_still_counts(world: World) -> None:
    (team,) = await world.set_up()
    await world.file()
    world.clock.moment = TUESDAY + timedelta(seconds=1)
    await world.services.settings.save_team(replace(team, closures=frozenset({TUESDAY.date()})))

    assert await morning(world, TUESDAY + timedelta(minutes=1)) == []
