"""What was changed because of a report, and whether it has helped."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

from bot.domain.change import Strength, Verdict
from bot.domain.claims import BY_CODE, Claim
from bot.domain.errors import NotAvailable, SaidAlready, WordsNeeded
from bot.domain.events import REPORTER, TEAM, Event, EventKind
from bot.domain.hollow import Gentle
from bot.domain.home import Seen
from bot.domain.ids import ReportId, UserId
from bot.domain.lifecycle import Action, State
from bot.domain.people import Colleague, Role, Viewer
from bot.domain.privacy import VisibleReport
from bot.domain.reference import Code
from bot.domain.report import Mode, Report
from bot.domain.text import is_empty
from bot.domain.trap_lifecycle import TrapRole
from bot.services import (
    consenting,
    following,
    gentleness,
    owing,
    recording,
    redesigning,
    standing,
    trap_standing,
    wording,
)
from bot.services.context import Context
from bot.services.repeats import first_time
from bot.services.standing import Standing, belongs
from storage import receipts, reports, timers
from storage.database import Transaction
from storage.timers import Timer

_BY_CODE = UserId(REPORTER)
"""Stands in the keyed hash of who has spoken for whoever holds the code: nobody has such an id."""


@dataclass(frozen=True)
class Altered:
    """What somebody says was changed. `key` is the same when the same form arrives again."""

    user: UserId
    report: ReportId
    words: str
    strength: Strength
    key: str


@dataclass(frozen=True)
class Weighed:
    """A change that is handed back with a gentle question, and not kept."""

    seen: Seen
    gentle: Gentle


@dataclass(frozen=True)
class Changes:
    """Keeps what was changed, and asks after four weeks whether it has helped."""

    context: Context

    async def open(self, user: UserId, id: ReportId) -> Seen:
        """The report that somebody wants to say was changed.

        Raises:
            NotAvailable: the person neither decides nor tries it out.
            GoodCatchError: not now; `lifecycle.refusal` says why.
            DirectoryUnavailable: Slack did not say who this is.
        """
        colleague = await self.context.directory.colleague(user)

        async def look(tx: Transaction) -> Seen:
            found = await self._standing(tx, id)
            viewer = found.viewer(user, colleague)
            found.decide(Action.CHANGE, viewer)
            return Seen(found.visible_to(viewer), found.today)

        return await self.context.database.read(look)

    async def give(self, given: Altered, *, is_asked: bool) -> VisibleReport | Weighed:
        """Keep what was changed as `record` does; or hand it back once with a gentle question.

        Only those who decide are asked, never the report's own reporter. `is_asked` says that the
        question has been shown: it is asked once, and forbids nothing.

        Raises what `record` raises.
        """
        return (None if is_asked else await self._weigh(given)) or await self.record(given)

    async def record(self, given: Altered) -> VisibleReport:
        """Keep what was changed, and owe word of it to whoever spoke up; the report as it is now.

        Raises:
            WordsNeeded: nothing was written.
            IdentifiersSeen: the words would tell others who a child or family is.
            Otherwise what `open` raises, and StorageUnavailable.
        """
        colleague = await self.context.directory.colleague(given.user)
        if is_empty(given.words):
            raise WordsNeeded
        words = wording.of_one(given.words, self.context.case_numbers)

        async def keep(tx: Transaction) -> VisibleReport:
            found = await self._standing(tx, given.report, for_change=True)
            mode = found.report.mode
            if await first_time(tx, self.context, f"changed:{given.key}", mode=mode):
                await self._record(tx, found, given, words, colleague)
                found = await self._standing(tx, given.report)
            return found.visible_to(found.viewer(given.user, colleague))

        return await self.context.database.write(keep)

    async def say(self, who: Claim, id: ReportId, verdict: Verdict) -> VisibleReport:
        """Keep whether a change has helped, once from each person or code; *no* opens it again.

        Where it was the change of an error trap, what is said counts for the trap.

        Raises:
            NotAvailable: the person may not see the report, or the code is not of it.
            SaidAlready: they have said that it helped before.
            GoodCatchError: not now; `lifecycle.refusal` says why.
            DirectoryUnavailable: Slack did not say who this is.
        """
        colleague = None
        if not isinstance(who, Code):
            colleague = await self.context.directory.colleague(who)

        async def keep(tx: Transaction) -> VisibleReport:
            if not await self._said_of_its_trap(tx, id, who, colleague, verdict):
                found = await self._standing(tx, id, for_change=True)
                viewer = await self._viewer(tx, found, who, colleague)
                await self._say(tx, found, viewer, verdict)
            found = await self._standing(tx, id)
            return found.visible_to(await self._viewer(tx, found, who, colleague))

        return await self.context.database.write(keep)

    async def ask(self, due: Sequence[Timer]) -> None:
        """Ask reporters and teams whether a change has helped, once for each change."""
        for timer in due:
            await self.context.database.write(partial(self._ask, timer))

    async def _weigh(self, given: Altered) -> Weighed | None:
        """The question about a change that could be kept as it is; None where nothing is asked."""

        async def look(tx: Transaction) -> Weighed | None:
            gentle = await gentleness.of_words(tx, given.words, given.strength)
            if gentle is None or is_empty(given.words):
                return None
            found = await self._standing(tx, given.report)
            viewer = found.viewer(given.user)
            if not viewer.may_decide:
                return None
            found.decide(Action.CHANGE, viewer)
            wording.of_one(given.words, self.context.case_numbers)
            return Weighed(Seen(found.visible_to(viewer), found.today), gentle)

        return await self.context.database.read(look)

    async def _record(
        self,
        tx: Transaction,
        found: Standing,
        given: Altered,
        words: str,
        colleague: Colleague,
    ) -> None:
        now = self.context.now()
        report = found.report
        kind = found.decide(Action.CHANGE, found.viewer(given.user, colleague))
        event = Event(
            kind=kind,
            at=now,
            actor=_who(found, given.user, colleague),
            words=words,
            until=consenting.look_back_on(found),
            strength=given.strength,
        )
        position = await recording.happened(tx, self.context, found, event)
        if event.actor != REPORTER or report.mode is Mode.NAMED:
            # A confidential reporter knows what they did, and a row about it would tell when.
            await owing.reply_to_reporter(tx, report, event=position, now=now)
        await consenting.watch(tx, found)

    async def _say(
        self,
        tx: Transaction,
        found: Standing,
        viewer: Viewer,
        verdict: Verdict,
    ) -> None:
        now = self.context.now()
        report = found.report
        action = Action.NOT_HELPED if verdict is Verdict.NO else Action.HELPED
        kind = found.decide(action, viewer)
        marks = self.context.vault.verdicts(report.id, viewer.user or _BY_CODE)
        is_new = await reports.say_verdict(tx, report.id, _position(report), marks)
        if not is_new and verdict is not Verdict.NO:
            raise SaidAlready
        until = None
        if verdict is Verdict.NO:
            until = found.team.calendar.add(found.today, found.team.answer_days)
        # Who it was is not kept: "not yet" must be easy to say.
        actor = REPORTER if Role.REPORTER in viewer.roles else TEAM
        event = Event(kind=kind, at=now, actor=actor, until=until, verdict=verdict)
        await recording.happened(tx, self.context, found, event)

    async def _said_of_its_trap(
        self,
        tx: Transaction,
        id: ReportId,
        who: Claim,
        colleague: Colleague | None,
        verdict: Verdict,
    ) -> bool:
        """Whether the report has its latest change from its trap, and this was said of that."""
        before = await self._standing(tx, id)
        if before.trap is None or not following.follows(before.report, before.trap):
            return False
        # The trap first, as everybody does who changes both.
        (trap,) = await trap_standing.for_change(tx, self.context, before.trap.id, also=[id])
        found = await self._standing(tx, id)
        if not found.is_visible_to(await self._viewer(tx, found, who, colleague)):
            raise NotAvailable
        # Once from each code too, whose keyed hash is that of the report: nobody has such an id.
        viewer = trap.viewer(colleague.user if colleague else UserId(id), colleague)
        # Whoever may read the report may say it, also from another team, or as its reporter alone.
        viewer = replace(viewer, roles=viewer.roles | {TrapRole.NEIGHBOUR})
        await redesigning.said(tx, self.context, trap, viewer, verdict)
        return True

    async def _ask(self, timer: Timer, tx: Transaction) -> None:
        now = self.context.now()
        try:
            found = await self._standing(tx, ReportId(timer.subject), for_change=True)
        except NotAvailable:
            await timers.clear(tx, timer.kind, timer.subject)
            return
        if not await timers.stands(tx, timer):
            return
        await timers.clear(tx, timer.kind, timer.subject)
        # Where it follows an error trap, that one asks whether it has helped.
        if found.report.state is State.CHANGED and not following.follows(found.report, found.trap):
            event = _position(found.report)
            await owing.check_backs(tx, found.report, found.team, event=event, now=now)
        await consenting.ask_once(tx, self.context, found.report.id)

    async def _viewer(
        self, tx: Transaction, found: Standing, who: Claim, colleague: Colleague | None
    ) -> Viewer:
        if not isinstance(who, Code):
            return found.viewer(who, colleague)
        if await receipts.report_of(tx, self.context.vault, who) != found.report.id:
            raise NotAvailable
        return BY_CODE

    async def _standing(
        self, tx: Transaction, id: ReportId, *, for_change: bool = False
    ) -> Standing:
        now = self.context.now()
        return await standing.of_report(tx, self.context.vault, id, now, for_change=for_change)


def _who(found: Standing, user: UserId, colleague: Colleague) -> str:
    """Who is named as having changed it: everybody but a reporter whom no answer has named.

    Of whom an answer asked to try it, everybody in the team expects the name beside the change:
    anything else there would tell that they wrote the report. Somebody who has left the team could
    not have said so but as the reporter, so their name would tell.
    """
    answer = found.report.latest(EventKind.ANSWERED)
    was_asked = answer is not None and answer.doer == user and belongs(colleague, found.team)
    return user if was_asked or not found.wrote(user) else REPORTER


def _position(report: Report) -> int:
    """Where the latest change stands among the report's events, from 1."""
    change = report.latest(EventKind.CHANGED)
    return 0 if change is None else len(report.events) - report.events[::-1].index(change)
