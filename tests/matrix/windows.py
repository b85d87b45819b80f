"""What is opened to look at one report: forms with its words above them, and its reference."""

from collections.abc import Awaitable, Callable
from types import MappingProxyType
from typing import Final

from bot.domain.change import Strength
from bot.domain.events import Reply
from bot.domain.ids import ReportId, UserId
from bot.domain.lifecycle import Action
from bot.domain.permissions import Deed
from bot.services.answers import Said
from bot.services.changes import Altered
from bot.services.menu import Services
from bot.services.publishing import Release

Opening = Callable[[Services, UserId, ReportId], Awaitable[object]]

WINDOWS: Final = MappingProxyType[Deed, Opening](
    {
        Deed.THANK: lambda services, user, report: services.answers.open(
            user, report, Reply.THANK_YOU
        ),
        Deed.ANSWER: lambda services, user, report: services.answers.open(
            user, report, Reply.GO_AHEAD
        ),
        Deed.CHANGE: lambda services, user, report: services.changes.open(user, report),
        Deed.QUESTION: lambda services, user, report: services.asking.open(user, report),
        Deed.REDACT: lambda services, user, report: services.redacting.open(user, report),
        Deed.FILE: lambda services, user, report: services.capture.begin_about(user, report),
        Deed.PUBLISH: lambda services, user, report: services.publishing.open(user, report),
        Deed.PROPOSE: lambda services, user, report: services.trap_ideas.may_propose(user, report),
        Deed.SAY_HOW_IT_WAS: lambda services, user, report: services.pulses.open(user, report),
        Deed.CORRECT: lambda services, user, report: services.own.editing(user, report),
        Deed.EDIT: lambda services, user, report: services.own.editing(user, report),
        Deed.ADD: lambda services, user, report: services.own.open(user, report, Action.ADD),
        Deed.REPLY: lambda services, user, report: services.own.open(user, report, Action.REPLY),
        Deed.REOPEN: lambda services, user, report: services.own.open(user, report, Action.REOPEN),
    }
)
"""By what somebody must be allowed to do with it."""

HOLLOW = "Lessons have been learned, and all staff have been reminded"
"""What a form with this in it is handed back for, once, with a gentle question."""

HANDED_BACK: Final = MappingProxyType[Deed, Opening](
    {
        Deed.ANSWER: lambda services, user, report: services.answers.give(
            Said(user, report, Reply.GO_AHEAD, HOLLOW, None, "a form"), is_asked=False
        ),
        Deed.CHANGE: lambda services, user, report: services.changes.give(
            Altered(user, report, HOLLOW, Strength.REMIND, "a form"), is_asked=False
        ),
        Deed.PUBLISH: lambda services, user, report: services.publishing.publish(
            Release(user, report, HOLLOW, "a form"), is_asked=False
        ),
    }
)
"""Forms that come back with the report in them, where they are not kept at once."""
