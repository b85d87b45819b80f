"""Looking for people's names in the words of a small form before anything is kept."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from bot.domain.errors import NotAvailable
from bot.domain.ids import ReportId, TrapId
from bot.services import standing, wording
from bot.services.context import Context
from storage import teams, traps
from storage.database import Transaction


@dataclass(frozen=True)
class LookingOver:
    """Finds what whoever writes may want to look at again; it is shown to them alone."""

    context: Context

    async def names(self, id: ReportId, written: Sequence[str]) -> tuple[str, ...]:
        """What may be names of people, each once; words that the team has said are none left out.

        Nothing where there is no such report: whatever keeps the words says so.

        Raises:
            WrongKey: something about the report is sealed with a key that is not configured.
            StorageUnavailable: the database cannot be used.
        """

        async def allowed(tx: Transaction) -> frozenset[str] | None:
            try:
                found = await standing.of_report(tx, self.context.vault, id, self.context.now())
            except NotAvailable:
                return None
            return found.team.allowed_names

        return await self._names(written, allowed)

    async def names_about_trap(self, id: TrapId, written: Sequence[str]) -> tuple[str, ...]:
        """The same, by the words of the team that works on an error trap. Raises the same."""

        async def allowed(tx: Transaction) -> frozenset[str] | None:
            found = await traps.load(tx, id)
            team = await teams.by_id(tx, found.team) if found else None
            return team.allowed_names if team else None

        return await self._names(written, allowed)

    async def _names(
        self,
        written: Sequence[str],
        allowed: Callable[[Transaction], Awaitable[frozenset[str] | None]],
    ) -> tuple[str, ...]:
        if not any(wording.may_hold_names(one) for one in written):
            return ()
        words = await self.context.database.read(allowed)
        if words is None:
            return ()
        found = (name for one in written for name in wording.names_in(one, words))
        return tuple(dict.fromkeys(found))
