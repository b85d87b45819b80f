"""The roster: a table of teams as somebody wrote it in a spreadsheet, read line by line."""

import csv
import io
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, time
from itertools import zip_longest
from typing import TypeVar
from zoneinfo import ZoneInfo

from bot.domain.calendar import Nation
from bot.domain.ids import ChannelId, UserId
from bot.domain.text import clean
from bot.domain.working_days import read_closures, read_weekdays
from bot.domain.zones import zone_named

T = TypeVar("T")

NEEDED = ("channel", "name", "managers")
COLUMNS = (
    *NEEDED,
    "deputies",
    "nation",
    "timezone",
    "digest_at",
    "thanks_days",
    "answer_days",
    "duty_contact",
    "working_days",
    "closures",
)

MOST_THANKS_DAYS = 10
MOST_ANSWER_DAYS = 30
LONGEST_NAME = 75
"""Most characters of one choice in a list, where teams are chosen by name (docs.slack.dev,
reference/block-kit/composition-objects/option-object: `text`)."""
LONGEST_DUTY_CONTACT = 200

_BETWEEN_PEOPLE = re.compile(r"[\s,;]+")
_TIME = re.compile(r"(\d{1,2}):(\d{2})(?::\d{2})?", re.ASCII)
_NUMBER = re.compile(r"\d{1,4}", re.ASCII)


@dataclass(frozen=True)
class TeamLine:
    """What one line asks for a team; None, where a column is absent or empty: leave it as it is."""

    channel: ChannelId
    name: str
    managers: tuple[UserId, ...]
    deputies: tuple[UserId, ...] = ()
    nation: Nation | None = None
    timezone: ZoneInfo | None = None
    digest_at: time | None = None
    thanks_days: int | None = None
    answer_days: int | None = None
    """Not fewer than `thanks_days` where the line gives both; one alone is yet to be compared."""
    duty_contact: str | None = None
    weekdays: frozenset[int] | None = None
    closures: frozenset[date] | None = None


@dataclass(frozen=True)
class BadLine:
    """Why a line cannot be used, in sentences for whoever wrote it.

    `number` is that of the line where the row begins, as an editor shows it: the first line of the
    file is 1, and line breaks inside quoted cells are counted.
    """

    number: int
    problems: tuple[str, ...]


@dataclass
class _Row:
    cells: Mapping[str, str]
    problems: list[str] = field(default_factory=list)

    def read(self, column: str, reader: Callable[[str], T]) -> T | None:
        text = self.cells.get(column, "")
        if not text:
            return None
        try:
            return reader(text)
        except ValueError as problem:
            self.problems.append(f"{column}: {problem}")
            return None

    def need(self, column: str, reader: Callable[[str], T]) -> T | None:
        if not self.cells.get(column):
            self.problems.append(f"{column}: this cell is empty, and every team needs it.")
        return self.read(column, reader)


def read(text: str) -> tuple[tuple[TeamLine, ...], tuple[BadLine, ...]]:
    """The teams that `text` asks for, and every line of it that cannot be used.

    `text` is a table of comma- or semicolon-separated values with a first line naming the columns,
    of which `NEEDED` must be there, in any order. Nothing is raised: whatever `text` is, what is
    wrong with it is told line by line.
    """
    rows = _rows(text.removeprefix("\ufeff"))
    number, header, broken = next(rows, (1, [], None))
    columns = [re.sub(r"[\s-]+", "_", cell.lower()) for cell in header]
    problems = [broken] if broken else list(_wrong_with(columns))
    bad = [BadLine(number, tuple(problems))] if problems else []
    if broken or not set(NEEDED) <= set(columns):
        return (), tuple(bad)
    teams: list[TeamLine] = []
    seen: dict[str, int] = {}
    for number, cells, broken in rows:
        if broken:
            bad.append(BadLine(number, (broken,)))
            continue
        row = _Row(dict(zip(columns, cells, strict=False)))
        row.problems.extend(_nameless(columns, cells))
        team = _team(row)
        row.problems.extend(_seen_before(row.cells.get("channel"), number, seen))
        if team is None or row.problems:
            bad.append(BadLine(number, tuple(row.problems)))
        else:
            teams.append(team)
    return tuple(teams), tuple(bad)


def _rows(text: str) -> Iterator[tuple[int, list[str], str | None]]:
    """Each row that is not blank: the line it begins on, its cells, why it cannot be read."""
    first = next(filter(str.strip, text.splitlines()), "")
    delimiter = ";" if first.count(";") > first.count(",") else ","
    lines = io.StringIO(text, newline="")
    reader = csv.reader(lines, delimiter=delimiter, skipinitialspace=True, strict=True)
    while True:
        number = reader.line_num + 1
        try:
            cells = [cell.strip() for cell in next(reader)]
        except StopIteration:
            return
        except csv.Error:
            yield number, [], "The quotation marks from here on do not match."
            continue
        if any(cells):
            yield number, cells, None


