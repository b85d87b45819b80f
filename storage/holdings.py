"""What the service holds as a whole: how many reports of what kind, and which there are."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import select

from bot.domain.ids import ReportId, UserId
from bot.domain.lifecycle import State
from bot.domain.report import Kind
from bot.domain.taxonomy import Factor, Stage
from storage.database import Transaction
from storage.schema import comment, identity, report

Said = tuple[UserId, str]
"""Who said what in a thread."""


@dataclass
class Tally:
    """How many reports there are of something, and by how many people at the least."""

    reports: int = 0
    unknown: int = 0
    """Reports of which it is not kept who wrote them: each is taken to be somebody else's."""
    finders: defaultdict[str, set[bytes]] = field(default_factory=lambda: defaultdict(set))
    """By mode, because the same person is found by another hash in each."""

    @property
    def people(self) -> int:
        return self.unknown + max(map(len, self.finders.values()), default=0)

    def add(self, mode: str, finder: bytes | None) -> None:
        self.reports += 1
        if finder is None:
            self.unknown += 1
        else:
            self.finders[mode].add(finder)


Tallies = dict[str, dict[str, Tally]]
"""By what is counted, and then by each value of it, those that nothing is found under too."""


async def tallies(tx: Transaction, now: datetime) -> Tallies:
    """Of all reports that are released by now: how many of each kind, state, stage and factor."""
    found: Tallies = {
        "kind": {kind.value: Tally() for kind in Kind},
        "state": {state.value: Tally() for state in State},
        "stage": {stage.value: Tally() for stage in Stage},
        "factor": {factor.value: Tally() for factor in Factor},
    }
    columns = (report.c.mode, report.c.kind, report.c.state, report.c.stage, report.c.factors)
    rows = await tx.execute(
        select(*columns, identity.c.finder)
        .join_from(report, identity, identity.c.report_id == report.c.id, isouter=True)
        .where(report.c.released_at <= now)
    )
    for row in rows:
        chosen = [("kind", row.kind), ("state", row.state), ("stage", row.stage)]
        chosen += [("factor", factor) for factor in row.factors.split()]
        for what, value in chosen:
            if value is not None:
                found[what][value].add(row.mode, row.finder)
    return found


async def every_report(tx: Transaction) -> tuple[ReportId, ...]:
    """The ids of all reports, by day and reference."""
    rows = await tx.scalars(select(report.c.id).order_by(report.c.filed_on, report.c.reference))
    return tuple(map(ReportId, rows))


async def threads_of(tx: Transaction, *, ids: Sequence[ReportId]) -> dict[ReportId, Sequence[Said]]:
    """What is said in the threads of these reports, oldest first, deleted replies left out."""
    rows = await tx.execute(
        select(comment.c.report_id, comment.c.author, comment.c.words)
        .where(comment.c.report_id.in_(ids), comment.c.deleted.is_(False))
        .order_by(comment.c.ts)
    )
    found: defaultdict[ReportId, list[Said]] = defaultdict(list)
    for row in rows:
        found[ReportId(row.report_id)].append((UserId(row.author), row.words))
    return dict(found)
