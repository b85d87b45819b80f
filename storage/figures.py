"""What figures are made of: rows of reports, error traps and their events, of whole teams.

Read is only what a team's whole channel may read by now: shared, to be come upon, and not taken
back. What its reporter did of late and others do not see yet is left out.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, func, or_, select, true

from bot.domain.change import Verdict
from bot.domain.events import EventKind
from bot.domain.ids import TeamId
from bot.domain.lifecycle import State
from bot.domain.report import Audience, Kind
from bot.domain.taxonomy import Factor, Stage
from bot.domain.trap_lifecycle import LIVE, TrapEventKind, TrapState
from storage.database import Transaction
from storage.schema import event, report, trap, trap_event

_WAITING_TRAPS = (TrapState.CONFIRMED, TrapState.REDESIGNING)
_VERDICTS = (EventKind.HELPED, EventKind.REOPENED)
_TRAP_VERDICTS = (TrapEventKind.HELPED, TrapEventKind.REOPENED)


@dataclass(frozen=True)
class Missed:
    """A near miss; `stage` is None where none was chosen."""

    team: TeamId
    stage: Stage | None
    factors: tuple[Factor, ...]


@dataclass(frozen=True)
class Answered:
    """The first answer to a report: the day it was filed on, and the moment of the answer."""

    team: TeamId
    filed_on: date
    at: datetime


@dataclass(frozen=True)
class LookedBack:
    """The last word on one change, of a report or of an error trap."""

    team: TeamId
    at: datetime
    verdict: Verdict


async def near_misses(
    tx: Transaction, teams: Iterable[TeamId], now: datetime, *, first: date, last: date
) -> tuple[Missed, ...]:
    """Those filed from `first` to `last`, both days counted."""
    rows = await tx.execute(
        select(report.c.team_id, report.c.stage, report.c.factors).where(
            *_read_by_all(teams, now),
            report.c.kind == Kind.NEAR_MISS,
            report.c.filed_on >= first,
            report.c.filed_on <= last,
        )
    )
    return tuple(
        Missed(TeamId(row.team_id), row.stage, tuple(map(Factor, row.factors.split())))
        for row in rows
    )


async def first_answers(
    tx: Transaction, teams: Iterable[TeamId], now: datetime, *, since: datetime
) -> tuple[Answered, ...]:
    """The first answers of reports that were given from `since` on."""
    earlier = event.alias("earlier")
    is_first = (
        ~select(earlier.c.position)
        .where(
            earlier.c.report_id == event.c.report_id,
            earlier.c.kind == EventKind.ANSWERED,
            earlier.c.position < event.c.position,
        )
        .exists()
    )
    rows = await tx.execute(
        select(report.c.team_id, report.c.filed_on, event.c.at)
        .join_from(event, report, event.c.report_id == report.c.id)
        .where(
            *_read_by_all(teams, now),
            event.c.kind == EventKind.ANSWERED,
            event.c.at >= since,
            is_first,
        )
    )
    return tuple(Answered(TeamId(row.team_id), row.filed_on, row.at) for row in rows)


async def looked_back(
    tx: Transaction, teams: Sequence[TeamId], now: datetime, *, since: datetime
) -> tuple[LookedBack, ...]:
    """What was said last of each change, where that was from `since` on; of a trap's change once.

    A change that a report has from its error trap has no day to look back on, and is not counted.
    """
    of_reports = await tx.execute(_of_reports(teams, now, since))
    of_traps = await tx.execute(_of_traps(teams, since))
    said = (*_last_words(of_reports), *_last_words(of_traps))
    return tuple(
        LookedBack(TeamId(row.team_id), row.at, row.verdict) for row in said if row.at >= since
    )


async def traps_to_redesign(tx: Transaction, teams: Iterable[TeamId]) -> dict[TeamId, int]:
    """How many error traps of each team are confirmed, and nothing is changed yet."""
    rows = await tx.execute(
        select(trap.c.team_id, func.count())
        .where(trap.c.team_id.in_(list(teams)), trap.c.state.in_(_WAITING_TRAPS))
        .group_by(trap.c.team_id)
    )
    return {TeamId(row[0]): row[1] for row in rows}


def _of_reports(teams: Sequence[TeamId], now: datetime, since: datetime) -> Select[Any]:
    """All changes of those reports of which somebody said something, and what was said of each."""
    spoken_of = select(event.c.report_id).where(
        event.c.kind.in_(_VERDICTS), event.c.at >= since, event.c.verdict.is_not(None)
    )
    return (
        select(
            report.c.team_id,
            event.c.report_id.label("owner"),
            event.c.position,
            event.c.at,
            event.c.verdict,
            event.c.until.is_not(None).label("is_own"),
        )
        .join_from(event, report, event.c.report_id == report.c.id)
        .where(
            *_read_by_all(teams, now),
            report.c.id.in_(spoken_of),
            or_(event.c.kind == EventKind.CHANGED, event.c.verdict.is_not(None)),
            or_(event.c.shows_at.is_(None), event.c.shows_at <= now),
        )
        .order_by(event.c.report_id, event.c.position)
    )


def _of_traps(teams: Sequence[TeamId], since: datetime) -> Select[Any]:
    spoken_of = select(trap_event.c.trap_id).where(
        trap_event.c.kind.in_(_TRAP_VERDICTS),
        trap_event.c.at >= since,
        trap_event.c.verdict.is_not(None),
    )
    return (
        select(
            trap.c.team_id,
            trap_event.c.trap_id.label("owner"),
            trap_event.c.position,
            trap_event.c.at,
            trap_event.c.verdict,
            true().label("is_own"),
        )
        .join_from(trap_event, trap, trap_event.c.trap_id == trap.c.id)
        .where(
            trap.c.team_id.in_(list(teams)),
            trap.c.state.in_(sorted(LIVE)),
            trap.c.id.in_(spoken_of),
            or_(trap_event.c.kind == TrapEventKind.CHANGED, trap_event.c.verdict.is_not(None)),
        )
        .order_by(trap_event.c.trap_id, trap_event.c.position)
    )


def _last_words(rows: Iterable[Row[Any]]) -> Iterable[Row[Any]]:
    """Of each change the last row that says whether it helped, the rows being in their order."""
    found: dict[tuple[str, int], Row[Any]] = {}
    owner, change = "", None
    for row in rows:
        if row.owner != owner:
            owner, change = row.owner, None
        if row.verdict is None:
            change = row
        elif change is not None and change.is_own:
            found[owner, change.position] = row
    return found.values()


def _read_by_all(teams: Iterable[TeamId], now: datetime) -> tuple[ColumnElement[bool], ...]:
    """Whether everybody in the channel of its team, one of these, may read a report by `now`."""
    to_show = event.c.shows_at.is_not(None) & (event.c.shows_at > now)
    unshown = select(event.c.report_id).where(event.c.kind == EventKind.SHARED, to_show)
    # A figure that went down before the card goes would tell which report is on its way out.
    still_there = select(event.c.report_id).where(event.c.kind == EventKind.WITHDRAWN, to_show)
    return (
        report.c.team_id.in_(list(teams)),
        report.c.audience == Audience.TEAM,
        or_(report.c.state != State.WITHDRAWN, report.c.id.in_(still_there)),
        report.c.released_at <= now,
        report.c.id.not_in(unshown),
    )
