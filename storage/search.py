"""The full text index: which released reports share words, and which everybody may find.

A report stands in it from when others may read it until they may not, as sets of stems; with each
set go marks of who may read it. What they are asked for is asked of FTS5 or of PostgreSQL.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from secrets import randbits
from typing import Any, Protocol

from sqlalchemy import (
    ColumnElement,
    FromClause,
    ScalarSelect,
    case,
    delete,
    exists,
    func,
    literal,
    select,
)

from bot.domain.change import Strength
from bot.domain.events import EventKind
from bot.domain.ids import ReportId, TeamId
from bot.domain.lifecycle import State
from bot.domain.likeness import Candidate, Spread, Told
from bot.domain.report import Audience
from bot.domain.stems import stems
from bot.domain.taxonomy import Factor, Stage
from storage import search_postgres, search_sqlite
from storage.database import Transaction
from storage.schema import event, report, search, search_common, timer
from storage.search_tables import ALL
from storage.timers import TimerKind

COMMON_FROM = 100
"""Reports that a word must stand in before it may count as common."""

COMMON_SHARE = 0.0025
"""The share of all reports from which on it does."""

LOOKED_AT = 40
"""Reports that are compared whole, of those that share the most telling words."""

_NUMBER_BITS = 63
_PUBLISHED = "_published"
"""Marks what everybody in the service may read. No stem begins with a line."""


class Dialect(Protocol):
    """What each of the two databases does in its own words."""

    async def holding(self, tx: Transaction, words: Sequence[str]) -> dict[str, int]:
        """In how many reports each of these stands in its reporter's words; 0 may be left out.

        As of last night where it was counted then, like `ALL`.
        """

    def heaviest(self, words: Mapping[str, float], marks: Collection[str], most: int) -> FromClause:
        """The `number` of those with any of `marks` whose words weigh most."""

    def matching(
        self, column: str, words: Collection[str], marks: Collection[str]
    ) -> ColumnElement[bool]:
        """Whether a row has all of these words, and any of `marks`, in that column."""

    async def standing_in(self, tx: Transaction, least: int) -> dict[str, int]:
        """The words and marks that stand in at least so many reports, and in how many."""

    async def tidy(self, tx: Transaction) -> bool:
        """One step of `search.tidy`."""


@dataclass(frozen=True)
class Entry:
    """What a report is found by. `own` is what its reporter wrote, `every` all that goes with it.

    `team` is set where its team may read it.
    """

    report: ReportId
    own: frozenset[str]
    every: frozenset[str]
    team: TeamId | None
    is_published: bool


async def put(tx: Transaction, entry: Entry) -> None:
    """Let a report be found by these words, and no longer by those before."""
    await leave(tx, entry.report)
    marks = _marks([entry.team] if entry.team else [], published=entry.is_published)
    await tx.execute(
        search.insert().values(
            number=randbits(_NUMBER_BITS),
            subject=entry.report,
            own=entry.own | marks,
            every=entry.every | marks,
        )
    )


async def leave(tx: Transaction, id: ReportId) -> None:
    """Let a report be found no more; one that is erased leaves by itself."""
    await tx.execute(delete(search).where(search.c.subject == id))


async def missing(tx: Transaction, now: datetime) -> tuple[ReportId, ...]:
    """Reports that others may read by `now` and that neither are in it nor are about to be."""
    there = exists().where(search.c.subject == report.c.id)
    due = exists().where(timer.c.kind == TimerKind.INDEX.value, timer.c.subject == report.c.id)
    readable = (
        report.c.released_at <= now,
        report.c.state != State.WITHDRAWN,
        report.c.audience == Audience.TEAM,
    )
    ids = await tx.scalars(select(report.c.id).where(*readable, ~there, ~due))
    return tuple(map(ReportId, ids))


async def spread(tx: Transaction, words: Collection[str]) -> Spread:
    """In how many reports each of these words stands: as of last night, of those that are common.

    Counting those would take long, and one more or less makes no difference to them.
    """
    known = await _of(tx).holding(tx, [ALL, *sorted(words)])
    total = known.pop(ALL, 0) or await tx.scalar(select(func.count()).select_from(search))
    return Spread(total or 0, {word: known.get(word, 0) for word in words})


async def sharing(
    tx: Transaction,
    words: Mapping[str, float],
    teams: Collection[TeamId],
    *,
    without: ReportId,
) -> tuple[Candidate, ...]:
    """The reports that share most of these words, each of which weighs that much.

    Of those that any of `teams` may read, or everybody; never `without` itself. A hint only:
    whoever shows one asks the guard.
    """
    if not words:
        return ()
    marks = _marks(teams, published=True)
    near = _of(tx).heaviest(words, marks, LOOKED_AT)
    rows = await tx.execute(
        select(search.c.own, report.c.id, report.c.stage, report.c.factors)
        .join_from(near, search, near.c.number == search.c.number)
        .join(report, search.c.subject == report.c.id)
        .where(report.c.id != without)
    )
    return tuple(
        Candidate(ReportId(row.id), _told(row.own, row.stage, row.factors)) for row in rows
    )


async def told_by(tx: Transaction, ids: Iterable[ReportId]) -> dict[ReportId, Told]:
    """What these reports tell, as others read them now; those that are not in it are left out."""
    rows = await tx.execute(
        select(search.c.own, report.c.id, report.c.stage, report.c.factors)
        .join_from(search, report, search.c.subject == report.c.id)
        .where(report.c.id.in_(list(ids)))
    )
    return {ReportId(row.id): _told(row.own, row.stage, row.factors) for row in rows}


async def find(
    tx: Transaction,
    words: str,
    *,
    published: bool = True,
    teams: Collection[TeamId] = (),
    stage: Stage | None = None,
    factor: Factor | None = None,
    strength: Strength | None = None,
    limit: int = 20,
    offset: int = 0,
) -> tuple[ReportId, ...]:
    """The reports in which all of what somebody typed stands, in one form of each word or another.

    Words that say nothing ("the", "we") are passed over; where nothing else was typed, everything
    is found. `published` looks among what everybody in the service may read, `teams` among what
    those teams may. What has all the words in its reporter's own comes first, then the newest.
    `strength` is that of the latest change.
    """
    marks = _marks(teams, published=published)
    if not marks:
        return ()
    wanted = stems(words)
    of = _of(tx)
    chosen = [report.c.stage == stage] if stage else []
    if factor:
        among = literal(" ") + report.c.factors + literal(" ")
        chosen.append(among.contains(f" {factor} ", autoescape=True))
    if strength:
        chosen.append(_latest_strength() == strength)
    elsewhere = case((of.matching("own", wanted, marks), 0), else_=1)
    ids = await tx.scalars(
        select(report.c.id)
        .join_from(search, report, search.c.subject == report.c.id)
        .where(of.matching("every", wanted, marks), *chosen)
        .order_by(elsewhere, report.c.filed_on.desc(), report.c.id)
        .limit(limit)
        .offset(offset)
    )
    return tuple(map(ReportId, ids))


async def count_common(tx: Transaction) -> dict[str, int]:
    """In how many reports each common word stands, and under the empty one how many there are.

    This reads the whole index, and is for the night.
    """
    total = await tx.scalar(select(func.count()).select_from(search)) or 0
    least = max(COMMON_FROM, int(total * COMMON_SHARE))
    words = await _of(tx).standing_in(tx, least)
    return {ALL: total} | {word: many for word, many in words.items() if not word.startswith("_")}


async def keep_common(tx: Transaction, counted: Mapping[str, int]) -> None:
    """Remember that, in the place of what was counted before."""
    await tx.execute(delete(search_common))
    rows = [{"word": word, "reports": many} for word, many in counted.items()]
    await tx.execute(search_common.insert(), rows)


async def tidy(tx: Transaction) -> bool:
    """Take a step towards an index without a trace of what has left it; whether one is left.

    Afterwards `scrubbing.scrub` has to see to the disk, as it does for all other tables.
    """
    return await _of(tx).tidy(tx)


def _latest_strength() -> ScalarSelect[Any]:
    """Of the report of the row: how strong its latest change is."""
    changed = (event.c.report_id == report.c.id, event.c.kind == EventKind.CHANGED)
    latest = select(event.c.strength).where(*changed).order_by(event.c.position.desc()).limit(1)
    return latest.correlate(report).scalar_subquery()


def _of(tx: Transaction) -> Dialect:
    return search_sqlite if tx.dialect.name == "sqlite" else search_postgres


def _marks(teams: Iterable[TeamId], *, published: bool) -> frozenset[str]:
    return frozenset({f"_{team}" for team in teams} | ({_PUBLISHED} if published else set()))


def _told(words: frozenset[str], stage: Stage | None, factors: str) -> Told:
    shown = frozenset(word for word in words if not word.startswith("_"))
    return Told(shown, stage, frozenset(map(Factor, factors.split())))
