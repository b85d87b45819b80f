"""*You said, we did*: what stands in it, and when it is sent."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.calendar import Nation, WorkingCalendar
from bot.domain.events import REPORTER, TEAM, Event, EventKind, Reply
from bot.domain.ids import TrapId
from bot.domain.people import TEAM_CHANNEL
from bot.domain.privacy import VisibleReport, visible_to
from bot.domain.weekly import Done, next_post, week
from tests.builders import AMINA, a_report
from tests.conftest import MONDAY

LONDON = ZoneInfo("Europe/London")
ENGLAND = WorkingCalendar(LONDON, Nation.ENGLAND)
THURSDAY = 3
TODAY = date(2026, 11, 26)
SINCE, UNTIL = MONDAY, MONDAY + timedelta(days=7)
HOUR = timedelta(hours=1)

days = st.dates(date(2026, 1, 1), date(2027, 12, 1))
moments = st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 1), timezones=st.just(UTC))  # noqa: DTZ001 - `timezones` adds the zone; hypothesis wants the bounds naive
calendars = st.builds(
    WorkingCalendar,
    timezone=st.sampled_from([LONDON, ZoneInfo("Asia/Kathmandu"), ZoneInfo("America/New_York")]),
    nation=st.sampled_from(Nation),
    weekdays=st.frozensets(st.integers(0, 6), min_size=1),
    closures=st.frozensets(days, max_size=10),
)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=LONDON).astimezone(UTC)


def answered(reply: Reply = Reply.TRY_UNTIL, when: datetime = MONDAY + HOUR) -> Event:
    return Event(EventKind.ANSWERED, when, AMINA, reply, "Let us try")


def changed(when: datetime = MONDAY + 2 * HOUR, words: str = "A new form") -> Event:
    return Event(EventKind.CHANGED, when, AMINA, words=words)


def shown(*events: Event) -> VisibleReport:
    return visible_to(a_report(events=events), TEAM_CHANNEL, MONDAY)


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        pytest.param("2026-11-23 10:00", "2026-11-26 14:00", id="later this week"),
        pytest.param("2026-11-26 13:59", "2026-11-26 14:00", id="in a minute"),
        pytest.param("2026-11-26 14:00", "2026-12-03 14:00", id="a week on"),
        pytest.param("2026-11-27 09:00", "2026-12-03 14:00", id="on a Friday"),
        pytest.param("2026-12-24 15:00", "2026-12-31 14:00", id="over Christmas"),
        pytest.param("2026-10-22 15:00", "2026-10-29 14:00", id="the clocks go back"),
        pytest.param("2027-03-25 15:00", "2027-04-01 14:00", id="over Easter and the clocks"),
    ],
)
def test_the_post_comes_on_thursday_afternoon(now: str, expected: str) -> None:
    assert next_post(at(now), ENGLAND) == at(expected)


def test_where_the_team_is_off_on_thursday_it_comes_on_its_next_day() -> None:
    shut = replace(ENGLAND, closures=frozenset({date(2026, 11, 26), date(2026, 11, 27)}))

    assert next_post(at("2026-11-23 10:00"), shut) == at("2026-11-30 14:00")
    assert next_post(at("2026-11-27 10:00"), shut) == at("2026-11-30 14:00")
    assert next_post(at("2026-11-30 14:00"), shut) == at("2026-12-03 14:00")


def test_a_week_at_which_a_team_is_shut_has_no_post_of_its_own() -> None:
    closed = frozenset(date(2026, 11, 26) + timedelta(days=n) for n in range(9))
    shut = replace(ENGLAND, closures=closed)

    assert next_post(at("2026-11-25 10:00"), shut) == at("2026-12-07 14:00")
    assert next_post(at("2026-12-07 14:00"), shut) == at("2026-12-10 14:00")


@given(calendars, moments)
def test_a_post_comes_on_a_working_day_of_the_teams_on_or_after_a_thursday(
    calendar: WorkingCalendar, now: datetime
) -> None:
    moment = next_post(now, calendar)

    local = moment.astimezone(calendar.timezone)
    assert moment > now
    assert local.time() == time(14)
    assert calendar.is_working(local.date())
    thursday = local.date() - timedelta(days=(local.weekday() - THURSDAY) % 7)
    assert calendar.add(thursday, 0) == local.date()


@given(calendars, moments)
def test_no_two_posts_share_a_day_and_none_is_passed_over(
    calendar: WorkingCalendar, now: datetime
) -> None:
    first = next_post(now, calendar)
    second = next_post(first, calendar)

    assert calendar.day_of(second) > calendar.day_of(first)
    between = first + (second - first) / 2
    assert next_post(between, calendar) == second


def test_a_week_in_which_nothing_was_done_is_empty() -> None:
    assert week(TODAY, [], SINCE, UNTIL).is_empty
    assert week(TODAY, [shown()], SINCE, UNTIL).is_empty
    assert not week(TODAY, [shown(answered())], SINCE, UNTIL).is_empty


@pytest.mark.parametrize("reply", [reply for reply in Reply if reply.is_answer])
def test_what_is_tried_stands_in_it_and_no_other_answer_does(reply: Reply) -> None:
    report = shown(answered(reply))

    found = week(TODAY, [report], SINCE, UNTIL)

    assert found.changed == ()
    assert found.tried == ((Done(report, answered(reply)),) if reply.is_tried else ())


def test_what_was_changed_is_told_of_once_as_changed() -> None:
    report = shown(answered(), changed(), changed(MONDAY + 3 * HOUR, "Another form"))

    found = week(TODAY, [report], SINCE, UNTIL)

    assert found.changed == (Done(report, changed(MONDAY + 3 * HOUR, "Another form")),)
    assert found.tried == ()


def test_what_was_tried_this_week_and_changed_in_another_is_not_called_tried() -> None:
    before = shown(answered(when=SINCE - 2 * HOUR), changed(SINCE - HOUR))
    after = shown(answered(), changed(UNTIL + HOUR))

    assert week(TODAY, [before, after], SINCE, UNTIL).is_empty


def test_an_answer_that_was_given_anew_stands_in_it_as_it_is_now() -> None:
    report = shown(answered(Reply.GO_AHEAD), answered(Reply.NOT_NOW, MONDAY + 2 * HOUR))

    assert week(TODAY, [report], SINCE, UNTIL).is_empty


def test_what_was_put_off_after_all_is_not_called_tried() -> None:
    added = Event(EventKind.ADDED, MONDAY + 2 * HOUR, REPORTER, words="One more thing")
    put_off = answered(Reply.NOT_NOW, MONDAY + 3 * HOUR)

    assert week(TODAY, [shown(answered(), added, put_off)], SINCE, UNTIL).is_empty
    assert week(TODAY, [shown(answered(), added)], SINCE, UNTIL).tried != ()


def test_what_is_tried_anew_later_belongs_to_the_later_week() -> None:
    added = Event(EventKind.ADDED, MONDAY + 2 * HOUR, REPORTER, words="One more thing")
    anew = answered(Reply.GO_AHEAD, UNTIL + HOUR)
    report = shown(answered(), added, anew)

    assert week(TODAY, [report], SINCE, UNTIL).is_empty
    assert week(TODAY, [report], UNTIL, UNTIL + 2 * HOUR).tried == (Done(report, anew),)


def test_what_has_not_helped_and_is_tried_anew_stands_in_it() -> None:
    before = (answered(when=SINCE - 5 * HOUR), changed(SINCE - 4 * HOUR))
    reopened = Event(EventKind.REOPENED, SINCE - HOUR, TEAM)
    report = shown(*before, reopened, answered())

    assert week(TODAY, [report], SINCE, UNTIL).tried == (Done(report, answered()),)


def test_reports_keep_their_order() -> None:
    tried = [shown(answered()) for _ in range(3)]
    done = [shown(answered(), changed()) for _ in range(3)]

    found = week(TODAY, [*tried, *done], SINCE, UNTIL)

    assert [one.report for one in found.tried] == tried
    assert [one.report for one in found.changed] == done


@given(st.lists(st.integers(0, 40).map(lambda hours: MONDAY + hours * HOUR), max_size=6), days)
def test_one_week_after_the_other_tells_of_every_change_once(
    when: list[datetime], on: date
) -> None:
    """What falls on the border belongs to one of the two weeks."""
    border = MONDAY + 20 * HOUR
    reports = [shown(answered(when=MONDAY - HOUR), changed(moment)) for moment in when]

    first = week(on, reports, MONDAY - HOUR, border)
    second = week(on, reports, border, MONDAY + 41 * HOUR)

    told = [one.report.id for one in (*first.changed, *second.changed)]
    assert sorted(told) == sorted(report.id for report in reports)


def test_the_change_of_an_error_trap_is_told_once_for_all_its_reports() -> None:
    one, other, apart = shown(changed()), shown(changed()), shown(changed())
    traps = dict.fromkeys((one.id, other.id), TrapId("trap"))

    found = week(TODAY, [one, other, apart], SINCE, UNTIL, traps).changed

    assert [done.report for done in found] == [one, apart]
    assert [done.also for done in found] == [(other,), ()]
