"""What a receipt promises, and what happens when the promised day has gone by."""

from datetime import date, datetime, time

from bot.domain.report import Promise
from bot.domain.team import Team

NEXT_ANSWER_DAYS = 1
"""Working days that whoever is asked next has, once a promise has slipped; on the second working
day it is passed on again."""

MORNING = time(9)
"""When the team's day begins for what is done by the clock alone."""


def promise_for(team: Team, filed_on: date) -> Promise:
    """Thanks and an answer within the team's own number of working days."""
    calendar = team.calendar
    return Promise(
        thanks_by=calendar.add(filed_on, team.thanks_days),
        answer_by=calendar.add(filed_on, team.answer_days),
    )


def slips_at(team: Team, answer_by: date) -> datetime:
    """When a promise for that day has slipped: the next working morning of the team, in UTC."""
    calendar = team.calendar
    return calendar.at(calendar.add(answer_by, 1), MORNING)


def morning_of(team: Team, day: date) -> datetime:
    """When the team's work begins on that day, or on its next working day, in UTC."""
    calendar = team.calendar
    return calendar.at(calendar.add(day, 0), MORNING)


def next_answer_by(team: Team, slipped_on: date) -> date:
    """By when whoever is asked next will answer."""
    return team.calendar.add(slipped_on, NEXT_ANSWER_DAYS)
