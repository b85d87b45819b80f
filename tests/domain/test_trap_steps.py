"""What an error trap waits for, and on which days somebody is reminded of it."""

from datetime import UTC, date, datetime, timedelta

import pytest

from bot.domain.calendar import WorkingCalendar
from bot.domain.ids import TeamId, TrapId, UserId
from bot.domain.trap import Trap, TrapEvent
from bot.domain.trap_lifecycle import TrapEventKind as Kind
from bot.domain.trap_steps import Asking, Due, TrapStep, read, still_owed, upcoming, waits_for
from tests.builders import a_team

MONDAY = datetime(2026, 11, 23, 10, tzinfo=UTC)
LEAD = UserId("U0LEAD")


@pytest.fixture
def calendar() -> WorkingCalendar:
    return a_team().calendar


def a_trap(*kinds: Kind, until: date | None = None, owner: UserId | None = None) -> Trap:
    """A trap to which this has happened, one thing a day."""
    events = tuple(
        TrapEvent(kind, MONDAY + timedelta(days=day), LEAD, until=until, owner=owner)
        for day, kind in enumerate((Kind.PROPOSED, *kinds))
    )
    return Trap(
        id=TrapId("trap"),
        reference="T-2F9D",
        team=TeamId("team"),
        name="The address is old",
        stage=None,
        factors=(),
        proposed_on=MONDAY.date(),
        events=events,
        reports=frozenset(),
    )


def days(trap: Trap, calendar: WorkingCalendar) -> list[tuple[TrapStep, int, date]]:
    """Every reminder that comes, where nothing else happens."""
    found: list[tuple[TrapStep, int, date]] = []
    done = ""
    while due := upcoming(trap, calendar, done):
        found.append((due.asking.step, due.asking.number, due.on))
        done = str(due.asking)
    return found


def test_a_guess_waits_for_nothing_but_a_decision(calendar: WorkingCalendar) -> None:
    assert days(a_trap(), calendar) == []


def test_without_a_plan_somebody_is_reminded_three_times_five_working_days_apart(
    calendar: WorkingCalendar,
) -> None:
    assert days(a_trap(Kind.CONFIRMED), calendar) == [
        (TrapStep.NEXT_STEP, 1, date(2026, 12, 1)),
        (TrapStep.NEXT_STEP, 2, date(2026, 12, 8)),
        (TrapStep.NEXT_STEP, 3, date(2026, 12, 15)),
    ]


def test_whoever_takes_it_on_has_five_working_days_anew(calendar: WorkingCalendar) -> None:
    due = upcoming(a_trap(Kind.CONFIRMED, Kind.OWNED), calendar, "next_step-2-1")

    assert due == Due(Asking(TrapStep.NEXT_STEP, 3, 1), date(2026, 12, 2))


def test_a_plan_is_asked_after_on_its_day_and_five_working_days_later(
    calendar: WorkingCalendar,
) -> None:
    trap = a_trap(Kind.CONFIRMED, Kind.PLANNED, until=date(2026, 12, 7))

    assert days(trap, calendar) == [
        (TrapStep.PLANNED, 1, date(2026, 12, 7)),
        (TrapStep.PLANNED, 2, date(2026, 12, 14)),
    ]


def test_a_plan_for_a_sunday_is_asked_after_on_monday(calendar: WorkingCalendar) -> None:
    trap = a_trap(Kind.CONFIRMED, Kind.PLANNED, until=date(2026, 12, 6))

    assert days(trap, calendar)[0][2] == date(2026, 12, 7)


def test_a_change_is_looked_back_on_and_asked_about_once_more(calendar: WorkingCalendar) -> None:
    trap = a_trap(Kind.CONFIRMED, Kind.CHANGED, until=date(2026, 12, 21))

    assert days(trap, calendar) == [
        (TrapStep.CHECK_BACK, 1, date(2026, 12, 21)),
        # Christmas and Boxing Day, kept on the Monday, lie between.
        (TrapStep.CHECK_BACK, 2, date(2026, 12, 30)),
    ]


@pytest.mark.parametrize("last", [Kind.HELPED, Kind.DISMISSED, Kind.MERGED])
def test_what_has_helped_or_is_no_trap_any_more_waits_for_nothing(
    calendar: WorkingCalendar, last: Kind
) -> None:
    before = (Kind.CHANGED,) if last is Kind.HELPED else ()

    assert days(a_trap(Kind.CONFIRMED, *before, last), calendar) == []


def test_still_there_begins_anew() -> None:
    trap = a_trap(Kind.CONFIRMED, Kind.PLANNED, Kind.CHANGED, Kind.REOPENED)

    assert waits_for(trap) == (TrapStep.NEXT_STEP, 5)


def test_nobody_is_reminded_of_what_has_moved_on() -> None:
    asking = Asking(TrapStep.NEXT_STEP, 2, 1)

    assert still_owed(a_trap(Kind.CONFIRMED), asking)
    assert not still_owed(a_trap(Kind.CONFIRMED, Kind.OWNED), asking)
    assert not still_owed(a_trap(Kind.CONFIRMED, Kind.PLANNED), asking)


@pytest.mark.parametrize("step", TrapStep)
def test_a_reminder_is_read_as_it_was_written_and_fits_into_the_timer(step: TrapStep) -> None:
    asking = Asking(step, 1234, 3)

    assert read(str(asking)) == asking
    assert len(str(asking)) <= 32


@pytest.mark.parametrize("written", ["", "later", "next_step-", "next_step-2", "next_step-a-b"])
def test_what_is_no_reminder_is_read_as_none(written: str) -> None:
    assert read(written) is None


def test_the_last_of_each_step_says_so() -> None:
    assert Asking(TrapStep.NEXT_STEP, 2, 3).is_last
    assert not Asking(TrapStep.NEXT_STEP, 2, 2).is_last
    assert Asking(TrapStep.PLANNED, 2, 2).is_last