def _wrong_with(columns: list[str]) -> Iterator[str]:
    for column in NEEDED:
        if column not in columns:
            yield f"There is no column “{column}”, and every team needs it."
    for column in dict.fromkeys(columns):
        if column and column not in COLUMNS:
            yield f"“{column:.40}” is not a column: there are {', '.join(COLUMNS)}."
        if column and columns.count(column) > 1:
            yield f"There is more than one column “{column:.40}”."


def _nameless(columns: list[str], cells: list[str]) -> Iterator[str]:
    pairs = zip_longest(columns, cells, fillvalue="")
    if any(cell for column, cell in pairs if not column):
        yield "There is something here in a column that has no name."


def _seen_before(channel: str | None, number: int, seen: dict[str, int]) -> Iterator[str]:
    if not channel:
        return
    earlier = seen.setdefault(channel, number)
    if earlier != number:
        yield f"channel: {channel:.40} is on line {earlier} already."


def _team(row: _Row) -> TeamLine | None:
    """None if something is missing or wrong; the row's problems then say what."""
    channel = row.need("channel", _channel)
    name = row.need("name", _name)
    managers = row.need("managers", _people)
    deputies = row.read("deputies", _people)
    nation = row.read("nation", _nation)
    timezone = row.read("timezone", _zone)
    digest_at = row.read("digest_at", _time)
    thanks_days = row.read("thanks_days", lambda text: _days(text, MOST_THANKS_DAYS))
    answer_days = row.read("answer_days", lambda text: _days(text, MOST_ANSWER_DAYS))
    if thanks_days and answer_days and answer_days < thanks_days:
        row.problems.append("answer_days: an answer cannot be promised sooner than thanks.")
    duty_contact = row.read("duty_contact", _duty_contact)
    weekdays = row.read("working_days", read_weekdays)
    closures = row.read("closures", read_closures)
    if channel is None or name is None or managers is None:
        return None
    return TeamLine(
        channel=channel,
        name=name,
        managers=managers,
        deputies=deputies or (),
        nation=nation,
        timezone=timezone,
        digest_at=digest_at,
        thanks_days=thanks_days,
        answer_days=answer_days,
        duty_contact=duty_contact,
        weekdays=weekdays,
        closures=closures,
    )


def _id(prefixes: str, what: str, text: str) -> str:
    plain = text.isascii() and text.isalnum() and text == text.upper()
    if not plain or text[0] not in prefixes:
        begins = " or ".join(prefixes)
        raise ValueError(
            f"“{text:.40}” is not {what}, which begins with {begins}: copy it from Slack."
        )
    return text


def _channel(text: str) -> ChannelId:
    return ChannelId(_id("CG", "the id of a channel", text))


def _people(text: str) -> tuple[UserId, ...]:
    """Each person once, in the order written."""
    people = [
        UserId(_id("UW", "the id of a person", word))
        for word in filter(None, _BETWEEN_PEOPLE.split(text))
    ]
    if not people:
        raise ValueError("nobody is named here.")
    return tuple(dict.fromkeys(people))


def _line_of(text: str, longest: int) -> str:
    line = " ".join(clean(text).text.split())
    if not line:
        raise ValueError("there is nothing here that can be seen.")
    if len(line) > longest:
        raise ValueError(f"this is longer than {longest} characters.")
    return line


def _name(text: str) -> str:
    return _line_of(text, LONGEST_NAME)


def _duty_contact(text: str) -> str:
    return _line_of(text, LONGEST_DUTY_CONTACT)


def _nation(text: str) -> Nation:
    wanted = "_".join(text.upper().split())
    for nation in Nation:
        if wanted in {nation.value, nation.name}:
            return nation
    raise ValueError(f"“{text:.40}” is not one of {', '.join(Nation)}.")


def _zone(text: str) -> ZoneInfo:
    zone = zone_named(text)
    if zone is None:
        raise ValueError(f"“{text:.40}” is not a time zone: write it as Europe/London.")
    return zone


def _time(text: str) -> time:
    parts = _TIME.fullmatch(text)
    with suppress(ValueError):
        if parts:
            return time(int(parts[1]), int(parts[2]))
    raise ValueError(f"“{text:.40}” is not a time of day: write it as 08:45.")


def _days(text: str, most: int) -> int:
    days = int(text) if _NUMBER.fullmatch(text) else 0
    if not 1 <= days <= most:
        raise ValueError(f"“{text:.40}” is not a number of days from 1 to {most}.")
    return days
