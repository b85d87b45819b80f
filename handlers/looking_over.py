"""The check before something is sent: the small forms come back once where names may be in them."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.response import BoltResponse

from bot.services.looking_over import LookingOver
from bot.views.look_again import once_more
from handlers.budget import budget
from handlers.parse_second_look import ToLookOver, to_look_over


@dataclass(frozen=True)
class SecondLook:
    """Stands before the listeners of all small forms, so that none of them can be forgotten."""

    looking: LookingOver

    async def look(
        self, body: dict[str, Any], ack: AsyncAck, next: Callable[[], Awaitable[None]]
    ) -> BoltResponse | None:
        """Go on to the listener, unless somebody is to look at their words once more."""
        given = to_look_over(body)
        if given is not None:
            async with budget():
                names = await self._names(given)
            if names:
                view = once_more(body["view"], names, given.metadata)
                return await ack(response_action="update", view=view)
        await next()
        return None

    async def _names(self, given: ToLookOver) -> tuple[str, ...]:
        if given.trap is not None:
            return await self.looking.names_about_trap(given.trap, given.texts)
        return () if given.report is None else await self.looking.names(given.report, given.texts)


def register(app: AsyncApp, looking: LookingOver) -> None:
    app.middleware(SecondLook(looking).look)
