"""Thanks and answers: what somebody who decides says to a report."""

from dataclasses import dataclass
from datetime import date, timedelta

from bot.domain.errors import DateNeeded, NotInTeam, NotPossibleNow, ReasonNeeded, WordsNeeded
from bot.domain.events import Event, Reply
from bot.domain.hollow import Gentle
from bot.domain.ids import ReportId, UserId
from bot.domain.lifecycle import Action
from bot.domain.people import Colleague
from bot.domain.privacy import VisibleReport
from bot.domain.report import Audience
from bot.domain.text import is_empty
from bot.services import gentleness, owing, recording, standing, wording
from bot.services.context import Context
from bot.services.repeats import first_time
from bot.services.standing import Standing, belongs
from storage import drafts
from storage.database import Transaction

LOOK_AGAIN_AFTER = {Reply.GO_AHEAD: 5, Reply.TRY_UNTIL: 10, Reply.TALK_IT_OVER: 5}
"""Working days after which an answer is looked at again, unless somebody chooses another day."""


LATEST = timedelta(days=366)
"""What is looked at again later than this is forgotten."""


@dataclass(frozen=True)
class Said:
    """A reply as somebody gave it. `key` is the same when the same click arrives again."""

    user: UserId
    report: ReportId
    reply: Reply
    words: str
    until: date | None
    """When it is looked at again, else on the usual day; a try-out with words needs one."""
    key: str
    doer: UserId | None = None
    """Who is asked to try it, if anybody in particular."""
    draft: int | None = None
    """For a reply begun by an emoji and sent as it is: the draft's number. It needs no words."""
    wordless: bool = False
    """Whether it was chosen as an answer that needs no words."""


@dataclass(frozen=True)
class Opening:
    """What the form for a reply starts with."""

    report: VisibleReport
    reply: Reply
    look_on: date
    """The day that is suggested for looking at it again."""
    today: date
    words: str = ""
    doer: UserId | None = None
    gentle: Gentle | None = None
    """What is asked about the words, where they were handed back; nothing of them is kept."""


