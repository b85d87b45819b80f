"""The Home tab, and `/goodcatch`: what somebody sees of their own."""

from dataclasses import dataclass
from typing import Any

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_sdk.web.async_client import AsyncWebClient

from bot.services.homes import Homes
from bot.services.settings import SettingUp
from bot.views import notices
from bot.views.home import home
from bot.views.ids import Command
from bot.views.own import mine
from bot.views.setup_form import setup_form
from handlers import parse
from handlers.budget import budget
from handlers.parse import Surface, Typed
from handlers.showing import opening, remembering

_MINE = frozenset({"", "mine"})
_SET_UP = "setup"


@dataclass(frozen=True)
class HomeListeners:
    """Shows people what is theirs."""

    homes: Homes
    settings: SettingUp

    async def opened(self, ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        """Somebody looks at the Home tab: draw it as it is now."""
        async with budget():
            user = parse.home_opened(body)
            if user is not None:
                page = await self.homes.page(user)
                await client.views_publish(user_id=user, view=home(page))
        await ack()

    async def typed(self, ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        """Somebody typed `/goodcatch`, alone or with a word that says what they want."""
        async with budget():
            asked = parse.command(body)
            word = asked.words.strip().lower()
            if word in _MINE:
                view = mine(await self.homes.page(asked.user))
                async with opening():
                    await client.views_open(trigger_id=asked.trigger, view=view)
            elif word == _SET_UP:
                await self._set_up(asked, client)
            else:
                said = notices.help_text()
                await ack(response_type="ephemeral", text=said.text, blocks=list(said.blocks))
                return
        await ack()

    async def _set_up(self, asked: Typed, client: AsyncWebClient) -> None:
        form = await self.settings.form(asked.user, asked.channel, asked.channel_name)
        async with opening():
            view = remembering(setup_form(form), Surface.MESSAGE)
            await client.views_open(trigger_id=asked.trigger, view=view)


def register(app: AsyncApp, homes: Homes, settings: SettingUp) -> None:
    listeners = HomeListeners(homes, settings)
    app.event("app_home_opened")(listeners.opened)
    app.command(Command.GOODCATCH.value)(listeners.typed)
