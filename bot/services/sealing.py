"""The audit's seals: put on hour by hour, and verified."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial

from bot.domain.audit_chain import NAMES_ERASED, Chain, Entry
from bot.domain.events import BOT
from bot.domain.roles import ACTIONS
from bot.services.context import Context
from storage import audit, timers
from storage.database import Transaction
from storage.timers import Timer, TimerKind

PAST_THE_HOUR = timedelta(minutes=2)
"""Late enough that what was still under way at the full hour has been kept."""

OF_SETTINGS = frozenset(
    {
        "team saved",
        "service set",
        NAMES_ERASED,
        *ACTIONS,
        "keys rotated",
        "keys given up",
        "access asked",
        "erasure asked",
        "export asked",
        "confirmed",
        "refused",
        "access begun",
        "export begun",
        "access given",
        "erased",
        "exported",
    }
)
"""What the operator of the machine may read in the audit: what people set, asked for and were given
leave to do. What is done to reports is not among it, nor what the bot erases every night."""


@dataclass(frozen=True)
class Verified:
    """What became of a check: the chain as it was followed, and what no seal stands for yet."""

    chain: Chain
    unsealed: int
    holds_earlier: bool
    """Whether the digest that was asked for is in it; True where none was."""
    names_erased: int
    """From how many sealed rows people were erased, as the rows about that tell."""

    @property
    def names_are_missing(self) -> bool:
        """Whether more rows name nobody any more than people were erased from."""
        return self.chain.erased > self.names_erased

    @property
    def is_whole(self) -> bool:
        return not self.chain.wrong and self.holds_earlier and not self.names_are_missing


@dataclass(frozen=True)
class Sealing:
    """Seals the audit once an hour, and tells whether it is still what was sealed."""

    context: Context

    async def come(self, due: Sequence[Timer]) -> None:
        """Seal whatever is not sealed and whose hour is over, and set the next time."""
        now = self.context.now()
        while await self.context.database.write(lambda tx: audit.seal(tx, now)):
            # Most often once; after a long outage in parts, so that nobody waits for all of it.
            pass

        async def set_next(tx: Transaction) -> None:
            for timer in due:
                await timers.put_off(tx, replace(timer, due_at=_next(now)))

        await self.context.database.write(set_next)

    async def wind_up(self) -> None:
        """Have the audit sealed, unless that is set."""
        first = Timer(TimerKind.SEAL, "service", self.context.now())
        await self.context.database.write(lambda tx: timers.begin(tx, first))

    async def verify(
        self, told: Callable[[int, int], None] = lambda _done, _of: None, *, earlier: str = ""
    ) -> Verified:
        """Follow the chain from its beginning, a page at a time.

        `told` is called after each page with how many seals have been followed, and of how many.
        `earlier` is a digest that a check has printed before, as hexadecimal digits.
        """
        database = self.context.database
        totals = await database.read(audit.totals)
        chain, after, holds = Chain(), None, not earlier
        while page := await database.read(partial(audit.page, after=after)):
            for seal, rows in page:
                chain = chain.follow(seal, rows)
                holds = holds or seal.digest.hex() == earlier
            after = chain.number
            told(chain.seals, max(totals.seals, chain.seals))
        chain = chain.astray(await database.read(audit.astray))
        names = await database.read(audit.names_erased)
        return Verified(chain, totals.unsealed, holds, names)

    async def of_settings(self, limit: int) -> tuple[Entry, ...]:
        """The latest changes to settings and keys, and what was erased or handed out."""
        return await self.context.database.read(
            lambda tx: audit.latest(tx, OF_SETTINGS, limit, but_by=BOT)
        )


def _next(now: datetime) -> datetime:
    hour = now.replace(minute=0, second=0, microsecond=0)
    return hour + timedelta(hours=1) + PAST_THE_HOUR
