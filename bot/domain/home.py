"""What one person sees: their own reports, what waits for them, and what is tried near them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from bot.domain.digest import Digest
from bot.domain.ids import ReportId, UserId
from bot.domain.privacy import VisibleReport
from bot.domain.trap_privacy import VisibleTrap


@dataclass(frozen=True)
class Seen:
    """A report as one person sees it, on a day of its team's own calendar."""

    report: VisibleReport
    today: date
    duty_contact: str = ""
    """Whom its team rings when a child is at risk now."""
    asks_pulse: bool = False
    """Whether its reporter is still to be asked how it was."""


@dataclass(frozen=True)
class Own:
    """A report as its reporter sees it, with those who have its answer in their hands now."""

    report: VisibleReport
    answered_by: tuple[UserId, ...]
    trap: VisibleTrap | None = None
    """The error trap that it belongs to: its name, plan and change."""
    asks_pulse: bool = False
    """Whether they are to be asked how it was: of somebody who came back by a code."""


@dataclass(frozen=True)
class Asked:
    """What its reporter is told who asks what is happening."""

    own: Own
    today: date


@dataclass(frozen=True)
class Page:
    """Everything on one person's Home tab, as of `today` on their own calendar.

    `own` has those still under way before the others, each newest first, and `more_own` says how
    many are left out; `near` are things tried or changed in the person's teams, newest first.
    """

    user: UserId
    today: date
    own: tuple[Own, ...]
    more_own: int
    waiting: Digest
    teams: Mapping[ReportId, str]
    """The team of each report in `waiting`, where there are several."""
    near: tuple[VisibleReport, ...]
    decides: bool
    """Whether the person may decide for any team."""
    away_until: date | None = None
    belongs: bool = True
    """Whether the person is in the channel of any team."""
    not_taken_by: UserId | None = None
    """For a guest in the channel of a team that takes none: whom to turn to there."""
    reads_stories: bool = True
    """Whether the library serves them: everybody but a guest who belongs to no team."""
    is_outsider: bool = False
    """Whether the person is from elsewhere, and is shown and offered nothing."""
