"""`/near-miss` and `/suggest`, and the form they open."""

from dataclasses import dataclass
from typing import Any

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_sdk.web.async_client import AsyncWebClient

from bot.domain.form import Form
from bot.services.capture import Capture
from bot.views.ids import Callback, Command
from bot.views.receipt import receipt
from bot.views.report_form import report_form
from handlers import parse
from handlers.budget import budget, showing


@dataclass(frozen=True)
class CaptureListeners:
    """Opens the form and takes it in."""

    capture: Capture

    async def typed(self, ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        """Somebody typed a command: open the form with their words in it."""
        async with budget():
            asked = parse.command(body)
            form = await self.capture.begin(asked.user, asked.channel, asked.kind, asked.words)
            async with showing():
                await client.views_open(trigger_id=asked.trigger, view=report_form(form))
        await ack()

    async def sent(self, ack: AsyncAck, body: dict[str, Any]) -> None:
        """Somebody sent the form: what it turns into is the receipt, or their words masked."""
        async with budget():
            answer = await self.capture.submit(parse.submission(body))
        view = report_form(answer) if isinstance(answer, Form) else receipt(answer)
        await ack(response_action="update", view=view)


def register(app: AsyncApp, capture: Capture) -> None:
    listeners = CaptureListeners(capture)
    for command in Command:
        app.command(command.value)(listeners.typed)
    app.view(Callback.REPORT.value)(listeners.sent)
