"""Which reports belong to an error trap: put to it, taken out of it, and two traps made one."""

from dataclasses import dataclass

from bot.domain.errors import InATrapAlready, NotAvailable, NotPossibleNow
from bot.domain.ids import ReportId, TrapId, UserId
from bot.domain.people import DECIDERS, Colleague
from bot.domain.trap import TrapEvent
from bot.domain.trap_lifecycle import TrapAction, TrapEventKind, TrapState
from bot.domain.trap_reading import TrapSeen
from bot.services import (
    standing,
    trap_ideas,
    trap_owing,
    trap_recording,
    trap_standing,
    trap_work,
)
from bot.services.context import Context
from bot.services.standing import Standing
from bot.services.trap_standing import TrapStanding
from storage import traps
from storage.database import Transaction


@dataclass(frozen=True)
class TrapLinks:
    """Links by hand: nothing is ever put to a trap by itself. Raises as `Traps` does."""

    context: Context

    async def link(self, user: UserId, id: TrapId, report: ReportId) -> TrapSeen:
        """Put a report to a trap; doing it twice does nothing.

        Somebody who decides for one team alone links what is of that team.

        Raises:
            InATrapAlready: it belongs to another one.
            SharedFirst: not all of its team may read it.
            TakenBack: whoever wrote it has.
        """
        colleague = await self.context.directory.colleague(user)

        async def keep(tx: Transaction) -> TrapSeen:
            found, row = await self._both(tx, id, report, colleague, TrapAction.LINK)
            trap_ideas.check(row)
            if row.report.trap not in {None, id}:
                raise InATrapAlready
            if row.report.trap is None:
                found = await self._link(tx, found, row, user)
            return await trap_work.read(tx, self.context, found, colleague)

        return await self.context.database.write(keep)

    async def unlink(self, user: UserId, id: TrapId, report: ReportId) -> TrapSeen:
        """Say that a report does not belong to a trap; doing it twice does nothing."""
        colleague = await self.context.directory.colleague(user)

        async def keep(tx: Transaction) -> TrapSeen:
            found, row = await self._both(tx, id, report, colleague, TrapAction.UNLINK)
            if row.report.trap == id:
                found = await self._unlink(tx, found, row, user)
            return await trap_work.read(tx, self.context, found, colleague)

        return await self.context.database.write(keep)

    async def merge(self, user: UserId, id: TrapId, into: TrapId) -> TrapSeen:
        """Let a trap go into another one, with everything that belongs to it; the other one then.

        Raises:
            NotPossibleNow: into itself, or out of one that is confirmed into one that is not.
        """
        colleague = await self.context.directory.colleague(user)
        if id == into:
            raise NotPossibleNow

        async def keep(tx: Transaction) -> TrapSeen:
            found, other = await trap_standing.for_change(tx, self.context, id, into)
            for one in (found, other):
                one.decide(TrapAction.MERGE, one.viewer(user, colleague))
            if trap_owing.is_at_work(found.trap) and other.trap.state is TrapState.PROPOSED:
                raise NotPossibleNow
            merged = await self._merge(tx, found, other, user)
            return await trap_work.read(tx, self.context, merged, colleague)

        return await self.context.database.write(keep)

    async def _both(
        self,
        tx: Transaction,
        id: TrapId,
        report: ReportId,
        colleague: Colleague,
        action: TrapAction,
    ) -> tuple[TrapStanding, Standing]:
        """The trap and the report, both loaded for change, where the person may do this to them."""
        context, user = self.context, colleague.user
        (found,) = await trap_standing.for_change(tx, context, id, also=[report])
        found.decide(action, found.viewer(user, colleague))
        row = await standing.of_report(tx, context.vault, report, context.now())
        reader = row.viewer(user, colleague)
        decides = row.team.id == found.team.id or bool(reader.roles & DECIDERS)
        if not decides or not row.is_visible_to(reader):
            raise NotAvailable
        return found, row

    async def _link(
        self, tx: Transaction, found: TrapStanding, row: Standing, user: UserId
    ) -> TrapStanding:
        id, now = found.trap.id, self.context.now()
        if not await traps.link(tx, id, row.report.id):
            raise InATrapAlready
        after, position = await self._keep(tx, found, TrapEventKind.LINKED, user)
        await trap_owing.belongs(tx, after, [row], now=now)
        await trap_owing.redraw_report(tx, row, cause=f"trap-{id}-{position}")
        return after

    async def _unlink(
        self, tx: Transaction, found: TrapStanding, row: Standing, user: UserId
    ) -> TrapStanding:
        id = found.trap.id
        await traps.put_apart(tx, id, row.report.id)
        after, position = await self._keep(tx, found, TrapEventKind.UNLINKED, user)
        await trap_owing.redraw_report(tx, row, cause=f"trap-{id}-{position}")
        return after

    async def _merge(
        self, tx: Transaction, found: TrapStanding, other: TrapStanding, user: UserId
    ) -> TrapStanding:
        now = self.context.now()
        await traps.move(tx, found.trap.id, other.trap.id)
        await self._keep(tx, found, TrapEventKind.MERGED, user, other.trap.id)
        merged, _ = await self._keep(tx, other, TrapEventKind.LINKED, user)
        await trap_owing.belongs(tx, merged, found.rows, now=now)
        return merged

    async def _keep(
        self,
        tx: Transaction,
        found: TrapStanding,
        kind: TrapEventKind,
        user: UserId,
        other: TrapId | None = None,
    ) -> tuple[TrapStanding, int]:
        event = TrapEvent(kind, self.context.now(), user, other=other)
        return await trap_recording.happened(tx, self.context, found, event)
