"""Who stands where towards an error trap, and what each of them may see of it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property

from bot.domain.errors import NotAvailable
from bot.domain.habits import Habits
from bot.domain.ids import ReportId, TrapId, UserId
from bot.domain.lifecycle import State
from bot.domain.nudges import moment
from bot.domain.people import TEAM_CHANNEL, Colleague, Viewer
from bot.domain.privacy import VisibleReport
from bot.domain.routing import deciders, tiers
from bot.domain.team import Team
from bot.domain.trap import Trap
from bot.domain.trap_lifecycle import (
    ITS_TEAM,
    OTHER_TEAM,
    TrapAction,
    TrapEventKind,
    TrapRole,
    TrapViewer,
    decide,
)
from bot.domain.trap_privacy import VisibleTrap, may_see, visible_to
from bot.domain.trap_reading import TrapSeen
from bot.services import standing
from bot.services.context import Context
from bot.services.standing import Standing, belongs
from storage import people, postings, reports, teams, traps
from storage.database import Transaction


@dataclass(frozen=True)
class TrapStanding:
    """One error trap, the team that works on it, and those of its reports that others may read.

    What was taken back, is not released or is not shared with its team is not in `rows`, and not
    among the reports of `trap`.
    """

    trap: Trap
    team: Team
    rows: tuple[Standing, ...]
    gone: frozenset[UserId]
    habits: dict[UserId, Habits]
    today: date
    """On the calendar of the team that works on it."""
    now: datetime

    @property
    def others(self) -> tuple[Team, ...]:
        """The other teams with reports in it, by name."""
        found = {row.team.id: row.team for row in self.rows if row.team.id != self.team.id}
        return tuple(sorted(found.values(), key=lambda team: (team.name, team.id)))

    @cached_property
    def deciders(self) -> tuple[UserId, ...]:
        """Who decides for the team that works on it now: managers, or a deputy in their place.

        Learning leads, where nobody of the team is here. Somebody who wrote one of its reports is
        not passed over: else who is would tell.
        """
        levels = tiers(self.team, lambda user: user not in self.gone, self._is_away)
        return deciders(levels)

    def at_work(self, user: UserId) -> datetime:
        """The next moment at which that person may be disturbed."""
        habits = self.habits.get(user, Habits())
        return moment(self.now, self.team.calendar, habits, self.team.hours_of(habits))

    def viewer(self, user: UserId, colleague: Colleague | None = None) -> TrapViewer:
        """What `user` is to the trap; `colleague` adds what Slack knows of them.

        Without it nobody is taken for a member of a team, nor for somebody who took it on while
        being one. Whose account is deactivated, or no colleague's any more, is nothing to it.
        """
        if user in self.gone or (colleague is not None and colleague.is_outsider):
            return TrapViewer(user, frozenset())
        roles: set[TrapRole] = set()
        if user in self.team.learning_leads:
            roles.add(TrapRole.LEARNING_LEAD)
        if user in self.team.managers or (user in self.team.deputies and user in self.deciders):
            roles.add(TrapRole.DECIDER)
        if colleague is not None and belongs(colleague, self.team):
            roles.add(TrapRole.MEMBER)
        if user == self.trap.owner and roles:
            roles.add(TrapRole.OWNER)
        if any(_is_of(user, colleague, team) for team in self.others):
            roles.add(TrapRole.NEIGHBOUR)
        return TrapViewer(user, frozenset(roles))

    def decide(self, action: TrapAction, viewer: TrapViewer) -> TrapEventKind:
        """The event that `action` by `viewer` leaves behind.

        Raises:
            NotAvailable: the viewer may not know of the trap, or may not do this in any state.
            GoodCatchError: whatever else `trap_lifecycle.decide` raises.
        """
        if not may_see(self.trap, viewer):
            raise NotAvailable
        return decide(self.trap.state, action, viewer)

    def visible_to(self, viewer: TrapViewer, colleague: Colleague | None = None) -> VisibleTrap:
        """What `viewer` may see of it, with those of its reports that they may read."""
        return visible_to(self.trap, viewer, self._read_by(viewer, colleague))

    def told(self, viewer: TrapViewer = OTHER_TEAM) -> VisibleTrap:
        """Its name, plan and change, without any report."""
        return visible_to(self.trap, viewer, ())

    def _read_by(self, viewer: TrapViewer, colleague: Colleague | None) -> Iterable[VisibleReport]:
        for row in self.rows:
            reader = self._reader_of(row, viewer, colleague)
            if reader is not None and row.is_visible_to(reader):
                yield row.visible_to(reader)

    def _reader_of(
        self, row: Standing, viewer: TrapViewer, colleague: Colleague | None
    ) -> Viewer | None:
        if viewer.user is not None:
            return row.viewer(viewer.user, colleague)
        is_home = viewer == ITS_TEAM and row.team.id == self.team.id
        return TEAM_CHANNEL if is_home else None

    def _is_away(self, user: UserId) -> bool:
        return user in self.habits and self.habits[user].is_away(self.today)


async def of_trap(tx: Transaction, context: Context, id: TrapId) -> TrapStanding:
    """The standing of one trap.

    Raises:
        NotAvailable: there is no such trap.
    """
    found = await traps.load(tx, id)
    if found is None:
        raise NotAvailable
    return (await of_these(tx, context, [found]))[0]


async def for_change(
    tx: Transaction, context: Context, *ids: TrapId, also: Iterable[ReportId] = ()
) -> tuple[TrapStanding, ...]:
    """The standings of these traps, in this order; they, their reports and `also` are locked.

    Nobody else changes any of them until this transaction ends. Raises as `of_trap` does.
    """
    found = await traps.load_many_for_change(tx, ids)
    if len(found) < len(set(ids)):
        raise NotAvailable
    await reports.lock(tx, {*also, *(id for trap in found.values() for id in trap.reports)})
    return await of_these(tx, context, [found[id] for id in ids])


async def of_these(
    tx: Transaction, context: Context, some: Iterable[Trap], *, with_reports: bool = True
) -> tuple[TrapStanding, ...]:
    """The standing of these traps, in this order.

    Without their reports it is quick, however many there are, and nobody is of another team.
    """
    found = tuple(some)
    now = context.now()
    ids = sorted({id for trap in found for id in trap.reports}) if with_reports else ()
    rows = await standing.of_these(tx, context.vault, ids, now) if ids else ()
    readable = {row.report.id: row for row in rows if is_shared(row)}
    owners = await teams.by_ids(tx, {trap.team for trap in found})
    who = {user for team in owners.values() for user in team.everybody_who_may_decide}
    who |= {trap.owner for trap in found if trap.owner}
    known = await people.known(tx, who)
    standings = []
    for trap in found:
        its = [readable[id] for id in trap.reports if id in readable]
        its.sort(key=lambda row: (row.report.filed_on, row.report.reference))
        team = owners[trap.team]
        standings.append(
            TrapStanding(
                trap=replace(trap, reports=frozenset(row.report.id for row in its)),
                team=team,
                rows=tuple(its),
                gone=known.gone,
                habits=known.habits,
                today=team.calendar.day_of(now),
                now=now,
            )
        )
    return tuple(standings)


async def seen(
    tx: Transaction,
    context: Context,
    found: TrapStanding,
    viewer: TrapViewer,
    colleague: Colleague | None = None,
) -> TrapSeen:
    """The trap as `viewer` reads it, with the names of teams and the addresses of cards."""
    visible = found.visible_to(viewer, colleague)
    wanted = {one.id for one in visible.reports}
    cards = await postings.cards_of(tx, wanted)
    channels = None if colleague is None else colleague.channels
    links = {
        id: context.directory.link_to(card.ref)
        for id, card in cards.items()
        if channels is None or card.ref.channel in channels
    }
    return TrapSeen(
        trap=visible,
        today=found.today,
        teams=_team_names(found) if found.others else {},
        links={id: link for id, link in links.items() if link},
    )


def is_shared(row: Standing) -> bool:
    """Whether the whole of its team may read the report by now, and it was not taken back.

    Nothing else belongs to an error trap: who may read it must not depend on who was left out.
    """
    return row.shown.state is not State.WITHDRAWN and row.is_visible_to(TEAM_CHANNEL)


def _team_names(found: TrapStanding) -> dict[ReportId, str]:
    return {row.report.id: row.team.name for row in found.rows}


def _is_of(user: UserId, colleague: Colleague | None, team: Team) -> bool:
    decides = user in team.managers or user in team.deputies
    return decides or (colleague is not None and belongs(colleague, team))
