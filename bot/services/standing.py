"""Who stands where towards a report: who decides, who wrote it, who may look."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from bot.domain import trap_privacy
from bot.domain.digest import WORTH_THANKS_FOR
from bot.domain.errors import NotAvailable
from bot.domain.events import EventKind
from bot.domain.habits import Habits
from bot.domain.home import Seen
from bot.domain.ids import ReportId, TeamId, UserId
from bot.domain.lifecycle import Action, decide
from bot.domain.people import CLOCK, Colleague, Role, Viewer
from bot.domain.privacy import VisibleReport, may_see, visible_to
from bot.domain.report import Report
from bot.domain.routing import deciders, roles_of, tiers
from bot.domain.team import Team
from bot.domain.trap import Trap
from bot.domain.trap_lifecycle import OTHER_TEAM
from bot.domain.trap_privacy import VisibleTrap
from bot.services.context import Context
from storage import identities, people, reports, teams, traps
from storage.database import Transaction
from storage.vault import Vault

_ANSWERS_TAKE = 6 * WORTH_THANKS_FOR
"""How long before its answer a report may have been filed to be found worth a thank-you."""


@dataclass(frozen=True)
class Standing:
    """One report, its team, and which of the people who may decide cannot do so here."""

    report: Report
    team: Team
    today: date
    """On the team's own calendar."""
    gone: frozenset[UserId]
    habits: dict[UserId, Habits]
    now: datetime
    finder: bytes | None
    """The keyed hash of its reporter, by which somebody is recognised and nobody is named."""
    vault: Vault
    trap: Trap | None = None
    """The error trap that the report belongs to."""

    @property
    def trap_told(self) -> VisibleTrap | None:
        """What anybody who may read the report may know of that: its name, plan and change."""
        if self.trap is None or not trap_privacy.may_see(self.trap, OTHER_TEAM):
            return None
        return trap_privacy.visible_to(self.trap, OTHER_TEAM, ())

    def wrote(self, user: UserId) -> bool:
        """Whether `user` is the reporter."""
        return self.finder is not None and self.finder in self.vault.finders(user, self.report.mode)

    @cached_property
    def shown(self) -> Report:
        """The report as anybody but its reporter sees it now."""
        return self.report.as_others_see_it(self.now)

    def can_decide(self, user: UserId) -> bool:
        """Whether `user`, if it is their turn, can decide: here, not left out, not the reporter."""
        return user not in self.gone | self.report.left_out and not self.wrote(user)

    def is_away(self, user: UserId) -> bool:
        """Whether `user` is away today."""
        return user in self.habits and self.habits[user].is_away(self.today)

    @property
    def team_has_decider(self) -> bool:
        """Whether anybody is there to answer for the team, whoever wrote the report."""
        return any(user not in self.gone for user in self.team.everybody_who_may_decide)

    @cached_property
    def levels(self) -> tuple[tuple[UserId, ...], ...]:
        """Who the decision rests with, and who is asked next should the promise slip."""
        return tiers(self.team, self.can_decide, self.is_away)

    @cached_property
    def deciders(self) -> tuple[UserId, ...]:
        """Who the decision rests with now."""
        return deciders(self.levels, self.report.passed_on)

    @property
    def next_in_line(self) -> tuple[UserId, ...]:
        """Who would be asked as well, should the promise slip now; empty where nobody is left."""
        following = self.levels[self.report.passed_on + 1 :]
        return following[0] if following else ()

    def deciders_with(self, left: UserId) -> tuple[UserId, ...]:
        """Who the decision rested with while `left`, who is gone now, was still here."""
        levels = tiers(
            self.team,
            lambda user: self.can_decide(user) or (user == left and self._could_decide(user)),
            self.is_away,
        )
        return deciders(levels, self.report.passed_on)

    def _could_decide(self, user: UserId) -> bool:
        return user not in self.report.left_out and not self.wrote(user)

    def visible_to(self, viewer: Viewer) -> VisibleReport:
        """What `viewer` may see of the report now; raises as `privacy.visible_to` does."""
        return visible_to(self.report, viewer, self.now)

    def is_visible_to(self, viewer: Viewer) -> bool:
        """Whether `viewer` may read the report now."""
        return may_see(self.report, viewer, self.now)

    def viewer(self, user: UserId, colleague: Colleague | None = None) -> Viewer:
        """What `user` is to this report; `colleague` adds what Slack knows of them.

        Without it nobody is taken for a member of the team, nor for one who tries something out.
        Whoever was left out is nothing to it, and whose account is deactivated, or no colleague's
        any more, decides nothing: only what they have written themselves stays theirs.
        """
        if user in self.report.left_out and not self.wrote(user):
            return Viewer(user=user, roles=frozenset())
        roles = set() if user in self.gone else set(roles_of(user, self.team, self.deciders))
        if self.wrote(user):
            roles.add(Role.REPORTER)
            if self.report.wants_to_try:
                roles.add(Role.TRYING)
        if colleague is not None and belongs(colleague, self.team):
            roles.add(Role.PRACTITIONER)
            answer = self.report.latest(EventKind.ANSWERED)
            if answer is not None and answer.doer == user:
                roles.add(Role.TRYING)
        return Viewer(user=user, roles=frozenset(roles))

    def decide(self, action: Action, viewer: Viewer) -> EventKind:
        """The event that `action` by `viewer` leaves behind.

        Others act on what they can see: a refusal does not tell them what its reporter has just
        done.

        Raises:
            NotAvailable: the viewer may not see the report, or may not do this in any state.
            GoodCatchError: whatever else `lifecycle.decide` raises.
        """
        if viewer is not CLOCK and not may_see(self.report, viewer, self.now):
            raise NotAvailable
        knows = viewer is CLOCK or Role.REPORTER in viewer.roles
        report = self.report if knows else self.shown
        answer = report.latest(EventKind.ANSWERED)
        return decide(
            report.state,
            action,
            viewer,
            thanked=report.is_thanked,
            answer=answer.reply if answer else None,
        )


