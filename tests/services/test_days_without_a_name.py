"""Of a report without a name only the days are kept on which something of it shows to others."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from bot.domain.claims import Claim
from bot.domain.events import EventKind, Reply
from bot.domain.ids import ReportId
from bot.domain.release import MORNINGS
from bot.domain.report import Mode, Report
from bot.services.asking import Question
from storage import reports, shuffling
from tests.builders import AMINA
from tests.services.relayed import appeared_with_claim
from tests.services.world import World
from tests.storage.dumps import rows_of

TUESDAY = date(2026, 11, 24)
MONDAY_AFTER = date(2026, 11, 30)


def utc(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime.combine(day, time(hour, minute), UTC)


async def loaded(world: World, id: ReportId) -> Report:
    found = await world.database.read(lambda tx: reports.load(tx, world.context.vault, id))
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("sent", "appears"),
    [
        pytest.param([utc(TUESDAY - timedelta(days=1), 15), utc(TUESDAY, 3)], TUESDAY, id="night"),
        pytest.param(
            [utc(date(2026, 11, day), 14) for day in (27, 28, 29)], MONDAY_AFTER, id="weekend"
        ),
        pytest.param(
            [utc(date(2026, 6, 10), 15), utc(date(2026, 6, 10), 23, 30)],
            date(2026, 6, 11),
            id="after midnight by a clock in summer, and before it in UTC",
        ),
    ],
)
async def test_nothing_tells_apart_what_appears_together(
    world: World, sent: list[datetime], appears: date
) -> None:
    await world.set_up()
    stored = []
    for moment in sent:
        world.clock.moment = moment
        stored.append(await loaded(world, await world.file(mode=Mode.ANONYMOUS)))

    days = {(one.filed_on, one.events[0].at.date(), one.promise, one.last_on) for one in stored}
    assert [day[:2] for day in days] == [(appears, appears)]


async def test_no_row_of_it_holds_the_day_on_which_it_was_sent(world: World) -> None:
    await world.set_up()
    world.clock.moment = utc(date(2026, 11, 28), 14)

    id = await world.file(mode=Mode.ANONYMOUS)

    kept = [row for row in await rows_of(world.database) if id in str(row)]
    assert kept
    assert "2026, 11, 28" not in str(kept)
    assert "2026-11-28" not in str(kept)


async def asked(world: World) -> tuple[ReportId, Claim]:
    id, who = await appeared_with_claim(world, Mode.ANONYMOUS)
    await world.services.asking.ask(Question(AMINA, id, "Which form was it?", "question"))
    return id, who


async def test_a_reply_is_kept_by_the_day_on_which_it_shows(world: World) -> None:
    id, who = await asked(world)
    world.clock.moment = utc(date(2026, 11, 28), 14)

    await world.services.own.reply(who, id, "The blue one", "reply")

    said = (await loaded(world, id)).events[-1]
    assert said.shows_at is not None
    assert said.at.date() == said.shows_at.date() >= MONDAY_AFTER
    deeds = await world.database.read(lambda tx: shuffling.deeds_of(tx, said.at.date()))
    assert (id, EventKind.REPLIED) in {(one.report, one.kind) for one in deeds}


async def test_replies_show_on_mornings_drawn_by_chance_from_five(world: World) -> None:
    id, who = await asked(world)
    for number in range(40):
        await world.services.own.reply(who, id, "The blue one", f"reply-{number}")

    shown = {event.shows_at for event in (await loaded(world, id)).events if event.shows_at}

    assert MORNINGS / 2 < len(shown) <= MORNINGS
    assert {moment.hour for moment in shown} == {8}


async def test_what_opens_it_again_is_promised_an_answer_counted_from_when_it_shows(
    world: World,
) -> None:
    id, who = await appeared_with_claim(world, Mode.ANONYMOUS)
    await world.say(AMINA, id, Reply.NOT_NOW)

    await world.services.own.reopen(who, id, "It has happened again", "again")

    again = (await loaded(world, id)).events[-1]
    assert again.shows_at is not None
    calendar = (await world.services.settings.teams())[0].calendar
    assert again.until is not None
    assert calendar.count(again.shows_at.date(), again.until) >= 1


async def test_taken_back_and_changed_words_do_not_wait_longer_than_the_next_morning(
    world: World,
) -> None:
    id, who = await appeared_with_claim(world, Mode.ANONYMOUS)

    await world.services.own.withdraw(who, id, at_once=False)

    taken_back = (await loaded(world, id)).events[-1]
    assert taken_back.shows_at == utc(date(2026, 11, 25), 8)
