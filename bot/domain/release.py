"""When a report may appear, so that nobody can match it with who was at their desk."""

from datetime import datetime, timedelta
from random import Random

from bot.domain.report import Mode

SHORTEST = timedelta(minutes=10)
LONGEST = timedelta(minutes=120)


def released_at(mode: Mode, now: datetime, random: Random) -> datetime:
    """A named report appears at once, a confidential one after a random 10 to 120 minutes.

    That holds for its card, and for the digest of whoever is to answer it.
    """
    if mode is Mode.NAMED:
        return now
    seconds = random.uniform(SHORTEST.total_seconds(), LONGEST.total_seconds())
    return now + timedelta(seconds=seconds)


def coarse_day(mode: Mode, now: datetime) -> datetime:
    """As `coarse`, for what stands beside an exact moment of release: only the day."""
    return now if mode is Mode.NAMED else coarse(mode, now).replace(hour=0)


def coarse(mode: Mode, now: datetime) -> datetime:
    """The moment to store for something a reporter did: of a confidential one only the hour."""
    return now if mode is Mode.NAMED else now.replace(minute=0, second=0, microsecond=0)
