"""Break-glass: a learning lead opens who wrote a confidential report, for a reason, on record."""

from dataclasses import dataclass

from bot.domain.errors import (
    ForgottenAlready,
    NameShownAlready,
    NoNameKept,
    NotAvailable,
    ReasonNeeded,
    WhichOne,
)
from bot.domain.events import Event
from bot.domain.ids import ReportId, UserId
from bot.domain.lifecycle import Action
from bot.domain.people import Viewer
from bot.domain.privacy import VisibleReport
from bot.domain.report import Mode
from bot.services import owing, recording, standing, wording
from bot.services.context import Context
from bot.services.repeats import first_time
from bot.services.standing import Standing
from storage import identities, reports, teams
from storage.database import Transaction

A_FEW_WORDS = 3


@dataclass(frozen=True)
class Reason:
    """Why somebody opens it. `key` is the same when the same form arrives again."""

    user: UserId
    report: ReportId
    words: str
    key: str


@dataclass(frozen=True)
class Unsealing:
    """The only way for a person to a confidential reporter's name."""

    context: Context

    async def look(self, user: UserId, typed: str) -> VisibleReport:
        """The report with the reference that somebody typed, before anything is opened.

        Raises:
            NotAvailable: they are no learning lead here, were left out, wrote it themselves, or
                there is no such report: always in the same words.
            WhichOne: they are a learning lead, and typed no reference.
            NoNameKept, ForgottenAlready, NameShownAlready: there is nothing to open.
            TakenBack: it was taken back.
            DirectoryUnavailable: Slack did not say who this is.
        """
        await self._check_insider(user)

        async def find(tx: Transaction) -> VisibleReport:
            # First of all, so that it takes nobody else longer where there is such a report.
            if user not in (await teams.the_service(tx)).learning_leads:
                raise NotAvailable
            if not typed.strip():
                raise WhichOne
            id = await reports.with_reference(tx, typed.strip().upper())
            if id is None:
                raise NotAvailable
            now = self.context.now()
            found = await standing.of_report(tx, self.context.vault, id, now)
            viewer = found.viewer(user)
            self._decide(found, viewer)
            return found.visible_to(viewer)

        return await self.context.database.read(find)

    async def open(self, reason: Reason) -> UserId:
        """Who wrote it. It is kept that it was opened, by whom and why, and the reporter is told.

        The answer leaves the transaction only once all of that is stored. The same form sent again
        gets the same answer and leaves no second trace.

        Raises:
            ReasonNeeded: the reason is no more than a word or two.
            IdentifiersSeen: the reason would tell who a child or family is.
            Otherwise what `look` raises, WrongKey, and StorageUnavailable.
        """
        await self._check_insider(reason.user)
        words = wording.of_one(reason.words, self.context.case_numbers)
        if len(words.split()) < A_FEW_WORDS:
            raise ReasonNeeded
        return await self.context.database.write(lambda tx: self._open(tx, reason, words))

    async def _open(self, tx: Transaction, reason: Reason, words: str) -> UserId:
        now = self.context.now()
        vault = self.context.vault
        id = reason.report
        found = await standing.of_report(tx, vault, id, now, for_change=True)
        self._decide(found, found.viewer(reason.user))
        reporter = await identities.reporter_of(tx, vault, id)
        if reporter is None:
            raise ForgottenAlready
        if await first_time(tx, self.context, f"unseal:{reason.user}:{id}:{reason.key}"):
            kind = found.decide(Action.OPEN, found.viewer(reason.user))
            event = Event(kind, now, reason.user, words=words)
            position = await recording.happened(tx, self.context, found, event)
            await owing.opened(tx, found.report, event=position, now=now)
        return reporter

    def _decide(self, found: Standing, viewer: Viewer) -> None:
        """Raises what `look` says, where this viewer may not or there is nothing to open."""
        if viewer.user in found.gone:
            raise NotAvailable
        found.decide(Action.OPEN, viewer)
        match found.report.mode:
            case Mode.ANONYMOUS:
                raise NoNameKept
            case Mode.NAMED:
                raise NameShownAlready
            case Mode.CONFIDENTIAL if found.finder is None:
                raise ForgottenAlready

    async def _check_insider(self, user: UserId) -> None:
        if (await self.context.directory.colleague(user)).is_outsider:
            raise NotAvailable
