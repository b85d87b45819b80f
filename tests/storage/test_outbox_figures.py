"""How long the oldest message has waited that should be on its way."""

from datetime import timedelta
from functools import partial

import pytest

from bot.domain.delivery import DeliveryState
from storage import outbox
from storage.database import Database
from tests.conftest import MONDAY
from tests.storage.rows import claimed, new, owe

HOUR = timedelta(hours=1)
oldest_due = partial(outbox.oldest_due, now=MONDAY)


async def test_nothing_is_late_where_nothing_is_owed_or_only_later(database: Database) -> None:
    assert await database.read(oldest_due) is None
    await owe(database, new("later", due_at=MONDAY + HOUR))
    assert await database.read(oldest_due) is None


async def test_the_oldest_of_several_is_told(database: Database) -> None:
    await owe(database, new("now"), new("before", due_at=MONDAY - HOUR), new("due", due_at=MONDAY))
    assert await database.read(oldest_due) == MONDAY - HOUR


@pytest.mark.parametrize(
    ("state", "waits"),
    [(DeliveryState.BLOCKED, True), (DeliveryState.HELD, False), (DeliveryState.DROPPED, False)],
)
async def test_what_somebody_has_to_mend_goes_on_waiting_and_what_is_settled_does_not(
    database: Database, state: DeliveryState, *, waits: bool
) -> None:
    await owe(database, new("one"))
    one = await claimed(database)
    await database.write(partial(outbox.finish, claimed=one, state=state, problem="is_archived"))
    assert (await database.read(oldest_due) is not None) == waits
