"""The figures that people were shown at the end, read off their messages and counted once more.

What is shown is read as people read it: the numbers beside the words. What it ought to be comes
from `tests.services.recounting`, which goes through the rows by another way than the bot.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from statistics import median

from bot.domain.pulse import Question, Word
from bot.domain.taxonomy import Factor, Stage
from bot.views import labels
from bot.views.figures import IN_SHORT
from bot.views.pulse import QUESTIONS, WORDS
from bot.views.text import day as spelt
from tests.services.recounting import Recount, across, people_only, within
from tests.year.ledger import Said

FIGURES = "The figures you asked for"

Rule = Callable[[Mapping[str, int]], str | None]

_WAITING = {
    "waiting": re.compile(r"\*Waiting for an answer:\* (.+?)\.(?: The oldest is (.+)\.)?$"),
    "look": re.compile(r"\*To be looked at again:\* (.+)\.$"),
    "traps": re.compile(r"\*Error traps that wait for a change:\* (.+)\.$"),
}
_CELL = re.compile(r"(.+) \((.+)\)")
_ANSWER = re.compile(r"(yes|partly|no) \((.+?)\)")
_MIDDLE = "Middle line"
_DAYS, _HELPED = "How long a first answer took", "Changes that helped, or helped a bit"
_NOTHING = "nothing to show"

PARTS = frozenset({_DAYS, _HELPED, "near misses", "pulse"})
"""What there ought to be something of somewhere, so that there is something to compare."""
_HALF_A_STEP = 2.5
"""Shares are to the nearest five."""


@dataclass
class Sheet:
    """What stands in one message: each number or word by what it stands beside."""

    said: dict[tuple[str, str], str] = field(default_factory=dict)
    charts: dict[str, dict[str, float]] = field(default_factory=dict)
    middles: dict[str, float] = field(default_factory=dict)

    @property
    def filled(self) -> frozenset[str]:
        """The parts of it in which something stands."""
        beside = {one for one, _ in self.said}
        kinds = {"near misses": frozenset(Stage), "pulse": frozenset(Question)}
        return frozenset(self.charts) | {name for name, keys in kinds.items() if beside & keys}


def read(message: Said) -> Sheet:
    """The figures in a message; with the oldest that waits as ("oldest", "")."""
    sheet = Sheet()
    for block in message.blocks:
        if block["type"] == "data_visualization":
            series = {
                one["name"]: {point["label"]: point["value"] for point in one["data"]}
                for one in block["chart"]["series"]
            }
            sheet.middles[block["title"]] = max(series.pop(_MIDDLE).values())
            (sheet.charts[block["title"]],) = series.values()
        elif block["type"] == "section":
            _read_lines(sheet, block["text"]["text"].splitlines())
    return sheet


def _read_lines(sheet: Sheet, lines: list[str]) -> None:
    for line in lines:
        for name, wanted in _WAITING.items():
            if found := wanted.match(line):
                sheet.said[name, ""] = found[1]
                if name == "waiting" and found[2]:
                    sheet.said["oldest", ""] = found[2]
        for question, asked in QUESTIONS.items():
            if line.startswith(asked):
                for word, number in _ANSWER.findall(line):
                    sheet.said[question, word] = number
    stage = next((s for s, name in labels.STAGES.items() if lines[0] == f"*{name}*"), None)
    if stage is not None:
        for cell in " ".join(lines[1:]).split(" · "):
            found = _CELL.fullmatch(cell)
            assert found is not None, cell
            sheet.said[stage, found[1]] = found[2]


def wrong(sheet: Sheet, again: Recount, *, is_all: bool, today: date) -> Iterator[str]:
    """Every figure that is not what the rows say, shown or left out."""
    spoken = {name for _, name in sheet.said}
    names = labels.FACTORS if spoken & set(labels.FACTORS.values()) else IN_SHORT
    ought = dict(_ought(again, names, is_all=is_all, today=today))
    for key in sorted({*ought, *sheet.said}):
        if sheet.said.get(key) != ought.get(key):
            yield f"{key}: shown {sheet.said.get(key)!r}, and the rows say {ought.get(key)!r}"
    rule = across if is_all else within
    yield from _wrong_points(sheet, _DAYS, _by_month(again.days, rule), _middle)
    yield from _wrong_points(sheet, _HELPED, _by_month(again.helped, rule), _of_a_hundred)
    for title, points in sheet.charts.items():
        if sheet.middles[title] != median(points.values()):
            yield f"{title}: the middle line is {sheet.middles[title]}"


def _ought(
    again: Recount, names: Mapping[Factor, str], *, is_all: bool, today: date
) -> Iterator[tuple[tuple[str, str], str]]:
    rule, of_people = (across, across) if is_all else (within, people_only)
    yield ("waiting", ""), _said(rule(again.waiting))
    yield ("look", ""), _said(rule(again.look))
    yield ("traps", ""), _said(rule(again.traps))
    if again.since and not is_all:
        oldest = min(again.since.values())
        yield ("oldest", ""), f"waiting since {spelt(oldest, today)}"
    for stage in Stage:
        for factor in (*Factor, None):
            number = rule(again.cells.get((stage, factor or "none"), {}))
            if number is not None:
                name = "no factor named" if factor is None else names[factor]
                yield (stage, name), _said(number)
    for question in Question:
        for word in Word:
            number = of_people(again.words.get((question, word), {}))
            if number is not None:
                yield (question, WORDS[word].lower()), _said(number)


def _said(number: str | None) -> str:
    if number is None:
        return _NOTHING
    return f"about {number}" if number.isdigit() else number


def _by_month(
    measured: Mapping[str, Mapping[str, list[int]]] | Mapping[str, Mapping[str, list[bool]]],
    rule: Rule,
) -> dict[str, list[int]]:
    """What was measured in each month of which enough is known to be shown."""
    return {
        f"{date.fromisoformat(f'{month}-01'):%b %Y}": [int(v) for p in parts.values() for v in p]
        for month, parts in measured.items()
        if rule({team: len(part) for team, part in parts.items()}) is not None
    }


def _middle(days: list[int], shown: float) -> bool:
    return float(median(days)) == shown


def _of_a_hundred(helped: list[int], shown: float) -> bool:
    return abs(100 * sum(helped) / len(helped) - shown) <= _HALF_A_STEP and shown % 5 == 0


def _wrong_points(
    sheet: Sheet,
    title: str,
    months: Mapping[str, list[int]],
    is_right: Callable[[list[int], float], bool],
) -> Iterator[str]:
    shown = sheet.charts.get(title, {})
    if shown.keys() != months.keys():
        yield f"{title}: shown are {sorted(shown)}, and the rows have {sorted(months)}"
    for month in shown.keys() & months.keys():
        if not is_right(months[month], shown[month]):
            yield f"{title}, {month}: shown {shown[month]}, of {sorted(months[month])}"
