"""Letting reports be found by their words, from when others may read them until they may not."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from functools import partial

from bot.domain.events import EventKind
from bot.domain.ids import ReportId
from bot.domain.lifecycle import State
from bot.domain.report import Audience, Report
from bot.domain.stems import stems
from bot.services.context import Context
from storage import reports, search, threads, timers
from storage.database import Transaction
from storage.search import Entry
from storage.timers import Timer, TimerKind

COUNTED_AT = time(3, 20)
"""In UTC: it takes seconds where there are very many reports."""

_COUNTING = "service"
_AT_ONCE = 50
"""Reports in one transaction: those of all who left no name come together in the morning."""

_STORY = frozenset(
    {
        EventKind.PUBLISHED,
        EventKind.ANSWERED,
        EventKind.ADDED,
        EventKind.CHANGED,
        EventKind.HELPED,
    }
)
"""What a story is found by besides its reporter's words."""

_READERS = frozenset(
    {
        EventKind.WITHDRAWN,
        EventKind.REDACTED,
        EventKind.CONSENTED,
        EventKind.DECLINED,
        EventKind.UNPUBLISHED,
    }
)
"""What makes it readable to others, or takes words or all of it away from them."""

CONCERNED = _STORY | _READERS
"""What happens to a report that the index has to know of; new words, and sharing, bring it about
themselves once they are kept."""


@dataclass(frozen=True)
class Indexing:
    """Brings time's part about: what shows from now on can be found from now on."""

    context: Context

    async def come(self, due: Sequence[Timer]) -> None:
        """Look again at each report that is due; at night, count what is common."""
        ids = sorted(ReportId(timer.subject) for timer in due if timer.subject != _COUNTING)
        for start in range(0, len(ids), _AT_ONCE):
            some = ids[start : start + _AT_ONCE]
            await self.context.database.write(partial(self._refresh, some))
        if len(ids) < len(due):
            await self.count()

    async def wind_up(self) -> None:
        """Set the first night, and have what an older version has stored looked at."""
        first = Timer(TimerKind.INDEX, _COUNTING, _next(self.context.now()))

        async def begin(tx: Transaction) -> None:
            await timers.begin(tx, first)
            now = self.context.now()
            for id in await search.missing(tx, now):
                await timers.begin(tx, Timer(TimerKind.INDEX, id, now))

        await self.context.database.write(begin)

    async def count(self) -> None:
        """Count in how many reports the common words stand, and set the next time to do so."""
        counted = await self.context.database.read(search.count_common)
        later = Timer(TimerKind.INDEX, _COUNTING, _next(self.context.now()))

        async def keep(tx: Transaction) -> None:
            await search.keep_common(tx, counted)
            await timers.put_off(tx, later)

        await self.context.database.write(keep)

    async def _refresh(self, ids: Sequence[ReportId], tx: Transaction) -> None:
        for id in ids:
            await refresh(tx, self.context, id)


async def refresh(tx: Transaction, context: Context, id: ReportId) -> None:
    """Let a report be found by what others may read of it now, and look again when that changes.

    What was taken back is found no more at once, even while it still stands in the channel.
    """
    now = context.now()
    # Two who say something of it in the same moment wait for each other: both are to be found.
    report = await reports.load_for_change(tx, context.vault, id)
    later = _changes_at(report, now) if report else None
    if later is None:
        await timers.clear(tx, TimerKind.INDEX, id)
    else:
        await timers.put_off(tx, Timer(TimerKind.INDEX, id, later))
    entry = await _entry(tx, report, now) if report else None
    if entry is None:
        await search.leave(tx, id)
    else:
        await search.put(tx, entry)


def _changes_at(report: Report, now: datetime) -> datetime | None:
    """When others next see something else of it; None where nothing is on its way."""
    if report.state is State.WITHDRAWN:
        return None
    shown = (report.released_at, *(event.shows_at for event in report.events))
    return min((at for at in shown if at is not None and at > now), default=None)


async def _entry(tx: Transaction, report: Report, now: datetime) -> Entry | None:
    """What it is found by; None while nobody else may read it."""
    shown = report.as_others_see_it(now)
    is_published = report.is_published and shown.is_published
    is_shared = shown.audience is Audience.TEAM
    if report.state is State.WITHDRAWN or report.released_at > now:
        return None
    if not (is_shared or is_published):
        return None
    own = stems(" ".join(shown.words.texts().values()))
    # What was said in the team belongs to the story once everybody may read that.
    said = await threads.of_report(tx, report.id) if is_published else ()
    told = [*_told(shown), *(words for _, words in said)] if is_published else []
    return Entry(
        report=report.id,
        own=own,
        every=own | stems(" ".join(told)),
        team=report.team if is_shared else None,
        is_published=is_published,
    )


def _told(report: Report) -> Iterator[str]:
    return (event.words for event in report.events if event.kind in _STORY)


def _next(now: datetime) -> datetime:
    tonight = datetime.combine(now.date(), COUNTED_AT, UTC)
    return tonight if tonight > now else tonight + timedelta(days=1)
