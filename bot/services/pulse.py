"""Asking whoever spoke up how it was, once, and keeping what they say apart from their report."""

from dataclasses import dataclass

from bot.domain.claims import Claim
from bot.domain.errors import NotAvailable, NotPossibleNow, SaidAlready
from bot.domain.home import Seen
from bot.domain.ids import ReportId
from bot.domain.pulse import Pulse, Word, is_at_its_end
from bot.services import own, standing
from bot.services.context import Context
from bot.services.standing import Standing
from storage import pulse
from storage.database import Transaction


@dataclass(frozen=True)
class Given:
    """What somebody answers to the two questions."""

    who: Claim
    report: ReportId
    respected: Word
    again: Word


@dataclass(frozen=True)
class Pulses:
    """Serves whoever wrote a report; to everybody else it does not exist."""

    context: Context

    async def open(self, who: Claim, id: ReportId) -> Seen:
        """The report whose reporter wants to say how it was.

        Raises:
            NotAvailable: it is not theirs.
            NotPossibleNow: its story is not at an end, or goes on.
            SaidAlready: they have said so for this report.
        """

        async def look(tx: Transaction) -> Seen:
            found = await self._asked(tx, who, id)
            return Seen(own.own_of(found, who).report, found.today)

        return await self.context.database.read(look)

    async def give(self, given: Given) -> None:
        """Keep what was answered: the team and the month, and not whose report it was.

        Raises what `open` raises, and StorageUnavailable.
        """

        async def keep(tx: Transaction) -> None:
            found = await self._asked(tx, given.who, given.report)
            month = found.today.replace(day=1)
            said = Pulse(found.team.id, month, given.respected, given.again)
            if not await pulse.give(tx, found.report.id, said):
                raise SaidAlready

        await self.context.database.write(keep)

    async def _asked(self, tx: Transaction, who: Claim, id: ReportId) -> Standing:
        found = await standing.of_report(tx, self.context.vault, id, self.context.now())
        if not await own.is_theirs(tx, self.context.vault, found, who):
            raise NotAvailable
        if await pulse.is_given(tx, id):
            raise SaidAlready
        if not is_at_its_end(found.report):
            raise NotPossibleNow
        return found
