"""Every figure once more, from the rows themselves and by another way than the bot's.

The rows are read whole and gone through one by one; nothing of `storage.figures`,
`services.figures` and `domain.figures` is used, but for the shape of what is compared.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import select

from bot.domain.change import Verdict
from bot.domain.events import EventKind
from bot.domain.report import Audience, Kind
from bot.domain.taxonomy import Stage
from bot.domain.team import Team
from bot.domain.trap_lifecycle import TrapEventKind, TrapState
from storage import schema
from storage.database import Transaction

Row = Mapping[str, Any]
FEW = 8

_CLOSE_A_QUESTION = frozenset({"thanked", "answered", "changed", "helped", "questioned", "seen"})
"""What people say after a reporter has asked what is happening."""


@dataclass
class Recount:
    """Plain numbers, each by the team that has a part in it; nothing rounded or left out."""

    cells: dict[tuple[str, str], dict[str, int]] = field(default_factory=dict)
    days: dict[str, dict[str, list[int]]] = field(default_factory=dict)
    """By month as "2026-09", then by team."""
    helped: dict[str, dict[str, list[bool]]] = field(default_factory=dict)
    waiting: dict[str, int] = field(default_factory=dict)
    since: dict[str, date] = field(default_factory=dict)
    """The day of the oldest that waits."""
    look: dict[str, int] = field(default_factory=dict)
    traps: dict[str, int] = field(default_factory=dict)
    words: dict[tuple[str, str], dict[str, int]] = field(default_factory=dict)


@dataclass(frozen=True)
class _When:
    """The moment of the recount, and which days are working days of a team."""

    now: datetime
    is_working: Callable[[Team, date], bool]

    def today(self, team: Team) -> date:
        return self.now.astimezone(team.timezone).date()


def is_a_working_day(team: Team, day: date) -> bool:
    return day.isoweekday() <= 5 and not team.holidays.is_holiday(team.nation, day)


async def recount(
    tx: Transaction,
    of: Sequence[Team],
    now: datetime,
    is_working: Callable[[Team, date], bool] = is_a_working_day,
) -> Recount:
    """Go through every row there is."""
    by_id = {str(team.id): team for team in of}
    events = _grouped(await _rows(tx, schema.event), "report_id")
    found = Recount()
    for row in await _rows(tx, schema.report):
        told = [one for one in events[row["id"]] if not (one["shows_at"] and one["shows_at"] > now)]
        shared = any(one["kind"] == EventKind.SHARED for one in events[row["id"]]) == any(
            one["kind"] == EventKind.SHARED for one in told
        )
        taken_back = any(one["kind"] == EventKind.WITHDRAWN for one in told)
        is_read = row["audience"] == Audience.TEAM and not taken_back
        if row["team_id"] in by_id and is_read and shared and row["released_at"] <= now:
            _report(found, by_id[row["team_id"]], row, told, _When(now, is_working))
    of_traps = _grouped(await _rows(tx, schema.trap_event), "trap_id")
    for row in await _rows(tx, schema.trap):
        if row["team_id"] in by_id:
            _trap(found, by_id[row["team_id"]], row, of_traps[row["id"]], now)
    for row in await _rows(tx, schema.pulse):
        if row["team_id"] in by_id and _is_in_the_year(row["month"], now.date()):
            for question in ("respected", "again"):
                _add(found.words, (question, row[question]), row["team_id"])
    return found


def _report(found: Recount, team: Team, row: Row, told: list[Row], when: _When) -> None:
    today, is_working = when.today(team), when.is_working
    if row["kind"] == Kind.NEAR_MISS and _is_in_the_year(row["filed_on"], today):
        for factor in row["factors"].split() or ["none"]:
            _add(found.cells, (row["stage"] or Stage.NOT_SURE, factor), team.id)
    answers = [one["at"] for one in told if one["kind"] == EventKind.ANSWERED]
    if answers:
        on = min(answers).astimezone(team.timezone).date()
        if _is_in_the_year(on, today):
            days = _working_days(row["filed_on"], on, lambda day: is_working(team, day))
            found.days.setdefault(f"{on:%Y-%m}", {}).setdefault(team.id, []).append(days)
    _verdicts(found, team, told, today, asked_itself=True)
    if _waits(told):
        found.waiting[team.id] = found.waiting.get(team.id, 0) + 1
        found.since[team.id] = min(found.since.get(team.id, today), row["filed_on"])
    look_on = _look_on(told)
    if look_on is not None and look_on <= today:
        found.look[team.id] = found.look.get(team.id, 0) + 1


def _look_on(told: list[Row]) -> date | None:
    """From which day on somebody is to look at it again: what the last step said, or a question."""
    look_on, asked = None, None
    for one in told:
        if one["kind"] in {"answered", "changed", "helped", "reopened"}:
            look_on = one["until"] if one["kind"] in {"answered", "changed"} else None
        if one["kind"] == "asked":
            asked = one["at"].date()
        elif one["kind"] in _CLOSE_A_QUESTION or one["kind"] == "reopened":
            asked = None
    steps = [one["kind"] for one in told if one["kind"] in _STEPS]
    return (asked or look_on) if steps and steps[-1] in {"answered", "changed"} else None


_STEPS = frozenset({"answered", "changed", "helped", "reopened"})


def _verdicts(
    found: Recount, team: Team, told: list[Row], today: date, *, asked_itself: bool
) -> None:
    """Cut the story into pieces at every change; the last verdict of a piece is that change's."""
    pieces: list[list[Row]] = [[]]
    for one in told:
        if one["kind"] == "changed":
            pieces.append([])
        pieces[-1].append(one)
    for piece in pieces[1:]:
        said = [one for one in piece if one["verdict"] is not None]
        if said and (piece[0]["until"] or not asked_itself):
            on = said[-1]["at"].astimezone(team.timezone).date()
            if _is_in_the_year(on, today):
                helped = said[-1]["verdict"] in {Verdict.YES, Verdict.A_BIT}
                found.helped.setdefault(f"{on:%Y-%m}", {}).setdefault(team.id, []).append(helped)


