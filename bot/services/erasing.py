"""Erasing what a learning lead has confirmed: a report, or a person wherever they are kept."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import partial
from uuid import uuid4

from bot.domain import roles
from bot.domain.errors import AnswersAlone, NoSuchReport
from bot.domain.events import ERASED
from bot.domain.ids import ChannelId, ReportId, UserId
from bot.domain.report import Mode
from bot.domain.requests import RequestKind, Wanted
from bot.domain.roles import RoleChange
from bot.domain.team import Service, Team
from bot.services import beside, marks, owing, settling, telling, trap_owing
from bot.services.context import Context
from bot.services.settings import OPERATOR
from storage import digests, erasure, identities, people, personal, reports, teams, traps
from storage.database import Transaction
from storage.personal import Marked
from storage.scrubbing import scrub

Told = Callable[[int, int], None]
"""Called after each step with how many are done, and of how many."""

_AT_ONCE = 200
"""Reports in one transaction: a running bot waits as long as one takes."""


_NAMES_GONE_AFTER = timedelta(minutes=2)
"""How long it takes at most from there until a person's own rows are gone."""


class UnderWay(Exception):
    """A message about the report may be reaching Slack, or its reporter is yet to be told."""


@dataclass(frozen=True)
class Erasing:
    """Erases in small steps, each of them kept: killed half-way, it goes on when run again."""

    context: Context

    async def report(self, reference: str) -> None:
        """Erase a report, if it is there; whatever shows it in Slack is owed its last look.

        Raises:
            UnderWay: not now.
        """

        async def erase(tx: Transaction) -> None:
            id = await erasure.report_called(tx, reference)
            if id is not None:
                await self._erase(tx, id)

        await self.context.database.write(erase)

    async def scrub(self) -> bool:
        """Leave nothing on the disk either; False where somebody reading stood in the way.

        Then SQLite's log still holds it, until the bot is stopped.
        """
        return await scrub(self.context.database)

    async def person(self, user: UserId, *, with_reports: bool, told: Told) -> int:
        """Erase a person; their reports stay, as nobody's, unless they are to go as well.

        Returns how many reports were found to be theirs.

        Raises:
            AnswersAlone: there is nobody else for what only they do.
            UnderWay: not now, of one of their reports that is to go.
            WrongKey: what they have left cannot be told from others' with the configured keys.
        """
        database, context = self.context.database, self.context
        theirs = await database.read(lambda tx: identities.reports_of(tx, context.vault, user))
        steps = len(theirs) + len(Marked) + 3
        done = 0

        def step(many: int = 1) -> None:
            nonlocal done
            done += many
            told(done, steps)

        await database.write(lambda tx: self._leave(tx, user))
        step()
        for start in range(0, len(theirs), _AT_ONCE):
            some = theirs[start : start + _AT_ONCE]
            await self._let_go(some, with_reports=with_reports)
            step(len(some))
        for marked in Marked:
            await self._unmark(user, marked)
            step()
        await self._take_off_lists(user)
        step()
        await self._take_off_cards(user)
        await database.write(lambda tx: self._from_traps(tx, user))
        await database.write(lambda tx: self._their_rows(tx, user))
        await database.write(lambda tx: erasure.from_words(tx, user))
        step()
        return len(theirs)

    async def _leave(self, tx: Transaction, user: UserId) -> None:
        """Take a person out of the settings."""
        await _somebody_else(tx, user)
        of_service = await teams.the_service(tx)
        without = _service_without(of_service, user)
        if without != of_service:
            await teams.save_service(tx, without)
            went = roles.in_the_service(of_service, without)
            await self._tell_of(tx, went, without.learning_leads)
        for team in await teams.every(tx):
            left = _team_without(team, user)
            if left != team:
                await teams.save(tx, left)
                went = roles.in_the_team(team, left)
                everybody = tuple(one for one in left.everybody_who_may_decide if one != user)
                await self._tell_of(tx, went, everybody, left.channel)

    async def _tell_of(
        self,
        tx: Transaction,
        went: tuple[RoleChange, ...],
        others: tuple[UserId, ...],
        channel: ChannelId | None = None,
    ) -> None:
        """Those who are left learn that it rests with them now, and no name any more."""
        now = self.context.now()
        nameless = [replace(one, person=UserId(ERASED)) for one in went]
        await telling.roles_changed(tx, nameless, others, by=OPERATOR, channel=channel, now=now)

    async def _take_off_cards(self, user: UserId) -> None:
        """Owe a fresh look to whatever shows what the person has said or was asked to try.

        In a while, when their name is gone from there; killed before that, this is done again.
        """
        database = self.context.database
        ids = await database.read(lambda tx: erasure.named_in(tx, user))
        for start in range(0, len(ids), _AT_ONCE):
            some = ids[start : start + _AT_ONCE]
            await database.write(partial(self._redraw, ids=some, cause=uuid4().hex))

    async def _redraw(self, tx: Transaction, *, ids: tuple[ReportId, ...], cause: str) -> None:
        now = self.context.now()
        due = now + _NAMES_GONE_AFTER
        found = await reports.load_many(tx, self.context.vault, ids)
        owners = await teams.by_ids(tx, {report.team for report in found.values()})
        for report in found.values():
            await owing.redraw(tx, report, owners[report.team], cause=cause, now=now, due=due)

    async def _their_rows(self, tx: Transaction, user: UserId) -> None:
        """Erase them; what the bot wrote to the person loses its words and its buttons."""
        now = self.context.now()
        shown = await erasure.messages_to(tx, user)
        await erasure.rows_of(tx, user, by=OPERATOR, now=now)
        for message in shown:
            await telling.erased(tx, message, now=now)

    async def _from_traps(self, tx: Transaction, user: UserId) -> None:
        """Owe the cards of what they have taken on a look without them."""
        for id in await traps.taken_on_by(tx, user):
            now, cause = self.context.now(), f"erased-{uuid4().hex}"
            await trap_owing.redraw(tx, id, cause=cause, due=now, now=now)

    async def _let_go(self, ids: tuple[ReportId, ...], *, with_reports: bool) -> None:
        context = self.context

        async def let_go(tx: Transaction) -> None:
            if with_reports:
                for id in ids:
                    await self._erase(tx, id)
                return
            found = await reports.load_many(tx, context.vault, ids)
            owners = await teams.by_ids(tx, {report.team for report in found.values()})
            await erasure.whose_they_are(tx, ids)
            for report in found.values():
                if report.mode is Mode.NAMED:
                    # The name goes from wherever the bot can still redraw it.
                    now = context.now()
                    await owing.redraw(tx, report, owners[report.team], cause="erased", now=now)
                    await settling.unnamed(tx, report, cause="unnamed", now=now)

        await context.database.write(let_go)

    async def _erase(self, tx: Transaction, id: ReportId) -> None:
        await reports.lock(tx, [id])
        now = self.context.now()
        if await erasure.under_way(tx, id, now):
            raise UnderWay
        await last_looks(tx, self.context, id, now)
        await erasure.report_itself(tx, id)

    async def _unmark(self, user: UserId, marked: Marked) -> None:
        async for theirs in marks.of_person(self.context, marked, user):
            if theirs:
                unmark = partial(personal.delete_marks, marked=marked, these=theirs)
                await self.context.database.write(unmark)

    async def _take_off_lists(self, user: UserId) -> None:
        after: str | None = ""
        while after is not None:
            take_off = partial(erasure.from_lists, vault=self.context.vault, user=user, after=after)
            after = await self.context.database.write(take_off)


