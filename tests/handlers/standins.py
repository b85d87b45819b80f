"""Services that do one thing only: answer, raise or hang, and remember what they were asked."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, fields
from datetime import date
from types import SimpleNamespace
from typing import Any, cast

from bot.domain.digest import compose
from bot.domain.form import Form, TeamChoice
from bot.domain.home import Page
from bot.domain.ids import TeamId, UserId
from bot.domain.people import Colleague
from bot.domain.reference import Code
from bot.domain.report import Kind, Mode
from bot.services.menu import Services

A_FORM = Form(
    kind=Kind.NEAR_MISS,
    code=Code.fresh(Kind.NEAR_MISS.prefix),
    teams=(TeamChoice(TeamId("a1" * 16), "Riverside"),),
    mode=Mode.CONFIDENTIAL,
)
"""What the service answers to a command."""


A_PAGE = Page(
    user=UserId("U0PRIYA"),
    today=date(2026, 11, 23),
    own=(),
    more_own=0,
    waiting=compose(date(2026, 11, 23), []),
    teams={},
    near=(),
    decides=False,
)
"""What somebody sees of their own who has nothing yet."""


@dataclass
class StandIn:
    """Has every method; each does the same, which is `does` and to write down its arguments."""

    does: Callable[[], Awaitable[object]]
    asked: list[tuple[str, tuple[Any, ...]]] = field(default_factory=list)

    def __getattr__(self, name: str) -> Callable[..., Awaitable[object]]:
        async def method(*given: object, **named: object) -> object:
            self.asked.append((name, (*given, *named.values())))
            return await self.does()

        return method


@dataclass
class Forgetful:
    """A directory to which everybody is a colleague, and which is else only told to forget."""

    forgotten: list[str] = field(default_factory=list)
    outsiders: set[str] = field(default_factory=set)

    async def colleague(self, user: UserId) -> Colleague:
        is_outsider = user in self.outsiders
        return Colleague(user, is_guest=False, is_outsider=is_outsider, channels=frozenset())

    def forget(self, user: str) -> None:
        self.forgotten.append(user)

    def forget_channel(self, channel: str) -> None:
        self.forgotten.append(channel)


def services(stand_in: StandIn, directory: Forgetful | None = None, **others: StandIn) -> Services:
    """Every service a listener uses: this stand-in, or another one by the service's name."""
    names = (one.name for one in fields(Services))
    menu = SimpleNamespace(**dict.fromkeys(names, stand_in))
    # Nothing looks like a name, unless a test says so.
    vars(menu).update(
        {"directory": directory or Forgetful(), "looking_over": answering(()), **others}
    )
    return cast("Services", menu)


def answering(answer: object = None) -> StandIn:
    """Every method returns this."""

    async def answers() -> object:
        return answer

    return StandIn(answers)


def raising(error: Exception) -> StandIn:
    """Every method raises this."""

    async def raises() -> object:
        raise error

    return StandIn(raises)


def hanging() -> StandIn:
    """No method ever returns."""

    async def hangs() -> object:
        return await asyncio.Event().wait()

    return StandIn(hangs)
