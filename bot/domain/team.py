"""A practice team and the service it belongs to."""

from dataclasses import dataclass
from datetime import time
from zoneinfo import ZoneInfo

from bot.domain.calendar import Nation, WorkingCalendar
from bot.domain.ids import ChannelId, TeamId, UserId


@dataclass(frozen=True)
class Service:
    """The whole organisation: what holds for every team unless the team says otherwise."""

    learning_leads: tuple[UserId, ...] = ()
    nation: Nation = Nation.ENGLAND
    duty_contact: str = ""


@dataclass(frozen=True)
class Team:
    """A practice team: one Slack channel and the people who answer there."""

    id: TeamId
    channel: ChannelId
    name: str
    timezone: ZoneInfo
    nation: Nation
    managers: tuple[UserId, ...]
    deputies: tuple[UserId, ...] = ()
    learning_leads: tuple[UserId, ...] = ()
    digest_at: time = time(8, 45)
    thanks_days: int = 1
    answer_days: int = 3
    guests_allowed: bool = True
    duty_contact: str = ""

    @property
    def calendar(self) -> WorkingCalendar:
        """The days this team works, in its own zone."""
        return WorkingCalendar(timezone=self.timezone, nation=self.nation)

    @property
    def everybody_who_may_decide(self) -> tuple[UserId, ...]:
        """Managers, then deputies, then learning leads, each person once."""
        return tuple(dict.fromkeys((*self.managers, *self.deputies, *self.learning_leads)))
