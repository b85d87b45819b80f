"""At the door: whoever is not of this service is refused, whatever they type, press or send."""

from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from slack_bolt.app.async_app import AsyncApp

from bot.domain.errors import Outsider
from bot.services.directory import Directory
from handlers import parse
from handlers.budget import at_the_door, begin
from handlers.reading import Unreadable


@dataclass(frozen=True)
class Doorkeeper:
    """Looks at everybody who does something, before any listener does.

    What a colleague may do is for each service to say. Events pass: nobody waits for an answer to
    them, and services look at who is in them. The time of a request runs from here on.
    """

    directory: Directory

    async def let_in(self, body: dict[str, Any], next: Callable[[], Awaitable[None]]) -> None:
        """Go on to the listener, unless somebody from elsewhere is asking.

        Raises:
            Outsider: it is somebody of another workspace, a bot, or a deactivated account.
            DirectoryUnavailable, TimeoutError: Slack did not say who this is.
        """
        begin()
        user = None
        with suppress(Unreadable):  # then the listener says so
            user = parse.who_acts(body)
        if user is not None:
            async with at_the_door():
                if (await self.directory.colleague(user)).is_outsider:
                    raise Outsider
        await next()


def register(app: AsyncApp, directory: Directory) -> None:
    app.middleware(Doorkeeper(directory).let_in)
