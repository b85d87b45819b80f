"""What a delivery says, and to whom: worked out when it is sent, through the guard."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from bot.domain.delivery import Delivery, DeliveryKind, DeliveryState
from bot.domain.digest import Digest
from bot.domain.errors import NotAvailable
from bot.domain.events import Event, Reply
from bot.domain.ids import ChannelId, MessageRef, ReportId, UserId
from bot.domain.lifecycle import State
from bot.domain.people import TEAM_CHANNEL, Role, Viewer
from bot.domain.privacy import VisibleReport, visible_to
from bot.services import mornings, standing
from bot.services.context import Context
from bot.services.standing import Standing
from storage import digests, drafts, identities, outbox, postings, reports, teams
from storage.database import Transaction
from storage.vault import WrongKey

Known = TypeVar("Known")


@dataclass(frozen=True)
class ToChannel:
    """A new message in a team's channel."""

    channel: ChannelId


@dataclass(frozen=True)
class ToPerson:
    """A new direct message."""

    user: UserId


@dataclass(frozen=True)
class Replacing:
    """A fresh look for a message that is there."""

    message: MessageRef


Address = ToChannel | ToPerson | Replacing


@dataclass(frozen=True)
class CardContent:
    report: VisibleReport
    has_decider: bool
    today: date


@dataclass(frozen=True)
class DigestContent:
    digest: Digest
    teams: Mapping[ReportId, str]


@dataclass(frozen=True)
class NudgeContent:
    report: VisibleReport
    today: date


@dataclass(frozen=True)
class ReplyContent:
    report: VisibleReport
    event: Event
    today: date


@dataclass(frozen=True)
class PromptContent:
    report: VisibleReport
    reply: Reply


@dataclass(frozen=True)
class PromptDoneContent:
    report: VisibleReport
    sent: bool


@dataclass(frozen=True)
class BlockedContent:
    channel: ChannelId
    reason: str
    waiting: int


Content = (
    CardContent
    | DigestContent
    | NudgeContent
    | ReplyContent
    | PromptContent
    | PromptDoneContent
    | BlockedContent
)


@dataclass(frozen=True)
class Outgoing:
    """One message, ready to be drawn and sent."""

    address: Address
    content: Content


_ON_ITS_WAY = (DeliveryState.TODO, DeliveryState.MAYBE)


class NotYet(Exception):
    """What this delivery changes may still be on its way: try again in a moment."""


class NoLongerOwed(Exception):
    """There is nothing left to say, or nobody who may read it."""


