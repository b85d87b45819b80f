"""Asking a learning lead for leave: what the host may not do by itself."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from bot.domain import roles
from bot.domain.errors import (
    AboutYourself,
    GoodCatchError,
    NobodyToConfirm,
    NotAvailable,
    NotForYouYet,
    NotPossibleNow,
)
from bot.domain.events import ERASED
from bot.domain.ids import ReportId, UserId
from bot.domain.requests import (
    LAPSES_AFTER,
    Request,
    RequestId,
    RequestKind,
    RequestState,
    Wanted,
    Word,
)
from bot.domain.roles import Post, RoleChange
from bot.services import erasing, owing, standing, telling
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
_BEGUN = {
    RequestKind.SUBJECT_ACCESS: "access begun",
    RequestKind.EXPORT: "export begun",
}
_DONE = {
    RequestKind.SUBJECT_ACCESS: "access given",
    RequestKind.ERASE_PERSON: "erased",
    RequestKind.ERASE_REPORT: "erased",
    RequestKind.EXPORT: "exported",
}
"""What stands in the audit, under the request's id: never whom or what it was about."""


_CARRIED_OUT_FROM = frozenset({RequestState.CONFIRMED, RequestState.BEGUN})

_OF_LEADS = frozenset(
    RoleChange(Post.LEARNING_LEAD, UserId(""), came=came).action for came in (True, False)
)


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
            if wanted.kind is RequestKind.ERASE_PERSON and wanted.person is not None:
                # Before it happens: afterwards nobody knows any more whom to tell.
                await telling.about_you(tx, id, wanted.person, now=now)
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

    async def kinds(self, ids: Sequence[str]) -> Mapping[str, RequestKind]:
        """What was asked for, of those of these ids that are requests."""
        return await self.context.database.read(lambda tx: requests.kinds(tx, ids))

    async def decide(self, user: UserId, id: RequestId, *, confirm: bool) -> None:
        """A learning lead confirms or refuses; the first word counts.

        Raises:
            NotAvailable: there is no such request for this person.
            NotPossibleNow: it is decided already, or nobody has decided in time.
            AboutYourself: it is about this person, and somebody else is there to look at it.
            NotForYouYet: the person is new as a learning lead, and somebody else is there.
            DirectoryUnavailable: Slack did not say who this is.
        """
        context = self.context
        if (await context.directory.colleague(user)).is_outsider:
            raise NotAvailable

        async def decide(tx: Transaction) -> None:
            now = context.now()
            found = await requests.load_for_change(tx, context.vault, id)
            if found is None or user not in await _askable(tx, now):
                raise NotAvailable
            if found.wanted is None or found.state_at(now) is not RequestState.WAITING:
                raise NotPossibleNow
            asked = await may_decide(tx, context, found.wanted)
            if user not in asked:
                raise NotAvailable
            if not asked[user]:
                raise await self._why_not(tx, user, now)
            state = RequestState.CONFIRMED if confirm else RequestState.REFUSED
            await requests.decide(tx, context.vault, found, Word(state, user), at=now)
            await audit.note(tx, at=now, actor=user, action=state.value, subject=id)
            await _settle(tx, id, state, now)
            if confirm and found.kind is RequestKind.ERASE_REPORT:
                await self._tell_reporter(tx, id, found.wanted.about, now)

        await context.database.write(decide)

    async def begin(self, id: RequestId) -> UserId:
        """Handing out begins now, before the first row is read; who has confirmed it.

        It is written down and told: to the learning leads, and to the person it is about. From
        here on this leave is used up, whatever becomes of the file.

        Raises:
            NotPossibleNow: it is not confirmed, has lapsed, or has been begun already.
        """
        context = self.context

        async def begin(tx: Transaction) -> UserId:
            now = context.now()
            found = await requests.load_for_change(tx, context.vault, id)
            if found is None or found.state_at(now) is not RequestState.CONFIRMED:
                raise NotPossibleNow
            if found.decided_by is None or found.decided_by == ERASED:
                raise NotPossibleNow
            await requests.begin(tx, id)
            action = _BEGUN[found.kind]
            await audit.note(tx, at=now, actor=OPERATOR, action=action, subject=id)
            await _settle(tx, id, RequestState.BEGUN, now)
            if found.wanted is not None and found.wanted.person is not None:
                await telling.about_you(tx, id, found.wanted.person, now=now)
            return UserId(found.decided_by)

        return await context.database.write(begin)

    async def done(self, id: RequestId) -> None:
        """What was confirmed has been carried out: forget whom or what it was about.

        Of somebody who is erased no other request is kept open either.
        """
        context = self.context

        async def close(tx: Transaction) -> None:
            now = context.now()
            found = await requests.load_for_change(tx, context.vault, id)
            if found is None or found.state not in _CARRIED_OUT_FROM:
                return
            if found.kind is RequestKind.ERASE_PERSON and found.wanted is not None:
                await self._close_others(tx, found, now)
            await requests.close(tx, id, RequestState.DONE)
            await timers.clear(tx, TimerKind.REQUEST, id)
            action = _DONE[found.kind]
            await audit.note(tx, at=now, actor=OPERATOR, action=action, subject=id)
            await _settle(tx, id, RequestState.DONE, now)

        await context.database.write(close)

    async def _why_not(self, tx: Transaction, user: UserId, now: datetime) -> GoodCatchError:
        settled = await _there_before(tx, now)
        return NotForYouYet() if settled and user not in settled else AboutYourself()

    async def _close_others(self, tx: Transaction, of: Request, now: datetime) -> None:
        """Let go of whatever else was asked about somebody who is erased now."""
        person = of.wanted.person if of.wanted else None
        for one in await requests.still_about(tx, self.context.vault, person):
            if one.id != of.id:
                await timers.clear(tx, TimerKind.REQUEST, one.id)
                state = one.state if one.state is RequestState.BEGUN else RequestState.EXPIRED
                await requests.close(tx, one.id, state)
                await _settle(tx, one.id, state, now, cause="lapsed")

    async def _tell_reporter(
        self, tx: Transaction, id: RequestId, reference: str, now: datetime
    ) -> None:
        """Owe whoever wrote it word that it goes; the erasure waits for that."""
        report = await erasure.report_called(tx, reference)
        if report is not None:
            found = await standing.of_report(tx, self.context.vault, report, now)
            await owing.erasing(tx, found.report, request=id, now=now)

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

    For a week after somebody came or went, those are asked who were there before, and their word
    counts while one of them is there: so nobody names a learning lead and has the leave of nobody
    else. Nobody decides about themselves while somebody else can, and whoever was left out of a
    report never hears of it.
    """
    now = context.now()
    leads = await _askable(tx, now)
    settled = await _there_before(tx, now)
    concerned = frozenset(user for user in leads if user == wanted.person)
    if wanted.kind is RequestKind.ERASE_REPORT:
        id = await erasure.report_called(tx, wanted.about)
        if id is None:
            return {}
        leads, concerned = await _towards(tx, context, id, leads)
    others = leads - concerned
    able = (others & settled) or others or leads
    return {user: user in able for user in sorted(leads)}


async def _towards(
    tx: Transaction, context: Context, id: ReportId, leads: frozenset[UserId]
) -> tuple[frozenset[UserId], frozenset[UserId]]:
    """Those of `leads` who may know of a report, and those of them who wrote it."""
    found = await standing.of_report(tx, context.vault, id, context.now())
    wrote = frozenset(filter(found.wrote, leads))
    return (leads - found.report.left_out) | wrote, wrote


async def _askable(tx: Transaction, now: datetime) -> frozenset[UserId]:
    """The learning leads, and those of seven days ago, as far as Slack reaches them."""
    leads = frozenset((await teams.the_service(tx)).learning_leads)
    leads |= await _there_before(tx, now)
    return leads - (await people.known(tx, leads)).gone


async def _there_before(tx: Transaction, now: datetime) -> frozenset[UserId]:
    leads = (await teams.the_service(tx)).learning_leads
    changes = await audit.since(tx, _OF_LEADS, now - roles.SETTLED_AFTER)
    return roles.there_before(leads, ((one.action, one.subject) for one in changes)) - {ERASED}


async def _settle(
    tx: Transaction, id: RequestId, state: RequestState, now: datetime, cause: str = ""
) -> None:
    asked = await requests.asked(tx, id)
    await telling.requests_settled(tx, id, asked, cause=cause or state.value, now=now)
