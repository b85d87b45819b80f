"""Giving up keys that are lost for good: what no configured key opens is let go of."""

from dataclasses import dataclass
from functools import partial
from typing import Protocol

from bot.domain.ids import ReportId
from bot.domain.keys import Use
from bot.domain.requests import RequestId, RequestState
from bot.services import owing, telling
from bot.services.context import Context
from bot.services.settings import OPERATOR
from storage import audit, left_out, receipts, reports, requests, retention, rotation, timers
from storage.database import Transaction
from storage.rotation import Store
from storage.timers import TimerKind


@dataclass(frozen=True)
class GivenUp:
    """How much there was of everything that no configured key did for."""

    identities: int
    """Reports of which nobody can tell any more who wrote them."""
    found_again: int
    """Reporters who could not be found by an index key, and now are by the newest."""
    lists: int
    """Reports that are kept from whoever may decide for their team."""
    requests: int
    """Requests of the host's that have lapsed."""
    receipts: int
    """Codes that bring nobody back to a report any more."""


class Deed(Protocol):
    """What is done to some entries of a store."""

    async def __call__(self, tx: Transaction, *, ids: list[str]) -> None: ...


@dataclass(frozen=True)
class GivingUp:
    """Lets go of what is sealed with a lost key, some at a time; there is no way back.

    Reports stay. Who wrote one is forgotten: they come back by its code, where they have one that
    a configured key knows. One whose reporter had left somebody out is kept, from now on, from
    everybody who may decide for its team, for any of them may have been on the list: of the people
    of this moment its reporter alone can read it.
    """

    context: Context
    at_once: int = 200
    """Entries in one transaction."""

    async def give_up(self) -> GivenUp:
        """Let go of everything that no configured key does for.

        Stopped half-way and begun again it goes on. What a configured key opens is left alone.

        Raises:
            StorageUnavailable: what was let go of before stays so; begin again.
        """
        database, vault = self.context.database, self.context.vault
        await database.write(self._note)
        return GivenUp(
            identities=await self._each(Store.IDENTITIES, Use.SECRET, self._forget),
            found_again=await self._each(Store.IDENTITIES, Use.INDEX, self._find_again),
            lists=await self._each(Store.LEFT_OUT, Use.SECRET, self._keep_from_all),
            requests=await self._each(Store.REQUESTS, Use.SECRET, self._lapse),
            receipts=await database.write(lambda tx: receipts.forget_lost(tx, vault)),
        )

    async def _each(self, store: Store, lacks: Use, deed: Deed) -> int:
        """Do this to every entry of a store that lacks such a key; how many there were."""
        database, done, after = self.context.database, 0, ""
        look = partial(rotation.look, vault=self.context.vault, store=store, most=self.at_once)
        while page := await database.read(partial(look, after=after)):
            if ids := [entry.id for entry in page if entry.lacks is lacks]:
                await database.write(partial(deed, ids=ids))
                done += len(ids)
            after = page[-1].id
        return done

    async def _note(self, tx: Transaction) -> None:
        now = self.context.now()
        await audit.note(tx, at=now, actor=OPERATOR, action="keys given up", subject="service")

    async def _forget(self, tx: Transaction, *, ids: list[str]) -> None:
        now = self.context.now()
        await reports.lock(tx, map(ReportId, ids))
        for id in map(ReportId, ids):
            if await retention.forget_reporter(tx, id, owing.reporters_lane(id)):
                await audit.note(tx, at=now, actor=OPERATOR, action="forgotten", subject=id)

    async def _find_again(self, tx: Transaction, *, ids: list[str]) -> None:
        for id in map(ReportId, ids):
            await rotation.find_again(tx, self.context.vault, id)

    async def _keep_from_all(self, tx: Transaction, *, ids: list[str]) -> None:
        vault = self.context.vault
        for id, users in (await left_out.kept_from(tx, vault, map(ReportId, ids))).items():
            await left_out.keep(tx, vault, id, users)

    async def _lapse(self, tx: Transaction, *, ids: list[str]) -> None:
        now = self.context.now()
        for id in map(RequestId, ids):
            await requests.close(tx, id, RequestState.EXPIRED)
            await timers.clear(tx, TimerKind.REQUEST, id)
            asked = await requests.asked(tx, id)
            await telling.requests_settled(tx, id, asked, cause="lapsed", now=now)
