"""Everybody who might try something with an error trap, and what each of them is to it."""

from enum import StrEnum

from bot.domain.ids import ChannelId, UserId
from bot.domain.team import Team
from bot.domain.trap_lifecycle import TrapRole, TrapState
from tests.builders import AMINA, CHANNEL, DAN, MOIRA, PRIYA, a_team
from tests.matrix.parties import ELSEWHERE, USERS, Party
from tests.matrix.stages import LEO, NIA
from tests.matrix.test_at_action import the_teams
from tests.services.world import World

THIRD = ChannelId("C0QUAY")
"""The channel of a team that has nothing to do with it."""
HAL = UserId("U0HAL")
"""Wrote the near miss of the other team."""


class TrapParty(StrEnum):
    """Who tries it."""

    PRACTITIONER = "a practitioner"
    REPORTER = "whoever wrote one of its reports"
    OWNER = "whoever has taken it on"
    MANAGER = "a manager"
    MANAGER_WHO_WROTE = "a manager who wrote one of its reports"
    DEPUTY = "a deputy, while a manager decides"
    LEARNING_LEAD = "a learning lead"
    NEIGHBOUR = "a practitioner of another team with a report in it"
    OTHER_MANAGER = "a manager of that team"
    STRANGER = "a manager of a team that has nothing to do with it"
    ADMINISTRATOR = "a workspace administrator who is in no team"
    OUTSIDER = "somebody from another organisation in the team's channel"
    GUEST_OUTSIDE = "a guest who is not in the team's channel"
    ACTING = "a deputy, while every manager is away"


TRAP_USERS = {
    TrapParty.PRACTITIONER: USERS[Party.PRACTITIONER],
    TrapParty.REPORTER: PRIYA,
    TrapParty.OWNER: NIA,
    TrapParty.MANAGER: AMINA,
    TrapParty.MANAGER_WHO_WROTE: LEO,
    TrapParty.DEPUTY: DAN,
    TrapParty.LEARNING_LEAD: MOIRA,
    TrapParty.NEIGHBOUR: HAL,
    TrapParty.OTHER_MANAGER: USERS[Party.OTHER_MANAGER],
    TrapParty.STRANGER: UserId("U0QUINN"),
    TrapParty.ADMINISTRATOR: USERS[Party.ADMINISTRATOR],
    TrapParty.OUTSIDER: USERS[Party.OUTSIDER],
    TrapParty.GUEST_OUTSIDE: USERS[Party.GUEST_OUTSIDE],
    TrapParty.ACTING: DAN,
}

_MEMBER = frozenset({TrapRole.MEMBER})
_DECIDES = _MEMBER | {TrapRole.DECIDER}
_NEIGHBOUR = frozenset({TrapRole.NEIGHBOUR})

_ROLES = {
    TrapParty.PRACTITIONER: _MEMBER,
    TrapParty.REPORTER: _MEMBER,
    TrapParty.OWNER: _MEMBER | {TrapRole.OWNER},
    TrapParty.MANAGER: _DECIDES,
    TrapParty.MANAGER_WHO_WROTE: _DECIDES,
    TrapParty.DEPUTY: _MEMBER,
    TrapParty.LEARNING_LEAD: frozenset({TrapRole.LEARNING_LEAD}),
    TrapParty.NEIGHBOUR: _NEIGHBOUR,
    TrapParty.OTHER_MANAGER: _NEIGHBOUR,
    TrapParty.ACTING: _DECIDES,
}

HERE = frozenset(
    {
        TrapParty.PRACTITIONER,
        TrapParty.REPORTER,
        TrapParty.OWNER,
        TrapParty.MANAGER,
        TrapParty.MANAGER_WHO_WROTE,
        TrapParty.DEPUTY,
        TrapParty.ACTING,
        TrapParty.LEARNING_LEAD,
    }
)
"""Who reads the reports of the team that works on it anyhow."""
THERE = frozenset({TrapParty.NEIGHBOUR, TrapParty.OTHER_MANAGER, TrapParty.LEARNING_LEAD})
"""Who reads those of the other team."""


def trap_roles(party: TrapParty, state: TrapState) -> frozenset[TrapRole]:
    """What `party` is to a trap: where its reports are gone from it, so are their teams."""
    held = _ROLES.get(party, frozenset())
    if state is TrapState.PROPOSED:
        held -= {TrapRole.OWNER}
    return held - _NEIGHBOUR if state in {TrapState.DISMISSED, TrapState.MERGED} else held


async def three_teams(world: World) -> Team:
    """Riverside, which works on it; Harbour with a report in it; and one that has none."""
    riverside = await the_teams(world)
    quinn = TRAP_USERS[TrapParty.STRANGER]
    world.people.introduce(HAL, ELSEWHERE)
    world.people.introduce(quinn, THIRD)
    await world.services.settings.save_team(
        a_team(channel=THIRD, name="Quay", managers=(quinn,), deputies=())
    )
    assert riverside.channel == CHANNEL
    return riverside
