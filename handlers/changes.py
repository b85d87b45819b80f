"""What was changed, and whether it has helped."""

from dataclasses import dataclass
from typing import Any

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.context.respond.async_respond import AsyncRespond
from slack_sdk.web.async_client import AsyncWebClient

from bot.domain.change import Verdict
from bot.services.changes import Changes, Weighed
from bot.views.change_form import Begun, change_form, changed
from bot.views.ids import Action, Callback
from bot.views.messages import verdict_kept
from handlers import parse, parse_forms
from handlers.budget import budget
from handlers.parse import Surface
from handlers.showing import Pages, handed_back, show, tell

_VERDICTS = {
    Action.HELPED_YES: Verdict.YES,
    Action.HELPED_A_BIT: Verdict.A_BIT,
    Action.HELPED_NO: Verdict.NO,
}


@dataclass(frozen=True)
class ChangeListeners:
    """Takes what was changed, and what people say about it four weeks later."""

    changes: Changes
    pages: Pages

    async def pressed(self, ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        """*It's changed* was pressed: open the form for what was."""
        async with budget():
            pressed = parse.press(body)
            seen = await self.changes.open(pressed.user, pressed.report)
            await show(client, pressed, change_form(seen.report, today=seen.today))
        await ack()

    async def sent(self, ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        """The form came back: keep what was changed, or ask gently about it once."""
        async with budget():
            given, by = parse_forms.altered(body), parse_forms.sent(body)
            answer = await self.changes.give(given, is_asked=parse_forms.is_asked(body))
        if isinstance(answer, Weighed):
            begun = Begun(given.words, given.strength, answer.gentle)
            form = change_form(answer.seen.report, today=answer.seen.today, begun=begun)
            view = handed_back(form, by)
        else:
            view = changed(answer)
            await self.pages.again(client, by.user, by.surface, by.window)
        await ack(response_action="update", view=view)

    async def helped(
        self,
        ack: AsyncAck,
        body: dict[str, Any],
        client: AsyncWebClient,
        respond: AsyncRespond,
    ) -> None:
        """Yes, a bit, or not yet: one tap."""
        async with budget():
            pressed = parse.press(body)
            verdict = _VERDICTS[pressed.action]
            report = await self.changes.say(pressed.claim, pressed.report, verdict)
        if pressed.surface is not Surface.MESSAGE:
            await self.pages.again(
                client, pressed.user, pressed.surface, pressed.view, pressed.code
            )
        elif pressed.value:
            # A row of a digest is drawn anew by itself, and its buttons carry no value.
            await tell(respond, verdict_kept(report, verdict))
        await ack()


def register(app: AsyncApp, changes: Changes, pages: Pages) -> None:
    listeners = ChangeListeners(changes, pages)
    app.action(Action.CHANGED.value)(listeners.pressed)
    for action in _VERDICTS:
        app.action(action.value)(listeners.helped)
    app.view(Callback.CHANGE.value)(listeners.sent)
