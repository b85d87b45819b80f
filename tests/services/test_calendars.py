"""Bank holidays: asked for once a week, kept for every replica, and never lost."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

import pytest

from bot.domain.bank_holidays import BUNDLED, USUAL_DAYS, BankHolidays, Division
from bot.domain.calendar import Nation
from bot.domain.form import Receipt
from bot.services.almanac import HolidaysUnavailable
from bot.services.calendars import ASKED_AGAIN_AFTER, ASKED_EVERY
from bot.services.menu import Services
from bot.services.settings import Changes
from storage import timers
from storage.database import Transaction
from storage.timers import TimerKind
from tests.builders import MOIRA, sent
from tests.conftest import MONDAY
from tests.services.world import World

JUBILEE = date(2026, 11, 26)
"""A Thursday that no rule knows."""


def published(*days: date) -> BankHolidays:
    """A publication of 2026 in which everybody has these days besides eight Mondays or more."""
    found = {(division, day) for division in Division for day in days}
    for division, usual in USUAL_DAYS.items():
        mondays = (date(2026, 1, 5) + timedelta(weeks=week) for week in range(usual))
        found |= {(division, monday) for monday in mondays}
    return BankHolidays(frozenset(found))


@dataclass
class Publication:
    """An almanac that says what it is told to say, and counts how often it was asked."""

    days: BankHolidays | None = None
    asked: int = 0

    async def bank_holidays(self) -> BankHolidays:
        self.asked += 1
        if self.days is None:
            raise HolidaysUnavailable("nobody answered")
        return self.days


@pytest.fixture
def almanac() -> Publication:
    return Publication()


@pytest.fixture
def reading(world: World, almanac: Publication) -> World:
    """The same world, its bot asking this almanac."""
    context = replace(world.context, almanac=almanac)
    return World(Services.on(context), context, world.clock, world.people)


async def kept(world: World) -> BankHolidays:
    return (await world.services.settings.service()).holidays


async def next_asked(world: World) -> datetime:
    found = await world.database.read(lambda tx: timers.of(tx, TimerKind.BANK_HOLIDAYS, "service"))
    assert found is not None
    return found.due_at


async def begin(world: World) -> None:
    await world.services.clockwork.wind_up()
    await world.services.clockwork.tick()


async def test_what_is_published_is_kept_and_holds_for_every_team(
    reading: World, almanac: Publication
) -> None:
    await reading.set_up()
    almanac.days = published(JUBILEE)

    await begin(reading)

    assert await kept(reading) == almanac.days
    (team,) = await reading.services.settings.teams()
    assert not team.calendar.is_working(JUBILEE)


async def test_a_promise_passes_over_a_day_that_was_proclaimed(
    reading: World, almanac: Publication
) -> None:
    await reading.set_up()
    almanac.days = published(JUBILEE)
    await begin(reading)

    receipt = await reading.services.capture.submit(sent(await reading.form()))

    assert isinstance(receipt, Receipt)
    assert receipt.answer_by == date(2026, 11, 27)


async def test_it_is_asked_for_again_in_a_week(reading: World, almanac: Publication) -> None:
    almanac.days = published(JUBILEE)
    await begin(reading)

    assert await next_asked(reading) == MONDAY + ASKED_EVERY
    reading.clock.move(days=7)
    await reading.services.clockwork.tick()
    assert almanac.asked == 2


async def test_a_later_publication_takes_the_place_of_the_one_before(
    reading: World, almanac: Publication
) -> None:
    for day in (JUBILEE, JUBILEE + timedelta(days=1)):
        almanac.days = published(day)
        await begin(reading)
        reading.clock.move(days=7)

    assert await kept(reading) == published(JUBILEE + timedelta(days=1))


async def test_where_nobody_answers_the_rules_hold_and_it_is_asked_again_soon(
    reading: World,
) -> None:
    await reading.set_up()
    await begin(reading)

    assert await kept(reading) == BUNDLED
    (team,) = await reading.services.settings.teams()
    assert not team.calendar.is_working(date(2026, 12, 25))
    assert await next_asked(reading) == MONDAY + ASKED_AGAIN_AFTER


async def test_what_was_known_holds_while_nobody_answers(
    reading: World, almanac: Publication
) -> None:
    almanac.days = published(JUBILEE)
    await begin(reading)
    almanac.days = None
    reading.clock.move(days=7)
    await reading.services.clockwork.tick()

    assert await kept(reading) == published(JUBILEE)
    assert await next_asked(reading) == reading.clock.now() + ASKED_AGAIN_AFTER


async def test_starting_again_asks_no_sooner(reading: World, almanac: Publication) -> None:
    almanac.days = published(JUBILEE)
    for _ in range(3):
        await begin(reading)

    assert almanac.asked == 1


async def test_days_that_are_kept_leave_other_settings_as_they_are(
    reading: World, almanac: Publication
) -> None:
    change = Changes(learning_leads=(MOIRA,), nation=Nation.WALES, duty_contact="the desk")
    before = await reading.services.settings.change_service(change)
    almanac.days = published(JUBILEE)

    await begin(reading)

    assert await reading.services.settings.service() == replace(before, holidays=almanac.days)


async def test_settings_that_are_changed_leave_the_days_as_they_are(
    reading: World, almanac: Publication
) -> None:
    almanac.days = published(JUBILEE)
    await begin(reading)

    await reading.services.settings.change_service(Changes(duty_contact="the new desk"))

    assert await kept(reading) == published(JUBILEE)


async def test_text_in_the_database_that_nobody_can_read_is_as_if_nothing_were_known(
    reading: World,
) -> None:
    await reading.set_up()

    async def spoil(tx: Transaction) -> None:
        await tx.exec_driver_sql("UPDATE service SET bank_holidays = 'scotland 2026-99-99'")

    await reading.database.write(spoil)

    assert await kept(reading) == BUNDLED
