"""What an emoji brings about: a reply begun on a card, or a digest's new items seen."""

from dataclasses import dataclass

from bot.domain import reactions
from bot.domain.delivery import DeliveryKind, Posted
from bot.domain.errors import GoodCatchError
from bot.domain.events import Event, Reply
from bot.domain.ids import DigestId, ReportId
from bot.domain.lifecycle import Action, State, decide
from bot.domain.privacy import visible_to
from bot.domain.reactions import Reaction
from bot.services import owing, standing
from bot.services.context import Context, NotRecordedYet
from storage import audit, digests, drafts, outbox, postings, reports
from storage.database import Transaction
from storage.drafts import Draft


@dataclass(frozen=True)
class Reactions:
    """Listens to emoji; one without the right to decide stays an emoji and nothing more."""

    context: Context

    async def added(self, given: Reaction) -> None:
        """Somebody has put an emoji on a message. Told twice or late, it changes nothing twice.

        Raises:
            NotRecordedYet: the message may be a card which has only just been posted.
        """

        async def take(tx: Transaction) -> None:
            message = await self._message(tx, given)
            if message is None:
                return
            if message.kind is DeliveryKind.CARD and message.report:
                await self._begin(tx, message.report, given)
            if message.recipient == given.user and message.digest:
                await self._see_new_items(tx, message.digest, given)

        await self.context.database.write(take)

    async def removed(self, given: Reaction) -> None:
        """Somebody has taken an emoji back: what it had begun is dropped, if nothing was sent.

        Raises:
            NotRecordedYet: the message may be a card which has only just been posted.
        """

        async def take(tx: Transaction) -> None:
            message = await self._message(tx, given)
            if message is not None and message.kind is DeliveryKind.CARD and message.report:
                await self._take_back(tx, message.report, given)

        await self.context.database.write(take)

    async def _message(self, tx: Transaction, given: Reaction) -> Posted | None:
        message = await postings.at(tx, given.at)
        if message is None and await outbox.posting_in(tx, given.at.channel):
            raise NotRecordedYet
        return message

    async def _begin(self, tx: Transaction, id: ReportId, given: Reaction) -> None:
        reply = reactions.reply_for(given.emoji)
        if reply is None or not await self._counts(tx, id, given, reply):
            return
        before = await drafts.of(tx, id, given.user)
        if before is not None and before.moment > given.moment:
            return
        if before is not None:
            await self._done(tx, before, "replaced")
        draft = await drafts.begin(tx, id, given.user, reply, given.moment)
        now = self.context.now()
        await owing.prompt(tx, id, given.user, number=draft.number, now=now)

    async def _take_back(self, tx: Transaction, id: ReportId, given: Reaction) -> None:
        reply = reactions.reply_for(given.emoji)
        if reply is None or not await self._counts(tx, id, given, reply):
            return
        draft = await drafts.of(tx, id, given.user)
        if draft is not None and draft.reply is reply:
            await self._done(tx, draft, "taken-back")
            await drafts.discard(tx, draft)

    async def _counts(self, tx: Transaction, id: ReportId, given: Reaction, reply: Reply) -> bool:
        """Whether the person may say this here, and nothing later has been heard of it."""
        found = await standing.of_report(tx, self.context.vault, id, for_change=True)
        viewer = found.viewer(given.user)
        action = Action.ANSWER if reply.is_answer else Action.THANK
        try:
            thanked = visible_to(found.report, viewer).thanks is not None
            decide(found.report.state, action, viewer, thanked=thanked)
        except GoodCatchError:
            return False
        return await drafts.hear(tx, id, given.user, reply, given.moment)

    async def _done(self, tx: Transaction, draft: Draft, cause: str) -> None:
        now = self.context.now()
        await owing.prompt_done(
            tx, draft.report, draft.user, number=draft.number, cause=cause, now=now
        )

    async def _see_new_items(self, tx: Transaction, digest: DigestId, given: Reaction) -> None:
        if not reactions.marks_seen(given.emoji):
            return
        user = given.user
        for id in await digests.items(tx, digest):
            found = await standing.of_report(tx, self.context.vault, id, for_change=True)
            report, viewer = found.report, found.viewer(user)
            if report.state is not State.NEW or not viewer.may_decide:
                continue
            now = self.context.now()
            kind = decide(report.state, Action.SEE, viewer, thanked=False)
            position = await reports.record(tx, report, Event(kind, now, user))
            await owing.redraw(tx, report, found.team, cause=f"event-{position}", now=now)
            await audit.note(tx, at=now, actor=user, action=kind.value, subject=id)
