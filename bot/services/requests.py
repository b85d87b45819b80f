"""Asking a learning lead for leave: what the host may not do by itself."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from bot.domain.errors import AboutYourself, NobodyToConfirm, NotAvailable, NotPossibleNow
from bot.domain.ids import ReportId, UserId
from bot.domain.requests import (
    LAPSES_AFTER,
    Request,
    RequestId,
    RequestKind,
    RequestState,
    Wanted,
)
from bot.services import erasing, standing, telling
from bot.services.context import Context
from bot.services.settings import OPERATOR
from storage import audit, erasure, people, requests, teams, timers
from storage.database import Transaction
from storage.timers import Timer, TimerKind

_ASKED = {
    RequestKind.SUBJECT_ACCESS: "access asked",
    RequestKind.ERASE_PERSON: "erasure asked",
    RequestKind.ERASE_REPORT: "erasure asked",
    RequestKind.EXPORT: "export asked",
}
_DONE = {
    RequestKind.SUBJECT_ACCESS: "access given",
    RequestKind.ERASE_PERSON: "erased",
    RequestKind.ERASE_REPORT: "erased",
    RequestKind.EXPORT: "exported",
}
"""What stands in the audit, under the request's id: never whom or what it was about."""


@dataclass(frozen=True)
class Requests:
    """Asks the learning leads, takes their word, and lets go of what nobody carried out."""

    context: Context

    async def ask(self, wanted: Wanted) -> Request:
        """Ask leave for this; where that has been asked in the last week, what has become of it.

        Raises:
            NobodyToConfirm: there is no learning lead to ask.
            NoSuchReport, AnswersAlone: it could not be done anyway.
            WrongKey: something needed to tell is sealed with a key that is not configured.
        """
        context = self.context

        async def ask(tx: Transaction) -> Request:
            now = context.now()
            since = now - LAPSES_AFTER
            known = await requests.latest(tx, context.vault, wanted, since=since)
            if known is not None:
                return known
            await erasing.check(tx, wanted)
            asked = await may_decide(tx, context, wanted)
            if not asked:
                raise NobodyToConfirm
            id = RequestId(uuid4().hex)
            new = Request(id, wanted.kind, wanted, RequestState.WAITING, now)
            await requests.add(tx, context.vault, new, wanted)
            await timers.put_off(tx, Timer(TimerKind.REQUEST, id, new.lapses_at))
            await telling.requests(tx, id, asked, now=now)
            action = _ASKED[wanted.kind]
            await audit.note(tx, at=now, actor=OPERATOR, action=action, subject=id)
            return new

        return await context.database.write(ask)

    async def now_known(self, id: RequestId) -> Request:
        """What has become of a request, expired or not.

        Raises:
            NotAvailable: there is no such request.
        """
        found = await self.context.database.read(
            lambda tx: requests.load(tx, self.context.vault, id)
        )
        if found is None:
            raise NotAvailable
        return found

    async def decide(self, user: UserId, id: RequestId, *, confirm: bool) -> None:
        """A learning lead confirms or refuses; the first word counts.

        Raises:
            NotAvailable: there is no such request for this person.
            NotPossibleNow: it is decided already, or nobody has decided in time.
            AboutYourself: it is about this person, and somebody else is there to look at it.
            DirectoryUnavailable: Slack did not say who this is.
        """
        context = self.context
        if (await context.directory.colleague(user)).is_outsider:
            raise NotAvailable

        async def decide(tx: Transaction) -> None:
            now = context.now()
            found = await requests.load_for_change(tx, context.vault, id)
            if found is None or user not in await _leads(tx):
                raise NotAvailable
            if found.wanted is None or found.state_at(now) is not RequestState.WAITING:
                raise NotPossibleNow
            asked = await may_decide(tx, context, found.wanted)
            if user not in asked:
                raise NotAvailable
            if not asked[user]:
                raise AboutYourself
            state = RequestState.CONFIRMED if confirm else RequestState.REFUSED
            await requests.decide(tx, id, state, by=user, at=now)
            await audit.note(tx, at=now, actor=user, action=state.value, subject=id)
            await _settle(tx, id, state, now)

        await context.database.write(decide)

    async def done(self, id: RequestId) -> None:
        """What was confirmed has been carried out: forget whom or what it was about."""
        context = self.context

        async def close(tx: Transaction) -> None:
            now = context.now()
            found = await requests.load_for_change(tx, context.vault, id)
            if found is None or found.state is not RequestState.CONFIRMED:
                return
            await requests.close(tx, id, RequestState.DONE)
            await timers.clear(tx, TimerKind.REQUEST, id)
            action = _DONE[found.kind]
            await audit.note(tx, at=now, actor=OPERATOR, action=action, subject=id)
            await _settle(tx, id, RequestState.DONE, now)

        await context.database.write(close)

    async def lapse(self, due: Sequence[Timer]) -> None:
        """Forget what nobody decided on, or carried out, in time."""
        for timer in due:
            await self._lapse(RequestId(timer.subject))

    async def _lapse(self, id: RequestId) -> None:
        context = self.context

        async def close(tx: Transaction) -> None:
            now = context.now()
            await timers.clear(tx, TimerKind.REQUEST, id)
            found = await requests.load_for_change(tx, context.vault, id)
            if found is not None and found.wanted is not None:
                state = found.state_at(now)
                await requests.close(tx, id, state)
                await _settle(tx, id, state, now, cause="lapsed")

        await context.database.write(close)


async def may_decide(tx: Transaction, context: Context, wanted: Wanted) -> Mapping[UserId, bool]:
    """The learning leads who are asked, and whether each of them may decide.

    Nobody decides about themselves while somebody else can, and whoever was left out of a report
    never hears of it.
    """
    leads = await _leads(tx)
    concerned = frozenset(user for user in leads if user == wanted.person)
    if wanted.kind is RequestKind.ERASE_REPORT:
        id = await erasure.report_called(tx, wanted.about)
        if id is None:
            return {}
        leads, concerned = await _towards(tx, context, id, leads)
    others = leads - concerned
    return {user: user in (others or leads) for user in sorted(leads)}


async def _towards(
    tx: Transaction, context: Context, id: ReportId, leads: frozenset[UserId]
) -> tuple[frozenset[UserId], frozenset[UserId]]:
    """Those of `leads` who may know of a report, and those of them who wrote it."""
    found = await standing.of_report(tx, context.vault, id, context.now())
    wrote = frozenset(filter(found.wrote, leads))
    return (leads - found.report.left_out) | wrote, wrote


async def _leads(tx: Transaction) -> frozenset[UserId]:
    """The learning leads whom Slack reaches."""
    leads = (await teams.the_service(tx)).learning_leads
    return frozenset(leads) - (await people.known(tx, leads)).gone


async def _settle(
    tx: Transaction, id: RequestId, state: RequestState, now: datetime, cause: str = ""
) -> None:
    asked = await requests.asked(tx, id)
    await telling.requests_settled(tx, id, asked, cause=cause or state.value, now=now)
