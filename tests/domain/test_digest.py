"""What stands in a manager's morning, and on which mornings there is one."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.calendar import Nation, WorkingCalendar
from bot.domain.digest import (
    CATCH_UP,
    ROWS_IN_A_PART,
    WORTH_THANKS_FOR,
    Digest,
    Section,
    compose,
    is_still_morning,
    next_morning,
    section_again,
    section_of,
)
from bot.domain.events import REPORTER, TEAM, Event, EventKind, Reply
from bot.domain.habits import Habits
from bot.domain.lifecycle import OPEN
from bot.domain.people import Role, Viewer
from bot.domain.privacy import VisibleReport, visible_to
from tests.builders import AMINA, a_report
from tests.conftest import MONDAY

LONDON = ZoneInfo("Europe/London")
TODAY = MONDAY.date()
ENGLAND = WorkingCalendar(LONDON, Nation.ENGLAND)
SCOTLAND = WorkingCalendar(LONDON, Nation.SCOTLAND)
NO_HABITS = Habits()
MANAGER = Viewer(AMINA, frozenset({Role.MANAGER}))
FIRST_DAY, SECOND_DAY = date(2026, 12, 3), date(2026, 12, 10)
A_DAY = timedelta(days=1)

SEEN = Event(EventKind.SEEN, MONDAY, AMINA)
THANKED = Event(EventKind.THANKED, MONDAY, AMINA, Reply.THANK_YOU)
ASKED = Event(EventKind.ASKED, MONDAY + 2 * A_DAY, REPORTER)
ANSWERED = Event(EventKind.ANSWERED, MONDAY, AMINA, Reply.TRY_UNTIL, "Yes", FIRST_DAY)
NOT_NOW = Event(EventKind.ANSWERED, MONDAY, AMINA, Reply.NOT_NOW, "Too soon")
CHANGED = Event(EventKind.CHANGED, MONDAY, AMINA, words="A new form", until=SECOND_DAY)
HELPED = Event(EventKind.HELPED, MONDAY, TEAM)
REOPENED = Event(EventKind.REOPENED, MONDAY, REPORTER, until=FIRST_DAY)
WITHDRAWN = Event(EventKind.WITHDRAWN, MONDAY, REPORTER)

THANKED_FOR = TODAY + WORTH_THANKS_FOR
"""The last day on which what was answered on the Monday is shown to be thanked for."""

days = st.dates(date(2026, 1, 1), date(2026, 12, 31))
sections = st.sampled_from(Section)
histories = st.lists(
    st.sampled_from(
        [SEEN, THANKED, ASKED, ANSWERED, NOT_NOW, CHANGED, HELPED, REOPENED, WITHDRAWN]
    ),
    max_size=6,
).map(tuple)


def shown(*events: Event, filed_on: date = TODAY) -> VisibleReport:
    return visible_to(a_report(events=events, filed_on=filed_on), MANAGER, MONDAY)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=LONDON).astimezone(UTC)


def morning_after(
    now: str,
    digest_at: str = "08:45",
    calendars: Sequence[WorkingCalendar] = (ENGLAND,),
    habits: Habits = NO_HABITS,
) -> datetime:
    return next_morning(at(now), LONDON, time.fromisoformat(digest_at), calendars, habits)


@pytest.mark.parametrize(
    ("events", "on", "section"),
    [
        pytest.param((), TODAY, Section.NEW, id="new"),
        pytest.param((SEEN,), TODAY, Section.WAITING, id="seen"),
        pytest.param((THANKED,), TODAY, Section.WAITING, id="thanked, not answered"),
        pytest.param((NOT_NOW, REOPENED), TODAY, Section.WAITING, id="opened again"),
        pytest.param((ANSWERED, THANKED), FIRST_DAY - A_DAY, None, id="tried, too soon"),
        pytest.param((ANSWERED, THANKED), FIRST_DAY, Section.TRYING, id="time to look"),
        pytest.param((ANSWERED,), FIRST_DAY, Section.TRYING, id="looked at before thanked"),
        pytest.param((ANSWERED, THANKED), SECOND_DAY, Section.TRYING, id="still to look at"),
        pytest.param((ANSWERED, ASKED, THANKED), TODAY + A_DAY, None, id="asked and spoken to"),
        pytest.param((THANKED, ANSWERED, ASKED), TODAY + A_DAY, None, id="before it was asked"),
        pytest.param(
            (THANKED, ANSWERED, ASKED), TODAY + 2 * A_DAY, Section.TRYING, id="the reporter asks"
        ),
        pytest.param((THANKED, ANSWERED, CHANGED), FIRST_DAY, None, id="changed, too soon"),
        pytest.param((THANKED, ANSWERED, CHANGED), SECOND_DAY, Section.CHANGED, id="did it help?"),
        pytest.param((THANKED, ANSWERED, CHANGED, HELPED), SECOND_DAY, None, id="it has"),
        pytest.param((NOT_NOW,), TODAY, None, id="answered today"),
        pytest.param((NOT_NOW,), TODAY + A_DAY, Section.THANKS, id="nobody said thank you"),
        pytest.param((NOT_NOW,), THANKED_FOR, Section.THANKS, id="for a fortnight"),
        pytest.param((NOT_NOW,), THANKED_FOR + A_DAY, None, id="and no longer"),
        pytest.param((ANSWERED, CHANGED, HELPED), FIRST_DAY, Section.THANKS, id="it has helped"),
        pytest.param((NOT_NOW, THANKED), TODAY, None, id="answered and thanked"),
        pytest.param((WITHDRAWN,), TODAY, None, id="taken back"),
        pytest.param((ANSWERED, WITHDRAWN), FIRST_DAY, None, id="taken back after an answer"),
    ],
)
def test_a_report_stands_in_a_digest_where_something_is_to_be_seen_to(
    events: tuple[Event, ...], on: date, section: Section | None
) -> None:
    assert section_of(a_report(events=events), on) is section


@given(histories, days)
def test_whoever_waits_for_an_answer_is_never_left_out(events: tuple[Event, ...], on: date) -> None:
    report = a_report(events=events)
    waits = report.state in OPEN

    assert (section_of(report, on) in {Section.NEW, Section.WAITING}) is waits


@given(histories, days)
def test_done_is_for_digests_that_are_drawn_again(events: tuple[Event, ...], on: date) -> None:
    assert section_of(a_report(events=events), on) is not Section.DONE


@pytest.mark.parametrize(
    ("before", "events", "expected"),
    [
        (Section.NEW, (), Section.NEW),
        (Section.NEW, (SEEN,), Section.WAITING),
        (Section.NEW, (THANKED,), Section.WAITING),
        (Section.NEW, (ANSWERED,), Section.DONE),
        (Section.NEW, (WITHDRAWN,), Section.DONE),
        (Section.WAITING, (SEEN,), Section.WAITING),
        (Section.WAITING, (NOT_NOW,), Section.DONE),
        (Section.TRYING, (ANSWERED,), Section.TRYING),
        (Section.TRYING, (ANSWERED, CHANGED), Section.DONE),
        (Section.TRYING, (ANSWERED, NOT_NOW), Section.DONE),
        (Section.CHANGED, (ANSWERED, CHANGED, HELPED), Section.DONE),
        (Section.CHANGED, (ANSWERED, CHANGED, REOPENED), Section.DONE),
        (Section.THANKS, (NOT_NOW,), Section.THANKS),
        (Section.THANKS, (NOT_NOW, THANKED), Section.DONE),
        (Section.THANKS, (NOT_NOW, REOPENED), Section.DONE),
    ],
)
def test_what_has_been_seen_to_is_done_when_the_digest_is_drawn_again(
    before: Section, events: tuple[Event, ...], expected: Section
) -> None:
    assert section_again(a_report(events=events), FIRST_DAY, before) is expected


@given(histories, days, sections)
def test_drawn_again_a_row_stays_where_it_was_or_moves_to_waiting_or_is_done(
    events: tuple[Event, ...], on: date, before: Section
) -> None:
    again = section_again(a_report(events=events), on, before)

    allowed = {before, Section.DONE}
    if before is Section.NEW:
        allowed.add(Section.WAITING)
    assert again in allowed


def test_a_digest_of_nothing_is_empty() -> None:
    assert compose(TODAY, []) == Digest(TODAY, ())
    assert compose(TODAY, []).is_empty


def test_a_digest_knows_its_part_and_how_many_are_left() -> None:
    digest = compose(TODAY, [(Section.NEW, shown())], part=2, left=5)

    assert (digest.part, digest.left, digest.is_empty) == (2, 5, False)


def test_what_waits_is_read_oldest_first() -> None:
    rows = [(Section.WAITING, shown(SEEN, filed_on=date(2026, 11, day))) for day in (20, 18, 19)]

    ((section, held),) = compose(TODAY, rows).sections

    assert section is Section.WAITING
    assert [row.filed_on.day for row in held] == [18, 19, 20]


def test_sections_are_read_in_this_order() -> None:
    rows = [(section, shown()) for section in reversed(Section)]

    assert [section for section, _ in compose(TODAY, rows).sections] == [
        Section.NEW,
        Section.WAITING,
        Section.TRYING,
        Section.CHANGED,
        Section.THANKS,
        Section.DONE,
    ]


@given(st.lists(st.tuples(sections, days), max_size=12))
def test_every_report_stands_in_a_digest_once_under_its_own_section(
    rows: list[tuple[Section, date]],
) -> None:
    reports = [(section, shown(filed_on=day)) for section, day in rows]

    digest = compose(TODAY, reports)

    held = [(section, row) for section, part in digest.sections for row in part]
    assert sorted((under, row.id) for under, row in held) == sorted(
        (under, row.id) for under, row in reports
    )
    assert all(part for _, part in digest.sections)
    for _, part in digest.sections:
        assert [row.filed_on for row in part] == sorted(row.filed_on for row in part)
    names = [section for section, _ in digest.sections]
    assert names == [section for section in Section if section in names]
    assert digest.is_empty is not bool(reports)


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        pytest.param("2026-11-23 07:00", "2026-11-23 08:45", id="later this morning"),
        pytest.param("2026-11-23 08:44", "2026-11-23 08:45", id="in a minute"),
        pytest.param("2026-11-23 08:45", "2026-11-24 08:45", id="never twice for a date"),
        pytest.param("2026-11-27 10:00", "2026-11-30 08:45", id="over a weekend"),
        pytest.param("2026-12-24 10:00", "2026-12-29 08:45", id="over Christmas"),
        pytest.param("2027-03-25 10:00", "2027-03-30 08:45", id="over Easter and the clocks"),
        pytest.param("2026-10-23 10:00", "2026-10-26 08:45", id="the clocks go back"),
        pytest.param("2026-12-31 10:00", "2027-01-04 08:45", id="over New Year"),
    ],
)
def test_the_next_morning_is_a_working_one(now: str, expected: str) -> None:
    assert morning_after(now) == at(expected)


def test_the_digest_keeps_its_local_time_in_summer_and_in_winter() -> None:
    assert morning_after("2026-07-01 10:00") == datetime(2026, 7, 2, 7, 45, tzinfo=UTC)
    assert morning_after("2026-12-01 10:00") == datetime(2026, 12, 2, 8, 45, tzinfo=UTC)


def test_one_team_that_works_is_enough() -> None:
    """30 November 2026, Saint Andrew's Day, is a bank holiday in Scotland only."""
    friday = "2026-11-27 10:00"

    assert morning_after(friday, calendars=[SCOTLAND]) == at("2026-12-01 08:45")
    assert morning_after(friday, calendars=[SCOTLAND, ENGLAND]) == at("2026-11-30 08:45")
    assert morning_after(friday, calendars=[ENGLAND, SCOTLAND]) == at("2026-11-30 08:45")