def belongs(colleague: Colleague, team: Team) -> bool:
    """Whether this person is a practitioner of the team: in its channel, and allowed as a guest."""
    if colleague.is_outsider or team.channel not in colleague.channels:
        return False
    return team.guests_allowed or not colleague.is_guest


async def of_report(
    tx: Transaction, vault: Vault, id: ReportId, now: datetime, *, for_change: bool = False
) -> Standing:
    """The standing of one report.

    Raises:
        NotAvailable: there is no such report.
    """
    if for_change:
        report = await reports.load_for_change(tx, vault, id)
        found = {} if report is None else {id: report}
    else:
        found = await reports.load_many(tx, vault, [id])
    standings = await _of(tx, vault, found.values(), now)
    if not standings:
        raise NotAvailable
    return standings[0]


async def of_wanted(
    tx: Transaction, vault: Vault, among: Iterable[TeamId], now: datetime
) -> tuple[Standing, ...]:
    """The standing of every report of these teams that may want attention, oldest first."""
    since = now.date() - _ANSWERS_TAKE
    ids = await reports.wanted_in(tx, among, now, thanks_since=since)
    found = await reports.load_many(tx, vault, ids)
    return await _of(tx, vault, [found[id] for id in ids], now)


async def of_these(
    tx: Transaction, vault: Vault, ids: Iterable[ReportId], now: datetime
) -> tuple[Standing, ...]:
    """The standing of these reports, in this order; those that are gone are left out."""
    wanted = tuple(ids)
    found = await reports.load_many(tx, vault, wanted)
    return await _of(tx, vault, [found[id] for id in wanted if id in found], now)


async def about_to(context: Context, user: UserId, id: ReportId, action: Action) -> Seen:
    """The report as somebody sees it who is about to do this to it.

    Raises:
        NotAvailable: there is no such report, or they may not see it or do this.
        GoodCatchError: not now; `lifecycle.refusal` says why.
        StorageUnavailable: the database cannot be used.
    """

    async def look(tx: Transaction) -> Seen:
        found = await of_report(tx, context.vault, id, context.now())
        viewer = found.viewer(user)
        found.decide(action, viewer)
        return Seen(found.visible_to(viewer), found.today)

    return await context.database.read(look)


async def _of(
    tx: Transaction, vault: Vault, some: Iterable[Report], now: datetime
) -> tuple[Standing, ...]:
    loaded = tuple(some)
    by_team = await teams.by_ids(tx, {report.team for report in loaded})
    may_decide = {user for team in by_team.values() for user in team.everybody_who_may_decide}
    known = await people.known(tx, may_decide)
    finders = await identities.finders_of(tx, [report.id for report in loaded])
    belonging = await traps.load_many(tx, {report.trap for report in loaded if report.trap})
    return tuple(
        Standing(
            report=report,
            team=by_team[report.team],
            today=by_team[report.team].calendar.day_of(now),
            now=now,
            gone=known.gone,
            habits=known.habits,
            finder=finders.get(report.id),
            vault=vault,
            trap=belonging.get(report.trap) if report.trap else None,
        )
        for report in loaded
    )
