"""Kind reminders of an error trap that waits for somebody, and the question whether it is gone."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from bot.domain.delivery import Delivery, DeliveryKind
from bot.domain.errors import NotAvailable
from bot.domain.ids import TrapId, UserId
from bot.domain.trap_lifecycle import TrapRole, TrapState
from bot.domain.trap_steps import Due, TrapStep, read, still_owed, upcoming
from bot.services import proposing, trap_owing, trap_recording, trap_standing
from bot.services.context import Context
from bot.services.directory import DirectoryUnavailable
from bot.services.trap_standing import TrapStanding
from storage import timers
from storage.database import Transaction
from storage.timers import Timer


@dataclass(frozen=True)
class TrapNudging:
    """Asks whoever has taken a trap on, or else those who decide for its team."""

    context: Context

    async def remind(self, due: Sequence[Timer]) -> None:
        """Owe what has come due, and set what comes next."""
        for timer in due:
            left = await self._has_left(TrapId(timer.subject))
            await self.context.database.write(partial(self._remind, timer, left))

    async def _has_left(self, id: TrapId) -> UserId | None:
        """Whoever has taken a trap on, where they are not of its team any more.

        Asked before the transaction, so that none is held open while Slack answers.
        """
        try:
            found = await self.context.database.read(
                lambda tx: trap_standing.of_trap(tx, self.context, id)
            )
            owner = found.trap.owner
            if owner is None:
                return None
            colleague = await self.context.directory.colleague(owner)
        except (NotAvailable, DirectoryUnavailable):
            # Nobody, or Slack does not say: whoever it is, is looked at again as it is sent.
            return None
        return None if TrapRole.OWNER in found.viewer(owner, colleague).roles else owner

    async def _remind(self, timer: Timer, left: UserId | None, tx: Transaction) -> None:
        try:
            (found,) = await trap_standing.for_change(tx, self.context, TrapId(timer.subject))
        except NotAvailable:
            await timers.clear(tx, timer.kind, timer.subject)
            return
        if not await timers.stands(tx, timer):
            return
        due = upcoming(found.trap, found.team.calendar, timer.detail)
        done = timer.detail
        # The team's calendar may have changed since the day was set.
        if due is not None and due.on <= found.today:
            await self._ask(tx, found, due, left)
            done = str(due.asking)
        await trap_recording.wind(tx, found, done)

    async def _ask(
        self, tx: Transaction, found: TrapStanding, due: Due, left: UserId | None
    ) -> None:
        asking = due.asking
        if asking.step is TrapStep.CHECK_BACK and asking.number == 1:
            await trap_owing.check_back(tx, found, asking)
            return
        for user in reminded(found, left):
            await trap_owing.nudge(tx, found, user, asking, due=found.at_work(user))


async def hand_on(tx: Transaction, context: Context, delivery: Delivery) -> None:
    """Owe others what did not reach somebody whom Slack does not reach any more."""
    found = await trap_standing.of_trap(tx, context, TrapId(delivery.trap or ""))
    asking = read(delivery.subject)
    if delivery.kind is DeliveryKind.TRAP_NUDGE and asking and still_owed(found.trap, asking):
        for user in reminded(found):
            await trap_owing.nudge(tx, found, user, asking, due=found.at_work(user))
    if delivery.kind is DeliveryKind.TRAP_PROPOSED and found.trap.state is TrapState.PROPOSED:
        users = await proposing.asked(tx, found)
        due = {user: found.at_work(user) for user in users}
        await trap_owing.proposed(tx, found, due, now=found.now)


def reminded(found: TrapStanding, left: UserId | None = None) -> tuple[UserId, ...]:
    """Who is reminded: whoever has taken it on, if Slack reaches them; else those who decide.

    `left` is whoever is not of the team any more.
    """
    owner = found.trap.owner
    if owner is None or owner == left or owner in found.gone:
        return found.deciders
    return (owner,)
