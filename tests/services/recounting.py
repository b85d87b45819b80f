"""Every figure once more, from the rows themselves and by another way than the bot's.

The rows are read whole and gone through one by one; nothing of `storage.figures`,
`services.figures` and `domain.figures` is used, but for the shape of what is compared.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import select

from bot.domain.change import Verdict
from bot.domain.events import EventKind
from bot.domain.lifecycle import State
from bot.domain.report import Audience, Kind
from bot.domain.taxonomy import Stage
from bot.domain.team import Team
from bot.domain.trap_lifecycle import TrapEventKind, TrapState
from storage import schema
from storage.database import Transaction

Row = Mapping[str, Any]
TEN = 10


@dataclass
class Recount:
    """Plain numbers, each by the team that has a part in it; nothing rounded or left out."""

    cells: dict[tuple[str, str], dict[str, int]] = field(default_factory=dict)
    days: dict[str, dict[str, list[int]]] = field(default_factory=dict)
    """By month as "2026-09", then by team."""
    helped: dict[str, dict[str, list[bool]]] = field(default_factory=dict)
    waiting: dict[str, int] = field(default_factory=dict)
    traps: dict[str, int] = field(default_factory=dict)
    words: dict[tuple[str, str], dict[str, int]] = field(default_factory=dict)


async def recount(tx: Transaction, of: Sequence[Team], now: datetime) -> Recount:
    """Go through every row there is."""
    by_id = {str(team.id): team for team in of}
    events = _grouped(await _rows(tx, schema.event), "report_id")
    found = Recount()
    for row in await _rows(tx, schema.report):
        told = [one for one in events[row["id"]] if not (one["shows_at"] and one["shows_at"] > now)]
        shared = any(one["kind"] == EventKind.SHARED for one in events[row["id"]]) == any(
            one["kind"] == EventKind.SHARED for one in told
        )
        is_read = row["audience"] == Audience.TEAM and row["state"] != State.WITHDRAWN
        if row["team_id"] in by_id and is_read and shared and row["released_at"] <= now:
            _report(found, by_id[row["team_id"]], row, told)
    of_traps = _grouped(await _rows(tx, schema.trap_event), "trap_id")
    for row in await _rows(tx, schema.trap):
        if row["team_id"] in by_id:
            _trap(found, by_id[row["team_id"]], row, of_traps[row["id"]])
    for row in await _rows(tx, schema.pulse):
        if row["team_id"] in by_id and _is_in_the_year(row["month"], now.date()):
            for question in ("respected", "again"):
                _add(found.words, (question, row[question]), row["team_id"])
    return found


def _report(found: Recount, team: Team, row: Row, told: list[Row]) -> None:
    if row["kind"] == Kind.NEAR_MISS and _is_in_the_year(row["filed_on"]):
        for factor in row["factors"].split() or ["none"]:
            _add(found.cells, (row["stage"] or Stage.NOT_SURE, factor), team.id)
    answers = [one["at"] for one in told if one["kind"] == EventKind.ANSWERED]
    if answers:
        on = min(answers).astimezone(team.timezone).date()
        if _is_in_the_year(on):
            days = _working_days(team, row["filed_on"], on)
            found.days.setdefault(f"{on:%Y-%m}", {}).setdefault(team.id, []).append(days)
    _verdicts(found, team, told, asked_itself=True)
    if _waits(told):
        found.waiting[team.id] = found.waiting.get(team.id, 0) + 1


def _verdicts(found: Recount, team: Team, told: list[Row], *, asked_itself: bool) -> None:
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
            if _is_in_the_year(on):
                helped = said[-1]["verdict"] in {Verdict.YES, Verdict.A_BIT}
                found.helped.setdefault(f"{on:%Y-%m}", {}).setdefault(team.id, []).append(helped)


def _trap(found: Recount, team: Team, row: Row, told: list[Row]) -> None:
    if row["state"] in {TrapState.MERGED, TrapState.DISMISSED}:
        return
    _verdicts(found, team, told, asked_itself=False)
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


def _working_days(team: Team, filed_on: date, on: date) -> int:
    days, count = filed_on, 0
    while days < on:
        days += timedelta(days=1)
        is_weekend = days.isoweekday() > 5
        count += not (is_weekend or team.holidays.is_holiday(team.nation, days))
    return count


def _is_in_the_year(day: date, today: date | None = None) -> bool:
    this_month = today or date(2026, 11, 23)
    return f"{this_month.year - 1}-{this_month:%m}" <= f"{day:%Y-%m}" < f"{this_month:%Y-%m}"


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
