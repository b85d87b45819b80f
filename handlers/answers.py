"""Thank you and the four answers: the buttons of digests and nudges, and the form behind them."""

from dataclasses import dataclass
from typing import Any

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_sdk.web.async_client import AsyncWebClient

from bot.domain.events import Reply
from bot.services.answers import Answers, Opening, Said
from bot.views.ids import Action, Callback, action_of
from bot.views.reply_form import replied, reply_form
from handlers import parse
from handlers.budget import budget, showing


@dataclass(frozen=True)
class AnswerListeners:
    """Takes what somebody who decides says to a report."""

    answers: Answers

    async def thanked(self, ack: AsyncAck, body: dict[str, Any]) -> None:
        """Thank you is one tap: it needs no words."""
        async with budget():
            pressed = parse.press(body)
            said = Said(
                user=pressed.user,
                report=pressed.report,
                reply=Reply.THANK_YOU,
                words="",
                until=None,
                key=pressed.key,
            )
            await self.answers.say(said)
        await ack()

    async def asked(self, ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        """One of the four answers was pressed: open the form for its words."""
        async with budget():
            pressed = parse.press(body)
            reply = parse.pressed_reply(pressed)
            opening = await self.answers.open(pressed.user, pressed.report, reply)
            await _show(client, pressed.trigger, opening)
        await ack()

    async def adding(self, ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        """*Add your words* was pressed under the question that follows an emoji."""
        async with budget():
            pressed = parse.press(body)
            opening = await self.answers.begun(pressed.user, pressed.report)
            await _show(client, pressed.trigger, opening)
        await ack()

    async def as_it_is(self, ack: AsyncAck, body: dict[str, Any]) -> None:
        """*Send as it is* was pressed under the question that follows an emoji."""
        async with budget():
            pressed = parse.press(body)
            await self.answers.send_as_it_is(pressed.user, pressed.report)
        await ack()

    async def sent(self, ack: AsyncAck, body: dict[str, Any]) -> None:
        """The form came back: keep the answer and say that it is on its way."""
        async with budget():
            given = parse.sent_reply(body)
            said = Said(
                user=given.user,
                report=given.report,
                reply=given.reply,
                words=given.words,
                until=given.until,
                key=given.key,
            )
            report = await self.answers.say(said)
        await ack(response_action="update", view=replied(report, given.reply))


async def _show(client: AsyncWebClient, trigger: str, opening: Opening) -> None:
    view = reply_form(
        opening.report, opening.reply, try_until=opening.try_until, today=opening.today
    )
    async with showing():
        await client.views_open(trigger_id=trigger, view=view)


def register(app: AsyncApp, answers: Answers) -> None:
    listeners = AnswerListeners(answers)
    app.action(action_of(Reply.THANK_YOU).value)(listeners.thanked)
    for reply in Reply:
        if reply.is_answer:
            app.action(action_of(reply).value)(listeners.asked)
    app.action(Action.ADD_WORDS.value)(listeners.adding)
    app.action(Action.SEND_AS_IT_IS.value)(listeners.as_it_is)
    app.view(Callback.REPLY.value)(listeners.sent)
