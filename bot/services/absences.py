"""Being away, and the mornings somebody wants: people's own settings."""

from dataclasses import dataclass
from datetime import date, time, timedelta
from zoneinfo import ZoneInfo

from bot.domain.digest import CATCH_UP
from bot.domain.errors import DateNeeded, NotYours
from bot.domain.habits import Habits
from bot.domain.ids import UserId
from bot.domain.routing import tiers
from bot.domain.team import Team
from bot.services import mornings, telling
from bot.services.context import Context
from bot.services.mornings import Reader
from storage import audit, people
from storage.database import Transaction

LONGEST = timedelta(days=366)
"""Somebody who is away for longer has handed over, and the team is set up anew."""


@dataclass(frozen=True)
class StandIns:
    """Who decides for each of somebody's teams, by its name, while they are away."""

    today: date
    by_team: dict[str, tuple[UserId, ...]]


@dataclass(frozen=True)
class Days:
    """Somebody's own settings, beside those of their first team."""

    habits: Habits
    team: Team


@dataclass(frozen=True)
class Absences:
    """Keeps when people who decide are away, and how they want their mornings."""

    context: Context

    async def stand_ins(self, user: UserId) -> StandIns:
        """Who would decide while `user` is away, by the name of each team; empty means nobody.

        Raises:
            NotYours: the person answers for no team.
        """

        async def look(tx: Transaction) -> StandIns:
            reader = await _reader(tx, user)
            found = {team.name: await self._standing_in(tx, team, user) for team in reader.teams}
            return StandIns(reader.today(self.context.now()), found)

        return await self.context.database.read(look)

    async def go(self, user: UserId, until: date) -> StandIns:
        """Keep that somebody is away from now on, until the end of that day; who stands in.

        Raises:
            NotYours: the person answers for no team.
            DateNeeded: the day has gone by, or is more than a year away.
        """

        async def leave(tx: Transaction) -> StandIns:
            now = self.context.now()
            reader = await _reader(tx, user)
            today = reader.today(now)
            if not today <= until <= today + LONGEST:
                raise DateNeeded
            await people.keep_away(tx, user, until)
            await audit.note(tx, at=now, actor=user, action="away", subject=user)
            found = {}
            for team in reader.teams:
                found[team.name] = await self._standing_in(tx, team, user)
                # Whoever has the other teams' mornings anyway is told once for all of them.
                if user in team.managers:
                    await telling.away_notices(tx, user, until, found[team.name], now=now)
                    if not found[team.name]:
                        await telling.nobody_notice(tx, team, now=now)
            await mornings.wake(tx, [user], now)
            return StandIns(today, found)

        return await self.context.database.write(leave)

    async def back(self, user: UserId) -> None:
        """Keep that somebody is back; their morning comes at once, if it is not long past.

        Raises:
            NotYours: the person answers for no team.
        """

        async def come(tx: Transaction) -> None:
            now = self.context.now()
            await _reader(tx, user)
            await people.keep_away(tx, user, None)
            await mornings.wake(tx, [user], now - CATCH_UP)
            await audit.note(tx, at=now, actor=user, action="back", subject=user)

        await self.context.database.write(come)

    async def days(self, user: UserId) -> Days:
        """Somebody's own settings.

        Raises:
            NotYours: the person answers for no team.
        """

        async def look(tx: Transaction) -> Days:
            reader = await _reader(tx, user)
            return Days(reader.habits, reader.teams[0])

        return await self.context.database.read(look)

    async def keep_days(
        self,
        user: UserId,
        *,
        digest_at: time,
        weekdays: frozenset[int],
        timezone: ZoneInfo | None,
    ) -> None:
        """Keep when somebody wants their digest, and on which days they work.

        What is the same as their first team's is not kept, so that it follows the team.

        Raises:
            NotYours: the person answers for no team.
        """

        async def keep(tx: Transaction) -> None:
            now = self.context.now()
            team = (await _reader(tx, user)).teams[0]
            wanted = Habits(
                timezone=None if timezone == team.timezone else timezone,
                digest_at=None if digest_at == team.digest_at else digest_at,
                weekdays=None if weekdays >= team.weekdays else weekdays,
            )
            await people.keep_habits(tx, user, wanted)
            await mornings.wake(tx, [user], now)
            await audit.note(tx, at=now, actor=user, action="mornings set", subject=user)

        await self.context.database.write(keep)

    async def _standing_in(self, tx: Transaction, team: Team, user: UserId) -> tuple[UserId, ...]:
        """Who decides for a team while `user` is away; empty where nobody is there."""
        others = [one for one in team.everybody_who_may_decide if one != user]
        known = await people.known(tx, others)
        today = team.calendar.day_of(self.context.now())
        levels = tiers(
            team,
            lambda one: (
                one != user and one not in known.gone and not _is_away(known.habits, one, today)
            ),
        )
        return levels[0] if levels else ()


def _is_away(habits: dict[UserId, Habits], user: UserId, on: date) -> bool:
    return user in habits and habits[user].is_away(on)


async def _reader(tx: Transaction, user: UserId) -> Reader:
    found = (await mornings.readers_of(tx, [user])).get(user)
    if found is None:
        raise NotYours
    return found
