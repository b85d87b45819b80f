"""Who decides: the managers, or whoever is next when none of them can."""

from collections.abc import Callable

from bot.domain.ids import UserId
from bot.domain.people import Role
from bot.domain.team import Team

Can = Callable[[UserId], bool]
"""Whether this person can decide on the report in hand: still here, and not its reporter."""


def deciders(team: Team, can: Can) -> tuple[UserId, ...]:
    """Who the decision rests with: managers, else deputies, else learning leads, else nobody."""
    for level in (team.managers, team.deputies, team.learning_leads):
        able = tuple(user for user in level if can(user))
        if able:
            return able
    return ()


def roles_of(user: UserId, team: Team, can: Can) -> frozenset[Role]:
    """The deciding roles of `user` towards a report of `team`; a deputy acts when it is their turn.

    Whether the person is a practitioner or the reporter is for the caller to add.
    """
    roles: set[Role] = set()
    if user in team.managers:
        roles.add(Role.MANAGER)
    if user in team.deputies:
        roles.add(Role.ACTING if user in deciders(team, can) else Role.DEPUTY)
    if user in team.learning_leads:
        roles.add(Role.LEARNING_LEAD)
    return frozenset(roles)