@pytest.mark.parametrize(
    ("habits", "expected"),
    [
        pytest.param(Habits(weekdays=frozenset({1, 3})), "2026-11-24 08:45", id="Tuesdays"),
        pytest.param(Habits(weekdays=frozenset({0})), "2026-11-30 08:45", id="only Mondays"),
        pytest.param(Habits(away_until=date(2026, 11, 25)), "2026-11-26 08:45", id="away"),
        pytest.param(Habits(away_until=date(2026, 11, 27)), "2026-11-30 08:45", id="for a week"),
        pytest.param(Habits(away_until=date(2026, 11, 20)), "2026-11-24 08:45", id="back again"),
        pytest.param(
            Habits(weekdays=frozenset({2}), away_until=date(2026, 11, 25)),
            "2026-12-02 08:45",
            id="away on their one day",
        ),
    ],
)
def test_a_digest_comes_on_days_that_are_the_readers_own(habits: Habits, expected: str) -> None:
    assert morning_after("2026-11-23 10:00", habits=habits) == at(expected)


def test_a_day_of_the_readers_is_not_enough_where_no_team_works() -> None:
    """Their one day, Friday, is Christmas Day; the next is New Year's Day."""
    fridays = Habits(weekdays=frozenset({4}))

    assert morning_after("2026-12-18 10:00", habits=fridays) == at("2027-01-08 08:45")


