"""What reporters answered at the end of their reports' stories, kept apart from the reports.

`pulse_given` says of a report that its reporter has answered, and `pulse` what somebody answered,
with a random key, their team and the month. Nothing else is in either. In PostgreSQL rows of both
that were written together could be told by the transaction (`xmin`) and by their place (`ctid`;
"System Columns": ddl-system-columns), so that both tables are written anew in the night. In SQLite
a row stands where its random key puts it, and says nothing of when it came.
"""

from collections.abc import Iterable
from datetime import date
from uuid import uuid4

from sqlalchemy import select, true

from bot.domain.ids import ReportId, TeamId
from bot.domain.pulse import Pulse, Word
from storage.database import Transaction
from storage.inserts import add_if_new
from storage.schema import pulse, pulse_given
from storage.shuffling import rewrite


async def is_given(tx: Transaction, report: ReportId) -> bool:
    """Whether its reporter has answered."""
    row = select(pulse_given.c.report_id).where(pulse_given.c.report_id == report)
    return await tx.scalar(row) is not None


async def give(tx: Transaction, report: ReportId, given: Pulse) -> bool:
    """Keep what was answered; False, and nothing kept, where that was done for this report."""
    if not await add_if_new(tx, pulse_given, report_id=report):
        return False
    await tx.execute(
        pulse.insert().values(
            id=uuid4().hex,
            team_id=given.team,
            month=given.month,
            respected=given.respected.value,
            again=given.again.value,
        )
    )
    return True


async def between(
    tx: Transaction, teams: Iterable[TeamId], first: date, last: date
) -> tuple[Pulse, ...]:
    """What was answered in the months from `first` to `last`, in no order that tells anything."""
    rows = await tx.execute(
        select(pulse)
        .where(pulse.c.team_id.in_(list(teams)), pulse.c.month >= first, pulse.c.month <= last)
        .order_by(pulse.c.id)
    )
    return tuple(
        Pulse(TeamId(row.team_id), row.month, Word(row.respected), Word(row.again)) for row in rows
    )


async def shuffle(tx: Transaction, since: date) -> int:
    """Write all rows anew, each table in a random order, where there may be any since that day.

    How many rows; 0 on SQLite, where there is nothing to do. The rows as they were are there still
    until `scrubbing.scrub` has been run.
    """
    if tx.dialect.name != "postgresql":
        return 0
    month = since.replace(day=1)
    if await tx.scalar(select(pulse.c.id).where(pulse.c.month >= month).limit(1)) is None:
        return 0
    answered = await rewrite(tx, pulse_given, true())
    return answered + await rewrite(tx, pulse, true())
