"""What is said to learning leads: what the host asks leave for, and the draft of a bulletin."""

from bot.domain.bulletin import Bulletin, BulletinId, BulletinState
from bot.domain.delivery import Delivery, DeliveryState
from bot.domain.ids import UserId
from bot.domain.requests import RequestId, RequestState
from bot.services.bulletin_contents import (
    BulletinDecidedContent,
    BulletinDraftContent,
)
from bot.services.bulletins import stories
from bot.services.contents import (
    NoLongerOwed,
    NotYet,
    Outgoing,
    Replacing,
    RequestContent,
    RequestSettledContent,
    ToPerson,
)
from bot.services.context import Context
from bot.services.looking_up import known
from bot.services.requests import may_decide
from storage import bulletins, outbox, postings, requests, teams
from storage.database import Transaction


async def request(context: Context, tx: Transaction, delivery: Delivery) -> Outgoing:
    """What the host asks leave for, to somebody who is a learning lead still."""
    user = known(delivery.recipient)
    found = known(await requests.load(tx, context.vault, RequestId(delivery.subject)))
    if found.state_at(context.now()) is not RequestState.WAITING:
        raise NoLongerOwed
    asked = await may_decide(tx, context, known(found.wanted))
    return Outgoing(ToPerson(user), RequestContent(found, known(asked.get(user))))


async def request_settled(context: Context, tx: Transaction, delivery: Delivery) -> Outgoing:
    """What that question turns into, wherever it was asked."""
    asked, _, _ = delivery.effect.rpartition(":")
    message = await postings.of_effect(tx, asked)
    if message is None:
        state = await outbox.named(tx, asked)
        raise NotYet if state is DeliveryState.MAYBE else NoLongerOwed
    found = known(await requests.load(tx, context.vault, RequestId(delivery.subject)))
    today = context.now().date()
    return Outgoing(Replacing(message.ref), RequestSettledContent(found, today))


async def bulletin_draft(context: Context, tx: Transaction, delivery: Delivery) -> Outgoing:
    """The month's stories, to a learning lead who can let them out."""
    found = known(await bulletins.load(tx, BulletinId(delivery.subject)))
    if found.state is not BulletinState.DRAFTED:
        raise NoLongerOwed
    return Outgoing(ToPerson(await _lead(tx, delivery)), await _draft(context, tx, found))


async def bulletin_draft_update(context: Context, tx: Transaction, delivery: Delivery) -> Outgoing:
    """What that draft looks like now, or what was decided on it."""
    drafted, _, _ = delivery.effect.rpartition(":")
    message = await postings.of_effect(tx, drafted)
    if message is None:
        state = await outbox.named(tx, drafted)
        raise NotYet if state is DeliveryState.MAYBE else NoLongerOwed
    found = known(await bulletins.load(tx, BulletinId(delivery.subject)))
    address = Replacing(message.ref)
    if found.state is BulletinState.DRAFTED:
        await _lead(tx, delivery)
        return Outgoing(address, await _draft(context, tx, found))
    return Outgoing(address, BulletinDecidedContent(found))


async def _lead(tx: Transaction, delivery: Delivery) -> UserId:
    """Whom it is for, as long as they are a learning lead."""
    user = known(delivery.recipient)
    if user not in (await teams.the_service(tx)).learning_leads:
        raise NoLongerOwed
    return user


async def _draft(context: Context, tx: Transaction, found: Bulletin) -> BulletinDraftContent:
    channel = (await teams.the_service(tx)).bulletin_channel
    return BulletinDraftContent(found, await stories(tx, context, found), channel)
