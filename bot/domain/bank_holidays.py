"""Bank holidays: the official days as last published, and the rules that hold until then."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import Self

from holidays import country_holidays

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_FIRST_YEAR, _LAST_YEAR = 2000, 2100
_MOST_EVENTS = 500
_MOST_IN_A_YEAR = 20
_SATURDAY = 5


class Nation(StrEnum):
    """Whose bank holidays count, by the subdivision codes of ISO 3166-2:GB."""

    ENGLAND = "ENG"
    WALES = "WLS"
    SCOTLAND = "SCT"
    NORTHERN_IRELAND = "NIR"


class Division(StrEnum):
    """The parts of the United Kingdom that share their bank holidays, as the feed names them."""

    ENGLAND_AND_WALES = "england-and-wales"
    SCOTLAND = "scotland"
    NORTHERN_IRELAND = "northern-ireland"


_DIVISIONS = {
    Nation.ENGLAND: Division.ENGLAND_AND_WALES,
    Nation.WALES: Division.ENGLAND_AND_WALES,
    Nation.SCOTLAND: Division.SCOTLAND,
    Nation.NORTHERN_IRELAND: Division.NORTHERN_IRELAND,
}

USUAL_DAYS = {
    Division.ENGLAND_AND_WALES: 8,
    Division.SCOTLAND: 9,
    Division.NORTHERN_IRELAND: 10,
}
"""How many bank holidays every year has (www.gov.uk/bank-holidays); a proclamation may add more."""


# The nation is always given: for the United Kingdom as a whole the package knows only the days
# that all four share, and so misses Easter Monday, 2 January, 12 July and more.
@lru_cache(maxsize=512)
def _bundled(nation: Nation, year: int) -> frozenset[date]:
    return frozenset(country_holidays("GB", subdiv=nation.value, years=year))


@dataclass(frozen=True)
class BankHolidays:
    """The bank holidays of each nation: official days where known, bundled rules elsewhere.

    A year counts as known only if it lists at least as many days as every year has. The first and
    the last year of a publication may not be whole, and a day proclaimed year by year (12 July in
    Northern Ireland) may follow late: a year in part would turn holidays into working days.

    Raises:
        ValueError: a year would have more than twenty bank holidays, which cannot be true.
    """

    days: frozenset[tuple[Division, date]] = field(default=frozenset(), repr=False)
    _known: frozenset[tuple[Division, int]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        in_year = Counter((division, day.year) for division, day in self.days)
        if in_year and max(in_year.values()) > _MOST_IN_A_YEAR:
            raise ValueError("No year has that many bank holidays.")
        known = frozenset(one for one, days in in_year.items() if days >= USUAL_DAYS[one[0]])
        object.__setattr__(self, "_known", known)

    @classmethod
    def from_feed(cls, payload: object) -> Self:
        """Read what https://www.gov.uk/bank-holidays.json holds, already decoded from JSON.

        It is an object with one member for each `Division`, `{"division": …, "events": […]}`, and
        each event has a `title`, a `date` such as "2026-12-25", `notes` and `bunting`. Only the
        dates are read; further members do no harm.

        Raises:
            ValueError: it has any other shape, a date that makes no sense, or a division for which
                not one year is whole.
        """
        found = cls(frozenset(_published(payload)))
        if {division for division, _ in found._known} != set(Division):
            raise ValueError("The publication has no whole year for one of the divisions.")
        return found

    @staticmethod
    def from_text(text: str) -> "BankHolidays":
        """What `to_text` wrote; a text that cannot be read is `BUNDLED`. Reading again is cheap."""
        return _read(text)

    def to_text(self) -> str:
        """One line for each division, its name and its dates; empty if nothing official is known.

        The same holidays always give the same text.
        """
        lines = []
        for division in Division:
            dates = sorted(day for whose, day in self.days if whose is division)
            if dates:
                lines.append(" ".join((division.value, *(day.isoformat() for day in dates))))
        return "\n".join(lines)

    def covers(self, nation: Nation, year: int) -> bool:
        """Whether the official days of the whole year are known."""
        return (_DIVISIONS[nation], year) in self._known

    def is_holiday(self, nation: Nation, day: date) -> bool:
        # Officially a holiday that falls on a weekend is moved to a weekday, and only that one is
        # listed. A team on duty at weekends is at home on Christmas Day all the same, so for
        # Saturdays and Sundays the bundled rules, which name both, always hold.
        if day.weekday() < _SATURDAY and self.covers(nation, day.year):
            return (_DIVISIONS[nation], day) in self.days
        return day in _bundled(nation, day.year)


def _published(payload: object) -> Iterator[tuple[Division, date]]:
    if not isinstance(payload, Mapping):
        raise ValueError("The publication is not an object.")  # noqa: TRY004 - data, not a slip
    for division in Division:
        part = payload.get(division.value)
        events = part.get("events") if isinstance(part, Mapping) else None
        if not isinstance(events, list) or len(events) > _MOST_EVENTS:
            raise ValueError(f"The publication has no list of days for {division}.")
        for event in events:
            given = event.get("date") if isinstance(event, Mapping) else None
            yield division, _date(given)


def _date(given: object) -> date:
    if not isinstance(given, str) or not _DATE.fullmatch(given):
        raise ValueError("The publication has a day without a date.")
    day = date.fromisoformat(given)
    if not _FIRST_YEAR <= day.year <= _LAST_YEAR:
        raise ValueError("The publication has a date that makes no sense.")
    return day


# Every team that is loaded asks for the same text, and only the publication of the day changes it.
@lru_cache(maxsize=8)
def _read(text: str) -> BankHolidays:
    days: set[tuple[Division, date]] = set()
    try:
        for line in text.splitlines():
            name, *dates = line.split()
            days.update((Division(name), _date(given)) for given in dates)
        return BankHolidays(frozenset(days)) if days else BUNDLED
    except ValueError:
        return BUNDLED


BUNDLED = BankHolidays()
"""Nothing official is known: the rules of the `holidays` package hold for every year."""
