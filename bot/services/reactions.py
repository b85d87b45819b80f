"""What an emoji brings about: a reply begun on a card, or a digest's new items seen."""

from dataclasses import dataclass

from bot.domain import reactions
from bot.domain.delivery import DeliveryKind, Posted
from bot.domain.errors import GoodCatchError
from bot.domain.events import Event, Reply
from bot.domain.ids import DigestId, ReportId
from bot.domain.lifecycle import Action, State
from bot.domain.reactions import Reaction
from bot.services import owing, recording, standing
from bot.services.context import Context, NotRecordedYet
from bot.services.standing import Standing
from storage import digests, drafts, outbox, postings
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
                await self._see_new_items(tx, message.digest, message.part, given)

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
        reply = await self._said(tx, id, given)
        if reply is None:
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
        reply = await self._said(tx, id, given)
        if reply is None:
            return
        draft = await drafts.of(tx, id, given.user)
        if draft is not None and draft.reply is reply:
            await self._done(tx, draft, "taken-back")
            await drafts.discard(tx, draft)

    async def _said(self, tx: Transaction, id: ReportId, given: Reaction) -> Reply | None:
        """What the emoji says in this team, by this person.

        None where it says nothing, where they may not say it, or where something later has been
        heard of it.
        """
        found = await self._standing(tx, id)
        reply = reactions.reply_for(given.emoji, found.team.reactions)
        if reply is None:
            return None
        action = Action.ANSWER if reply.is_answer else Action.THANK
        try:
            found.decide(action, found.viewer(given.user))
        except GoodCatchError:
            return None
        heard = await drafts.hear(tx, id, given.user, reply, given.moment)
        return reply if heard else None

    async def _done(self, tx: Transaction, draft: Draft, cause: str) -> None:
        now = self.context.now()
        await owing.prompt_done(
            tx, draft.report, draft.user, number=draft.number, cause=cause, now=now
        )

    async def _see_new_items(
        self, tx: Transaction, digest: DigestId, part: int, given: Reaction
    ) -> None:
        if not reactions.marks_seen(given.emoji):
            return
        held = await digests.items(tx, digest)
        for id in held.get(part, {}):
            found = await self._standing(tx, id)
            viewer = found.viewer(given.user)
            if found.report.state is State.NEW and viewer.may_decide:
                kind = found.decide(Action.SEE, viewer)
                event = Event(kind, self.context.now(), given.user)
                await recording.happened(tx, self.context, found, event)

    async def _standing(self, tx: Transaction, id: ReportId) -> Standing:
        now = self.context.now()
        return await standing.of_report(tx, self.context.vault, id, now, for_change=True)
