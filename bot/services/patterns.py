"""The bot's own guesses: once a day it asks whether reports that look alike are one trap."""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from functools import partial

from bot.domain.events import BOT
from bot.domain.ids import ReportId, TeamId
from bot.domain.patterns import WITHIN, Pair, Pattern, patterns
from bot.services import proposing
from bot.services.context import Context
from bot.services.proposing import Draft
from storage import patterns as stored
from storage import reports, teams, timers, traps
from storage.database import Transaction
from storage.timers import Timer, TimerKind

AT = time(3, 45)
"""In UTC, at night: nobody waits for it, and nobody is asked before their morning."""

MOST_AT_ONCE = 3
"""Guesses about one team that wait for an answer: more questions would get no better ones."""

WAITS_FOR = timedelta(days=30)
"""How long an unanswered question keeps others back."""

_A_DAY = timedelta(days=1)

Pairs = Callable[[Transaction, Collection[ReportId]], Awaitable[Iterable[Pair]]]
"""Which of these reports have words like each other's, each pair once."""


@dataclass(frozen=True)
class Patterns:
    """Looks for patterns at night, and puts what it finds to those who decide."""

    context: Context
    pairs: Pairs

    async def come(self, due: Sequence[Timer]) -> None:
        """Look once, however many nights were missed, and set the next one."""
        for timer in due:
            await self._look()
            later = Timer(timer.kind, timer.subject, _next(self.context.now()))
            await self.context.database.write(partial(timers.put_off, what=later))

    async def wind_up(self) -> None:
        """Set the first night, unless one is set."""
        first = Timer(TimerKind.PATTERNS, "service", _next(self.context.now()))
        await self.context.database.write(lambda tx: timers.begin(tx, first))

    async def _look(self) -> None:
        for pattern in await self.context.database.read(self._found):
            await self.context.database.write(partial(self._propose, pattern=pattern))

    async def _found(self, tx: Transaction) -> tuple[Pattern, ...]:
        now = self.context.now()
        let_be = await stored.let_be(tx)
        also = frozenset[ReportId]().union(*let_be)
        since = now.date() - WITHIN
        sightings = await stored.sightings(tx, since=since, now=now, also=also)
        pairs = await self.pairs(tx, [one.report for one in sightings])
        # Seconds of work in a big service, and somebody may be writing at night, too.
        return await asyncio.to_thread(patterns, sightings, pairs, let_be, now.date())

    async def _propose(self, tx: Transaction, pattern: Pattern) -> None:
        await reports.lock(tx, pattern.reports)
        team = await teams.by_id(tx, pattern.team)
        # Somebody may have put one of them to a trap while we looked.
        taken = await traps.of_reports(tx, pattern.reports)
        if team is None or taken or await self._waits(tx, pattern.team):
            return
        draft = Draft(
            team=team,
            reports=pattern.reports,
            actor=BOT,
            stage=pattern.stage,
            factors=pattern.factors,
        )
        await proposing.propose(tx, self.context, draft)

    async def _waits(self, tx: Transaction, team: TeamId) -> bool:
        """Whether enough questions about this team wait for an answer already."""
        since = self.context.now().date() - WAITS_FOR
        waiting = Counter(
            one.team for one in await stored.undecided(tx) if one.proposed_on >= since
        )
        return waiting[team] >= MOST_AT_ONCE


def _next(now: datetime) -> datetime:
    tonight = datetime.combine(now.date(), AT, UTC)
    return tonight if tonight > now else tonight + _A_DAY
