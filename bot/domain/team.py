"""A practice team and the service it belongs to."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from types import MappingProxyType
from zoneinfo import ZoneInfo

from bot.domain.bank_holidays import BUNDLED, BankHolidays
from bot.domain.calendar import Nation, WorkingCalendar
from bot.domain.events import Reply
from bot.domain.habits import Habits
from bot.domain.ids import ChannelId, TeamId, UserId
from bot.domain.nudges import Hours
from bot.domain.reactions import ON_CARDS
from bot.domain.retention import USUAL, Retention

MONDAY_TO_FRIDAY = frozenset(range(5))

_LONDON = ZoneInfo("Europe/London")
"""The clock of all four nations."""


@dataclass(frozen=True)
class Service:
    """The whole organisation: what holds for every team unless the team says otherwise."""

    learning_leads: tuple[UserId, ...] = ()
    nation: Nation = Nation.ENGLAND
    duty_contact: str = ""
    holidays: BankHolidays = BUNDLED
    """The bank holidays as last published, where they have been asked for."""
    signposts: str = ""
    """Where else to turn with what does not belong here; empty for the usual words."""
    retention: Retention = USUAL
    hollow_phrases: str = ""
    """What is asked about gently, as `hollow.phrases_of` reads it; empty for the usual ones."""
    bulletin_channel: ChannelId | None = None
    """Where the monthly bulletin goes; None where there is none."""

    @property
    def calendar(self) -> WorkingCalendar:
        """The working days of the nation, for what no single team decides."""
        return WorkingCalendar(_LONDON, self.nation, holidays=self.holidays)


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
    weekdays: frozenset[int] = MONDAY_TO_FRIDAY
    """The days of the week the team works, Monday being 0."""
    closures: frozenset[date] = frozenset()
    """Further days on which the team is closed."""
    nudges_from: time = time(9)
    """Nobody is nudged before this hour of their own day…"""
    nudges_until: time = time(17)
    """…nor from this hour on."""
    reactions: Mapping[str, Reply] = field(default_factory=lambda: MappingProxyType(ON_CARDS))
    """What an emoji on a card says here, by the emoji's own name."""
    holidays: BankHolidays = BUNDLED
    signposts: str = ""
    allowed_names: frozenset[str] = frozenset()
    """Words of this team's own that look like people's names and are none, in small letters."""
    retention: Retention = USUAL
    set_up_by: UserId | None = None
    """Whoever set the team up in Slack: told where nobody is left to decide."""

    @property
    def calendar(self) -> WorkingCalendar:
        """The days this team works, in its own zone."""
        return WorkingCalendar(
            timezone=self.timezone,
            nation=self.nation,
            weekdays=self.weekdays,
            closures=self.closures,
            holidays=self.holidays,
        )

    @property
    def everybody_who_may_decide(self) -> tuple[UserId, ...]:
        """Managers, then deputies, then learning leads, each person once."""
        return tuple(dict.fromkeys((*self.managers, *self.deputies, *self.learning_leads)))

    @property
    def whom_to_ask(self) -> UserId | None:
        """Somebody who decides for the team; None where nobody is left who does."""
        return next(iter(self.everybody_who_may_decide), None)

    def hours_of(self, habits: Habits) -> Hours:
        """When somebody with these habits may be nudged for this team."""
        return Hours(habits.timezone or self.timezone, self.nudges_from, self.nudges_until)
