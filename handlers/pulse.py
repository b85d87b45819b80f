"""The two questions that are asked at the end of a report's story."""

from dataclasses import dataclass
from typing import Any

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_sdk.web.async_client import AsyncWebClient

from bot.services.pulse import Pulses
from bot.views.ids import Action, Callback
from bot.views.pulse import pulse_form, pulse_kept
from handlers import parse, parse_forms
from handlers.budget import budget
from handlers.showing import Pages, show


@dataclass(frozen=True)
class PulseListeners:
    """Serves whoever wrote a report."""

    pulses: Pulses
    pages: Pages

    async def pressed(self, ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        """*Say how it was* was pressed: open the two questions."""
        async with budget():
            pressed = parse.press(body)
            seen = await self.pulses.open(pressed.claim, pressed.report)
            await show(client, pressed, pulse_form(seen.report))
        await ack()

    async def sent(self, ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        """They came back answered."""
        async with budget():
            by, given = parse_forms.sent(body), parse_forms.pulse(body)
            await self.pulses.give(given)
        await self.pages.again(client, by.user, by.surface, by.window, by.code)
        await ack(response_action="update", view=pulse_kept())


def register(app: AsyncApp, pulses: Pulses, pages: Pages) -> None:
    listeners = PulseListeners(pulses, pages)
    app.action(Action.HOW_WAS_IT.value)(listeners.pressed)
    app.view(Callback.PULSE.value)(listeners.sent)