async def check(tx: Transaction, wanted: Wanted) -> None:
    """Whether this could be done at all, before anybody is asked.

    Raises:
        NoSuchReport: there is none of this reference.
        AnswersAlone: there is nobody else for what only this person does.
    """
    if wanted.kind is RequestKind.ERASE_REPORT:
        if await erasure.report_called(tx, wanted.about) is None:
            raise NoSuchReport(reference=wanted.about)
    elif wanted.kind is RequestKind.ERASE_PERSON and wanted.person is not None:
        await _somebody_else(tx, wanted.person)


async def _somebody_else(tx: Transaction, user: UserId) -> None:
    """Whether somebody is left to answer where this person does.

    Raises:
        AnswersAlone: nobody would be.
    """
    every = await teams.every(tx)
    leads = (await teams.the_service(tx)).learning_leads
    among = {user for team in every for user in (*team.managers, *team.deputies)}
    gone = (await people.known(tx, {*among, *leads})).gone
    if user in leads and not set(leads) - gone - {user}:
        raise AnswersAlone(where="to look across the teams as a learning lead")
    for team in every:
        answering = {*team.managers, *team.deputies}
        if user in answering and not answering - gone - {user}:
            raise AnswersAlone(where=f"to answer in {team.name}")


async def last_looks(tx: Transaction, context: Context, id: ReportId, now: datetime) -> None:
    """Owe whatever shows a report that goes for good a look without it, which does not need it."""
    for message in await erasure.messages_of(tx, id):
        await telling.erased(tx, message, now=now)
    cause = f"erased-{uuid4().hex}"
    for trap in (await traps.of_reports(tx, [id])).values():
        await trap_owing.redraw(tx, trap, cause=cause, due=now, now=now)
    await beside.again(tx, context, id, cause=cause, due=now, now=now)
    for digest, part in await digests.holding(tx, id, since=date.min):
        await owing.digest_again(tx, digest, part=part, cause=cause, now=now)
    for week, channel in await digests.weeks_telling(tx, id):
        await telling.week_again(tx, week, channel, cause=cause, due=now, now=now)


def _service_without(of_service: Service, user: UserId) -> Service:
    return replace(
        of_service,
        learning_leads=_without(of_service.learning_leads, user),
        duty_contact=erasure.without(of_service.duty_contact, user),
        signposts=erasure.without(of_service.signposts, user),
    )


def _team_without(team: Team, user: UserId) -> Team:
    return replace(
        team,
        name=erasure.without(team.name, user),
        managers=_without(team.managers, user),
        deputies=_without(team.deputies, user),
        duty_contact=erasure.without(team.duty_contact, user),
        set_up_by=None if team.set_up_by == user else team.set_up_by,
    )


def _without(users: tuple[UserId, ...], user: UserId) -> tuple[UserId, ...]:
    return tuple(one for one in users if one != user)
