"""What can be done to an error trap, each through the door that a click or a form uses."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Final

from bot.domain.change import Strength, Verdict
from bot.domain.ids import ReportId, TrapId, UserId
from bot.domain.trap_lifecycle import TrapAction
from bot.services.menu import Services
from bot.services.redesigning import Planned, Redesigned
from bot.services.traps import Described
from tests.builders import PRIYA

BY: Final = date(2027, 3, 1)
"""A Monday some months after the Monday on which everything begins."""
HOLLOW: Final = "All staff have been reminded"
NAME: Final = "Two addresses in one form"
ONCE: Final = "a form"


@dataclass(frozen=True)
class Target:
    """A trap, and what of its team can be put to it or taken out of it."""

    id: TrapId
    belongs: ReportId
    free: ReportId
    """Of the same team, in no trap."""
    into: TrapId
    """A confirmed trap of the same team."""


Door = Callable[[Services, UserId, Target], Awaitable[object]]


def _described(user: UserId, trap: Target) -> Described:
    return Described(user, trap.id, NAME, None, (), ONCE)


def _planned(user: UserId, trap: Target, words: str = "One address") -> Planned:
    return Planned(user, trap.id, words, Strength.REMIND, BY, ONCE)


def _redesigned(user: UserId, trap: Target, words: str = "One address") -> Redesigned:
    return Redesigned(user, trap.id, words, Strength.REMIND, ONCE)


TRAP_DOORS: Final = MappingProxyType[TrapAction, Door](
    {
        TrapAction.CONFIRM: lambda services, user, trap: services.traps.confirm(
            _described(user, trap)
        ),
        TrapAction.DESCRIBE: lambda services, user, trap: services.traps.describe(
            _described(user, trap)
        ),
        TrapAction.DISMISS: lambda services, user, trap: services.traps.dismiss(user, trap.id),
        TrapAction.LINK: lambda services, user, trap: services.trap_links.link(
            user, trap.id, trap.free
        ),
        TrapAction.UNLINK: lambda services, user, trap: services.trap_links.unlink(
            user, trap.id, trap.belongs
        ),
        TrapAction.MERGE: lambda services, user, trap: services.trap_links.merge(
            user, trap.id, trap.into
        ),
        TrapAction.OWN: lambda services, user, trap: services.traps.own(user, trap.id, PRIYA),
        TrapAction.TAKE_ON: lambda services, user, trap: services.traps.take_on(user, trap.id),
        TrapAction.PLAN: lambda services, user, trap: services.redesigning.plan(
            _planned(user, trap)
        ),
        TrapAction.CHANGE: lambda services, user, trap: services.redesigning.change(
            _redesigned(user, trap)
        ),
        TrapAction.HELPED: lambda services, user, trap: services.redesigning.say(
            user, trap.id, Verdict.YES
        ),
        TrapAction.STILL_THERE: lambda services, user, trap: services.redesigning.say(
            user, trap.id, Verdict.NO
        ),
    }
)

HANDED_BACK: Final = MappingProxyType[TrapAction, Door](
    {
        TrapAction.PLAN: lambda services, user, trap: services.redesigning.give(
            _planned(user, trap, HOLLOW), is_asked=False
        ),
        TrapAction.CHANGE: lambda services, user, trap: services.redesigning.give(
            _redesigned(user, trap, HOLLOW), is_asked=False
        ),
    }
)
"""Forms that come back with the trap in them and a gentle question."""
