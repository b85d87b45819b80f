"""What stands in a manager's morning, and on which mornings there is one."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.calendar import Nation, WorkingCalendar
from bot.domain.digest import (
    CATCH_UP,
    Digest,
    Section,
    compose,
    is_still_morning,
    next_morning,
    section_of,
)
from bot.domain.events import Event, EventKind, Reply
from bot.domain.people import Role, Viewer
from bot.domain.privacy import VisibleReport, visible_to
from tests.builders import AMINA, a_report
from tests.conftest import MONDAY

LONDON = ZoneInfo("Europe/London")
TODAY = MONDAY.date()
ENGLAND = WorkingCalendar(LONDON, Nation.ENGLAND)
SCOTLAND = WorkingCalendar(LONDON, Nation.SCOTLAND)
MANAGER = Viewer(AMINA, frozenset({Role.MANAGER}))
SEEN = Event(EventKind.SEEN, MONDAY, AMINA)
ANSWERED = Event(EventKind.ANSWERED, MONDAY, AMINA, Reply.GO_AHEAD, "Yes")

histories = st.sampled_from([(), (SEEN,), (ANSWERED,)])
days = st.dates(date(2026, 1, 1), date(2026, 12, 31))


def shown(*events: Event, filed_on: date = TODAY) -> VisibleReport:
    return visible_to(a_report(events=events, filed_on=filed_on), MANAGER)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=LONDON).astimezone(UTC)


def morning_after(
    now: str, digest_at: str = "08:45", calendars: Sequence[WorkingCalendar] = (ENGLAND,)
) -> datetime:
    return next_morning(at(now), LONDON, time.fromisoformat(digest_at), calendars)


def test_each_state_has_its_section() -> None:
    assert section_of(shown()) is Section.NEW
    assert section_of(shown(SEEN)) is Section.WAITING
    assert section_of(shown(ANSWERED)) is Section.ANSWERED


def test_a_digest_of_nothing_is_empty() -> None:
    assert compose(TODAY, []) == Digest(TODAY, ())
    assert compose(TODAY, []).is_empty


def test_what_waits_is_read_oldest_first() -> None:
    rows = [shown(SEEN, filed_on=date(2026, 11, day)) for day in (20, 18, 19)]

    ((section, held),) = compose(TODAY, rows).sections

    assert section is Section.WAITING
    assert [row.filed_on.day for row in held] == [18, 19, 20]


@given(st.lists(st.tuples(histories, days), max_size=12))
def test_every_report_stands_in_a_digest_once_under_its_own_section(
    rows: list[tuple[tuple[Event, ...], date]],
) -> None:
    reports = [shown(*events, filed_on=day) for events, day in rows]

    digest = compose(TODAY, reports)

    held = [(section, row) for section, part in digest.sections for row in part]
    assert sorted(row.id for _, row in held) == sorted(row.id for row in reports)
    assert all(section is section_of(row) for section, row in held)
    assert all(part for _, part in digest.sections)
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


def test_a_time_that_comes_twice_in_a_night_brings_one_digest() -> None:
    """On 25 October 2026 the clocks of London show 01:30 twice."""
    every_day = WorkingCalendar(LONDON, Nation.ENGLAND, weekdays=frozenset(range(7)))
    now = datetime(2026, 10, 24, 12, tzinfo=UTC)
    first = next_morning(now, LONDON, time(1, 30), [every_day])
    second = next_morning(first, LONDON, time(1, 30), [every_day])

    assert first == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert second == datetime(2026, 10, 26, 1, 30, tzinfo=UTC)


def test_a_time_that_does_not_come_brings_a_digest_all_the_same() -> None:
    """On 28 March 2027 the clocks of London go from 01:00 to 02:00."""
    every_day = WorkingCalendar(LONDON, Nation.ENGLAND, weekdays=frozenset(range(7)))
    now = datetime(2027, 3, 27, 12, tzinfo=UTC)

    first = next_morning(now, LONDON, time(1, 30), [every_day])

    assert first == datetime(2027, 3, 28, 1, 0, tzinfo=UTC)
    after_easter = next_morning(first, LONDON, time(1, 30), [every_day])
    assert after_easter == datetime(2027, 3, 30, 0, 30, tzinfo=UTC)


def test_where_no_team_works_for_weeks_it_is_looked_at_again_later() -> None:
    start = date(2026, 11, 23)
    shut = WorkingCalendar(
        LONDON,
        Nation.ENGLAND,
        closures=frozenset(start + timedelta(days=n) for n in range(90)),
    )
    moment = next_morning(MONDAY, LONDON, time(8, 45), [shut])

    assert MONDAY + timedelta(days=30) < moment < MONDAY + timedelta(days=50)


@settings(deadline=None)
@given(
    st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31), timezones=st.just(UTC)),  # noqa: DTZ001 - `timezones` adds the zone; hypothesis wants the bounds naive
    st.sampled_from([LONDON, ZoneInfo("Asia/Kathmandu"), ZoneInfo("America/New_York")]),
    st.times().map(lambda moment: moment.replace(second=0, microsecond=0, tzinfo=None)),
    st.lists(st.sampled_from([ENGLAND, SCOTLAND]), min_size=1, max_size=2),
)
def test_mornings_never_share_a_date_and_never_fall_on_a_day_off(
    now: datetime, zone: ZoneInfo, digest_at: time, calendars: list[WorkingCalendar]
) -> None:
    dates: list[date] = []
    for _ in range(4):
        moment = next_morning(now, zone, digest_at, calendars)
        assert moment > now
        dates.append(moment.astimezone(zone).date())
        now = moment
    assert len(set(dates)) == len(dates)
    assert all(any(each.is_working(day) for each in calendars) for day in dates)


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
