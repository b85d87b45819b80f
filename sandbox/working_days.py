"""When the next working morning is, for an office in England."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import holidays

OFFICE = ZoneInfo("Europe/London")
MORNING = time(9, 0)
_SATURDAY = 5


def next_working_morning(now: datetime) -> datetime:
    """Return the first 09:00 in London after `now` on a working day, in UTC.

    Working days are Monday to Friday without the bank holidays of England.
    """
    bank_holidays = holidays.country_holidays("GB", subdiv="ENG")
    day = now.astimezone(OFFICE).date()
    while True:
        morning = datetime.combine(day, MORNING, OFFICE).astimezone(UTC)
        if morning > now and day.weekday() < _SATURDAY and day not in bank_holidays:
            return morning
        day += timedelta(days=1)