def test_somebody_away_for_long_is_looked_at_again_later() -> None:
    moment = morning_after("2026-11-23 10:00", habits=Habits(away_until=date(2027, 6, 1)))

    assert MONDAY + timedelta(days=30) < moment < MONDAY + timedelta(days=50)


def test_a_time_that_comes_twice_in_a_night_brings_one_digest() -> None:
    """On 25 October 2026 the clocks of London show 01:30 twice."""
    every_day = WorkingCalendar(LONDON, Nation.ENGLAND, weekdays=frozenset(range(7)))
    now = datetime(2026, 10, 24, 12, tzinfo=UTC)
    first = next_morning(now, LONDON, time(1, 30), [every_day], NO_HABITS)
    second = next_morning(first, LONDON, time(1, 30), [every_day], NO_HABITS)

    assert first == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert second == datetime(2026, 10, 26, 1, 30, tzinfo=UTC)


def test_a_time_that_does_not_come_brings_a_digest_all_the_same() -> None:
    """On 28 March 2027 the clocks of London go from 01:00 to 02:00."""
    every_day = WorkingCalendar(LONDON, Nation.ENGLAND, weekdays=frozenset(range(7)))
    now = datetime(2027, 3, 27, 12, tzinfo=UTC)

    first = next_morning(now, LONDON, time(1, 30), [every_day], NO_HABITS)

    assert first == datetime(2027, 3, 28, 1, 0, tzinfo=UTC)
    after_easter = next_morning(first, LONDON, time(1, 30), [every_day], NO_HABITS)
    assert after_easter == datetime(2027, 3, 30, 0, 30, tzinfo=UTC)


