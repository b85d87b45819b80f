"""The teams that the canaries work in: each with a channel, a manager and a deputy of its own."""

from collections.abc import Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from bot.domain.calendar import Nation
from bot.domain.ids import ChannelId, TeamId, UserId
from bot.domain.team import Team
from bot.services.menu import Services
from bot.services.settings import Changes
from sandbox import cast
from sandbox.channels import Channel
from sandbox.members import Member
from sandbox.workspace import Workspace
from tests.canary.people import Canary

LEAD = cast.MOIRA
"""The learning lead of all teams."""


@dataclass(frozen=True)
class Crew:
    """One team by its number, and the canaries in it."""

    number: int
    canaries: tuple[Canary, ...]

    @property
    def channel(self) -> str:
        return f"C0CREW{self.number:02}"

    @property
    def manager(self) -> str:
        return f"U0MANAGER{self.number:02}"

    @property
    def deputy(self) -> str:
        return f"U0DEPUTY{self.number:02}"

    @property
    def everybody(self) -> tuple[str, ...]:
        return (self.manager, self.deputy, *(one.id for one in self.canaries))


def settle(workspace: Workspace, crews: Sequence[Crew]) -> None:
    """Let them be there with their channels, before the bot looks.

    The bot does not ask for addresses, so that Slack would give it none: they stand in the titles,
    as people do put them there.
    """
    state, created = workspace.world.state, int(workspace.now.timestamp())
    for crew in crews:
        named = f"crew-{crew.number}"
        state.members[crew.manager] = Member(crew.manager, f"{named}-manager", "The manager")
        state.members[crew.deputy] = Member(crew.deputy, f"{named}-deputy", "The deputy")
        for one in crew.canaries:
            state.members[one.id] = Member(one.id, one.handle, one.name, one.email)
        members = (*crew.everybody, LEAD, state.bot)
        state.channels[crew.channel] = Channel(
            crew.channel, named, members=members, created=created
        )
    cast.introduce(state, created)


async def set_up(services: Services, crews: Sequence[Crew]) -> None:
    """Set their teams up, as an operator would."""
    await services.settings.change_service(
        Changes(learning_leads=(UserId(LEAD),), duty_contact="the duty desk")
    )
    for crew in crews:
        await services.settings.save_team(
            Team(
                id=TeamId(""),
                channel=ChannelId(crew.channel),
                name=f"Crew {crew.number}",
                timezone=ZoneInfo("Europe/London"),
                nation=Nation.ENGLAND,
                managers=(UserId(crew.manager),),
                deputies=(UserId(crew.deputy),),
            )
        )
