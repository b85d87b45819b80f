"""What a team says about a report: replies in its thread, and "seen this too"."""

from dataclasses import dataclass, replace

from bot.domain import personal_data
from bot.domain.delivery import DeliveryKind
from bot.domain.errors import NotAvailable, TakenBack, YourOwn
from bot.domain.ids import ReportId, UserId
from bot.domain.lifecycle import State
from bot.domain.permissions import MAY, Deed
from bot.domain.personal_data import Identifier
from bot.domain.privacy import VisibleReport
from bot.domain.report import Mode
from bot.domain.text import clean
from bot.domain.thread import ThreadReply
from bot.services import bulletin_owing, indexing, owing, standing
from bot.services.context import Context, NotRecordedYet
from storage import outbox, postings, reports, threads
from storage.database import Transaction


@dataclass(frozen=True)
class Hint:
    """What whoever wrote a reply is to be told at once, alone; it is written down nowhere.

    `identifiers` are the kinds of what would tell who a child or family is; `unmasks` says that
    the writer is the confidential reporter of the report they wrote about.
    """

    unmasks: bool
    identifiers: tuple[Identifier, ...]


@dataclass(frozen=True)
class Discussion:
    """Keeps what is said with the report it is about."""

    context: Context

    async def said(self, reply: ThreadReply) -> Hint | None:
        """Keep a reply as it is now, if it stands in a report's thread; else drop it unread.

        New, edited or deleted, and in whatever order word of that arrives. The answer is what its
        writer alone is to be told, once for each reply: when it is kept for the first time.
        What somebody from elsewhere says is not kept.

        Raises:
            NotRecordedYet: the thread may be that of a card which has only just been posted.
            DirectoryUnavailable: Slack did not say whether it is somebody from elsewhere.
        """
        if (
            reply.among_others
            and (await self.context.directory.colleague(reply.author)).is_outsider
        ):
            return None

        async def keep(tx: Transaction) -> Hint | None:
            card = await postings.at(tx, reply.thread)
            if card is None and await outbox.posting_in(tx, reply.thread.channel):
                raise NotRecordedYet
            if card is None or card.kind is not DeliveryKind.CARD or card.report is None:
                return None
            return await self._keep(tx, card.report, reply)

        return await self.context.database.write(keep)

    async def seen_this_too(self, user: UserId, id: ReportId) -> VisibleReport:
        """Record that a colleague has seen this too, once for each person.

        A confidential reporter counts like anybody: whoever looks on as they press would see by a
        refusal who wrote it.

        Raises:
            NotAvailable: the person is not in the team's channel, or it has no card yet.
            YourOwn: the person wrote the report, and is not confidential.
            DirectoryUnavailable: Slack did not say who this is.
            StorageUnavailable: it has not been stored.
        """
        colleague = await self.context.directory.colleague(user)

        async def keep(tx: Transaction) -> VisibleReport:
            vault = self.context.vault
            now = self.context.now()
            found = await standing.of_report(tx, vault, id, now, for_change=True)
            viewer = found.viewer(user, colleague)
            visible = found.visible_to(viewer)
            if found.wrote(user) and found.report.mode is not Mode.CONFIDENTIAL:
                raise YourOwn
            if not viewer.powers & MAY[Deed.SAY_SEEN_TOO]:
                raise NotAvailable
            if found.report.state is State.WITHDRAWN:
                raise TakenBack
            if await reports.say_seen_too(tx, id, vault.seen_toos(id, user)):
                cause = f"seen-{found.report.seen_too + 1}"
                await owing.redraw(tx, found.report, found.team, cause=cause, now=now)
            return visible

        return await self.context.database.write(keep)

    async def _keep(self, tx: Transaction, id: ReportId, reply: ThreadReply) -> Hint | None:
        """Keep the words without identifiers of children and families."""
        cleaned = clean(reply.words).text
        found = personal_data.find(cleaned, case_pattern=self.context.case_numbers)
        kept = replace(reply, words=personal_data.mask(cleaned, found))
        is_new = await threads.keep(tx, id, kept)
        await indexing.refresh(tx, self.context, id)
        if not is_new or reply.deleted:
            now = self.context.now()
            cause = f"said-{reply.version}"
            await bulletin_owing.redraw(tx, id, cause=cause, due=now, now=now)
            return None
        unmasks = await self._unmasks(tx, id, reply.author)
        kinds = tuple(dict.fromkeys(one.kind for one in found))
        return Hint(unmasks, kinds) if unmasks or kinds else None

    async def _unmasks(self, tx: Transaction, id: ReportId, author: UserId) -> bool:
        """Whether somebody who is not named shows who they are by having written there."""
        now = self.context.now()
        found = await standing.of_report(tx, self.context.vault, id, now)
        return found.report.mode is Mode.CONFIDENTIAL and found.wrote(author)
