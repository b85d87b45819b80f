"""What is opened to look at one report: forms with its words above them, and its reference."""

from collections.abc import Awaitable, Callable
from types import MappingProxyType
from typing import Final

from bot.domain.events import Reply
from bot.domain.ids import ReportId, UserId
from bot.domain.lifecycle import Action
from bot.domain.permissions import Deed
from bot.services.menu import Services

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
        Deed.EDIT: lambda services, user, report: services.own.editing(user, report),
        Deed.ADD: lambda services, user, report: services.own.open(user, report, Action.ADD),
        Deed.REPLY: lambda services, user, report: services.own.open(user, report, Action.REPLY),
        Deed.REOPEN: lambda services, user, report: services.own.open(user, report, Action.REOPEN),
    }
)
"""By what somebody must be allowed to do with it."""
