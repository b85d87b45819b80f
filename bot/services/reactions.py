"""What an emoji brings about: a reply begun on a card, or a digest's new items seen."""

from dataclasses import dataclass

from bot.domain import reactions
from bot.domain.delivery import DeliveryKind
from bot.domain.errors import GoodCatchError
from bot.domain.events import Event, Reply
from bot.domain.ids import DigestId, MessageRef, ReportId, UserId
from bot.domain.lifecycle import Action, State, decide
from bot.domain.privacy import visible_to
from bot.services import owing, standing
from bot.services.capture import KEYS_KEPT_FOR
from bot.services.context import Context
from storage import audit, digests, drafts, once, postings, reports
from storage.database import Transaction


@dataclass(frozen=True)
class Reactions:
    """Listens to emoji; one without the right to decide stays an emoji and nothing more."""

    context: Context

    async def added(self, user: UserId, at: MessageRef, emoji: str, key: str) -> None:
        """Somebody has put an emoji on a message; `key` is the event's own, for a repeat."""

        async def take(tx: Transaction) -> None:
            message = await postings.at(tx, at)
            if message is None or not await self._is_first(tx, key):
                return
            reply = reactions.reply_for(emoji)
            if message.kind is DeliveryKind.CARD and message.report and reply:
                await self._begin(tx, user, message.report, reply)
            mine = message.recipient == user and message.digest is not None
            if mine and message.digest and reactions.marks_seen(emoji):
                await self._see_new_items(tx, user, message.digest)

        await self.context.database.write(take)

    async def removed(self, user: UserId, at: MessageRef, emoji: str, key: str) -> None:
        """Somebody has taken an emoji back: what it had begun is dropped, if nothing was sent."""

        async def take(tx: Transaction) -> None:
            message = await postings.at(tx, at)
            if message is None or message.kind is not DeliveryKind.CARD or message.report is None:
                return
            if not await self._is_first(tx, key):
                return
            draft = await drafts.of(tx, message.report, user)
            if draft is None or draft.reply is not reactions.reply_for(emoji):
                return
            await drafts.discard(tx, draft)
            await owing.prompt_done(
                tx,
                message.report,
                user,
                number=draft.number,
                cause="taken-back",
                now=self.context.now(),
            )

        await self.context.database.write(take)

    async def _is_first(self, tx: Transaction, key: str) -> bool:
        hashed = self.context.vault.dedupe(f"reaction:{key}")
        return await once.first_time(tx, hashed, kept_until=self.context.now() + KEYS_KEPT_FOR)

    async def _begin(self, tx: Transaction, user: UserId, id: ReportId, reply: Reply) -> None:
        found = await standing.of_report(tx, self.context.vault, id)
        viewer = found.viewer(user)
        action = Action.ANSWER if reply.is_answer else Action.THANK
        try:
            thanked = visible_to(found.report, viewer).thanks is not None
            decide(found.report.state, action, viewer, thanked=thanked)
        except GoodCatchError:
            return
        before = await drafts.of(tx, id, user)
        now = self.context.now()
        if before is not None:
            await owing.prompt_done(tx, id, user, number=before.number, cause="replaced", now=now)
        draft = await drafts.begin(tx, id, user, reply)
        await owing.prompt(tx, id, user, number=draft.number, now=now)

    async def _see_new_items(self, tx: Transaction, user: UserId, digest: DigestId) -> None:
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
