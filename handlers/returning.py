"""Coming back to a report with the code of its receipt."""

from dataclasses import dataclass
from typing import Any

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_sdk.web.async_client import AsyncWebClient

from bot.domain.ids import UserId
from bot.services.returning import Returning
from bot.views.blocks import View
from bot.views.ids import Action, Callback
from bot.views.returned import code_form, returned
from handlers import parse, parse_forms
from handlers.budget import budget
from handlers.home import Window
from handlers.parse import Surface, Typed
from handlers.showing import remembering, show


@dataclass(frozen=True)
class ReturningListeners:
    """Asks for the code, and opens the window with the report that it belongs to."""

    returning: Returning

    async def typed(self, asked: Typed, code: str) -> View:
        """What `/goodcatch receipt` opens: the form, or with a code behind it the window."""
        return await self._window(asked.user, code) if code else code_form()

    async def pressed(self, ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        """*I have a receipt code* was pressed: open the form."""
        async with budget():
            await show(client, parse.press(body), code_form())
        await ack()

    async def sent(self, ack: AsyncAck, body: dict[str, Any]) -> None:
        """The form came back: it turns into the window."""
        async with budget():
            by = parse_forms.sent(body)
            view = await self._window(by.user, parse_forms.code(body))
        await ack(response_action="update", view=view)

    async def _window(self, user: UserId, code: str) -> View:
        found = await self.returning.come_back(user, code)
        return remembering(returned(found.own, found.today), Surface.MODAL, found.code)


def register(app: AsyncApp, returning: Returning) -> Window:
    """Attach the listeners; what comes back is what `/goodcatch receipt` opens."""
    listeners = ReturningListeners(returning)
    app.action(Action.COME_BACK.value)(listeners.pressed)
    app.view(Callback.CODE.value)(listeners.sent)
    return listeners.typed
