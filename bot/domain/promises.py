"""What a receipt promises, and when somebody is reminded of it."""

from datetime import date, datetime, time, timedelta

from bot.domain.calendar import WorkingCalendar
from bot.domain.report import Promise
from bot.domain.team import Team

NUDGE_FROM = time(9, 0)
"""Nobody is nudged before this hour of their team's day…"""
NUDGE_UNTIL = time(17, 0)
"""…nor from this hour on."""


def promise_for(team: Team, filed_on: date) -> Promise:
    """Thanks and an answer within the team's own number of working days."""
    calendar = team.calendar
    return Promise(
        thanks_by=calendar.add(filed_on, team.thanks_days),
        answer_by=calendar.add(filed_on, team.answer_days),
    )


def nudge_at(promise: Promise, calendar: WorkingCalendar, now: datetime) -> datetime:
    """When to remind the manager of an answer promised: a working day before, at nine.

    Where that has gone by already, as with a promise of one day, it is nine on the day itself.
    The result is in UTC.
    """
    day_before = calendar.at(calendar.previous(promise.answer_by), NUDGE_FROM)
    return day_before if day_before > now else calendar.at(promise.answer_by, NUDGE_FROM)


def nudge_now(promise: Promise, calendar: WorkingCalendar, now: datetime) -> datetime | None:
    """When a nudge that has come due may go out: `now`, a later opening, or never.

    Outside working hours it waits for the next ones; once the promised day is over it is dropped,
    because a reminder of something that has passed is no kindness.
    """
    today = calendar.day_of(now)
    opening = calendar.at(today, NUDGE_FROM)
    closing = calendar.at(today, NUDGE_UNTIL)
    if calendar.is_working(today) and now < closing:
        moment = max(now, opening)
    else:
        moment = calendar.at(calendar.add(today + timedelta(days=1), 0), NUDGE_FROM)
    return moment if calendar.day_of(moment) <= promise.answer_by else None
