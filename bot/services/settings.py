"""Setting the service and its teams up."""

from dataclasses import dataclass, replace
from uuid import uuid4

from bot.domain.calendar import Nation
from bot.domain.ids import TeamId, UserId
from bot.domain.team import Service, Team
from bot.services import mornings
from bot.services.context import Context
from storage import audit, identities, people, teams
from storage.database import Transaction
from storage.migrate import is_current

OPERATOR = "operator"
"""The actor of what is done on the host's command line."""


@dataclass(frozen=True)
class Changes:
    """What `service set` is to change; None leaves a setting as it is."""

    learning_leads: tuple[UserId, ...] | None = None
    nation: Nation | None = None
    duty_contact: str | None = None


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

    async def keys_fit(self) -> bool:
        """Whether the configured keys are those that stored identities were sealed with."""
        return await self.context.database.read(
            lambda tx: identities.keys_fit(tx, self.context.vault)
        )

    async def save_team(self, given: Team) -> Team:
        """Add a team, or give the team of the same channel these settings.

        Managers named here are taken to be reachable again, and their next mornings are set.
        """

        async def save(tx: Transaction) -> Team:
            known = await teams.in_channels(tx, [given.channel])
            id = known[0].id if known else TeamId(uuid4().hex)
            now = self.context.now()
            await teams.save(tx, replace(given, id=id))
            saved = await teams.by_id(tx, id) or given
            for user in (*given.managers, *given.deputies):
                await people.mark_gone(tx, user, is_gone=False)
            await mornings.wake(tx, saved.everybody_who_may_decide, now)
            await audit.note(tx, at=now, actor=OPERATOR, action="team saved", subject=id)
            return saved

        return await self.context.database.write(save)

    async def change_service(self, changes: Changes) -> Service:
        """Change what is named in `changes`, and set the mornings of the learning leads.

        Learning leads named here are taken to be reachable again.
        """

        async def change(tx: Transaction) -> Service:
            now = self.context.now()
            known = await teams.the_service(tx)
            wanted = {name: value for name, value in vars(changes).items() if value is not None}
            changed = replace(known, **wanted)
            await teams.save_service(tx, changed)
            for user in changes.learning_leads or ():
                await people.mark_gone(tx, user, is_gone=False)
            await mornings.wake(tx, changed.learning_leads, now)
            await audit.note(tx, at=now, actor=OPERATOR, action="service set", subject="service")
            return changed

        return await self.context.database.write(change)
