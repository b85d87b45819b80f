"""What every message looks up first: the parts of its delivery, and the report's standing."""

from typing import TypeVar

from bot.domain.delivery import Delivery
from bot.services import standing
from bot.services.contents import NoLongerOwed
from bot.services.context import Context
from bot.services.standing import Standing
from storage.database import Transaction

Known = TypeVar("Known")


def known(value: Known | None) -> Known:
    """A part of a delivery that its kind always has; raises `NoLongerOwed` without it."""
    if value is None:
        raise NoLongerOwed
    return value


async def the_standing(context: Context, tx: Transaction, delivery: Delivery) -> Standing:
    """The standing of the report that a delivery is about; `NotAvailable` where it is gone."""
    return await standing.of_report(tx, context.vault, known(delivery.report), context.now())
