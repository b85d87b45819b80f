"""What a team says about a report: replies in its thread, and "seen this too"."""

from dataclasses import dataclass, replace

from bot.domain import personal_data
from bot.domain.delivery import DeliveryKind
from bot.domain.errors import NotAvailable, TakenBack, YourOwn
from bot.domain.ids import ReportId, UserId
from bot.domain.lifecycle import State
from bot.domain.privacy import VisibleReport, visible_to
from bot.domain.text import clean
from bot.domain.thread import ThreadReply
from bot.services import owing, standing
from bot.services.context import Context, NotRecordedYet
from storage import outbox, postings, reports, threads
from storage.database import Transaction


@dataclass(frozen=True)
class Discussion:
    """Keeps what is said with the report it is about."""

    context: Context

    async def said(self, reply: ThreadReply) -> None:
        """Keep a reply as it is now, if it stands in a report's thread; else drop it unread.

        New, edited or deleted, and in whatever order word of that arrives.

        Raises:
            NotRecordedYet: the thread may be that of a card which has only just been posted.
        """

        async def keep(tx: Transaction) -> None:
            card = await postings.at(tx, reply.thread)
            if card is None and await outbox.posting_in(tx, reply.thread.channel):
                raise NotRecordedYet
            if card is not None and card.kind is DeliveryKind.CARD and card.report is not None:
                await threads.keep(tx, card.report, replace(reply, words=self._kept(reply.words)))

        await self.context.database.write(keep)

    async def seen_this_too(self, user: UserId, id: ReportId) -> VisibleReport:
        """Record that a colleague has seen this too, once for each person.

        Raises:
            NotAvailable: the person is not in the team's channel, or it has no card yet.
            YourOwn: the person wrote the report.
            DirectoryUnavailable: Slack did not say who this is.
            StorageUnavailable: it has not been stored.
        """
        colleague = await self.context.directory.colleague(user)

        async def keep(tx: Transaction) -> VisibleReport:
            vault = self.context.vault
            now = self.context.now()
            found = await standing.of_report(tx, vault, id, now, for_change=True)
            viewer = found.viewer(user, colleague)
            visible = visible_to(found.report, viewer)
            if found.wrote(user):
                raise YourOwn
            if found.report.released_at > now:
                raise NotAvailable
            if found.report.state is State.WITHDRAWN:
                raise TakenBack
            mark = vault.seen_too(id, user)
            if await reports.say_seen_too(tx, id, mark):
                cause = f"seen-{found.report.seen_too + 1}"
                await owing.redraw(tx, found.report, found.team, cause=cause, now=now)
            return visible

        return await self.context.database.write(keep)

    def _kept(self, words: str) -> str:
        """The words as they are kept: without identifiers of children and families."""
        cleaned = clean(words).text
        found = personal_data.find(cleaned, case_pattern=self.context.case_numbers)
        return personal_data.mask(cleaned, found)