@dataclass(frozen=True)
class Answers:
    """Lets those who decide say thank you, and answer."""

    context: Context

    async def open(self, user: UserId, id: ReportId, reply: Reply) -> Opening:
        """What the form for this reply shows.

        Raises:
            NotAvailable: the person may not answer this report.
            GoodCatchError: not now; `lifecycle.refusal` says why.
        """

        async def look(tx: Transaction) -> Opening:
            now = self.context.now()
            found = await standing.of_report(tx, self.context.vault, id, now)
            viewer = found.viewer(user)
            found.decide(_action(reply), viewer)
            visible = found.visible_to(viewer)
            return Opening(visible, reply, _look_on(found, reply), found.today)

        return await self.context.database.read(look)

    async def give(self, said: Said, *, is_asked: bool) -> VisibleReport | Opening:
        """Record a reply as `say` does; or hand it back once with a gentle question, unkept.

        `is_asked` says that the question has been shown: it is asked once, and forbids nothing.

        Raises what `say` raises.
        """
        handed_back = None if is_asked or not said.reply.is_answer else await self._weigh(said)
        return handed_back or await self.say(said)

    async def say(self, said: Said) -> VisibleReport:
        """Record a reply, and owe it to everybody who is to know; the report as it is now.

        Raises:
            NotAvailable: the person may not answer this report.
            ReasonNeeded, WordsNeeded, DateNeeded: what the reply needs is not there.
            NotInTeam: whoever is to try it is not in the team's channel.
            IdentifiersSeen: the words would tell others who a child or family is.
            GoodCatchError: not now; `lifecycle.refusal` says why.
            DirectoryUnavailable: Slack did not say who is to try it.
            StorageUnavailable: it has not been stored, or not surely; saying it again is safe.
        """
        doer = await self.context.directory.colleague(said.doer) if said.doer else None

        async def store(tx: Transaction) -> VisibleReport:
            now = self.context.now()
            vault = self.context.vault
            found = await standing.of_report(tx, vault, said.report, now, for_change=True)
            # Who was asked only because the promise had slipped is not, once it is answered.
            viewer = found.viewer(said.user)
            if await first_time(tx, self.context, f"reply:{said.key}"):
                await self._record(tx, found, said, doer)
                found = await standing.of_report(tx, vault, said.report, now)
            return found.visible_to(viewer)

        return await self.context.database.write(store)

    async def without_words(self, user: UserId, id: ReportId, reply: Reply, key: str) -> None:
        """Give an answer that needs no words; one to be looked at again is, on the usual day.

        Raises what `say` raises, and:
            ReasonNeeded: a *not now* always needs words.
        """
        await self.say(Said(user, id, reply, "", None, key, wordless=True))

    async def send_as_it_is(self, user: UserId, id: ReportId) -> None:
        """Turn what somebody's reaction said into their reply, without words.

        Raises:
            NotAvailable: the person may not answer this report.
            NotPossibleNow: the reaction has been taken back, or is answered already.
        """
        draft = await self.context.database.read(lambda tx: drafts.of(tx, id, user))
        if draft is None:
            raise NotPossibleNow
        await self.say(
            Said(
                user=user,
                report=id,
                reply=draft.reply,
                words="",
                until=None,
                key=f"draft:{id}:{user}:{draft.number}",
                draft=draft.number,
                wordless=True,
            )
        )

    async def begun(self, user: UserId, id: ReportId) -> Opening:
        """What the form shows for the reply that somebody's reaction has begun.

        Raises:
            NotAvailable: the person may not answer this report.
            NotPossibleNow: the reaction has been taken back, or is answered already.
        """
        draft = await self.context.database.read(lambda tx: drafts.of(tx, id, user))
        if draft is None:
            raise NotPossibleNow
        return await self.open(user, id, draft.reply)

    async def _weigh(self, said: Said) -> Opening | None:
        """The form with the words in it, where they are hollow and could be kept as they are."""

        async def look(tx: Transaction) -> Opening | None:
            gentle = await gentleness.of_words(tx, said.words)
            if gentle is None:
                return None
            now = self.context.now()
            found = await standing.of_report(tx, self.context.vault, said.report, now)
            viewer = found.viewer(said.user)
            found.decide(_action(said.reply), viewer)
            words = self._checked(said, found.today)
            look_on = said.until or _look_on(found, said.reply)
            visible = found.visible_to(viewer)
            return Opening(visible, said.reply, look_on, found.today, words, said.doer, gentle)

        return await self.context.database.read(look)

    async def _record(
        self, tx: Transaction, found: Standing, said: Said, doer: Colleague | None
    ) -> None:
        now = self.context.now()
        report = found.report
        kind = found.decide(_action(said.reply), found.viewer(said.user))
        event = Event(
            kind=kind,
            at=now,
            actor=said.user,
            reply=said.reply,
            words=self._checked(said, found.today),
            until=said.until or _look_on(found, said.reply) if said.reply.goes_on else None,
            doer=_who_tries(found, said, doer),
        )
        position = await recording.happened(tx, self.context, found, event)
        await owing.reply_to_reporter(tx, report, event=position, now=now)
        if event.doer is not None and event.doer != said.user:
            await owing.to_try(tx, report.id, event.doer, event=position, now=now)
        await self._finish_draft(tx, report.id, said)

    async def _finish_draft(self, tx: Transaction, id: ReportId, said: Said) -> None:
        draft = await drafts.of(tx, id, said.user)
        if said.draft is not None and (draft is None or draft.number != said.draft):
            # Taken back in the very moment in which it was to be sent.
            raise NotPossibleNow
        if draft is not None:
            await drafts.discard(tx, draft)
            now = self.context.now()
            await owing.prompt_done(tx, id, said.user, number=draft.number, cause="sent", now=now)

    def _checked(self, said: Said, today: date) -> str:
        """The words as they are kept, once everything the reply needs is there."""
        if said.until is None and said.reply is Reply.TRY_UNTIL and not said.wordless:
            raise DateNeeded
        too_late = today + LATEST
        if said.until and said.reply.goes_on and not today < said.until <= too_late:
            raise DateNeeded
        needs_words = said.reply.is_answer and not (said.wordless and said.reply.goes_on)
        if needs_words and is_empty(said.words):
            raise ReasonNeeded if said.reply is Reply.NOT_NOW else WordsNeeded
        return wording.of_one(said.words, self.context.case_numbers)


def _action(reply: Reply) -> Action:
    return Action.ANSWER if reply.is_answer else Action.THANK


def _look_on(found: Standing, reply: Reply) -> date:
    return found.team.calendar.add(found.today, LOOK_AGAIN_AFTER.get(reply, 1))


def _who_tries(found: Standing, said: Said, doer: Colleague | None) -> UserId | None:
    """Whoever is to try it, where the reply and the report leave room for that."""
    if doer is None or not said.reply.is_tried:
        return None
    if found.report.audience is not Audience.TEAM or not belongs(doer, found.team):
        raise NotInTeam
    return doer.user
