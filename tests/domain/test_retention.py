"""When it is forgotten who wrote a report, and when the report goes altogether."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.change import Verdict
from bot.domain.events import BOT, REPORTER, TEAM, Event, EventKind, Reply
from bot.domain.lifecycle import State
from bot.domain.report import Mode, Report
from bot.domain.retention import (
    A_CODE_BEFORE,
    IDENTITY_DAYS,
    IDENTITY_DAYS_AFTER_END,
    REPORT_MONTHS,
    USUAL,
    WAITS_FOR_THE_CODE,
    Retention,
)
from tests.builders import AMINA, a_report

FILED = datetime(2026, 11, 2, 9, tzinfo=UTC)
A_DAY = timedelta(days=1)


def event(kind: EventKind, on: int, actor: str = AMINA, reply: Reply | None = None) -> Event:
    """Something that happened so many days after it was filed."""
    verdict = Verdict.A_BIT if kind is EventKind.HELPED else None
    return Event(kind, FILED + on * A_DAY, actor, reply=reply, verdict=verdict)


def answered(reply: Reply, on: int = 1) -> Event:
    return event(EventKind.ANSWERED, on, reply=reply)


def report(*events: Event, mode: Mode = Mode.CONFIDENTIAL) -> Report:
    filed = Event(EventKind.FILED, FILED, REPORTER)
    return replace(a_report(mode=mode), events=(filed, *events))


def on(days: int) -> date:
    return (FILED + days * A_DAY).date()


TRIED = (answered(Reply.GO_AHEAD), event(EventKind.CHANGED, 5))
HELPED = event(EventKind.HELPED, 40, TEAM)

ENDED = {
    "it has helped": ((*TRIED, HELPED), on(54)),
    "it has helped, as somebody else says later": (
        (*TRIED, HELPED, event(EventKind.HELPED, 47, REPORTER)),
        on(61),
    ),
    "not now": ((answered(Reply.NOT_NOW),), on(91)),
    "not now, after a yes": ((answered(Reply.GO_AHEAD), answered(Reply.NOT_NOW, 8)), on(98)),
    "taken back": ((event(EventKind.WITHDRAWN, 3, REPORTER),), on(93)),
    "taken back after it has helped": (
        (*TRIED, HELPED, event(EventKind.WITHDRAWN, 50, REPORTER)),
        on(140),
    ),
    "bookkeeping afterwards moves nothing": (
        (*TRIED, HELPED, event(EventKind.ADDED, 44, REPORTER)),
        on(54),
    ),
}

GOES_ON = {
    "nobody has looked at it": (),
    "seen": (event(EventKind.SEEN, 1),),
    "thanked for": (event(EventKind.THANKED, 1, reply=Reply.THANK_YOU),),
    "its promise has slipped": (event(EventKind.SLIPPED, 4, BOT),),
    "go ahead": (answered(Reply.GO_AHEAD),),
    "being tried": (answered(Reply.TRY_UNTIL),),
    "to be talked over": (answered(Reply.TALK_IT_OVER),),
    "changed, and not looked at again yet": TRIED,
    "changed anew since it has helped": (*TRIED, HELPED, event(EventKind.CHANGED, 45)),
    "opened again after a not now": (
        answered(Reply.NOT_NOW),
        event(EventKind.REOPENED, 4, REPORTER),
    ),
    "opened again, for it has not helped": (
        *TRIED,
        HELPED,
        event(EventKind.REOPENED, 42, TEAM),
    ),
}


@pytest.mark.parametrize(("events", "day"), ENDED.values(), ids=ENDED)
def test_once_a_report_is_done_with_the_day_of_forgetting_follows_from_what_ended_it(
    events: tuple[Event, ...], day: date
) -> None:
    assert USUAL.forget_on(report(*events)) == day


@pytest.mark.parametrize("events", GOES_ON.values(), ids=GOES_ON)
def test_while_somebody_has_still_something_to_tell_its_reporter_nobody_is_forgotten(
    events: tuple[Event, ...],
) -> None:
    assert USUAL.forget_on(report(*events)) is None


@pytest.mark.parametrize("mode", [Mode.NAMED, Mode.ANONYMOUS])
@pytest.mark.parametrize("events", [events for events, _ in ENDED.values()], ids=ENDED)
def test_of_a_report_with_a_name_or_without_any_nothing_is_forgotten(
    mode: Mode, events: tuple[Event, ...]
) -> None:
    assert USUAL.forget_on(report(*events, mode=mode)) is None


@given(
    st.sampled_from(IDENTITY_DAYS),
    st.sampled_from(IDENTITY_DAYS_AFTER_END),
    st.sampled_from([events for events, _ in ENDED.values()]),
)
def test_the_services_periods_count_from_the_day_of_what_ended_it(
    days: int, days_after_end: int, events: tuple[Event, ...]
) -> None:
    given_report = report(*events)
    periods = Retention(identity_days=days, identity_days_after_end=days_after_end)
    has_helped = given_report.state is State.CHECKED
    counted = days if has_helped else days_after_end
    ends = (EventKind.HELPED,) if has_helped else (EventKind.WITHDRAWN, EventKind.ANSWERED)
    last = given_report.latest(*ends)
    assert last is not None
    assert periods.forget_on(given_report) == last.at.date() + timedelta(days=counted)


@given(st.dates(date(2020, 1, 1), date(2100, 1, 1)), st.sampled_from(REPORT_MONTHS))
def test_reports_go_at_the_beginning_of_a_month_after_as_many_whole_months(
    today: date, months: int
) -> None:
    before = Retention(report_months=months).erased_before(today)
    assert before.day == 1
    apart = (today.year - before.year) * 12 + today.month - before.month
    assert apart == months


@given(st.dates(date(2020, 1, 1), date(2100, 1, 1)), st.sampled_from(REPORT_MONTHS))
def test_what_is_to_be_erased_today_is_to_be_erased_tomorrow(today: date, months: int) -> None:
    periods = Retention(report_months=months)
    assert periods.erased_before(today) <= periods.erased_before(today + A_DAY)


def test_usually_it_is_a_fortnight_a_quarter_and_three_years() -> None:
    assert (USUAL.identity_days, USUAL.identity_days_after_end, USUAL.report_months) == (14, 90, 36)
    assert USUAL.erased_before(date(2026, 11, 23)) == date(2023, 11, 1)


def test_a_code_is_given_three_days_before_and_handing_it_over_is_tried_for_a_week_more() -> None:
    assert timedelta(days=3) == A_CODE_BEFORE
    assert timedelta(days=10) == WAITS_FOR_THE_CODE


def test_even_the_shortest_period_leaves_a_night_to_give_the_code_in() -> None:
    assert min(*IDENTITY_DAYS, *IDENTITY_DAYS_AFTER_END) >= 1
