"""What the messages about error traps say, as values."""

from dataclasses import dataclass
from datetime import date

from bot.domain.ids import UserId
from bot.domain.privacy import VisibleReport
from bot.domain.trap_privacy import VisibleTrap
from bot.domain.trap_reading import TrapSeen
from bot.domain.trap_steps import TrapStep


@dataclass(frozen=True)
class TrapProposedContent:
    """Whether these are one error trap; `by_bot` says that nobody proposed it but the bot."""

    seen: TrapSeen
    by_bot: bool


@dataclass(frozen=True)
class TrapProposedSettledContent:
    """What that question turns into; `by` is who has confirmed it, let it be or merged it."""

    trap: VisibleTrap
    by: UserId | None
    today: date


@dataclass(frozen=True)
class TrapCardContent:
    """An error trap with its near misses, as the team that works on it reads it."""

    seen: TrapSeen


@dataclass(frozen=True)
class TrapGoneContent:
    """What was found not to be one error trap after all, where its card or a notice stood."""

    reference: str


@dataclass(frozen=True)
class TrapHuddleContent:
    trap: VisibleTrap


@dataclass(frozen=True)
class TrapNoticeContent:
    """Name, plan and change, for another team with near misses in it."""

    trap: VisibleTrap
    today: date


@dataclass(frozen=True)
class TrapNudgeContent:
    """No report is in it: what is waited for, of a trap with this name and plan."""

    trap: VisibleTrap
    step: TrapStep
    today: date
    is_last: bool


@dataclass(frozen=True)
class TrapCheckBackContent:
    """Is it still there? Without its reports."""

    trap: VisibleTrap
    today: date


@dataclass(frozen=True)
class TrapToReporterContent:
    """That their report has helped to uncover the trap: its name, plan and change."""

    report: VisibleReport
    trap: VisibleTrap
    today: date
