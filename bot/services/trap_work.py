"""Doing something to an error trap in one transaction, and what it looks like to them then."""

from collections.abc import Awaitable, Callable

from bot.domain.ids import TrapId, UserId
from bot.domain.people import Colleague
from bot.domain.trap_lifecycle import TrapViewer
from bot.domain.trap_reading import TrapSeen
from bot.services import trap_standing
from bot.services.context import Context
from bot.services.trap_standing import TrapStanding
from storage.database import Transaction

Work = Callable[[Transaction, TrapStanding, TrapViewer], Awaitable[TrapStanding]]
"""Does it to a trap that was loaded for change, for this viewer; the trap as it stands then."""


async def on(context: Context, user: UserId, id: TrapId, work: Work) -> TrapSeen:
    """Do `work` to a trap for `user`, who is looked up before the transaction begins.

    Raises:
        NotAvailable: there is no such trap, or the person may not know of it.
        DirectoryUnavailable: Slack did not say who this is.
        Whatever `work` raises, after nothing of it has been kept; and StorageUnavailable.
    """
    colleague = await context.directory.colleague(user)

    async def keep(tx: Transaction) -> TrapSeen:
        found = (await trap_standing.for_change(tx, context, id))[0]
        after = await work(tx, found, found.viewer(user, colleague))
        return await read(tx, context, after, colleague)

    return await context.database.write(keep)


async def read(
    tx: Transaction, context: Context, found: TrapStanding, colleague: Colleague
) -> TrapSeen:
    """The trap as this person may read it."""
    viewer = found.viewer(colleague.user, colleague)
    return await trap_standing.seen(tx, context, found, viewer, colleague)
