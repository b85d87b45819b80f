"""Thanks and answers: what somebody who decides says to a report."""

from dataclasses import dataclass
from datetime import date

from bot.domain import personal_data
from bot.domain.errors import (
    DateNeeded,
    IdentifiersSeen,
    NotPossibleNow,
    ReasonNeeded,
    WordsNeeded,
)
from bot.domain.events import Event, EventKind, Reply
from bot.domain.ids import ReportId, UserId
from bot.domain.lifecycle import Action, decide
from bot.domain.privacy import VisibleReport, visible_to
from bot.domain.text import clean, is_empty
from bot.services import owing, standing
from bot.services.capture import KEYS_KEPT_FOR
from bot.services.context import Context
from bot.services.standing import Standing
from storage import audit, drafts, once, reports, timers
from storage.database import Transaction
from storage.timers import TimerKind

TRY_OUT_DAYS = 10
"""Working days a try-out lasts unless somebody chooses another day."""


@dataclass(frozen=True)
class Said:
    """A reply as somebody gave it. `key` is the same when the same click arrives again."""

    user: UserId
    report: ReportId
    reply: Reply
    words: str
    until: date | None
    key: str
    draft: int | None = None
    """For a reply begun by an emoji and sent as it is: the draft's number. It needs no words."""


@dataclass(frozen=True)
class Opening:
    """What the form for a reply starts with."""

    report: VisibleReport
    reply: Reply
    try_until: date
    today: date


@dataclass(frozen=True)
class Answers:
    """Lets those who decide say thank you, and answer."""

    context: Context

    async def open(self, user: UserId, id: ReportId, reply: Reply) -> Opening:
        """What the form for this reply shows.

        Raises:
            NotAvailable: the person may not answer this report.
            NotPossibleNow: it has been thanked for already.
        """

        async def look(tx: Transaction) -> Opening:
            found = await standing.of_report(tx, self.context.vault, id)
            visible = _may_say(found, user, reply)
            calendar = found.team.calendar
            today = calendar.day_of(self.context.now())
            return Opening(visible, reply, calendar.add(today, TRY_OUT_DAYS), today)

        return await self.context.database.read(look)

    async def say(self, said: Said) -> VisibleReport:
        """Record a reply, and owe it to everybody who is to know; the report as it is now.

        Raises:
            NotAvailable: the person may not answer this report.
            NotPossibleNow: it has been thanked for already.
            ReasonNeeded, WordsNeeded, DateNeeded: what the reply needs is not there.
            IdentifiersSeen: the words would tell others who a child or family is.
            StorageUnavailable: it has not been stored, or not surely; saying it again is safe.
        """

        async def store(tx: Transaction) -> VisibleReport:
            found = await standing.of_report(tx, self.context.vault, said.report, for_change=True)
            now = self.context.now()
            key = self.context.vault.dedupe(f"reply:{said.key}")
            if await once.first_time(tx, key, kept_until=now + KEYS_KEPT_FOR):
                self._check(said, found.team.calendar.day_of(now))
                await self._record(tx, found, said)
                found = await standing.of_report(tx, self.context.vault, said.report)
            return visible_to(found.report, found.viewer(said.user))

        return await self.context.database.write(store)

    async def send_as_it_is(self, user: UserId, id: ReportId) -> None:
        """Turn what somebody's reaction said into their reply, without words.

        Raises:
            NotAvailable: the person may not answer this report.
            NotPossibleNow: the reaction has been taken back, or is answered already.
        """
        draft = await self.context.database.read(lambda tx: drafts.of(tx, id, user))
        if draft is None:
            raise NotPossibleNow
        until = None
        if draft.reply is Reply.TRY_UNTIL:
            until = (await self.open(user, id, draft.reply)).try_until
        await self.say(
            Said(
                user=user,
                report=id,
                reply=draft.reply,
                words="",
                until=until,
                key=f"draft:{id}:{user}:{draft.number}",
                draft=draft.number,
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

    async def _record(self, tx: Transaction, found: Standing, said: Said) -> None:
        now = self.context.now()
        report = found.report
        kind = _event_for(found, said.user, said.reply)
        happened = Event(
            kind=kind,
            at=now,
            actor=said.user,
            reply=said.reply,
            words=clean(said.words).text,
            until=said.until if said.reply is Reply.TRY_UNTIL else None,
        )
        position = await reports.record(tx, report, happened)
        await owing.reply_to_reporter(tx, report.id, event=position, now=now)
        await owing.redraw(tx, report, found.team, cause=f"event-{position}", now=now)
        await audit.note(tx, at=now, actor=said.user, action=kind.value, subject=report.id)
        draft = await drafts.of(tx, report.id, said.user)
        if said.draft is not None and (draft is None or draft.number != said.draft):
            # Taken back in the very moment in which it was to be sent.
            raise NotPossibleNow
        if draft is not None:
            await drafts.discard(tx, draft)
            await owing.prompt_done(
                tx, report.id, said.user, number=draft.number, cause="sent", now=now
            )
        if said.reply.is_answer:
            await timers.clear(tx, TimerKind.NUDGE, report.id)

    def _check(self, said: Said, today: date) -> None:
        words = clean(said.words).text
        if said.reply is Reply.TRY_UNTIL and (said.until is None or said.until <= today):
            raise DateNeeded
        if said.draft is None and said.reply.is_answer and is_empty(words):
            raise ReasonNeeded if said.reply is Reply.NOT_NOW else WordsNeeded
        found = personal_data.find(words, case_pattern=self.context.case_numbers)
        if found:
            kinds = dict.fromkeys(one.kind.value for one in found)
            raise IdentifiersSeen(kinds=", ".join(kinds))


def _event_for(found: Standing, user: UserId, reply: Reply) -> EventKind:
    report, viewer = found.report, found.viewer(user)
    thanked = visible_to(report, viewer).thanks is not None
    action = Action.ANSWER if reply.is_answer else Action.THANK
    return decide(report.state, action, viewer, thanked=thanked)


def _may_say(found: Standing, user: UserId, reply: Reply) -> VisibleReport:
    _event_for(found, user, reply)
    return visible_to(found.report, found.viewer(user))
