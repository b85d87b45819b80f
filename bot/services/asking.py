"""Asking whoever wrote a report: a question, or whether it may be shared beyond the team."""

from dataclasses import dataclass

from bot.domain.errors import NotPossibleNow, WordsNeeded
from bot.domain.events import Event
from bot.domain.home import Seen
from bot.domain.ids import ReportId, UserId
from bot.domain.lifecycle import Action
from bot.domain.privacy import VisibleReport
from bot.domain.text import is_empty
from bot.services import owing, recording, standing, wording
from bot.services.context import Context
from bot.services.repeats import first_time
from bot.services.standing import Standing
from storage.database import Transaction


@dataclass(frozen=True)
class Question:
    """What somebody who decides asks. `key` is the same when the same form arrives again."""

    user: UserId
    report: ReportId
    words: str
    key: str


@dataclass(frozen=True)
class Asking:
    """Brings a question to whoever wrote a report, without anybody learning who that is."""

    context: Context

    async def open(self, user: UserId, id: ReportId) -> Seen:
        """The report that somebody wants to ask about.

        Raises:
            NotAvailable: the person does not decide on it.
            TakenBack: there is nobody left to ask.
        """
        return await standing.about_to(self.context, user, id, Action.QUESTION)

    async def ask(self, question: Question) -> VisibleReport:
        """Keep a question and owe it to the reporter; the report as it is now.

        A reporter who left no name finds it on coming back.

        Raises:
            WordsNeeded: nothing was written.
            IdentifiersSeen: the words would tell others who a child or family is.
            Otherwise what `open` raises, and StorageUnavailable: asking again is safe.
        """
        if is_empty(question.words):
            raise WordsNeeded
        words = wording.of_one(question.words, self.context.case_numbers)

        async def keep(tx: Transaction) -> VisibleReport:
            found = await self._standing(tx, question.report, for_change=True)
            viewer = found.viewer(question.user)
            if await first_time(tx, self.context, f"question:{question.key}"):
                now = self.context.now()
                kind = found.decide(Action.QUESTION, viewer)
                event = Event(kind, now, question.user, words=words)
                position = await recording.happened(tx, self.context, found, event)
                await owing.question(tx, found.report, event=position, now=now)
                found = await self._standing(tx, question.report)
            return found.visible_to(viewer)

        return await self.context.database.write(keep)

    async def ask_consent(self, user: UserId, id: ReportId) -> VisibleReport:
        """Ask the reporter whether it may be shared beyond the team; once until they have said.

        Raises:
            NotPossibleNow: they have said yes already.
            Otherwise what `open` raises, and StorageUnavailable.
        """

        async def keep(tx: Transaction) -> VisibleReport:
            found = await self._standing(tx, id, for_change=True)
            viewer = found.viewer(user)
            kind = found.decide(Action.ASK_CONSENT, viewer)
            # What the reporter has said a moment ago does not show yet, nor by being refused.
            if found.shown.may_leave_the_team:
                raise NotPossibleNow
            if not found.shown.is_consent_asked:
                now = self.context.now()
                event = Event(kind, now, user)
                position = await recording.happened(tx, self.context, found, event)
                await owing.consent(tx, found.report, event=position, now=now)
                found = await self._standing(tx, id)
            return found.visible_to(viewer)

        return await self.context.database.write(keep)

    async def _standing(
        self, tx: Transaction, id: ReportId, *, for_change: bool = False
    ) -> Standing:
        now = self.context.now()
        return await standing.of_report(tx, self.context.vault, id, now, for_change=for_change)
