"""What reporters can do with their own reports: ask, add, change, share, open again, take back."""

from dataclasses import dataclass, replace

from bot.domain import release
from bot.domain.errors import GoodCatchError, NotAvailable, SharedAlready, WordsNeeded
from bot.domain.events import REPORTER, Event, EventKind
from bot.domain.form import Form
from bot.domain.home import Asked, Own, Seen
from bot.domain.ids import ReportId, UserId
from bot.domain.lifecycle import OPEN, Action
from bot.domain.people import Colleague
from bot.domain.privacy import VisibleReport, visible_to
from bot.domain.reference import Code
from bot.domain.report import Audience, Mode, Words
from bot.domain.text import is_empty
from bot.services import owing, recording, standing, wording
from bot.services.context import Context
from bot.services.repeats import first_time
from bot.services.standing import Standing
from storage import reports
from storage.database import Transaction


@dataclass(frozen=True)
class Edit:
    """A report's words as its reporter wants them now."""

    user: UserId
    report: ReportId
    words: Words
    revision: int
    key: str


@dataclass(frozen=True)
class OwnReports:
    """Serves whoever wrote a report; to everybody else it does not exist."""

    context: Context

    async def happening(self, user: UserId, id: ReportId) -> Asked:
        """Where a report stands, and that its reporter has asked; kept once until somebody acts.

        Raises:
            NotAvailable: it is not theirs.
        """

        async def ask(tx: Transaction) -> Asked:
            found = await self._theirs(tx, user, id)
            if found.report.asked_since is None:
                try:
                    await self._record(tx, found, user, Action.ASK)
                except GoodCatchError:
                    # Nothing is under way any more: they are told so, and nobody is asked.
                    return Asked(own_of(found, user), found.today)
                found = await self._theirs(tx, user, id)
            return Asked(own_of(found, user), found.today)

        return await self.context.database.write(ask)

    async def open(self, user: UserId, id: ReportId, action: Action) -> Seen:
        """The report that its reporter wants to add to or open again.

        Raises:
            NotAvailable: it is not theirs.
            GoodCatchError: not now; `lifecycle.refusal` says why.
        """

        async def look(tx: Transaction) -> Seen:
            found = await self._theirs(tx, user, id, for_change=False)
            found.decide(action, found.viewer(user))
            return _seen(found, user)

        return await self.context.database.read(look)

    async def editing(self, user: UserId, id: ReportId) -> Form:
        """The form with the words of a report in it, as `open`."""
        seen = await self.open(user, id, Action.EDIT)
        return self._form(seen, seen.report.words)

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
            seen = await self.open(given.user, given.report, Action.EDIT)
            form = self._form(seen, wording.masked(words, found))
            return replace(form, revision=given.revision + 1, seen=wording.seen(found))

        async def store(tx: Transaction) -> VisibleReport:
            found = await self._theirs(tx, given.user, given.report)
            if await self._is_new(tx, found, given.key):
                found.decide(Action.EDIT, found.viewer(given.user))
                if words != found.report.words:
                    await reports.reword(tx, given.report, words)
                    await self._record(tx, found, given.user, Action.EDIT)
            return (await self._again(tx, given.user, given.report)).report

        return await self.context.database.write(store)

    async def add(self, user: UserId, id: ReportId, words: str, key: str) -> VisibleReport:
        """Add something to a report. Raises as `edit` does, and IdentifiersSeen."""
        return await self._say(user, id, Action.ADD, words, key)

    async def reopen(self, user: UserId, id: ReportId, words: str, key: str) -> VisibleReport:
        """Reply to a *not now*, which opens it again. Raises as `add` does."""
        return await self._say(user, id, Action.REOPEN, words, key)

    async def share(self, user: UserId, id: ReportId) -> None:
        """Let the whole team read what only those who decide could.

        Raises:
            SharedAlready: the team can read it.
            Otherwise what `open` raises.
        """

        async def let(tx: Transaction) -> None:
            found = await self._theirs(tx, user, id)
            if found.report.audience is Audience.TEAM:
                raise SharedAlready
            now = self.context.now()
            mode = found.report.mode
            await self._record(tx, found, user, Action.SHARE)
            released_at = release.released_at(mode, now, self.context.random)
            shared = replace(found.report, audience=Audience.TEAM, released_at=released_at)
            await reports.share(tx, id)
            await owing.card(tx, shared, found.team, now=release.coarse_day(mode, now))

        await self.context.database.write(let)

    async def credit(self, user: UserId, id: ReportId) -> Seen:
        """Keep that a named reporter may be thanked by name.

        Raises:
            NotAvailable: it is not theirs, or they are not named.
            GoodCatchError: not now; `lifecycle.refusal` says why.
        """
        return await self._keep_credit(user, id, Action.CREDIT, EventKind.CREDITED)

    async def uncredited(self, user: UserId, id: ReportId) -> Seen:
        """Keep that a named reporter would rather not be; it takes a yes back. Raises as `credit`.

        An earlier yes can be taken back while the report is open again, too.
        """
        return await self._keep_credit(user, id, Action.UNCREDIT, EventKind.UNCREDITED)

    async def withdraw(self, user: UserId, id: ReportId) -> None:
        """Take a report back: nobody else can read it from now on.

        Raises what `open` raises. It shows at once: that is what the person wants.
        """

        async def take_back(tx: Transaction) -> None:
            found = await self._theirs(tx, user, id)
            await self._record(tx, found, user, Action.WITHDRAW, at_once=True)

        await self.context.database.write(take_back)

    async def _keep_credit(
        self, user: UserId, id: ReportId, action: Action, said: EventKind
    ) -> Seen:
        """Keep the reporter's word about their name, where it is not the last one already."""

        async def keep(tx: Transaction) -> Seen:
            found = await self._theirs(tx, user, id)
            if found.report.mode is not Mode.NAMED:
                raise NotAvailable
            last = found.report.latest(EventKind.CREDITED, EventKind.UNCREDITED)
            if last is None or last.kind is not said:
                await self._record(tx, found, user, action)
            return await self._again(tx, user, id)

        return await self.context.database.write(keep)

    async def _say(
        self, user: UserId, id: ReportId, action: Action, written: str, key: str
    ) -> VisibleReport:
        if is_empty(written):
            raise WordsNeeded
        words = wording.of_one(written, self.context.case_numbers)

        async def store(tx: Transaction) -> VisibleReport:
            found = await self._theirs(tx, user, id)
            if await self._is_new(tx, found, key):
                await self._record(tx, found, user, action, words=words)
            return (await self._again(tx, user, id)).report

        return await self.context.database.write(store)

    async def _record(
        self,
        tx: Transaction,
        found: Standing,
        user: UserId,
        action: Action,
        *,
        words: str = "",
        at_once: bool = False,
    ) -> None:
        kind = found.decide(action, found.viewer(user))
        until = None
        if action is Action.REOPEN:
            until = found.team.calendar.add(found.today, found.team.answer_days)
        event = Event(kind, self.context.now(), REPORTER, words=words, until=until)
        await recording.happened(tx, self.context, found, event, at_once=at_once)

    async def _is_new(self, tx: Transaction, found: Standing, key: str) -> bool:
        return await first_time(tx, self.context, f"own:{key}", mode=found.report.mode)

    async def _theirs(
        self, tx: Transaction, user: UserId, id: ReportId, *, for_change: bool = True
    ) -> Standing:
        now = self.context.now()
        vault = self.context.vault
        found = await standing.of_report(tx, vault, id, now, for_change=for_change)
        if not found.wrote(user):
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

    async def _again(self, tx: Transaction, user: UserId, id: ReportId) -> Seen:
        return _seen(await self._theirs(tx, user, id, for_change=False), user)


def _seen(found: Standing, user: UserId) -> Seen:
    visible = visible_to(found.report, found.viewer(user))
    return Seen(visible, found.today, found.team.duty_contact)


def own_of(found: Standing, user: UserId, colleague: Colleague | None = None) -> Own:
    """A report as its reporter sees it."""
    visible = visible_to(found.report, found.viewer(user, colleague))
    return Own(visible, found.deciders if found.report.state in OPEN else ())
