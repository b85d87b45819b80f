"""What is said to learning leads: what the host asks leave for."""

from bot.domain.delivery import Delivery, DeliveryState
from bot.domain.requests import RequestId, RequestState
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
from storage import outbox, postings, requests
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
