"""Asking the reporter: the form for a question, and whether a report may be shared."""

from dataclasses import dataclass
from typing import Any

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_sdk.web.async_client import AsyncWebClient

from bot.services.asking import Asking, Question
from bot.views.asking import CONSENT_ASKED, ask_form, asked
from bot.views.ids import Action, Callback
from handlers import parse, parse_forms
from handlers.budget import budget
from handlers.showing import Pages, in_a_window, show


@dataclass(frozen=True)
class AskingListeners:
    """Takes what somebody who decides wants to know."""

    asking: Asking
    pages: Pages

    async def opened(self, ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        """*Ask the reporter* was pressed or chosen: open the form for the question."""
        async with budget():
            pressed = parse.press(body)
            seen = await self.asking.open(pressed.user, pressed.report)
            await show(client, pressed, ask_form(seen.report, today=seen.today))
        await ack()

    async def sent(self, ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        """The question came back."""
        async with budget():
            by, given = parse_forms.sent(body), parse_forms.added(body)
            question = Question(by.user, given.report, given.words, by.key)
            report = await self.asking.ask(question)
        await self.pages.again(client, by.user, by.surface)
        await ack(response_action="update", view=asked(report))

    async def consent(self, ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        """*Ask whether it may be shared* was pressed, beneath the form for a question."""
        async with budget():
            pressed = parse.press(body)
            await self.asking.ask_consent(pressed.user, pressed.report)
        await in_a_window(client, pressed.surface, pressed.trigger, CONSENT_ASKED)
        await ack()


def register(app: AsyncApp, asking: Asking, pages: Pages) -> None:
    listeners = AskingListeners(asking, pages)
    app.action(Action.ASK_REPORTER.value)(listeners.opened)
    app.action(Action.ASK_CONSENT.value)(listeners.consent)
    app.view(Callback.ASK_REPORTER.value)(listeners.sent)