def _trap(found: Recount, team: Team, row: Row, told: list[Row], now: datetime) -> None:
    if row["state"] in {TrapState.MERGED, TrapState.DISMISSED}:
        return
    _verdicts(found, team, told, now.astimezone(team.timezone).date(), asked_itself=False)
    steps = [one["kind"] for one in told]
    last_change = max((n for n, kind in enumerate(steps) if kind == "changed"), default=-1)
    last_opened = max((n for n, kind in enumerate(steps) if kind == "reopened"), default=-1)
    is_open = last_change == -1 or last_opened > last_change
    if TrapEventKind.CONFIRMED in steps and is_open:
        found.traps[team.id] = found.traps.get(team.id, 0) + 1


def _waits(told: list[Row]) -> bool:
    """Whether nobody has answered, or it was opened again since."""
    last = [one["kind"] for one in told if one["kind"] in {"answered", "changed", "reopened"}]
    return not last or last[-1] == EventKind.REOPENED


def _working_days(filed_on: date, on: date, is_working: Callable[[date], bool]) -> int:
    day, count = filed_on, 0
    while day < on:
        day += timedelta(days=1)
        count += is_working(day)
    return count


def _is_in_the_year(day: date, today: date) -> bool:
    return f"{today.year - 1}-{today:%m}" <= f"{day:%Y-%m}" < f"{today:%Y-%m}"


def within(parts: Mapping[str, int]) -> str | None:
    """What a team is shown of its own: nothing of nought, "a few", or a number."""
    count = sum(parts.values())
    if not count:
        return None
    return "a few" if count < FEW else str(5 * round(count / 5))


def across(parts: Mapping[str, int]) -> str | None:
    """What is shown of all teams: nothing where a team could subtract its own and see a few."""
    for left_out in parts or [""]:
        if sum(count for team, count in parts.items() if team != left_out) < FEW:
            return None
    return str(5 * round(sum(parts.values()) / 5))


def people_only(parts: Mapping[str, int]) -> str | None:
    """What a team is shown of what its reporters say of themselves."""
    return within(parts) if sum(parts.values()) >= FEW else None


def _add(table: dict[Any, dict[str, int]], key: object, team: str) -> None:
    row = table.setdefault(key, {})
    row[team] = row.get(team, 0) + 1


async def _rows(tx: Transaction, table: Any) -> list[Row]:  # noqa: ANN401 - any table
    found = [dict(row) for row in (await tx.execute(select(table))).mappings()]
    return sorted(found, key=lambda row: row.get("position", 0))


def _grouped(rows: list[Row], key: str) -> defaultdict[str, list[Row]]:
    grouped: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows:
        grouped[row[key]].append(row)
    return grouped
