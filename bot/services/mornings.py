"""Digests: who is owed one this morning, and what it holds when it is sent."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from bot.domain.digest import CATCH_UP, Digest, compose, is_still_morning, next_morning
from bot.domain.ids import DigestId, ReportId, UserId
from bot.domain.privacy import visible_to
from bot.domain.team import Team
from bot.services import owing, standing
from bot.services.context import Context
from bot.services.standing import Standing
from storage import digests, people, teams, timers
from storage.database import Transaction
from storage.people import Habits
from storage.timers import Timer, TimerKind
from storage.vault import Vault


@dataclass(frozen=True)
class Reader:
    """Somebody who gets digests: for which teams, and when their morning is."""

    user: UserId
    teams: tuple[Team, ...]
    zone: ZoneInfo
    digest_at: time

    def next(self, now: datetime) -> datetime:
        """Their next morning after `now`, in UTC."""
        calendars = [team.calendar for team in self.teams]
        return next_morning(now, self.zone, self.digest_at, calendars)

    def works_for(self, team: Team, on: date) -> bool:
        """Whether the team is one of theirs and works on that day."""
        return team in self.teams and team.calendar.is_working(on)


@dataclass(frozen=True)
class Mornings:
    """Owes each manager their digest, once for each of their own dates."""

    context: Context

    async def come(self, due: Sequence[Timer]) -> None:
        """Owe a digest to everybody whose morning has come, and set their next one.

        All of them together cost one set of queries. Whoever has nothing waiting is owed nothing,
        and that day is done for them all the same.
        """

        async def owe_all(tx: Transaction) -> None:
            now = self.context.now()
            readers = await readers_of(tx, [UserId(timer.subject) for timer in due])
            among = {team.id for one in readers.values() for team in one.teams}
            rows = await standing.of_waiting(tx, self.context.vault, among, now)
            for timer in due:
                reader = readers.get(UserId(timer.subject))
                if reader is None:
                    await timers.clear(tx, timer.kind, timer.subject)
                    continue
                if is_still_morning(timer.due_at, now):
                    await self._owe(tx, reader, timer.due_at, rows)
                await timers.put_off(tx, Timer(timer.kind, timer.subject, reader.next(now)))

        await self.context.database.write(owe_all)

    async def _owe(
        self, tx: Transaction, reader: Reader, due: datetime, rows: Sequence[Standing]
    ) -> None:
        on = due.astimezone(reader.zone).date()
        id = await digests.begin(tx, reader.user, on)
        if id is not None and any(_is_for(reader, row, on) for row in rows):
            now = self.context.now()
            await owing.digest(tx, id, reader.user, until=due + CATCH_UP, now=now)


async def composed(
    tx: Transaction, vault: Vault, id: DigestId, now: datetime
) -> tuple[UserId, Digest, dict[ReportId, str]] | None:
    """A digest as it is now, its reader, and the team of each report where there are several.

    Before it is sent for the first time it holds what waits for its reader now; afterwards, what
    it held then. None where there is no such digest.
    """
    morning = await digests.load(tx, id)
    if morning is None:
        return None
    reader = (await readers_of(tx, [morning.recipient])).get(morning.recipient)
    if reader is None:
        return None
    fixed = await digests.items(tx, id)
    if fixed:
        rows = await standing.of_these(tx, vault, fixed)
    else:
        waiting = await standing.of_waiting(tx, vault, [team.id for team in reader.teams], now)
        rows = tuple(row for row in waiting if _is_for(reader, row, morning.on))
        if morning.kind == digests.HANDED_ON:
            shown = await digests.shown_that_morning(tx, reader.user, morning.on)
            rows = tuple(row for row in rows if row.report.id not in shown)
    readable = [row for row in rows if row.viewer(reader.user).may_decide]
    visible = [visible_to(row.report, row.viewer(reader.user)) for row in readable]
    names = {row.report.id: row.team.name for row in readable}
    several = len(reader.teams) > 1
    return reader.user, compose(morning.on, visible), names if several else {}


async def readers_of(tx: Transaction, users: Sequence[UserId]) -> dict[UserId, Reader]:
    """Those of `users` who may decide for any team, with their teams and their morning."""
    leads = (await teams.the_service(tx)).learning_leads
    lead_asked = any(user in leads for user in users)
    found = await (teams.every(tx) if lead_asked else teams.of_deciders(tx, users))
    habits = await people.habits(tx, users)
    readers = {}
    for user in users:
        theirs = tuple(team for team in found if user in team.everybody_who_may_decide)
        if theirs:
            own = habits.get(user, Habits())
            readers[user] = Reader(
                user=user,
                teams=theirs,
                zone=own.timezone or theirs[0].timezone,
                digest_at=own.digest_at or theirs[0].digest_at,
            )
    return readers


async def wake(tx: Transaction, users: Sequence[UserId], now: datetime) -> None:
    """Set the next morning of everybody of `users` who may decide for a team.

    A morning that has come and not been seen to yet is left for the tick that is about to.
    """
    due = {timer.subject for timer in await timers.due(tx, now) if timer.kind is TimerKind.DIGEST}
    for user, reader in (await readers_of(tx, [user for user in users if user not in due])).items():
        await timers.put_off(tx, Timer(TimerKind.DIGEST, user, reader.next(now)))


def _is_for(reader: Reader, row: Standing, on: date) -> bool:
    return reader.user in row.deciders and reader.works_for(row.team, on)
