"""Who decides: the managers, or whoever is next when none of them can."""

from collections.abc import Callable

from bot.domain.ids import UserId
from bot.domain.people import Role
from bot.domain.team import Team

Can = Callable[[UserId], bool]
"""Whether this person can decide on the report in hand: still here, and not its reporter."""


def tiers(team: Team, can: Can, is_away: Can = lambda _: False) -> tuple[tuple[UserId, ...], ...]:
    """Who a decision rests with, and who is asked next should the promise slip, in that order.

    Managers, then deputies, then learning leads; each person once, and levels with nobody in them
    left out. People who are away are passed over, unless everybody is: then the report waits with
    those who will be back rather than with nobody.
    """
    for able in (lambda user: can(user) and not is_away(user), can):
        seen: set[UserId] = set()
        found = []
        for level in (team.managers, team.deputies, team.learning_leads):
            users = tuple(user for user in level if able(user) and user not in seen)
            seen |= set(users)
            if users:
                found.append(users)
        if found:
            return tuple(found)
    return ()


def deciders(levels: tuple[tuple[UserId, ...], ...], passed_on: int = 0) -> tuple[UserId, ...]:
    """Who the decision rests with now: the first level, and one more for each time it slipped."""
    return tuple(user for level in levels[: passed_on + 1] for user in level)


def roles_of(user: UserId, team: Team, acting: tuple[UserId, ...]) -> frozenset[Role]:
    """The deciding roles of `user` towards a report; a deputy acts when it is their turn.

    `acting` are those with whom the decision rests now. Whether the person is a practitioner, the
    reporter, or tries it out is for the caller to add.
    """
    roles: set[Role] = set()
    if user in team.managers:
        roles.add(Role.MANAGER)
    if user in team.deputies:
        roles.add(Role.ACTING if user in acting else Role.DEPUTY)
    if user in team.learning_leads:
        roles.add(Role.LEARNING_LEAD)
    return frozenset(roles)
