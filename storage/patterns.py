"""What the finder of patterns looks at: recent reports of no trap, and what was let be before."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import or_, select

from bot.domain.ids import ReportId, TeamId, TrapId
from bot.domain.lifecycle import State
from bot.domain.patterns import Sighting
from bot.domain.report import Audience
from bot.domain.taxonomy import Factor
from bot.domain.trap_lifecycle import TrapState
from storage.database import Transaction
from storage.schema import event, report, trap, trap_apart, trap_report


async def sightings(
    tx: Transaction, *, since: date, now: datetime, also: Iterable[ReportId]
) -> tuple[Sighting, ...]:
    """Every shared report that belongs to no trap, filed since that day, and those of `also`.

    Only what others can come upon by now, and nothing that was taken back.
    """
    # What is to show later counts as if it showed now: nobody is asked about what is on its way
    # out, and nobody is told of what is on its way in.
    on_its_way = select(event.c.report_id).where(event.c.shows_at > now)
    belongs = select(trap_report.c.report_id)
    rows = await tx.execute(
        select(report.c.id, report.c.team_id, report.c.filed_on, report.c.stage, report.c.factors)
        .where(
            or_(report.c.filed_on >= since, report.c.id.in_(list(also))),
            report.c.released_at <= now,
            report.c.audience == Audience.TEAM,
            report.c.state != State.WITHDRAWN,
            report.c.id.not_in(belongs),
            report.c.id.not_in(on_its_way),
        )
        .order_by(report.c.id)
    )
    return tuple(
        Sighting(
            report=ReportId(row.id),
            team=TeamId(row.team_id),
            filed_on=row.filed_on,
            stage=row.stage,
            factors=frozenset(map(Factor, row.factors.split())),
        )
        for row in rows
    )


@dataclass(frozen=True)
class Undecided:
    """A trap that nobody has confirmed or let be yet, and since when."""

    id: TrapId
    team: TeamId
    proposed_on: date


async def undecided(tx: Transaction) -> tuple[Undecided, ...]:
    """Every proposed trap, oldest first."""
    rows = await tx.execute(
        select(trap.c.id, trap.c.team_id, trap.c.proposed_on)
        .where(trap.c.state == TrapState.PROPOSED)
        .order_by(trap.c.proposed_on, trap.c.id)
    )
    return tuple(Undecided(TrapId(row.id), TeamId(row.team_id), row.proposed_on) for row in rows)


async def let_be(tx: Transaction) -> tuple[frozenset[ReportId], ...]:
    """The reports of each trap that was found not to be one."""
    rows = await tx.execute(
        select(trap_apart)
        .join_from(trap_apart, trap, trap_apart.c.trap_id == trap.c.id)
        .where(trap.c.state == TrapState.DISMISSED)
    )
    found: defaultdict[str, set[ReportId]] = defaultdict(set)
    for row in rows:
        found[row.trap_id].add(ReportId(row.report_id))
    return tuple(frozenset(found[id]) for id in sorted(found))
