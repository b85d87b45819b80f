"""Who somebody is to one report: the roles that permission is worked out from."""

from dataclasses import dataclass
from enum import StrEnum

from bot.domain.ids import ChannelId, UserId


class Role(StrEnum):
    """What somebody is to one report and its team; a person may have several roles at once."""

    PRACTITIONER = "practitioner"
    """A member of the team's channel."""
    REPORTER = "reporter"
    """Who wrote the report."""
    MANAGER = "manager"
    """A manager of the report's team."""
    DEPUTY = "deputy"
    """A deputy of the report's team, while somebody else decides."""
    ACTING = "acting"
    """The deputy on whom the decision rests now."""
    LEARNING_LEAD = "learning_lead"
    """Looks across all teams of the service."""
    TRYING = "trying"
    """Who is trying out what the report has led to."""
    CLOCK = "clock"
    """Nobody: time itself, which reads nothing and makes promises slip."""


DECIDERS = frozenset({Role.MANAGER, Role.ACTING, Role.LEARNING_LEAD})
"""Who may decide on a report, unless it is their own."""


@dataclass(frozen=True)
class Viewer:
    """Somebody looking at one report: who they are and what they are to it.

    `user` is None for the team's channel itself, where everybody in it reads along.
    """

    user: UserId | None
    roles: frozenset[Role]

    @property
    def powers(self) -> frozenset[Role]:
        """The roles that count for what may be done: nobody decides on their own report."""
        return self.roles - DECIDERS if Role.REPORTER in self.roles else self.roles

    @property
    def may_decide(self) -> bool:
        """Whether this viewer may thank and answer."""
        return bool(self.powers & DECIDERS)


TEAM_CHANNEL = Viewer(user=None, roles=frozenset({Role.PRACTITIONER}))
"""The team's channel as a reader: it sees what any of its practitioners may see."""


NOBODY = Viewer(user=None, roles=frozenset())
"""Whoever is nothing to a report: another team's channel as a reader."""


CLOCK = Viewer(user=None, roles=frozenset({Role.CLOCK}))
"""What time alone brings about is done by nobody."""


@dataclass(frozen=True)
class Colleague:
    """What Slack knows of a person, as far as permission depends on it."""

    user: UserId
    is_guest: bool
    """A single- or multi-channel guest, as agency workers often are."""
    is_outsider: bool
    """From another workspace, a bot, or deactivated: refused whatever else is true."""
    channels: frozenset[ChannelId]
    """The channels this person shares with the bot."""
    is_admin: bool = False
    """An administrator or owner of the workspace, who may set teams up."""
