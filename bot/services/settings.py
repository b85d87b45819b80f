"""Setting the service and its teams up."""

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from uuid import uuid4
from zoneinfo import ZoneInfo

from bot.domain import roles
from bot.domain.calendar import Nation
from bot.domain.errors import (
    AnswerBeforeThanks,
    NotAChannel,
    NotInvited,
    Outsider,
    SetUpByOthers,
    SharedOutside,
    WrongEntry,
)
from bot.domain.ids import ChannelId, TeamId, UserId
from bot.domain.roles import RoleChange
from bot.domain.roster import TeamLine
from bot.domain.setting_up import SettingUpForm
from bot.domain.team import Service, Team
from bot.services import mornings, telling, weeks
from bot.services.context import Context
from bot.services.farewells import Farewells
from storage import audit, people, teams
from storage.database import Transaction
from storage.migrate import is_current

OPERATOR = "operator"
"""The actor of what is done on the host's command line."""

_NOT_OF_US = (
    "Somebody here is from another organisation, is a bot or has left Slack. "
    "Please choose somebody else"
)

_CHANNELS = ("C", "G")
"""How Slack's ids of channels begin."""


@dataclass(frozen=True)
class Changes:
    """What `service set` is to change; None leaves a setting as it is."""

    learning_leads: tuple[UserId, ...] | None = None
    nation: Nation | None = None
    duty_contact: str | None = None
    signposts: str | None = None
    identity_days: int | None = None
    identity_days_after_end: int | None = None
    report_months: int | None = None
    bulletin_channel: ChannelId | None = None
    hollow_phrases: str | None = None
    """One a line; empty for the usual ones."""

    def made_to(self, service: Service) -> Service:
        """The service as it is afterwards."""
        wanted = {name: value for name, value in vars(self).items() if value is not None}
        periods = {name: wanted.pop(name) for name in vars(service.retention) if name in wanted}
        return replace(service, retention=replace(service.retention, **periods), **wanted)


