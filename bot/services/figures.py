"""Figures of a team for its own people, and of all teams together for learning leads."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from uuid import uuid4

from bot.domain import figures
from bot.domain.delivery import Delivery, DeliveryKind
from bot.domain.errors import InYourTeamsChannel, NotAvailable
from bot.domain.figures import Facts, FirstAnswer, LookBack, NearMiss, Sheet, Waiting
from bot.domain.ids import ChannelId, TeamId, UserId
from bot.domain.lifecycle import OPEN
from bot.domain.people import TEAM_CHANNEL, Colleague
from bot.domain.taxonomy import Stage
from bot.domain.team import Team
from bot.services import standing
from bot.services.contents import Outgoing, ToPerson
from bot.services.context import Context
from bot.services.looking_up import known
from bot.services.owing import About, to_person
from bot.services.standing import Standing, belongs
from storage import figures as rows
from storage import pulse, teams
from storage.database import Transaction

ALL_TEAMS = "all teams"
"""The subject of a delivery with the figures of all teams together; else it is a team's id."""

KEPT_FOR = timedelta(days=1)
"""A message that somebody asked for and that could not be sent for this long is not sent."""

_A_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Asked:
    """Whose figures are on their way; `team` is None for those of all teams together."""

    team: Team | None


@dataclass(frozen=True)
class TeamFigures:
    """Owes people the figures that they ask for, in a direct message."""

    context: Context

    async def ask(self, user: UserId, channel: ChannelId) -> Asked:
        """Owe somebody the figures of the team whose channel they ask in, or of their only team.

        Learning leads get those of all teams together anywhere but in the channel of their team.

        Raises:
            InYourTeamsChannel: they have no team, or several and this is the channel of none.
            DirectoryUnavailable: Slack did not say who this is.
            StorageUnavailable: it has not been kept, or not surely.
        """
        colleague = await self.context.directory.colleague(user)

        async def owe(tx: Transaction) -> Asked:
            team = await _meant(tx, colleague, channel)
            subject = ALL_TEAMS if team is None else team.id
            now = self.context.now()
            about = About(subject=subject, not_after=now + KEPT_FOR)
            effect = f"figures:{uuid4().hex}"
            await to_person(tx, DeliveryKind.FIGURES, user, effect, about, now=now)
            return Asked(team)

        return await self.context.database.write(owe)


async def _meant(tx: Transaction, colleague: Colleague, channel: ChannelId) -> Team | None:
    theirs = [team for team in await teams.every(tx) if may_see(colleague, team)]
    here = [team for team in theirs if team.channel == channel]
    if here:
        return here[0]
    if await _is_lead(tx, colleague):
        return None
    if len(theirs) != 1:
        raise InYourTeamsChannel
    return theirs[0]


def may_see(colleague: Colleague, team: Team) -> bool:
    """Whether somebody may see a team's figures: its practitioners, managers and deputies."""
    answers = colleague.user in {*team.managers, *team.deputies}
    return belongs(colleague, team) or (answers and not colleague.is_outsider)


async def _is_lead(tx: Transaction, colleague: Colleague) -> bool:
    leads = (await teams.the_service(tx)).learning_leads
    return colleague.user in leads and not colleague.is_outsider


async def message(context: Context, tx: Transaction, delivery: Delivery) -> Outgoing:
    """The figures that somebody asked for, if they may see them still."""
    colleague = await context.directory.colleague(known(delivery.recipient))
    now = context.now()
    if delivery.subject == ALL_TEAMS:
        if not await _is_lead(tx, colleague):
            raise NotAvailable
        every = await teams.every(tx)
        today = now.astimezone(UTC).date()
        shown = figures.of_all_teams(await facts(context, tx, every, today))
        return Outgoing(ToPerson(colleague.user), Sheet("", shown, today))
    team = await teams.by_id(tx, TeamId(delivery.subject))
    if team is None or not may_see(colleague, team):
        raise NotAvailable
    today = team.calendar.day_of(now)
    shown = figures.of_team(await facts(context, tx, [team], today))
    return Outgoing(ToPerson(colleague.user), Sheet(team.name, shown, today))


async def facts(context: Context, tx: Transaction, of: Sequence[Team], today: date) -> Facts:
    """Everything that the figures of these teams are made of, in the months before `today`."""
    period = figures.period_before(today)
    now, by_id = context.now(), {team.id: team for team in of}
    ids, last = list(by_id), today.replace(day=1) - _A_DAY
    # A day early: where it is midnight depends on the team.
    since = datetime.combine(period.first, time(), UTC) - _A_DAY
    missed = await rows.near_misses(tx, ids, now, first=period.first, last=last)
    answered = await rows.first_answers(tx, ids, now, since=since)
    looked = await rows.looked_back(tx, ids, now, since=since)
    return Facts(
        period=period,
        waiting=await _waiting(context, tx, ids),
        near_misses=tuple(
            NearMiss(one.team, one.stage or Stage.NOT_SURE, one.factors) for one in missed
        ),
        answers=tuple(_first_answer(by_id[one.team], one) for one in answered),
        looked_back=tuple(
            LookBack(one.team, by_id[one.team].calendar.day_of(one.at), one.verdict)
            for one in looked
        ),
        pulses=await pulse.between(tx, ids, period.first, last),
    )


def _first_answer(team: Team, one: rows.Answered) -> FirstAnswer:
    on = team.calendar.day_of(one.at)
    return FirstAnswer(team.id, on, team.calendar.count(one.filed_on, on))


async def _waiting(context: Context, tx: Transaction, of: Sequence[TeamId]) -> Waiting:
    found = await standing.of_wanted(tx, context.vault, of, context.now())
    told = [row for row in found if row.is_visible_to(TEAM_CHANNEL)]
    unanswered = [row for row in told if row.shown.state in OPEN]
    return Waiting(
        answer=Counter(row.team.id for row in unanswered),
        look=Counter(row.team.id for row in told if _is_to_be_looked_at(row)),
        traps=Counter(await rows.traps_to_redesign(tx, of)),
        since=min((row.report.filed_on for row in unanswered), default=None),
    )


def _is_to_be_looked_at(row: Standing) -> bool:
    on = row.shown.look_on
    return on is not None and on <= row.today
