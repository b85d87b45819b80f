"""Masking words that slipped into a report: the form for them."""

from dataclasses import dataclass
from typing import Any

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_sdk.web.async_client import AsyncWebClient

from bot.services.redacting import Redacting, Slip
from bot.views.ids import Action, Callback
from bot.views.masking import mask_form, masked
from handlers import parse, parse_forms
from handlers.budget import budget
from handlers.parse import Surface
from handlers.showing import Pages, show


@dataclass(frozen=True)
class RedactingListeners:
    """Takes the words that somebody who decides wants masked."""

    redacting: Redacting
    pages: Pages

    async def opened(self, ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        """*Mask something* was pressed or chosen: open the form for the words."""
        async with budget():
            pressed = parse.press(body)
            seen = await self.redacting.open(pressed.user, pressed.report)
            await show(client, pressed, mask_form(seen.report, today=seen.today))
        await ack()

    async def sent(self, ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        """The words came back."""
        async with budget():
            by, given = parse_forms.sent(body), parse_forms.added(body)
            report = await self.redacting.mask(Slip(by.user, given.report, given.words, by.key))
        await self.pages.again(client, by.user, by.surface)
        view = masked(report, over_a_form=by.surface is Surface.MODAL)
        await ack(response_action="update", view=view)


def register(app: AsyncApp, redacting: Redacting, pages: Pages) -> None:
    listeners = RedactingListeners(redacting, pages)
    app.action(Action.REDACT.value)(listeners.opened)
    app.view(Callback.REDACT.value)(listeners.sent)
