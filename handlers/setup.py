"""Setting a team up from within Slack."""

from dataclasses import dataclass
from typing import Any

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_sdk.web.async_client import AsyncWebClient

from bot.domain.ids import ChannelId
from bot.services.settings import SettingUp
from bot.views.blocks import View
from bot.views.ids import Action, Callback
from bot.views.setup_form import set_up_done, setup_form
from handlers import parse, parse_forms
from handlers.budget import budget
from handlers.home import Window
from handlers.parse import Typed
from handlers.showing import show


@dataclass(frozen=True)
class SetupListeners:
    """Opens the form for a team's settings and takes it in."""

    settings: SettingUp

    async def typed(self, asked: Typed, _: str) -> View:
        """What `/goodcatch setup` opens, in the channel that it was typed in."""
        return setup_form(await self.settings.form(asked.user, asked.channel, asked.channel_name))

    async def pressed(self, ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        """*Set this team up* was pressed, in the channel the bot was invited to."""
        async with budget():
            pressed = parse.press(body)
            form = await self.settings.form(pressed.user, ChannelId(pressed.value))
            await show(client, pressed, setup_form(form))
        await ack()

    async def sent(self, ack: AsyncAck, body: dict[str, Any]) -> None:
        """The form came back: keep the team."""
        async with budget():
            by = parse_forms.sent(body)
            team = await self.settings.save_from_slack(by.user, parse_forms.team(body))
        await ack(response_action="update", view=set_up_done(team))


def register(app: AsyncApp, settings: SettingUp) -> Window:
    """Attach the listeners; what comes back is what `/goodcatch setup` opens."""
    listeners = SetupListeners(settings)
    app.action(Action.SET_UP.value)(listeners.pressed)
    app.view(Callback.SET_UP.value)(listeners.sent)
    return listeners.typed
