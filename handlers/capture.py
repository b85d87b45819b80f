"""Reporting: the two commands, shortcuts and buttons that open the form, and the form itself."""

from dataclasses import dataclass
from typing import Any

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_sdk.web.async_client import AsyncWebClient

from bot.domain.errors import KeepTheCode
from bot.domain.form import Form
from bot.services.capture import Capture
from bot.views.ids import Action, Callback, Command, Shortcut
from bot.views.receipt import receipt
from bot.views.report_form import report_form
from handlers import parse, parse_forms
from handlers.budget import budget
from handlers.parse import KINDS, Surface
from handlers.showing import Pages, opening, remembering, show


@dataclass(frozen=True)
class CaptureListeners:
    """Opens the form and takes it in."""

    capture: Capture
    pages: Pages

    async def typed(self, ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        """Somebody typed a command: open the form with their words in it."""
        async with budget():
            asked = parse.command(body)
            kind = KINDS[asked.command]
            form = await self.capture.begin(asked.user, asked.channel, kind, asked.words)
            view = remembering(report_form(form), Surface.MESSAGE)
            async with opening():
                await client.views_open(trigger_id=asked.trigger, view=view)
        await ack()

    async def chosen(self, ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        """Somebody chose a shortcut: open the form, with the message it was chosen on in it."""
        async with budget():
            asked = parse.shortcut(body)
            channel = asked.message.channel if asked.message else None
            kind = KINDS[asked.shortcut]
            form = await self.capture.begin(
                asked.user, channel, kind, asked.words, message=asked.message
            )
            view = remembering(report_form(form), Surface.MESSAGE)
            async with opening():
                await client.views_open(trigger_id=asked.trigger, view=view)
        await ack()

    async def pressed(self, ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        """Somebody pressed a button that begins a report; words quoted above it are put in."""
        async with budget():
            pressed = parse.press(body)
            words = parse.words_above(pressed)
            form = await self.capture.begin(pressed.user, None, KINDS[pressed.action], words)
            await show(client, pressed, report_form(form))
        await ack()

    async def idea(self, ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        """*I have an idea* was pressed on a card."""
        async with budget():
            pressed = parse.press(body)
            form = await self.capture.begin_about(pressed.user, pressed.report)
            await show(client, pressed, report_form(form))
        await ack()

    async def sent(self, ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        """Somebody sent the form: what it turns into is the receipt, or their words masked."""
        async with budget():
            by = parse_forms.sent(body)
            answer = await self.capture.submit(parse_forms.submission(body))
        if isinstance(answer, Form):
            view = remembering(report_form(answer), by.surface)
        else:
            view = receipt(answer)
            await self.pages.again(client, by.user, by.surface, by.window)
        await ack(response_action="update", view=view)

    async def kept(self, ack: AsyncAck, body: dict[str, Any]) -> None:
        """*I have kept my code* came back from under a receipt: close it, if it is ticked."""
        if not parse_forms.is_code_kept(body):
            raise KeepTheCode
        await ack(response_action="clear")


def register(app: AsyncApp, capture: Capture, pages: Pages) -> None:
    listeners = CaptureListeners(capture, pages)
    for command in (Command.SUGGEST, Command.NEAR_MISS):
        app.command(command.value)(listeners.typed)
    for shortcut in Shortcut:
        app.shortcut(shortcut.value)(listeners.chosen)
    for action in (Action.NEW_NEAR_MISS, Action.NEW_SUGGESTION):
        app.action(action.value)(listeners.pressed)
    app.action(Action.HAVE_AN_IDEA.value)(listeners.idea)
    app.view(Callback.REPORT.value)(listeners.sent)
    app.view(Callback.KEPT.value)(listeners.kept)
