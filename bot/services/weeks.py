"""*You said, we did*: once a week, what a team tried and changed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial

from bot.domain import release
from bot.domain.events import EventKind
from bot.domain.ids import DigestId, TeamId
from bot.domain.people import TEAM_CHANNEL
from bot.domain.report import Mode
from bot.domain.team import Team
from bot.domain.weekly import HOUR, Week, next_post, week
from bot.services import following, standing, telling
from bot.services.context import Context
from storage import digests, reports, teams, timers
from storage.database import Transaction
from storage.timers import Timer, TimerKind
from storage.vault import Vault

_AT_FIRST = timedelta(weeks=4)
"""How far back a team's first post looks: holidays or an outage may have made it a late one."""

_STILL_WORTH_IT = timedelta(days=1)
"""A post this late is still sent; after a longer outage the next one tells of it all."""

_SEEN_WITHIN = timedelta(weeks=4)
"""How much later than it happened something may be seen: the next working day, after holidays."""

_TOLD = (EventKind.ANSWERED, EventKind.CHANGED)


@dataclass(frozen=True)
class Weeks:
    """Owes each team its post, once for each week; nothing where nothing was tried."""

    context: Context

    async def come(self, due: Sequence[Timer]) -> None:
        """See to every team whose post has come due, and set its next one."""
        for timer in due:
            await self.context.database.write(partial(self._come, timer))

    async def wind_up(self) -> None:
        """Set the next post of every team that has none set."""

        async def set_all(tx: Transaction) -> None:
            for team in await teams.every(tx):
                await watch(tx, team, self.context.now())

        await self.context.database.write(set_all)

    async def _come(self, timer: Timer, tx: Transaction) -> None:
        now = self.context.now()
        if not await timers.stands(tx, timer):
            return
        team = await teams.by_id(tx, TeamId(timer.subject))
        if team is None:
            await timers.clear(tx, timer.kind, timer.subject)
            return
        if now - timer.due_at <= _STILL_WORTH_IT:
            on = team.calendar.day_of(timer.due_at)
            found = await week_of(tx, self.context.vault, team, on, now)
            if not found.is_empty:
                id = await digests.begin(tx, team.channel, on, digests.WEEKLY)
                if id is not None:
                    await telling.weekly(tx, id, team, now=now)
        await timers.put_off(tx, Timer(timer.kind, timer.subject, next_post(now, team.calendar)))


async def watch(tx: Transaction, team: Team, now: datetime) -> None:
    """Set a team's next post, unless it is set."""
    await timers.begin(tx, Timer(TimerKind.WEEKLY, team.id, next_post(now, team.calendar)))


async def week_of(tx: Transaction, vault: Vault, team: Team, on: date, now: datetime) -> Week:
    """What the post of that day holds: everything since the one before it, as it is now."""
    until = _day(team, on)
    before = await digests.last_before(tx, team.channel, on, digests.WEEKLY)
    since = _day(team, before) if before else until - _AT_FIRST
    happened = since - _SEEN_WITHIN
    ids = await reports.in_which(tx, [team.id], _TOLD, since=happened, until=until)
    rows = await standing.of_these(tx, vault, ids, now)
    # A report that is not to be seen yet, or not any more, is not told of either.
    shown = [row.visible_to(TEAM_CHANNEL) for row in rows if row.is_visible_to(TEAM_CHANNEL)]
    followed = {
        row.report.id: row.trap.id
        for row in rows
        if row.trap is not None and following.follows(row.report, row.trap)
    }
    return week(on, shown, since, until, followed)


def _day(team: Team, on: date) -> datetime:
    """The beginning, in UTC, of the day of that post: of some events only the day is kept.

    What happens on the day itself is told of a week later, whether before the post or after it.
    """
    return release.coarse_day(Mode.ANONYMOUS, team.calendar.at(on, HOUR))


async def week_again(
    tx: Transaction, vault: Vault, id: DigestId, team: Team, now: datetime
) -> Week | None:
    """The post with this id as it is now; None where there is no such post."""
    morning = await digests.load(tx, id)
    return None if morning is None else await week_of(tx, vault, team, morning.on, now)
