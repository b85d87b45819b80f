"""Finding reports that may have to do with each other, for somebody who may read them."""

import asyncio
from collections.abc import Callable, Collection, Iterable, Mapping

from bot.domain.errors import NotAvailable
from bot.domain.ids import ReportId, TeamId
from bot.domain.lesson import lesson_of
from bot.domain.lifecycle import State
from bot.domain.likeness import MOST, Related, Told, pairs, ranked
from bot.domain.patterns import Pair
from bot.domain.people import Viewer
from bot.domain.report import Words
from bot.services import standing
from bot.services.context import Context
from bot.services.standing import Standing
from storage import postings, search
from storage.database import Transaction

POSTINGS = 20_000
"""How many times the words that others are looked up by may stand in the index altogether."""

_ASKED_ABOUT = 2 * MOST
"""How many are put to the guard, the likest first: some may be taken back since."""

Reader = Callable[[Standing], Viewer]
"""What somebody is to a report."""


async def related(
    tx: Transaction,
    context: Context,
    reports: Mapping[ReportId, Words],
    *,
    teams: Collection[TeamId],
    reader: Reader,
) -> dict[ReportId, tuple[Related, ...]]:
    """What may have to do with each of these reports, at most three each, the likest first.

    Looked for among what `teams` share and what everybody in the service may read, and shown only
    as far as `reader` may read it. Those that nothing is like are left out.
    """
    alike = {id: await likest(tx, id, Told.by(words), teams) for id, words in reports.items()}
    asked = {other for others in alike.values() for other in others}
    shown = await _shown(tx, context, asked, reader)
    found = {
        id: tuple(shown[other] for other in others if other in shown)[:MOST]
        for id, others in alike.items()
    }
    return {id: others for id, others in found.items() if others}


async def related_pairs(
    tx: Transaction, ids: Collection[ReportId], *, least: float = 0.4
) -> tuple[Pair, ...]:
    """Every two of these reports that are like each other, by what others read of them now.

    A score of 1 is what would be shown as possibly related. Reports that nobody may find are left
    out.
    """
    told = await search.told_by(tx, ids)

    def compare() -> tuple[Pair, ...]:
        return tuple(Pair(one, other, points) for one, other, points in pairs(told, least=least))

    # Seconds of work in a big service, and somebody may be writing at night, too.
    return await asyncio.to_thread(compare)


async def likest(
    tx: Transaction,
    id: ReportId,
    told: Told,
    teams: Collection[TeamId],
    *,
    least: float = 1.0,
) -> tuple[ReportId, ...]:
    """The few reports that are most like what is told, the likest first.

    Those with a score of `least` or more, among what `teams` share and what everybody may read,
    without `id` itself. They are not yet put to the guard: nothing of them may be shown.
    """
    spread = await search.spread(tx, told.words)
    words = spread.telling(told.words, POSTINGS)
    weighed = {word: spread.weight(word) or 0.0 for word in words}
    others = await search.sharing(tx, weighed, teams, without=id)
    found = ranked(told, others, spread, least=least)
    return tuple(other.report for other, _ in found[:_ASKED_ABOUT])


async def _shown(
    tx: Transaction, context: Context, ids: Iterable[ReportId], reader: Reader
) -> dict[ReportId, Related]:
    rows = await standing.of_these(tx, context.vault, sorted(ids), context.now())
    cards = await postings.cards_of(tx, [row.report.id for row in rows])
    links = {id: context.directory.link_to(card.ref) for id, card in cards.items()}
    found = ((row.report.id, _readable(row, reader, links)) for row in rows)
    return {id: shown for id, shown in found if shown is not None}


def _readable(row: Standing, reader: Reader, links: Mapping[ReportId, str]) -> Related | None:
    """The report as its reader may see it; the address of its card only for who is in its team."""
    if row.shown.state is State.WITHDRAWN or row.report.state is State.WITHDRAWN:
        return None
    viewer = reader(row)
    if row.is_visible_to(viewer):
        return Related(row.visible_to(viewer), links.get(row.report.id, ""))
    try:
        return Related(lesson_of(row.report, (), row.now))
    except NotAvailable:
        return None
