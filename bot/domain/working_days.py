"""Working days and closures as people write them: "Mon-Fri", "2026-12-24..2027-01-01"."""

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

MOST_CLOSED_DAYS = 400
"""A year with room to spare: more is a slip of the keyboard."""
FIRST_YEAR, LAST_YEAR = 2000, 2100

_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_SHORTEST_NAME = 3

_ENDS = 2

_BETWEEN = re.compile(r"[\s,;]+")
_DASH = re.compile(r"\s*[-\u2010-\u2015]\s*|\s+to\s+")
_DOTS = re.compile(r"\s*\.\.+\s*|\s*\u2026\s*")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def read_weekdays(text: str) -> frozenset[int]:
    """The weekdays that `text` names, numbered as by `date.weekday()`, Monday being 0.

    Names may be short or whole, in any case, alone or as "Mon-Fri"; a run may pass a Sunday, as in
    "Sat-Tue". Spaces, commas or semicolons part them.

    Raises:
        ValueError: no day is named, or something is not a day. The sentence is fit to show.
    """
    days: set[int] = set()
    for word in _words(_DASH.sub("-", text.strip().lower())):
        ends = word.split("-")
        if len(ends) > _ENDS or not all(ends):
            raise ValueError(f"“{word:.40}” is not clear: write a run of days as Mon-Fri.")
        first, last = _weekday(ends[0]), _weekday(ends[-1])
        days.update((first + n) % 7 for n in range((last - first) % 7 + 1))
    if not days:
        raise ValueError("Name at least one working day, such as Mon-Fri.")
    return frozenset(days)


def read_closures(text: str) -> frozenset[date]:
    """The days that `text` names, one by one or as "2026-12-24..2027-01-01", both ends counted.

    Spaces, commas or semicolons part them. An empty text names none.

    Raises:
        ValueError: something is not a date or a run of them, or there are more than
            `MOST_CLOSED_DAYS`. The sentence is fit to show.
    """
    days: set[date] = set()
    for word in _words(_DOTS.sub("..", text.strip())):
        ends = word.split("..")
        if len(ends) > _ENDS or not all(ends):
            raise ValueError(f"“{word:.40}” is not clear: write a run as 2026-12-24..2027-01-01.")
        first, last = _date(ends[0]), _date(ends[-1])
        if last < first:
            raise ValueError(f"“{word:.40}” ends before it begins: write the earlier day first.")
        days.update(first + timedelta(days=n) for n in range((last - first).days + 1))
        if len(days) > MOST_CLOSED_DAYS:
            raise ValueError(f"That is more than {MOST_CLOSED_DAYS} closed days in all.")
    return frozenset(days)


def write_closures(days: Iterable[date]) -> str:
    """The days in order, in the form that `read_closures` reads, runs written as "first..last"."""
    runs = list(_runs(sorted({day.toordinal() for day in days})))
    ends = [(date.fromordinal(run[0]), date.fromordinal(run[-1])) for run in runs]
    return " ".join(f"{one}" if one == last else f"{one}..{last}" for one, last in ends)


def _words(text: str) -> Iterator[str]:
    return filter(None, _BETWEEN.split(text))


def _weekday(word: str) -> int:
    # "Weds" is how it is spoken, and the one usual short form that does not begin the whole name.
    name = "wed" if word == "weds" else word
    for number, whole in enumerate(_NAMES):
        if len(name) >= _SHORTEST_NAME and whole.startswith(name):
            return number
    raise ValueError(f"“{word:.40}” is not a weekday: write Mon, Tue, Wed, Thu, Fri, Sat or Sun.")


def _date(word: str) -> date:
    try:
        day = date.fromisoformat(word) if _DATE.fullmatch(word) else None
    except ValueError:
        day = None
    if day is None or not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise ValueError(f"“{word:.40}” is not a date: write it as 2026-12-24.")
    return day


def _runs(numbers: list[int]) -> Iterator[list[int]]:
    """Sorted numbers, neighbours together."""
    run: list[int] = []
    for number in numbers:
        if run and number != run[-1] + 1:
            yield run
            run = []
        run.append(number)
    if run:
        yield run
