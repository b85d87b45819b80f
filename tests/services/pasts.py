"""A past for figures to be made of: reports and error traps of many kinds, drawn by chance."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from random import Random
from uuid import uuid4

from bot.domain.change import CHECK_BACK_AFTER, Strength, Verdict
from bot.domain.events import BOT, REPORTER, TEAM, Event, EventKind, Reply
from bot.domain.ids import TeamId, TrapId
from bot.domain.pulse import Pulse, Word
from bot.domain.report import Audience, Kind, Mode, Report, Words
from bot.domain.retention import USUAL
from bot.domain.taxonomy import Factor, Stage
from bot.domain.team import Team
from bot.domain.trap import Trap, TrapEvent
from bot.domain.trap_lifecycle import TrapEventKind
from storage import pulse, reports, traps
from storage.database import Database, Transaction
from tests.builders import AMINA, a_report
from tests.conftest import MONDAY

STAGES = (Stage.HANDOVER, Stage.COURT, None)
FACTORS = (Factor.INFORMATION, Factor.WORKLOAD, Factor.HANDOVER)
_FIRST = date(2025, 10, 1)
_DAYS = (MONDAY.date() - _FIRST).days


class Past:
    """Draws reports and traps; the same `seed` draws the same."""

    def __init__(self, seed: int) -> None:
        self._random = Random(seed)

    def report(self, team: Team) -> Report:
        """A report that has come as far as chance will have it."""
        random = self._random
        filed_on = _FIRST + timedelta(days=random.randrange(_DAYS))
        words = Words(
            what="It went astray",
            stage=random.choice(STAGES),
            factors=tuple(random.sample(FACTORS, random.randrange(3))),
        )
        drawn = a_report(
            team=team,
            kind=random.choice(list(Kind)),
            mode=random.choice([Mode.CONFIDENTIAL, Mode.ANONYMOUS]),
            audience=random.choices(list(Audience), weights=[9, 1])[0],
            filed_on=filed_on,
            released_at=_at(filed_on, 0)
            + random.choice([timedelta(), timedelta(days=500)] + 8 * [timedelta()]),
        )
        story = tuple(self._story(_at(filed_on, 9)))
        return replace(drawn, words=words, reference=f"NM-{uuid4().hex[:8]}", events=story)

    def _story(self, at: datetime) -> list[Event]:
        """What happened to a report since it was filed, up to now."""
        random = self._random
        story = [Event(EventKind.FILED, at, REPORTER)]
        for kind in self._steps():
            at += timedelta(hours=random.randrange(6, 24 * 20))
            story.append(self._event(kind, at))
        return [one for one in story if one.at < MONDAY]

    def _steps(self) -> list[EventKind]:
        answered = [EventKind.ANSWERED, EventKind.CHANGED]
        ways: tuple[list[EventKind], ...] = (
            [],
            [EventKind.SEEN],
            [EventKind.ANSWERED],
            [*answered, EventKind.HELPED, EventKind.HELPED],
            [*answered, EventKind.HELPED, EventKind.REOPENED, *answered, EventKind.HELPED],
            [*answered, EventKind.REOPENED],
            [EventKind.ANSWERED, EventKind.WITHDRAWN],
            [EventKind.SHARED, EventKind.ANSWERED],
        )
        return self._random.choice(ways)

    def _event(self, kind: EventKind, at: datetime) -> Event:
        random = self._random
        hidden = random.random() < 0.5
        shows_at = MONDAY + timedelta(hours=random.choice([-30, 3]))
        match kind:
            case EventKind.ANSWERED:
                return Event(kind, at, AMINA, reply=Reply.GO_AHEAD, until=at.date())
            case EventKind.CHANGED:
                # Without a day to look back on it was changed with its error trap.
                until = random.choice([(at + CHECK_BACK_AFTER).date(), None])
                return Event(
                    kind, at, AMINA, words="One list", until=until, strength=Strength.EASIER
                )
            case EventKind.HELPED:
                said = random.choice([Verdict.YES, Verdict.A_BIT])
                return Event(kind, at, TEAM, verdict=said, shows_at=shows_at if hidden else None)
            case EventKind.REOPENED:
                no, later = Verdict.NO, shows_at if hidden else None
                return Event(kind, at, TEAM, verdict=no, until=at.date(), shows_at=later)
        return Event(kind, at, REPORTER, shows_at=shows_at if hidden else None)

    def trap(self, team: Team) -> Trap:
        """An error trap that has come as far as chance will have it."""
        random = self._random
        changed = [TrapEventKind.CONFIRMED, TrapEventKind.CHANGED]
        ways: tuple[list[TrapEventKind], ...] = (
            [],
            [TrapEventKind.DISMISSED],
            [TrapEventKind.CONFIRMED],
            changed,
            [*changed, TrapEventKind.HELPED],
            [*changed, TrapEventKind.REOPENED],
            [*changed, TrapEventKind.REOPENED, TrapEventKind.MERGED],
            [*changed, TrapEventKind.HELPED, TrapEventKind.REOPENED, TrapEventKind.CHANGED],
        )
        at = _at(_FIRST + timedelta(days=random.randrange(_DAYS - 150)), 9)
        story = [TrapEvent(TrapEventKind.PROPOSED, at, BOT)]
        for kind in random.choice(ways):
            at += timedelta(days=random.randrange(1, 35))
            verdicts = {TrapEventKind.HELPED: Verdict.YES, TrapEventKind.REOPENED: Verdict.NO}
            story.append(TrapEvent(kind, at, AMINA, verdict=verdicts.get(kind)))
        return Trap(
            id=TrapId(uuid4().hex),
            reference=f"T-{uuid4().hex[:8]}",
            team=team.id,
            name="The old address",
            stage=None,
            factors=(),
            proposed_on=at.date(),
            events=tuple(story),
            reports=frozenset(),
        )

    def pulse(self, team: TeamId) -> Pulse:
        """What somebody answered at the end."""
        random = self._random
        month = date(2026, random.randrange(1, 12), 1)
        words = [random.choices(list(Word), weights=[8, 3, 1])[0] for _ in range(2)]
        return Pulse(team, month, *words)

    async def keep(self, database: Database, of: tuple[Team, ...], *, many: int) -> None:
        """Store so many reports, a third as many traps and every other's pulse, of each team."""
        for team in of:
            await database.write(partial(self._keep, team, many))

    async def _keep(self, team: Team, many: int, tx: Transaction) -> None:
        for number in range(many):
            given = self.pulse(team.id) if number % 2 else None
            await _keep_report(tx, self.report(team), given)
        for _ in range(many // 3):
            assert await traps.add(tx, self.trap(team))


async def _keep_report(tx: Transaction, report: Report, given: Pulse | None) -> None:
    filed, *later = report.events
    known = replace(report, events=(filed,))
    assert await reports.add(tx, known)
    for event in later:
        await reports.record(tx, known, event, USUAL)
        known = replace(known, events=(*known.events, event))
    if given is not None:
        assert await pulse.give(tx, report.id, given)


def _at(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour), UTC)