def test_where_no_team_works_for_weeks_it_is_looked_at_again_later() -> None:
    start = date(2026, 11, 23)
    shut = WorkingCalendar(
        LONDON,
        Nation.ENGLAND,
        closures=frozenset(start + timedelta(days=n) for n in range(90)),
    )
    moment = next_morning(MONDAY, LONDON, time(8, 45), [shut], NO_HABITS)

    assert MONDAY + timedelta(days=30) < moment < MONDAY + timedelta(days=50)


@settings(deadline=None)
@given(
    st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31), timezones=st.just(UTC)),  # noqa: DTZ001 - `timezones` adds the zone; hypothesis wants the bounds naive
    st.sampled_from([LONDON, ZoneInfo("Asia/Kathmandu"), ZoneInfo("America/New_York")]),
    st.times().map(lambda moment: moment.replace(second=0, microsecond=0, tzinfo=None)),
    st.lists(st.sampled_from([ENGLAND, SCOTLAND]), min_size=1, max_size=2),
    st.builds(
        Habits,
        weekdays=st.none() | st.frozensets(st.integers(0, 4), min_size=1),
        away_until=st.none() | st.just(date(2026, 8, 3)),
    ),
)
def test_mornings_never_share_a_date_and_never_fall_on_a_day_off(
    now: datetime,
    zone: ZoneInfo,
    digest_at: time,
    calendars: list[WorkingCalendar],
    habits: Habits,
) -> None:
    if habits.away_until and now.date() < habits.away_until - timedelta(days=25):
        habits = replace(habits, away_until=None)
    dates: list[date] = []
    for _ in range(4):
        moment = next_morning(now, zone, digest_at, calendars, habits)
        assert moment > now
        dates.append(moment.astimezone(zone).date())
        now = moment
    assert len(set(dates)) == len(dates)
    assert all(any(each.is_working(day) for each in calendars) for day in dates)
    assert all(habits.works_on(day) for day in dates)


@pytest.mark.parametrize(
    ("late", "expected"),
    [
        (timedelta(), True),
        (timedelta(hours=6), True),
        (timedelta(hours=6, seconds=1), False),
        (timedelta(days=1), False),
    ],
)
def test_a_digest_may_be_six_hours_late(late: timedelta, *, expected: bool) -> None:
    assert is_still_morning(MONDAY, MONDAY + late) is expected
    assert timedelta(hours=6) == CATCH_UP


def test_a_part_holds_eight_rows_and_thanks_are_shown_for_a_fortnight() -> None:
    assert ROWS_IN_A_PART == 8
    assert timedelta(days=14) == WORTH_THANKS_FOR
