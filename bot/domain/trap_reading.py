"""An error trap as one person reads it, with what helps to find one's way from it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from bot.domain.ids import ReportId
from bot.domain.trap_privacy import VisibleTrap


@dataclass(frozen=True)
class TrapSeen:
    """A trap, on a day of the calendar of the team that works on it.

    `teams` names the team of each of its reports, where they are of several; `links` holds the
    address of each report's card, where it has one that this viewer can open.
    """

    trap: VisibleTrap
    today: date
    teams: Mapping[ReportId, str] = field(default_factory=dict)
    links: Mapping[ReportId, str] = field(default_factory=dict)
