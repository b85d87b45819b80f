"""Redesigning an error trap: what is planned, what was changed, and whether it has helped."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from bot.domain.change import CHECK_BACK_AFTER, Strength, Verdict
from bot.domain.errors import DateNeeded, SaidAlready, WordsNeeded
from bot.domain.events import TEAM
from bot.domain.hollow import Gentle
from bot.domain.ids import TrapId, UserId
from bot.domain.text import is_empty
from bot.domain.trap import TrapEvent
from bot.domain.trap_lifecycle import TrapAction, TrapEventKind, TrapRole, TrapViewer
from bot.domain.trap_reading import TrapSeen
from bot.domain.trap_steps import position
from bot.services import (
    following,
    gentleness,
    trap_recording,
    trap_standing,
    trap_work,
    wording,
)
from bot.services.context import Context
from bot.services.repeats import first_time
from bot.services.trap_standing import TrapStanding
from storage import traps
from storage.database import Transaction

_LONGEST = timedelta(days=366)


@dataclass(frozen=True)
class Planned:
    """What is to be changed by a day. `key` is the same when the same form arrives again."""

    user: UserId
    trap: TrapId
    words: str
    strength: Strength
    by: date
    key: str


@dataclass(frozen=True)
class Redesigned:
    """What was changed. `key` is the same when the same form arrives again."""

    user: UserId
    trap: TrapId
    words: str
    strength: Strength
    key: str


@dataclass(frozen=True)
class Weighed:
    """A plan or a change that is handed back with a gentle question, and not kept."""

    seen: TrapSeen
    gentle: Gentle


_DECIDE = frozenset({TrapRole.DECIDER, TrapRole.LEARNING_LEAD})


@dataclass(frozen=True)
class Redesigning:
    """Keeps plans and changes, and what people say of them. Raises as `Traps` does."""

    context: Context

    async def give(self, given: Planned | Redesigned, *, is_asked: bool) -> TrapSeen | Weighed:
        """Keep it as `plan` or `change` does; or hand it back once with a gentle question.

        `is_asked` says that the question has been shown: it is asked once, and forbids nothing.
        The words of a practitioner who has taken the trap on are not held up to them.

        Raises what `plan` and `change` raise.
        """
        weighed = None if is_asked else await self._weigh(given)
        if weighed is not None:
            return weighed
        return await (self.plan(given) if isinstance(given, Planned) else self.change(given))

    async def plan(self, given: Planned) -> TrapSeen:
        """Keep what is to be changed, and by when.

        Raises:
            WordsNeeded: nothing was written.
            DateNeeded: the day is none after today, on the team's calendar, or over a year away.
            IdentifiersSeen: the words would tell others who a child or family is.
        """
        words = self._words(given.words)

        async def keep(tx: Transaction, found: TrapStanding, viewer: TrapViewer) -> TrapStanding:
            _check_day(found, given)
            if not await first_time(tx, self.context, f"trap-plan:{given.key}"):
                return found
            event = TrapEvent(
                found.decide(TrapAction.PLAN, viewer),
                self.context.now(),
                given.user,
                words=words,
                until=given.by,
                strength=given.strength,
            )
            return (await trap_recording.happened(tx, self.context, found, event))[0]

        return await trap_work.on(self.context, given.user, given.trap, keep)

    async def change(self, given: Redesigned) -> TrapSeen:
        """Keep what was changed; every report of the trap follows, and its reporter is told.

        Raises:
            WordsNeeded: nothing was written.
            IdentifiersSeen: the words would tell others who a child or family is.
        """
        words = self._words(given.words)

        async def keep(tx: Transaction, found: TrapStanding, viewer: TrapViewer) -> TrapStanding:
            if not await first_time(tx, self.context, f"trap-change:{given.key}"):
                return found
            event = TrapEvent(
                found.decide(TrapAction.CHANGE, viewer),
                self.context.now(),
                given.user,
                words=words,
                until=found.team.calendar.add(found.today + CHECK_BACK_AFTER, 0),
                strength=given.strength,
            )
            return await self._keep(tx, found, event)

        return await trap_work.on(self.context, given.user, given.trap, keep)

    async def say(self, user: UserId, id: TrapId, verdict: Verdict) -> TrapSeen:
        """Keep whether the change has helped, once from each person; *no* opens the trap again.

        Raises:
            SaidAlready: they have said that it helped before.
        """

        async def keep(tx: Transaction, found: TrapStanding, viewer: TrapViewer) -> TrapStanding:
            return await said(tx, self.context, found, viewer, verdict)

        return await trap_work.on(self.context, user, id, keep)

    async def _keep(self, tx: Transaction, found: TrapStanding, event: TrapEvent) -> TrapStanding:
        after, place = await trap_recording.happened(tx, self.context, found, event)
        await following.begin(tx, self.context, after, place)
        return after

    async def _weigh(self, given: Planned | Redesigned) -> Weighed | None:
        """The question about what could be kept as it is; None where nothing is asked."""
        words = self._words(given.words)
        colleague = await self.context.directory.colleague(given.user)

        async def look(tx: Transaction) -> Weighed | None:
            found = await trap_standing.of_trap(tx, self.context, given.trap)
            viewer = found.viewer(given.user, colleague)
            gentle = await gentleness.of_words(tx, words, given.strength)
            if gentle is not None and not viewer.roles & _DECIDE:
                gentle = replace(gentle, phrases=()) if gentle.reminds else None
            if gentle is None:
                return None
            if isinstance(given, Planned):
                _check_day(found, given)
            found.decide(_ACTIONS[type(given)], viewer)
            return Weighed(await trap_work.read(tx, self.context, found, colleague), gentle)

        return await self.context.database.read(look)

    def _words(self, written: str) -> str:
        if is_empty(written):
            raise WordsNeeded
        return wording.of_one(written, self.context.case_numbers)


_ACTIONS = {Planned: TrapAction.PLAN, Redesigned: TrapAction.CHANGE}


def _check_day(found: TrapStanding, given: Planned) -> None:
    if not found.today < given.by <= found.today + _LONGEST:
        raise DateNeeded


async def said(
    tx: Transaction, context: Context, found: TrapStanding, viewer: TrapViewer, verdict: Verdict
) -> TrapStanding:
    """Keep what `viewer` says of the latest change; the trap as it stands then.

    The trap was loaded for change. Who it was is not kept: "still there" must be easy to say.

    Raises what `Redesigning.say` raises.
    """
    is_no = verdict is Verdict.NO
    kind = found.decide(TrapAction.STILL_THERE if is_no else TrapAction.HELPED, viewer)
    if viewer.user is not None:
        marks = context.vault.trap_verdicts(found.trap.id, viewer.user)
        change = position(found.trap, TrapEventKind.CHANGED)
        if not await traps.say_verdict(tx, found.trap.id, change, marks) and not is_no:
            raise SaidAlready
    at = trap_recording.moment(TEAM, context.now())
    event = TrapEvent(kind, at, TEAM, verdict=verdict)
    after, place = await trap_recording.happened(tx, context, found, event)
    if not is_no:
        await following.begin(tx, context, after, place)
    return after
