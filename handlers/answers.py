"""Thank you and the four answers: the buttons of digests and nudges, and the form behind them."""

from dataclasses import dataclass
from typing import Any

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_sdk.web.async_client import AsyncWebClient

from bot.domain.events import Reply
from bot.services.answers import Answers, Opening, Said
from bot.views.blocks import View
from bot.views.ids import Action, Callback, action_of
from bot.views.reply_form import Begun, replied, reply_form
from handlers import parse, parse_forms
from handlers.budget import budget
from handlers.showing import Pages, handed_back, show


@dataclass(frozen=True)
class AnswerListeners:
    """Takes what somebody who decides says to a report."""

    answers: Answers
    pages: Pages

    async def thanked(self, ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
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
        await self.pages.again(client, pressed.user, pressed.surface)
        await ack()

    async def asked(self, ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        """One of the four answers was pressed: open the form for its words."""
        async with budget():
            pressed = parse.press(body)
            reply = parse.pressed_reply(pressed)
            opening = await self.answers.open(pressed.user, pressed.report, reply)
            await show(client, pressed, _form(opening))
        await ack()

    async def wordless(self, ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        """An answer that needs no words was chosen from the menu at the end of a row."""
        async with budget():
            pressed = parse.press(body)
            reply = parse.chosen_reply(pressed)
            await self.answers.without_words(pressed.user, pressed.report, reply, pressed.key)
        await self.pages.again(client, pressed.user, pressed.surface)
        await ack()

    async def kept_trying(
        self, ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient
    ) -> None:
        """*Keep trying* is one tap: another ten working days."""
        async with budget():
            pressed = parse.press(body)
            await self.answers.without_words(
                pressed.user, pressed.report, Reply.TRY_UNTIL, pressed.key
            )
        await self.pages.again(client, pressed.user, pressed.surface)
        await ack()

    async def adding(self, ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        """*Add your words* was pressed under the question that follows an emoji."""
        async with budget():
            pressed = parse.press(body)
            opening = await self.answers.begun(pressed.user, pressed.report)
            await show(client, pressed, _form(opening))
        await ack()

    async def as_it_is(self, ack: AsyncAck, body: dict[str, Any]) -> None:
        """*Send as it is* was pressed under the question that follows an emoji."""
        async with budget():
            pressed = parse.press(body)
            await self.answers.send_as_it_is(pressed.user, pressed.report)
        await ack()

    async def sent(self, ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        """The form came back: keep the answer, or hand it back once with a gentle question."""
        async with budget():
            given, by = parse_forms.reply(body), parse_forms.sent(body)
            answer = await self.answers.give(given, is_asked=parse_forms.is_asked(body))
        if isinstance(answer, Opening):
            view = handed_back(_form(answer), by)
        else:
            view = replied(answer, given.reply)
            await self.pages.again(client, by.user, by.surface, by.window)
        await ack(response_action="update", view=view)


def _form(opening: Opening) -> View:
    begun = Begun(opening.look_on, opening.words, opening.doer, opening.gentle)
    return reply_form(opening.report, opening.reply, begun, today=opening.today)


def register(app: AsyncApp, answers: Answers, pages: Pages) -> None:
    listeners = AnswerListeners(answers, pages)
    app.action(action_of(Reply.THANK_YOU).value)(listeners.thanked)
    for reply in Reply:
        if reply.is_answer:
            app.action(action_of(reply).value)(listeners.asked)
    app.action(Action.KEEP_TRYING.value)(listeners.kept_trying)
    app.action(Action.ADD_WORDS.value)(listeners.adding)
    app.action(Action.SEND_AS_IT_IS.value)(listeners.as_it_is)
    app.view(Callback.REPLY.value)(listeners.sent)
