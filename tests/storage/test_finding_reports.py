"""Which reports may want somebody's attention, and to which something has happened lately."""

from datetime import date, datetime, timedelta

import pytest

from bot.domain.events import REPORTER, Event, EventKind, Reply
from bot.domain.ids import ChannelId, ReportId, TeamId
from bot.domain.report import Audience
from storage import reports
from storage.database import Database
from storage.vault import Vault
from tests.builders import AMINA, a_report, a_team
from tests.conftest import MONDAY
from tests.storage.rows import stored

TEAM = a_team(channel=ChannelId("C0STORED"))
OTHER = a_team(channel=ChannelId("C0OTHER"))
TODAY = MONDAY.date()
A_DAY, HOUR = timedelta(days=1), timedelta(hours=1)
LONG_AGO = date(2026, 1, 1)

SEEN = Event(EventKind.SEEN, MONDAY, AMINA)
THANKED = Event(EventKind.THANKED, MONDAY, AMINA, Reply.THANK_YOU)
NOT_NOW = Event(EventKind.ANSWERED, MONDAY, AMINA, Reply.NOT_NOW, "Too soon")
HELPED = Event(EventKind.HELPED, MONDAY, REPORTER)
WITHDRAWN = Event(EventKind.WITHDRAWN, MONDAY, REPORTER)


def answered(until: date | None = None, at: datetime = MONDAY) -> Event:
    return Event(EventKind.ANSWERED, at, AMINA, Reply.GO_AHEAD, "Yes", until)


def changed(until: date | None = None, at: datetime = MONDAY) -> Event:
    return Event(EventKind.CHANGED, at, AMINA, words="A new form", until=until)


async def wanted(
    database: Database,
    *teams: TeamId,
    now: datetime = MONDAY,
    thanks_since: date = LONG_AGO,
) -> list[ReportId]:
    asked = teams or (TEAM.id,)
    found = await database.read(
        lambda tx: reports.wanted_in(tx, asked, now, thanks_since=thanks_since)
    )
    return list(found)


async def done(
    database: Database,
    *teams: TeamId,
    kinds: tuple[EventKind, ...] = (EventKind.ANSWERED, EventKind.CHANGED),
    since: datetime = MONDAY,
    until: datetime = MONDAY + A_DAY,
    most: int | None = None,
) -> list[ReportId]:
    asked = teams or (TEAM.id,)
    found = await database.read(
        lambda tx: reports.in_which(tx, asked, kinds, since=since, until=until, most=most)
    )
    return list(found)


async def keep(database: Database, vault: Vault, *events: Event) -> ReportId:
    return (await stored(database, vault, a_report(team=TEAM, events=events), team=TEAM)).id


@pytest.mark.parametrize(
    ("events", "is_wanted"),
    [
        pytest.param((), True, id="new"),
        pytest.param((SEEN,), True, id="seen"),
        pytest.param((THANKED,), True, id="thanked, not answered"),
        pytest.param((THANKED, answered(TODAY)), True, id="time to look"),
        pytest.param((THANKED, answered(TODAY + A_DAY)), True, id="tomorrow somewhere"),
        pytest.param((THANKED, answered(TODAY + 2 * A_DAY)), False, id="too soon to look"),
        pytest.param((THANKED, answered(), changed(TODAY)), True, id="did it help?"),
        pytest.param((THANKED, answered(TODAY), changed()), False, id="changed meanwhile"),
        pytest.param((NOT_NOW,), True, id="nobody said thank you"),
        pytest.param((answered(), changed(), HELPED), True, id="helped, nobody said thank you"),
        pytest.param((THANKED, NOT_NOW), False, id="seen to"),
        pytest.param((WITHDRAWN,), False, id="taken back"),
        pytest.param((answered(TODAY), WITHDRAWN), False, id="taken back after an answer"),
    ],
)
async def test_what_may_want_attention_is_found_and_nothing_else(
    database: Database, vault: Vault, events: tuple[Event, ...], *, is_wanted: bool
) -> None:
    id = await keep(database, vault, *events)

    assert await wanted(database) == ([id] if is_wanted else [])