@dataclass(frozen=True)
class SettingUp:
    """Keeps settings, and sets everybody's mornings by them."""

    context: Context

    async def teams(self) -> tuple[Team, ...]:
        """Every team, by name."""
        return await self.context.database.read(teams.every)

    async def service(self) -> Service:
        """The service's own settings."""
        return await self.context.database.read(teams.the_service)

    async def database_is_current(self) -> bool:
        """Whether the tables are those of this version.

        Raises:
            StorageUnavailable: the database cannot be reached.
        """
        return await is_current(self.context.database)

    async def form(self, user: UserId, channel: ChannelId, name: str = "") -> SettingUpForm:
        """The form that sets the team of this channel up, or changes it.

        Raises:
            Outsider, SetUpByOthers: the person may not.
            NotAChannel: it is a direct message.
            SharedOutside: people of another organisation are in the channel, or asked into it.
            NotInvited: Slack does not show the channel to the bot.
            DirectoryUnavailable: Slack did not say who this is.
        """
        await self._allowed(user)
        if not channel.startswith(_CHANNELS):
            raise NotAChannel
        await self._within_the_service(channel)

        async def look(tx: Transaction) -> SettingUpForm:
            known = await teams.in_channels(tx, [channel])
            of_service = await teams.the_service(tx)
            return SettingUpForm(channel, name, known[0] if known else None, of_service)

        return await self.context.database.read(look)

    async def save_from_slack(self, user: UserId, given: Team) -> Team:
        """Keep what somebody filled in; they are told where nobody is left to decide.

        Whoever decided before, or does now, is told who has come and who has gone.

        Raises:
            WrongEntry: somebody named can never answer here; `field` says under which input.
            Otherwise what `form` raises.
        """
        await self._allowed(user)
        await self._within_the_service(given.channel)
        await self._can_answer("managers", given.managers)
        await self._can_answer("deputies", given.deputies)

        async def save(tx: Transaction) -> Team:
            return await self._save(tx, replace(given, set_up_by=user), actor=user)

        return await self.context.database.write(save)

    async def save_team(self, given: Team) -> Team:
        """Add a team, or give the team of the same channel these settings.

        Managers named here are taken to be reachable again, and their next mornings are set.
        """
        return await self.context.database.write(lambda tx: self._save(tx, given, actor=OPERATOR))

    async def import_teams(self, lines: Sequence[TeamLine]) -> tuple[Team, ...]:
        """Add or change all these teams, or none of them.

        What a line leaves empty stays as it is, or as a new team has it.

        Raises:
            AnswerBeforeThanks: a line and what the team has already do not go together.
            StorageUnavailable: nothing has been kept, or not surely; doing it again is safe.
        """

        async def save_all(tx: Transaction) -> tuple[Team, ...]:
            of_service = await teams.the_service(tx)
            known = {
                team.channel: team
                for team in await teams.in_channels(tx, [line.channel for line in lines])
            }
            saved = []
            for line in lines:
                before = known.get(line.channel) or _fresh(line, of_service)
                saved.append(await self._save(tx, _told(before, line), actor=OPERATOR))
            return tuple(saved)

        return await self.context.database.write(save_all)

    async def change_service(self, changes: Changes) -> Service:
        """Change what is named in `changes`, and set the mornings of the learning leads.

        Learning leads named here are taken to be reachable again. When it is forgotten who wrote a
        report follows other periods at once; killed on the way, the next night sets it right.
        """

        async def change(tx: Transaction) -> Service:
            now = self.context.now()
            known = await teams.the_service(tx)
            changed = changes.made_to(known)
            await teams.save_service(tx, changed)
            await _reachable(tx, changes.learning_leads or ())
            await mornings.wake(tx, changed.learning_leads, now)
            await audit.note(tx, at=now, actor=OPERATOR, action="service set", subject="service")
            came_or_went = roles.in_the_service(known, changed)
            told = (*known.learning_leads, *changed.learning_leads)
            await self._tell_of(tx, came_or_went, told if known.learning_leads else (), by=OPERATOR)
            return changed

        changed = await self.context.database.write(change)
        await Farewells(self.context).work_out_anew()
        return changed

    async def _save(self, tx: Transaction, given: Team, *, actor: str) -> Team:
        known = await teams.in_channels(tx, [given.channel])
        id = known[0].id if known else TeamId(uuid4().hex)
        now = self.context.now()
        before = known[0].set_up_by if known else None
        await teams.save(tx, replace(given, id=id, set_up_by=given.set_up_by or before))
        saved = await teams.by_id(tx, id) or given
        await _reachable(tx, (*given.managers, *given.deputies))
        await mornings.wake(tx, saved.everybody_who_may_decide, now)
        await weeks.watch(tx, saved, now)
        await audit.note(tx, at=now, actor=actor, action="team saved", subject=id)
        earlier = known[0] if known else None
        told = (
            (*earlier.everybody_who_may_decide, *saved.everybody_who_may_decide) if earlier else ()
        )
        came_or_went = roles.in_the_team(earlier, saved)
        await self._tell_of(tx, came_or_went, told, by=actor, channel=saved.channel)
        return saved

    async def _tell_of(
        self,
        tx: Transaction,
        changes: Sequence[RoleChange],
        users: Iterable[UserId],
        *,
        by: str,
        channel: ChannelId | None = None,
    ) -> None:
        """Write down who has come to decide or gone, and owe it to all who did and who do now.

        Whoever runs the machine could else name somebody who then agrees to whatever is asked. Of
        a team or service that is set up for the first time there is nothing yet to watch over.
        """
        now = self.context.now()
        for one in changes:
            await audit.note(tx, at=now, actor=by, action=one.action, subject=one.person)
        others = tuple(dict.fromkeys(user for user in users if user != by))
        await telling.roles_changed(tx, changes, others, by=by, channel=channel, now=now)

    async def _allowed(self, user: UserId) -> None:
        colleague = await self.context.directory.colleague(user)
        if colleague.is_outsider:
            raise Outsider
        leads = (await self.service()).learning_leads
        if not (colleague.is_admin or user in leads):
            whom = f"<@{leads[0]}>" if leads else "your Slack administrator"
            raise SetUpByOthers(whom=whom)

    async def _within_the_service(self, channel: ChannelId) -> None:
        is_shared = await self.context.directory.is_shared(channel)
        if is_shared is None:
            raise NotInvited
        if is_shared:
            raise SharedOutside

    async def _can_answer(self, field: str, users: tuple[UserId, ...]) -> None:
        """Refuse whoever is no colleague: they would be shown reports, or never see them."""
        found = await asyncio.gather(*map(self.context.directory.colleague, users))
        if any(colleague.is_outsider for colleague in found):
            raise WrongEntry(problem=_NOT_OF_US, field=field)


async def _reachable(tx: Transaction, users: Iterable[UserId]) -> None:
    for user in users:
        await people.mark_gone(tx, user, is_gone=False)


def _fresh(line: TeamLine, of_service: Service) -> Team:
    return Team(
        id=TeamId(""),
        channel=line.channel,
        name=line.name,
        timezone=ZoneInfo("Europe/London"),
        nation=of_service.nation,
        managers=line.managers,
    )


def _told(before: Team, line: TeamLine) -> Team:
    """The team as the line has it; deputies are those of the line even where it names none."""
    wanted = {name: value for name, value in vars(line).items() if value is not None}
    team = replace(before, **wanted)
    if team.answer_days < team.thanks_days:
        raise AnswerBeforeThanks(team=team.name)
    return team
