"""Who stands where towards a report: who decides, who wrote it, who may look."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from bot.domain.errors import NotAvailable
from bot.domain.ids import ReportId, TeamId, UserId
from bot.domain.people import Colleague, Role, Viewer
from bot.domain.report import Report
from bot.domain.routing import deciders, roles_of
from bot.domain.team import Team
from storage import identities, people, reports, teams
from storage.database import Transaction
from storage.vault import Vault


@dataclass(frozen=True)
class Standing:
    """One report, its team, and which of the people who may decide cannot do so here."""

    report: Report
    team: Team
    gone: frozenset[UserId]
    finder: bytes | None
    """The keyed hash of its reporter, by which somebody is recognised and nobody is named."""
    vault: Vault

    def wrote(self, user: UserId) -> bool:
        """Whether `user` is the reporter."""
        return self.finder is not None and self.finder in self.vault.finders(user, self.report.mode)

    def can_decide(self, user: UserId) -> bool:
        """Whether `user`, if it is their turn, can decide: still here and not the reporter."""
        return user not in self.gone and not self.wrote(user)

    @property
    def team_has_decider(self) -> bool:
        """Whether anybody is there to answer for the team, whoever wrote the report."""
        return any(user not in self.gone for user in self.team.everybody_who_may_decide)

    @property
    def deciders(self) -> tuple[UserId, ...]:
        """Who the decision rests with now."""
        return deciders(self.team, self.can_decide)

    def deciders_with(self, left: UserId) -> tuple[UserId, ...]:
        """Who the decision rested with while `left`, who is gone now, was still here."""
        return deciders(
            self.team,
            lambda user: self.can_decide(user) or (user == left and not self.wrote(user)),
        )

    def viewer(self, user: UserId, colleague: Colleague | None = None) -> Viewer:
        """What `user` is to this report; `colleague` adds what Slack knows of them."""
        roles = set(roles_of(user, self.team, self.can_decide))
        if self.wrote(user):
            roles.add(Role.REPORTER)
        if colleague is not None and belongs(colleague, self.team):
            roles.add(Role.PRACTITIONER)
        return Viewer(user=user, roles=frozenset(roles))


def belongs(colleague: Colleague, team: Team) -> bool:
    """Whether this person is a practitioner of the team: in its channel, and allowed as a guest."""
    if colleague.is_outsider or team.channel not in colleague.channels:
        return False
    return team.guests_allowed or not colleague.is_guest


async def of_report(
    tx: Transaction,
    vault: Vault,
    id: ReportId,
    *,
    for_change: bool = False,
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
    standings = await _of(tx, vault, found.values())
    if not standings:
        raise NotAvailable
    return standings[0]


async def of_waiting(
    tx: Transaction, vault: Vault, among: Iterable[TeamId], now: datetime
) -> tuple[Standing, ...]:
    """The standing of every report of these teams that waits for an answer, oldest first."""
    ids = await reports.waiting_in(tx, among, now)
    found = await reports.load_many(tx, vault, ids)
    return await _of(tx, vault, [found[id] for id in ids])


async def of_these(tx: Transaction, vault: Vault, ids: Iterable[ReportId]) -> tuple[Standing, ...]:
    """The standing of these reports; those that are gone are left out."""
    found = await reports.load_many(tx, vault, ids)
    return await _of(tx, vault, found.values())


async def _of(tx: Transaction, vault: Vault, some: Iterable[Report]) -> tuple[Standing, ...]:
    loaded = tuple(some)
    by_team = await teams.by_ids(tx, {report.team for report in loaded})
    may_decide = {user for team in by_team.values() for user in team.everybody_who_may_decide}
    gone = await people.gone(tx, may_decide)
    finders = await identities.finders_of(tx, [report.id for report in loaded])
    return tuple(
        Standing(
            report=report,
            team=by_team[report.team],
            gone=gone,
            finder=finders.get(report.id),
            vault=vault,
        )
        for report in loaded
    )
