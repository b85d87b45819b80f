"""Coming back to a report with the code of its receipt, by whoever holds it."""

from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from bot.domain.errors import (
    NoSuchCode,
    OnlyTheReference,
    Outsider,
    TooManyTries,
    WrongCode,
)
from bot.domain.home import Own
from bot.domain.ids import UserId
from bot.domain.reference import Code
from bot.domain.report import Kind
from bot.services import standing
from bot.services.context import Context
from bot.services.ending import is_asked_of
from bot.services.own import own_of
from storage import receipts
from storage.database import Transaction

TRIES = 5
"""How many codes that do not fit somebody may try…"""
WITHIN = timedelta(hours=1)
"""…in this time."""

_MORE = ("no more tries", "one more try", "two more tries", "three more tries", "four more tries")

_MOST_PEOPLE = 10_000
"""More than a service has members; beyond it, who tried longest ago is forgotten first."""


@dataclass
class Tries:
    """Who has tried codes that did not fit, and when: in memory only, never stored or logged.

    A row of it would say who is looking for a report.
    """

    most: int = _MOST_PEOPLE
    _wrong: OrderedDict[UserId, tuple[datetime, ...]] = field(default_factory=OrderedDict)

    @contextmanager
    def one(self, user: UserId, now: datetime) -> Iterator[None]:
        """For looking up a code: it counts, unless something else than `NoSuchCode` comes of it.

        That turns into `WrongCode`, which says how many tries are left.

        It is counted beforehand, so that many at once are not all let in.

        Raises:
            TooManyTries: there were too many within the last hour.
            WrongCode: no report has this code.
        """
        self._take(user, now)
        fitted = True
        try:
            yield
        except NoSuchCode as problem:
            fitted = False
            left = TRIES - len(self._wrong.get(user, ()))
            raise WrongCode(tries=_MORE[max(left, 0)]) from problem
        finally:
            if fitted:
                self._give_back(user, now)

    def _take(self, user: UserId, now: datetime) -> None:
        recent = tuple(at for at in self._wrong.pop(user, ()) if at > now - WITHIN)
        is_used_up = len(recent) >= TRIES
        self._wrong[user] = recent if is_used_up else (*recent, now)
        while len(self._wrong) > self.most:
            self._wrong.popitem(last=False)
        if is_used_up:
            raise TooManyTries

    def _give_back(self, user: UserId, taken: datetime) -> None:
        left = list(self._wrong.get(user, ()))
        if taken in left:
            left.remove(taken)
        if left:
            self._wrong[user] = tuple(left)
        else:
            self._wrong.pop(user, None)


@dataclass(frozen=True)
class Returned:
    """A report as its reporter sees it who came back with `code`, on its team's own day."""

    own: Own
    today: date
    code: Code


@dataclass(frozen=True)
class Returning:
    """Finds the report that a receipt's code belongs to."""

    context: Context
    tries: Tries

    async def come_back(self, user: UserId, typed: str) -> Returned:
        """The report of a code as somebody typed it; who they are is not kept with it.

        What cannot be a code is looked up all the same, as one that nobody has: neither the words
        nor the time that it takes tell one from the other.

        Raises:
            Outsider: the person is not of this service.
            TooManyTries: five codes within an hour did not fit.
            OnlyTheReference: it is what everybody may call the report by; that counts as no try.
            WrongCode: no report has this code, or it is none.
            DirectoryUnavailable: Slack did not say who this is.
            StorageUnavailable: the database cannot be read.
        """
        if (await self.context.directory.colleague(user)).is_outsider:
            raise Outsider
        if Code.is_reference(typed):
            raise OnlyTheReference
        with self.tries.one(user, self.context.now()):
            return await self.again(_read(typed))

    async def again(self, code: Code) -> Returned:
        """The same report as it is now, for somebody who has come back to it.

        Raises:
            NoSuchCode: the report was deleted meanwhile.
            StorageUnavailable: the database cannot be read.
        """

        async def look(tx: Transaction) -> Returned:
            vault = self.context.vault
            id = await receipts.report_of(tx, vault, code)
            if id is None:
                raise NoSuchCode
            found = await standing.of_report(tx, vault, id, self.context.now())
            own = replace(own_of(found, code), asks_pulse=await is_asked_of(tx, found))
            return Returned(own, found.today, code)

        return await self.context.database.read(look)


def _read(typed: str) -> Code:
    try:
        return Code.parse(typed)
    except ValueError:
        return Code.fresh(Kind.NEAR_MISS.prefix)
