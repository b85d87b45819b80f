"""What reporters can do with their own reports: ask, add, change, share, open again, take back."""

from dataclasses import dataclass, replace

from bot.domain import release
from bot.domain.claims import BY_CODE, Claim
from bot.domain.errors import (
    GoodCatchError,
    NotAvailable,
    SharedAlready,
    StaysWithDeciders,
    WordsNeeded,
)
from bot.domain.events import REPORTER, Event, EventKind
from bot.domain.form import Form
from bot.domain.home import Asked, Own, Seen
from bot.domain.ids import ReportId
from bot.domain.lifecycle import OPEN, Action
from bot.domain.people import Colleague, Viewer
from bot.domain.privacy import VisibleReport
from bot.domain.reference import Code
from bot.domain.report import Audience, Mode, Words
from bot.domain.text import is_empty
from bot.services import indexing, owing, recording, settling, standing, wording
from bot.services.context import Context
from bot.services.ending import is_asked_of
from bot.services.repeats import first_time
from bot.services.standing import Standing
from storage import receipts, reports
from storage.database import Transaction
from storage.vault import Vault


@dataclass(frozen=True)
class Edit:
    """A report's words as its reporter wants them now."""

    who: Claim
    report: ReportId
    words: Words
    revision: int
    key: str


@dataclass(frozen=True)
class OwnReports:
    """Serves whoever wrote a report; to everybody else it does not exist."""

    context: Context

    async def happening(self, who: Claim, id: ReportId) -> Asked:
        """Where a report stands, and that its reporter has asked; kept once until somebody acts.

        Raises:
            NotAvailable: it is not theirs.
        """

        async def ask(tx: Transaction) -> Asked:
            found = await self._theirs(tx, who, id)
            if found.report.asked_since is None:
                try:
                    await self._record(tx, found, who, Action.ASK)
                except GoodCatchError:
                    # Nothing is under way any more: they are told so, and nobody is asked.
                    return Asked(own_of(found, who), found.today)
                found = await self._theirs(tx, who, id)
            return Asked(own_of(found, who), found.today)

        return await self.context.database.write(ask)

    async def open(self, who: Claim, id: ReportId, action: Action) -> Seen:
        """The report that its reporter wants to add to or open again.

        Raises:
            NotAvailable: it is not theirs.
            GoodCatchError: not now; `lifecycle.refusal` says why.
        """

        async def look(tx: Transaction) -> Seen:
            found = await self._theirs(tx, who, id, for_change=False)
            found.decide(action, _viewer(found, who))
            return _seen(found, who)

        return await self.context.database.read(look)

    async def editing(self, who: Claim, id: ReportId) -> Form:
        """The form with the words of a report in it, as `open`.

        Before there is an answer they are changed; and what everybody can read is corrected.
        """

        async def look(tx: Transaction) -> Form:
            found = await self._theirs(tx, who, id, for_change=False)
            found.decide(_rewording(found), _viewer(found, who))
            return self._form(_seen(found, who), found.report.words)

        return await self.context.database.read(look)

    async def edit(self, given: Edit) -> VisibleReport | Form:
        """Put other words in the place of the old ones; or hand them back with identifiers masked.

        Raises:
            WordsNeeded: there is nothing in it but blanks.
            Otherwise what `open` raises, and StorageUnavailable.
        """
        words, _ = wording.cleaned(given.words)
        if is_empty(words.what):
            raise WordsNeeded
        found = wording.findings(words, self.context.case_numbers)
        if found:
            form = await self.editing(given.who, given.report)
            masked = wording.masked(words, found)
            seen = wording.seen(found)
            return replace(form, words=masked, revision=given.revision + 1, seen=seen)

        async def store(tx: Transaction) -> VisibleReport:
            found = await self._theirs(tx, given.who, given.report)
            if await self._is_new(tx, found, given.key):
                action = _rewording(found)
                found.decide(action, _viewer(found, given.who))
                if words != found.report.words:
                    await self._record(tx, found, given.who, action)
                    await recording.reworded(tx, self.context, given.report, words)
            return (await self._again(tx, given.who, given.report)).report

        return await self.context.database.write(store)

    async def add(self, who: Claim, id: ReportId, words: str, key: str) -> VisibleReport:
        """Add something to a report. Raises as `edit` does, and IdentifiersSeen."""
        return await self._say(who, id, Action.ADD, words, key)

    async def reopen(self, who: Claim, id: ReportId, words: str, key: str) -> VisibleReport:
        """Reply to a *not now*, which opens it again. Raises as `add` does."""
        return await self._say(who, id, Action.REOPEN, words, key)

    async def reply(self, who: Claim, id: ReportId, words: str, key: str) -> VisibleReport:
        """Answer what was asked, or say something in the discussion, without a name there.

        It comes to the thread, or to whoever asked, once it shows. Raises as `add` does.
        """
        return await self._say(who, id, Action.REPLY, words, key)

    async def consent(self, who: Claim, id: ReportId, *, yes: bool) -> Seen:
        """Keep whether it may be shared beyond the team; the last word counts.

        Raises what `open` raises.
        """
        action = Action.CONSENT if yes else Action.DECLINE

        async def keep(tx: Transaction) -> Seen:
            found = await self._theirs(tx, who, id)
            if found.report.is_consent_asked or found.report.may_leave_the_team is not yes:
                await self._record(tx, found, who, action)
            return await self._again(tx, who, id)

        return await self.context.database.write(keep)

    async def share(self, who: Claim, id: ReportId) -> None:
        """Let the whole team read what only those who decide could.

        Raises:
            SharedAlready: the team can read it.
            StaysWithDeciders: somebody was left out of it, who reads along in the channel.
            Otherwise what `open` raises.
        """

        async def let(tx: Transaction) -> None:
            found = await self._theirs(tx, who, id)
            if found.report.audience is Audience.TEAM:
                raise SharedAlready
            if found.report.left_out:
                raise StaysWithDeciders
            now = self.context.now()
            await self._record(tx, found, who, Action.SHARE)
            await reports.share(tx, id)
            await indexing.refresh(tx, self.context, id)
            shared = (await self._theirs(tx, who, id)).report
            moment = release.coarse_day(shared.mode, now)
            await owing.card(tx, shared, found.team, now=moment, due=shared.events[-1].shows_at)

        await self.context.database.write(let)

    async def credit(self, who: Claim, id: ReportId) -> Seen:
        """Keep that a named reporter may be thanked by name.

        Raises:
            NotAvailable: it is not theirs, or they are not named.
            GoodCatchError: not now; `lifecycle.refusal` says why.
        """
        return await self._keep_credit(who, id, Action.CREDIT, EventKind.CREDITED)

    async def uncredited(self, who: Claim, id: ReportId) -> Seen:
        """Keep that a named reporter would rather not be; it takes a yes back. Raises as `credit`.

        An earlier yes can be taken back while the report is open again, too.
        """
        return await self._keep_credit(who, id, Action.UNCREDIT, EventKind.UNCREDITED)

    async def withdraw(self, who: Claim, id: ReportId, *, at_once: bool = True) -> None:
        """Take a report back: nobody else can read it from then on.

        Raises what `open` raises. It shows at once, if that is what the person wants: else, for
        somebody who left no name, with the next reports that appear together.
        """

        async def take_back(tx: Transaction) -> None:
            found = await self._theirs(tx, who, id)
            unseen = found.report.released_at > self.context.now()
            now = at_once or unseen or found.report.mode is not Mode.ANONYMOUS
            await self._record(tx, found, who, Action.WITHDRAW, at_once=now)

        await self.context.database.write(take_back)

    async def _keep_credit(self, who: Claim, id: ReportId, action: Action, said: EventKind) -> Seen:
        """Keep the reporter's word about their name, where it is not the last one already."""

        async def keep(tx: Transaction) -> Seen:
            found = await self._theirs(tx, who, id)
            if found.report.mode is not Mode.NAMED:
                raise NotAvailable
            last = found.report.latest(EventKind.CREDITED, EventKind.UNCREDITED)
            if last is None or last.kind is not said:
                await self._record(tx, found, who, action)
            if last is not None and last.kind is EventKind.CREDITED:
                now = self.context.now()
                cause = f"thanked-{len(found.report.events)}"
                await settling.weeks_again(tx, found.report, cause=cause, due=now, now=now)
            asks = await is_asked_of(tx, found)
            return replace(await self._again(tx, who, id), asks_pulse=asks)

        return await self.context.database.write(keep)

    async def _say(
        self, who: Claim, id: ReportId, action: Action, written: str, key: str
    ) -> VisibleReport:
        if is_empty(written):
            raise WordsNeeded
        words = wording.of_one(written, self.context.case_numbers)

        async def store(tx: Transaction) -> VisibleReport:
            found = await self._theirs(tx, who, id)
            if await self._is_new(tx, found, key):
                await self._record(tx, found, who, action, words=words)
            return (await self._again(tx, who, id)).report

        return await self.context.database.write(store)

    async def _record(
        self,
        tx: Transaction,
        found: Standing,
        who: Claim,
        action: Action,
        *,
        words: str = "",
        at_once: bool = False,
    ) -> None:
        kind = found.decide(action, _viewer(found, who))
        until = None
        if action is Action.REOPEN:
            until = found.team.calendar.add(found.today, found.team.answer_days)
        event = Event(kind, self.context.now(), REPORTER, words=words, until=until)
        position = await recording.happened(tx, self.context, found, event, at_once=at_once)
        if action is Action.REPLY:
            after = await self._theirs(tx, who, found.report.id, for_change=False)
            await owing.reporter_says(tx, after.report, found.team, event=position)

    async def _is_new(self, tx: Transaction, found: Standing, key: str) -> bool:
        return await first_time(tx, self.context, f"own:{key}", mode=found.report.mode)

    async def _theirs(
        self, tx: Transaction, who: Claim, id: ReportId, *, for_change: bool = True
    ) -> Standing:
        now = self.context.now()
        vault = self.context.vault
        found = await standing.of_report(tx, vault, id, now, for_change=for_change)
        if not await is_theirs(tx, vault, found, who):
            raise NotAvailable
        return found

    def _form(self, seen: Seen, words: Words) -> Form:
        """The form for changing words; its code is never used, as nothing new is stored by it."""
        return Form(
            kind=seen.report.kind,
            code=Code.fresh(seen.report.kind.prefix),
            teams=(),
            mode=seen.report.mode,
            words=words,
            audience=seen.report.audience,
            duty_contact=seen.duty_contact or self.context.duty_contact,
            editing=seen.report.id,
        )

    async def _again(self, tx: Transaction, who: Claim, id: ReportId) -> Seen:
        return _seen(await self._theirs(tx, who, id, for_change=False), who)


async def is_theirs(tx: Transaction, vault: Vault, found: Standing, who: Claim) -> bool:
    """Whether the report is that of whoever shows this."""
    if isinstance(who, Code):
        return await receipts.report_of(tx, vault, who) == found.report.id
    return found.wrote(who)


def _viewer(found: Standing, who: Claim, colleague: Colleague | None = None) -> Viewer:
    return BY_CODE if isinstance(who, Code) else found.viewer(who, colleague)


def _rewording(found: Standing) -> Action:
    return Action.CORRECT if found.report.is_published else Action.EDIT


def _seen(found: Standing, who: Claim) -> Seen:
    visible = found.visible_to(_viewer(found, who))
    return Seen(visible, found.today, found.team.duty_contact)


def own_of(found: Standing, who: Claim, colleague: Colleague | None = None) -> Own:
    """A report as its reporter sees it."""
    visible = found.visible_to(_viewer(found, who, colleague))
    answered_by = found.deciders if found.report.state in OPEN else ()
    return Own(visible, answered_by, found.trap_told)