@dataclass(frozen=True)
class Preparing:
    """Works out what a delivery says now. Recipients and permissions are those of this moment."""

    context: Context

    async def prepare(self, delivery: Delivery) -> Outgoing:
        """The message that `delivery` owes.

        Raises:
            NoLongerOwed: it is to be dropped.
            NotYet: it is to be tried again.
            StorageUnavailable: the database cannot be used.
        """
        makers = {
            DeliveryKind.CARD: self._card,
            DeliveryKind.CARD_UPDATE: self._card_update,
            DeliveryKind.DIGEST: self._digest,
            DeliveryKind.DIGEST_UPDATE: self._digest_update,
            DeliveryKind.NUDGE: self._nudge,
            DeliveryKind.REPLY_TO_REPORTER: self._reply,
            DeliveryKind.REACTION_PROMPT: self._prompt,
            DeliveryKind.REACTION_PROMPT_UPDATE: self._prompt_done,
            DeliveryKind.BLOCKED_NOTICE: self._blocked,
        }
        # What a digest holds is fixed as it is made: whatever happens to one of its reports from
        # then on owes it a fresh look.
        fixing = delivery.kind is DeliveryKind.DIGEST
        run = self.context.database.write if fixing else self.context.database.read
        try:
            return await run(lambda tx: makers[delivery.kind](tx, delivery))
        except NotAvailable:
            raise NoLongerOwed from None
        except WrongKey:
            # With the right keys it can go out; until then it waits.
            raise NotYet from None

    def is_too_late(self, delivery: Delivery) -> bool:
        """Whether a delivery is better not sent any more."""
        return delivery.not_after is not None and self.context.now() > delivery.not_after

    async def _card(self, tx: Transaction, delivery: Delivery) -> Outgoing:
        found = await self._standing(tx, delivery)
        return Outgoing(ToChannel(found.team.channel), self._card_of(found))

    async def _card_update(self, tx: Transaction, delivery: Delivery) -> Outgoing:
        found = await self._standing(tx, delivery)
        card = await postings.card_of(tx, found.report.id)
        if card is None:
            state = await outbox.named(tx, f"card:{found.report.id}")
            # A card that is still to come will show the report as it is then.
            raise NotYet if state is DeliveryState.MAYBE else NoLongerOwed
        return Outgoing(Replacing(card.ref), self._card_of(found))

    def _card_of(self, found: Standing) -> CardContent:
        visible = visible_to(found.report, TEAM_CHANNEL)
        # Not `found.deciders`: who wrote the report must not show in what the team reads.
        return CardContent(visible, found.team_has_decider, self._today(found))

    async def _digest(self, tx: Transaction, delivery: Delivery) -> Outgoing:
        user, content = await self._digest_of(tx, delivery)
        if content.digest.is_empty:
            raise NoLongerOwed
        held = [row.id for _, rows in content.digest.sections for row in rows]
        await digests.put_items(tx, _known(delivery.digest), held)
        # An answer under way is waited for, and one that comes later finds the digest holding it.
        await reports.lock(tx, held)
        user, content = await self._digest_of(tx, delivery)
        return Outgoing(ToPerson(user), content)

    async def _digest_update(self, tx: Transaction, delivery: Delivery) -> Outgoing:
        _, content = await self._digest_of(tx, delivery)
        message = await postings.of_digest(tx, _known(delivery.digest))
        if message is None:
            state = await outbox.named(tx, f"digest:{delivery.digest}")
            raise NotYet if state in _ON_ITS_WAY else NoLongerOwed
        return Outgoing(Replacing(message.ref), content)

    async def _digest_of(self, tx: Transaction, delivery: Delivery) -> tuple[UserId, DigestContent]:
        composed = await mornings.composed(
            tx, self.context.vault, _known(delivery.digest), self.context.now()
        )
        if composed is None:
            raise NoLongerOwed
        user, digest, names = composed
        return user, DigestContent(digest, names)

    async def _nudge(self, tx: Transaction, delivery: Delivery) -> Outgoing:
        user = _known(delivery.recipient)
        found = await self._standing(tx, delivery)
        if found.report.state is State.ANSWERED or user not in found.deciders:
            raise NoLongerOwed
        visible = visible_to(found.report, found.viewer(user))
        return Outgoing(ToPerson(user), NudgeContent(visible, self._today(found)))

    async def _reply(self, tx: Transaction, delivery: Delivery) -> Outgoing:
        found = await self._standing(tx, delivery)
        report = found.report
        user = await identities.reporter_of(tx, self.context.vault, report.id)
        if user is None:
            raise NoLongerOwed
        visible = visible_to(report, Viewer(user, frozenset({Role.REPORTER})))
        event = report.events[_known(delivery.event) - 1]
        return Outgoing(ToPerson(user), ReplyContent(visible, event, self._today(found)))

    async def _prompt(self, tx: Transaction, delivery: Delivery) -> Outgoing:
        user = _known(delivery.recipient)
        found = await self._standing(tx, delivery)
        viewer = found.viewer(user)
        draft = await drafts.of(tx, found.report.id, user)
        latest = draft and delivery.effect == f"prompt:{found.report.id}:{user}:{draft.number}"
        if draft is None or not latest or not viewer.may_decide:
            raise NoLongerOwed
        return Outgoing(
            ToPerson(user), PromptContent(visible_to(found.report, viewer), draft.reply)
        )

    async def _prompt_done(self, tx: Transaction, delivery: Delivery) -> Outgoing:
        user = _known(delivery.recipient)
        found = await self._standing(tx, delivery)
        asked, _, cause = delivery.effect.rpartition(":")
        message = await postings.of_effect(tx, asked)
        if message is None:
            state = await outbox.named(tx, asked)
            raise NotYet if state is DeliveryState.MAYBE else NoLongerOwed
        visible = visible_to(found.report, found.viewer(user))
        return Outgoing(Replacing(message.ref), PromptDoneContent(visible, sent=cause == "sent"))

    async def _blocked(self, tx: Transaction, delivery: Delivery) -> Outgoing:
        channel, user = _known(delivery.channel), _known(delivery.recipient)
        waiting = await outbox.blocked_in(tx, channel)
        owners = await teams.in_channels(tx, [channel])
        if not waiting or not any(user in team.everybody_who_may_decide for team in owners):
            raise NoLongerOwed
        return Outgoing(ToPerson(user), BlockedContent(channel, waiting[0], len(waiting)))

    async def _standing(self, tx: Transaction, delivery: Delivery) -> Standing:
        return await standing.of_report(tx, self.context.vault, _known(delivery.report))

    def _today(self, found: Standing) -> date:
        return found.team.calendar.day_of(self.context.now())


def _known(value: Known | None) -> Known:
    """A part of a delivery that its kind always has."""
    if value is None:
        raise NoLongerOwed
    return value
