"""`/goodcatch traps`, and the button on the Home tab: the error traps one may know of."""

from dataclasses import dataclass
from typing import Any

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_sdk.web.async_client import AsyncWebClient

from bot.services.trap_lists import TrapLists
from bot.views.blocks import View
from bot.views.ids import Action
from bot.views.trap_list import trap_list
from handlers import parse, parse_library
from handlers.budget import budget
from handlers.home import Window
from handlers.parse import Typed
from handlers.showing import draw_again, show


@dataclass(frozen=True)
class TrapListListeners:
    """Shows each person those that are theirs to see."""

    lists: TrapLists

    async def typed(self, asked: Typed, _: str) -> View:
        """What `/goodcatch traps` opens."""
        return trap_list(await self.lists.live(asked.user))

    async def opened(self, ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        """*Error traps* was pressed on the Home tab."""
        async with budget():
            pressed = parse.press(body)
            await show(client, pressed, trap_list(await self.lists.live(pressed.user)))
        await ack()

    async def turned(self, ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        """*Show the next ones* was pressed in that window."""
        async with budget():
            pressed = parse.press(body)
            found = await self.lists.live(pressed.user, parse_library.first(pressed))
        await draw_again(client, pressed.view, trap_list(found))
        await ack()


def register(app: AsyncApp, lists: TrapLists) -> Window:
    """Attach the listeners; what comes back is what `/goodcatch traps` opens."""
    listeners = TrapListListeners(lists)
    app.action(Action.TRAPS.value)(listeners.opened)
    app.action(Action.TRAPS_PAGE.value)(listeners.turned)
    return listeners.typed
