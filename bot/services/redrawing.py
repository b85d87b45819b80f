"""Messages about a report that are made anew, as they would be made now, and lose a name by it."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from typing import Final

from bot.domain.delivery import Delivery, DeliveryKind
from bot.domain.errors import NotAvailable
from bot.domain.lifecycle import OPEN, State
from bot.services import to_deciders, to_reporter, to_team
from bot.services.contents import (
    Content,
    ErasedContent,
    NoLongerOwed,
    Outgoing,
    Replacing,
    SettledContent,
)
from bot.services.context import Context
from bot.services.looking_up import known, the_standing
from bot.services.settling import REDRAWN
from bot.services.standing import Standing
from storage import postings
from storage.database import Transaction

_MAKERS: Final[
    Mapping[DeliveryKind, Callable[[Context, Transaction, Delivery], Awaitable[Outgoing]]]
] = {
    DeliveryKind.NUDGE: to_deciders.nudge,
    DeliveryKind.OFFER: to_deciders.offer,
    DeliveryKind.TO_TRY: to_reporter.to_try,
    DeliveryKind.REPORTER_SAYS: to_team.reporter_says,
    DeliveryKind.REPORTER_SAYS_TO_ASKER: to_team.reporter_says_to_asker,
}


async def redrawn(context: Context, tx: Transaction, delivery: Delivery) -> Outgoing:
    """A message as it would be made now; where it would not be made any more, emptied."""
    effect, _, _ = delivery.effect.partition(REDRAWN)
    message = known(await postings.of_effect(tx, effect))
    again = replace(delivery, kind=message.kind, effect=effect)
    try:
        content = (await _MAKERS[message.kind](context, tx, again)).content
    except (NoLongerOwed, NotAvailable):
        content = _emptied(await the_standing(context, tx, delivery))
    return Outgoing(Replacing(message.ref), content)


def _emptied(found: Standing) -> Content:
    state = found.shown.state
    if state in OPEN:
        return ErasedContent()
    taken_back = state is State.WITHDRAWN
    return SettledContent(found.report.reference, taken_back=taken_back)
