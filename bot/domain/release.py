"""When a report may appear, so that nobody can match it with who was at their desk."""

from datetime import datetime, time, timedelta
from random import Random

from bot.domain.calendar import WorkingCalendar
from bot.domain.report import Mode

SHORTEST = timedelta(minutes=10)
LONGEST = timedelta(minutes=120)

TOGETHER_AT = time(8)
"""When a team's anonymous reports appear, on its own clock: before anybody's digest is made."""

LATE = timedelta(hours=2)
"""What is sent this shortly before they appear waits for the next time: few were at work then."""

MORNINGS = 5
"""From so many is drawn on which morning an answer of somebody without a name shows: a week."""


def released_at(
    mode: Mode, now: datetime, random: Random, calendar: WorkingCalendar, *, urgent: bool = False
) -> datetime:
    """When somebody else may come upon what a reporter sends now: its card, a digest.

    A named reporter's at once, a confidential one's after a random 10 to 120 minutes. Those of all
    anonymous reporters of a team appear together, the next working morning; what came in the last
    two hours before that, a working morning later. `urgent` shows an anonymous report now, which
    its reporter has been warned of.
    """
    match mode:
        case Mode.NAMED:
            return now
        case Mode.CONFIDENTIAL:
            seconds = random.uniform(SHORTEST.total_seconds(), LONGEST.total_seconds())
            return now + timedelta(seconds=seconds)
        case Mode.ANONYMOUS:
            return now if urgent else _next_morning_together(now, calendar)


def shows_at(
    mode: Mode, now: datetime, random: Random, calendar: WorkingCalendar, *, waits: bool
) -> datetime:
    """When others come upon what a reporter does later to a report that is there, as `released_at`.

    What an anonymous reporter does that `waits` shows on one of the next five mornings together,
    drawn by chance: whoever can bring them to answer, and sees on which morning the answer shows,
    would learn with each on which day they were at work.
    """
    appears = released_at(mode, now, random, calendar)
    if mode is not Mode.ANONYMOUS or not waits:
        return appears
    day = calendar.add(calendar.day_of(appears), random.randrange(MORNINGS))
    return calendar.at(day, TOGETHER_AT)


def counts_from(mode: Mode, now: datetime, appears: datetime) -> datetime:
    """The moment by whose day something is known that is sent now and `appears` then.

    Of an anonymous reporter that is the day on which it appears, together with others: the day on
    which each was sent stands nowhere.
    """
    return appears if mode is Mode.ANONYMOUS else now


def _next_morning_together(now: datetime, calendar: WorkingCalendar) -> datetime:
    day = calendar.add(calendar.day_of(now), 0)
    while calendar.at(day, TOGETHER_AT) <= now + LATE:
        day = calendar.add(day, 1)
    return calendar.at(day, TOGETHER_AT)


def coarse_day(mode: Mode, now: datetime) -> datetime:
    """As `coarse`, for what stands beside an exact moment of release: only the day."""
    return now if mode is Mode.NAMED else _midnight(now)


def coarse(mode: Mode, now: datetime) -> datetime:
    """The moment to store for something a reporter did: never the exact one unless named.

    Of a confidential one the hour is kept, of an anonymous one only the day (in UTC).
    """
    match mode:
        case Mode.NAMED:
            return now
        case Mode.CONFIDENTIAL:
            return now.replace(minute=0, second=0, microsecond=0)
        case Mode.ANONYMOUS:
            return _midnight(now)


def kept_at(of: Mode, by: Mode, now: datetime) -> datetime:
    """The moment to store for something that was done to a report of mode `of`.

    `by` is the mode of whoever did it. Of an anonymous report only the days are kept, whoever did
    what: else what was done just before and after would tell.
    """
    return coarse(Mode.ANONYMOUS if of is Mode.ANONYMOUS else by, now)


def _midnight(now: datetime) -> datetime:
    return now.replace(hour=0, minute=0, second=0, microsecond=0)