async def test_each_report_is_found_once_and_the_oldest_comes_first(
    database: Database, vault: Vault
) -> None:
    filed = {}
    # The one of the 18th is to be looked at and to be thanked for.
    for day, events in ((20, ()), (18, (answered(TODAY),)), (19, (SEEN,))):
        report = a_report(team=TEAM, filed_on=date(2026, 11, day), events=events)
        filed[day] = (await stored(database, vault, report, team=TEAM)).id

    assert await wanted(database) == [filed[18], filed[19], filed[20]]


async def test_only_the_teams_that_were_asked_for_are_looked_through(
    database: Database, vault: Vault
) -> None:
    mine = await keep(database, vault, answered())
    report = a_report(team=OTHER, filed_on=TODAY + A_DAY, events=(answered(at=MONDAY + HOUR),))
    theirs = (await stored(database, vault, report, team=OTHER)).id

    for look in (wanted, done):
        assert await look(database, TEAM.id) == [mine]
        assert await look(database, OTHER.id) == [theirs]
        assert await look(database, TeamId("0" * 32)) == []
    assert await wanted(database, TEAM.id, OTHER.id) == [mine, theirs]
    assert await done(database, TEAM.id, OTHER.id) == [theirs, mine]


@pytest.mark.parametrize("audience", Audience)
async def test_what_is_not_released_yet_waits_for_nobody(
    database: Database, vault: Vault, audience: Audience
) -> None:
    later = MONDAY + timedelta(minutes=90)
    given = a_report(team=TEAM, audience=audience, released_at=later)
    await stored(database, vault, given, team=TEAM)

    assert await wanted(database, now=later - timedelta(seconds=1)) == []
    assert await wanted(database, now=later) == [given.id]


async def test_thanks_are_wanted_for_what_was_filed_since_that_day(
    database: Database, vault: Vault
) -> None:
    id = await keep(database, vault, NOT_NOW)

    assert await wanted(database, thanks_since=TODAY) == [id]
    assert await wanted(database, thanks_since=TODAY + A_DAY) == []


async def test_an_answer_is_waited_for_however_long_ago_it_was_filed(
    database: Database, vault: Vault
) -> None:
    waiting = await keep(database, vault, SEEN)
    trying = await keep(database, vault, answered(TODAY))

    found = await wanted(database, thanks_since=TODAY + A_DAY)

    assert set(found) == {waiting, trying}


async def test_what_happened_last_comes_first_and_each_report_once(
    database: Database, vault: Vault
) -> None:
    twice = await keep(database, vault, answered(at=MONDAY + HOUR), changed(at=MONDAY + 5 * HOUR))
    last = await keep(database, vault, answered(at=MONDAY + 9 * HOUR))
    first = await keep(database, vault, answered(at=MONDAY + 3 * HOUR))

    assert await done(database) == [last, twice, first]
    assert await done(database, most=2) == [last, twice]
    assert await done(database, kinds=(EventKind.CHANGED,)) == [twice]
    assert await done(database, kinds=()) == []


@pytest.mark.parametrize(
    ("at", "found"),
    [
        (MONDAY - timedelta(microseconds=1), False),
        (MONDAY, True),
        (MONDAY + A_DAY - timedelta(microseconds=1), True),
        (MONDAY + A_DAY, False),
    ],
)
async def test_the_beginning_belongs_to_the_time_and_the_end_does_not(
    database: Database, vault: Vault, at: datetime, *, found: bool
) -> None:
    id = await keep(database, vault, answered(at=at))

    assert await done(database) == ([id] if found else [])


async def test_what_the_team_may_not_read_is_not_among_them(
    database: Database, vault: Vault
) -> None:
    hidden = a_report(team=TEAM, audience=Audience.DECIDERS, events=(answered(),))
    await stored(database, vault, hidden, team=TEAM)

    assert await done(database) == []


async def test_what_is_taken_back_is_among_them_for_it_may_not_show_yet(
    database: Database, vault: Vault
) -> None:
    going = a_report(team=TEAM, events=(answered(), WITHDRAWN))
    await stored(database, vault, going, team=TEAM)

    assert await done(database) == [going.id]
