"""The first words of a report beside another one, and taking them away from there again.

What is possibly related stands on cards and in digests of other reports. When a report is taken
back, masked or put another way, its words are to go from those too: so it is remembered, before
such a message is sent, beside which reports which others stand.
"""

from collections.abc import Iterable, Iterator
from datetime import date, datetime

from bot.domain.ids import ReportId
from bot.domain.lesson import Lesson
from bot.domain.likeness import Related
from bot.services import owing
from bot.services.contents import CardContent, Content, DigestContent
from bot.services.context import Context
from storage import beside, reports, teams
from storage.beside import Pair
from storage.database import Transaction


async def not_known(tx: Transaction, content: Content) -> set[Pair]:
    """What a message would show beside a report of which nothing is remembered yet."""
    shown = set(_pairs(content))
    return shown - await beside.known(tx, {at for _, at in shown}) if shown else set()


async def remember(tx: Transaction, pairs: Iterable[Pair]) -> None:
    """Keep it, so that whatever happens to the one owes the other a fresh look."""
    await beside.keep(tx, pairs)


async def again(
    tx: Transaction,
    context: Context,
    shown: ReportId,
    *,
    cause: str,
    due: datetime,
    now: datetime,
) -> None:
    """Owe whatever shows words of this report beside another one a fresh look at `due`."""
    ids = {*await beside.showing(tx, shown), *await beside.about(tx, shown)} - {shown}
    found = await reports.load_many(tx, context.vault, sorted(ids))
    owners = await teams.by_ids(tx, {report.team for report in found.values()})
    for report in found.values():
        team = owners[report.team]
        await owing.redraw(tx, report, team, cause=cause, now=now, due=due)
        # In older mornings, too: they are not kept up to date, but the words are to go.
        await owing.digests_again(tx, report, since=date.min, cause=cause, due=due, now=now)


def _pairs(content: Content) -> Iterator[Pair]:
    match content:
        case CardContent():
            yield from _beside(content.report.id, content.related)
        case DigestContent():
            for id, related in content.related.items():
                yield from _beside(id, related)
        case _:
            return


def _beside(id: ReportId, related: Iterable[Related]) -> Iterator[Pair]:
    for one in related:
        shown = one.report
        yield (shown.report if isinstance(shown, Lesson) else shown.id), id
