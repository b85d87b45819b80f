"""Digests: who is owed one this morning, and what it holds when it is sent."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.domain.digest import (
    CATCH_UP,
    ROWS_IN_A_PART,
    Digest,
    Section,
    compose,
    is_still_morning,
    next_morning,
    section_again,
    section_of,
)
from bot.domain.errors import MorningGoneBy, NotAvailable
from bot.domain.habits import Habits
from bot.domain.ids import DigestId, ReportId, TeamId, UserId
from bot.domain.team import Team
from bot.domain.trap_privacy import VisibleTrap
from bot.services import owing, standing, telling
from bot.services.context import Context
from bot.services.owing import REDRAWN_FOR
from bot.services.standing import Standing
from storage import digests, people, teams, timers
from storage.database import Transaction
from storage.digests import Morning
from storage.timers import Timer, TimerKind
from storage.vault import Vault

_A_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Reader:
    """Somebody who gets digests: for which teams, and when their morning is."""

    user: UserId
    teams: tuple[Team, ...]
    habits: Habits

    @property
    def zone(self) -> ZoneInfo:
        return self.habits.timezone or self.teams[0].timezone

    @property
    def digest_at(self) -> time:
        return self.habits.digest_at or self.teams[0].digest_at

    def next(self, now: datetime) -> datetime:
        """Their next morning after `now`, in UTC."""
        calendars = [team.calendar for team in self.teams]
        return next_morning(now, self.zone, self.digest_at, calendars, self.habits)

    def today(self, now: datetime) -> date:
        """The date on their own calendar."""
        return now.astimezone(self.zone).date()

    def is_over(self, on: date, now: datetime) -> bool:
        """Whether their morning of that day has come already, and it was a day they work."""
        today_was_one = self.next(now - _A_DAY).astimezone(self.zone).date() == on
        return today_was_one and self.next(now).astimezone(self.zone).date() != on

    def reads(self, row: Standing, on: date) -> Section | None:
        """Under what a report stands in their digest of that day; None where it does not."""
        return self.has(row, on) if row.team.calendar.is_working(on) else None

    def has(self, row: Standing, on: date) -> Section | None:
        """Under what a report waits for them, whether or not its team is at work that day."""
        return section_of(row.shown, on) if self.user in row.deciders else None


@dataclass(frozen=True)
class Composed:
    """A digest as it is now, ready to be shown to its reader."""

    reader: UserId
    digest: Digest
    teams: dict[ReportId, str]
    """The team of each report, where the reader has several."""
    sections: dict[ReportId, Section]
    traps: dict[ReportId, VisibleTrap]
    """The error traps that some of the reports belong to."""
    among: tuple[TeamId, ...]
    """The teams that the reader may decide for."""


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
            rows = await standing.of_wanted(tx, self.context.vault, among, now)
            for timer in due:
                reader = readers.get(UserId(timer.subject))
                if reader is None:
                    await timers.clear(tx, timer.kind, timer.subject)
                    continue
                # After an outage of days, today's may still be worth sending.
                morning = timer.due_at
                if not is_still_morning(morning, now):
                    morning = reader.next(now - CATCH_UP)
                if morning <= now:
                    await self._owe(tx, reader, morning, rows)
                await timers.put_off(tx, Timer(timer.kind, timer.subject, reader.next(now)))

        await self.context.database.write(owe_all)

    async def rest(self, user: UserId, id: DigestId, part: int) -> None:
        """Owe the reader of a digest its next part; asked for twice, it comes once.

        Raises:
            NotAvailable: it is not theirs, or there is no such part.
            MorningGoneBy: it is so old that it is not kept up to date any more.
        """

        async def owe(tx: Transaction) -> None:
            morning = await digests.load(tx, id)
            held = await digests.items(tx, id)
            if morning is None or morning.recipient != user or part - 1 not in held:
                raise NotAvailable
            now = self.context.now()
            if morning.on < (now - REDRAWN_FOR).date():
                raise MorningGoneBy
            await telling.digest(tx, id, user, part=part, until=None, now=now)
            # The button goes, also where nothing is left to show by now.
            await owing.digest_again(tx, id, part=part - 1, cause=f"asked-{part}", now=now)

        await self.context.database.write(owe)

    async def _owe(
        self, tx: Transaction, reader: Reader, due: datetime, rows: Sequence[Standing]
    ) -> None:
        on = reader.today(due)
        if not reader.habits.works_on(on):
            return
        id = await digests.begin(tx, reader.user, on)
        if id is not None and any(reader.reads(row, on) for row in rows):
            now = self.context.now()
            await telling.digest(tx, id, reader.user, until=due + CATCH_UP, now=now)


async def composed(
    tx: Transaction, vault: Vault, id: DigestId, part: int, now: datetime
) -> Composed | None:
    """One part of a digest as it is now. None where there is no such digest, or no reader.

    Before it is sent for the first time it holds what waits for its reader now and stands in no
    other part; afterwards, what it held then.
    """
    morning = await digests.load(tx, id)
    if morning is None:
        return None
    reader = (await readers_of(tx, [morning.recipient])).get(morning.recipient)
    if reader is None:
        return None
    held = await digests.items(tx, id)
    before = held.get(part)
    elsewhere = {id for other, items in held.items() if other != part for id in items}
    waiting = [
        (section, row)
        for section, row in await _waiting(tx, vault, morning, reader, now)
        if row.report.id not in elsewhere
    ]
    if before is None:
        shown = waiting[:ROWS_IN_A_PART]
    else:
        rows = await standing.of_these(tx, vault, before, now)
        shown = [(section_again(row.shown, morning.on, before[row.report.id]), row) for row in rows]
    here = {row.report.id for _, row in shown}
    left = sum(row.report.id not in here for _, row in waiting)
    is_last = part + 1 not in held
    return _drawn(morning, reader, shown, part=part, left=left if is_last else 0)


def whole(rows: Iterable[Standing], reader: Reader, on: date) -> Composed:
    """Everything that waits for somebody now, that day, also of a team that is closed on it."""
    found = _sorted((reader.has(row, on), row) for row in rows)
    return _drawn(Morning(DigestId(""), reader.user, on), reader, found)


async def _waiting(
    tx: Transaction, vault: Vault, morning: Morning, reader: Reader, now: datetime
) -> list[tuple[Section, Standing]]:
    rows = await standing.of_wanted(tx, vault, [team.id for team in reader.teams], now)
    return _sorted((reader.reads(row, morning.on), row) for row in rows)


def _sorted(rows: Iterable[tuple[Section | None, Standing]]) -> list[tuple[Section, Standing]]:
    read = [(section, row) for section, row in rows if section]
    order = list(Section)
    return sorted(
        read,
        key=lambda found: (
            order.index(found[0]),
            found[1].report.filed_on,
            found[1].report.reference,
        ),
    )


def _drawn(
    morning: Morning,
    reader: Reader,
    rows: Iterable[tuple[Section, Standing]],
    *,
    part: int = 1,
    left: int = 0,
) -> Composed:
    readable = [
        (section, row)
        for section, row in rows
        if row.viewer(reader.user).may_decide and row.is_visible_to(row.viewer(reader.user))
    ]
    visible = [(section, row.visible_to(row.viewer(reader.user))) for section, row in readable]
    several = len(reader.teams) > 1
    return Composed(
        reader=reader.user,
        digest=compose(morning.on, visible, part=part, left=left),
        teams={row.report.id: row.team.name for _, row in readable} if several else {},
        sections={row.report.id: section for section, row in readable},
        traps={row.report.id: row.trap_told for _, row in readable if row.trap_told},
        among=tuple(team.id for team in reader.teams),
    )


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
            readers[user] = Reader(user, theirs, habits.get(user, Habits()))
    return readers


async def wake(tx: Transaction, users: Sequence[UserId], now: datetime) -> None:
    """Set the next morning of everybody of `users` who may decide for a team.

    A morning that has come and not been seen to yet is left for the tick that is about to.
    """
    due = {timer.subject for timer in await timers.due(tx, now) if timer.kind is TimerKind.DIGEST}
    for user, reader in (await readers_of(tx, [user for user in users if user not in due])).items():
        await timers.put_off(tx, Timer(TimerKind.DIGEST, user, reader.next(now)))
