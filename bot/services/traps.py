"""Error traps as people decide on them: read, confirmed, described, let be, taken on."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from bot.domain.errors import NobodyToTakeItOn, WordsNeeded
from bot.domain.ids import TrapId, UserId
from bot.domain.taxonomy import Factor, Stage
from bot.domain.text import is_empty
from bot.domain.trap import TrapEvent
from bot.domain.trap_lifecycle import TrapAction, TrapViewer
from bot.domain.trap_list import has_appeared
from bot.domain.trap_privacy import VisibleTrap, may_see
from bot.domain.trap_reading import TrapSeen
from bot.services import trap_owing, trap_recording, trap_standing, trap_work, wording
from bot.services.context import Context
from bot.services.repeats import first_time
from bot.services.standing import belongs
from bot.services.trap_standing import TrapStanding
from storage import traps
from storage.database import Transaction


@dataclass(frozen=True)
class Described:
    """What an error trap is called, where in the work it is, and what makes it easy to slip.

    `key` is the same when the same form arrives again.
    """

    user: UserId
    trap: TrapId
    name: str
    stage: Stage | None
    factors: tuple[Factor, ...]
    key: str


@dataclass(frozen=True)
class Traps:
    """Keeps error traps. Who may do what is in `trap_lifecycle.MAY`.

    Everything raises NotAvailable where the person has no right, and where there is no such trap;
    another GoodCatchError where it cannot be done now; DirectoryUnavailable where Slack did not say
    who somebody is; and StorageUnavailable.
    """

    context: Context

    async def open(self, user: UserId, id: TrapId, action: TrapAction | None = None) -> TrapSeen:
        """The trap as somebody may read it; with an `action`, only where they may do that now."""
        colleague = await self.context.directory.colleague(user)

        async def look(tx: Transaction) -> TrapSeen:
            found = await trap_standing.of_trap(tx, self.context, id)
            if action is not None:
                found.decide(action, found.viewer(user, colleague))
            return await trap_work.read(tx, self.context, found, colleague)

        return await self.context.database.read(look)

    async def live(
        self, user: UserId, action: TrapAction = TrapAction.LINK, without: TrapId | None = None
    ) -> tuple[VisibleTrap, ...]:
        """The traps to which somebody may do this now, the newest first; without their reports.

        For what another team may do, this is not to be asked: those are not looked at.
        """
        colleague = await self.context.directory.colleague(user)

        async def look(tx: Transaction) -> tuple[VisibleTrap, ...]:
            ids = [id for id in await traps.live(tx) if id != without]
            found = await traps.load_many(tx, ids)
            standings = await trap_standing.of_these(
                tx, self.context, [found[id] for id in ids], with_reports=False
            )
            viewers = [(one, one.viewer(user, colleague)) for one in standings]
            seen = [one.told(viewer) for one, viewer in viewers if _can_be_come_upon(one, viewer)]
            return tuple(one for one in seen if action in one.may)

        return await self.context.database.read(look)

    async def confirm(self, given: Described) -> TrapSeen:
        """Say that it is one trap, under this name: its card, the huddle and notices follow.

        Raises:
            WordsNeeded: it has no name.
            IdentifiersSeen: the name would tell others who a child or family is.
        """
        return await self._describe(given, TrapAction.CONFIRM)

    async def describe(self, given: Described) -> TrapSeen:
        """Put its name, its place in the work and the factors another way. Raises as `confirm`."""
        return await self._describe(given, TrapAction.DESCRIBE)

    async def dismiss(self, user: UserId, id: TrapId) -> None:
        """Say that these are not one trap: its reports stand by themselves again."""
        colleague = await self.context.directory.colleague(user)

        async def keep(tx: Transaction) -> None:
            found = (await trap_standing.for_change(tx, self.context, id))[0]
            kind = found.decide(TrapAction.DISMISS, found.viewer(user, colleague))
            await traps.put_apart(tx, id)
            event = TrapEvent(kind, self.context.now(), user)
            await trap_recording.happened(tx, self.context, found, event)

        await self.context.database.write(keep)

    async def own(self, user: UserId, id: TrapId, owner: UserId) -> TrapSeen:
        """Ask somebody to take it on.

        Raises:
            NobodyToTakeItOn: they are neither of the team nor decide for it.
        """
        asked = await self.context.directory.colleague(owner)

        def check(found: TrapStanding) -> None:
            decides = owner in found.team.everybody_who_may_decide and not asked.is_outsider
            if owner in found.gone or not (decides or belongs(asked, found.team)):
                raise NobodyToTakeItOn

        return await self._own(user, id, TrapAction.OWN, owner, check)

    async def take_on(self, user: UserId, id: TrapId) -> TrapSeen:
        """Take it on oneself."""
        return await self._own(user, id, TrapAction.TAKE_ON, user, lambda _: None)

    async def _own(
        self,
        user: UserId,
        id: TrapId,
        action: TrapAction,
        owner: UserId,
        check: Callable[[TrapStanding], None],
    ) -> TrapSeen:
        async def keep(tx: Transaction, found: TrapStanding, viewer: TrapViewer) -> TrapStanding:
            kind = found.decide(action, viewer)
            check(found)
            if found.trap.owner == owner:
                return found
            event = TrapEvent(kind, self.context.now(), user, owner=owner)
            return (await trap_recording.happened(tx, self.context, found, event))[0]

        return await trap_work.on(self.context, user, id, keep)

    async def _describe(self, given: Described, action: TrapAction) -> TrapSeen:
        if is_empty(given.name):
            raise WordsNeeded
        name = wording.of_one(given.name, self.context.case_numbers)

        async def keep(tx: Transaction, found: TrapStanding, viewer: TrapViewer) -> TrapStanding:
            if not await first_time(tx, self.context, f"trap-{action}:{given.key}"):
                return found
            kind = found.decide(action, viewer)
            trap = replace(found.trap, name=name, stage=given.stage, factors=given.factors)
            await traps.describe(tx, trap)
            event = TrapEvent(kind, self.context.now(), given.user, words=name)
            after, _ = await trap_recording.happened(tx, self.context, found, event)
            if action is TrapAction.CONFIRM:
                await trap_owing.confirmed(tx, after, now=self.context.now())
            return after

        return await trap_work.on(self.context, given.user, given.trap, keep)


def _can_be_come_upon(found: TrapStanding, viewer: TrapViewer) -> bool:
    return may_see(found.trap, viewer) and has_appeared(found.trap, found.now)
