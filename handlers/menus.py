"""The menus at the end of a row: what was chosen there goes to whoever takes it elsewhere too."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_sdk.web.async_client import AsyncWebClient

from bot.services.answers import Answers
from bot.services.asking import Asking
from bot.services.redacting import Redacting
from bot.views.answers import WITHOUT_WORDS
from bot.views.ids import Action
from handlers import parse
from handlers.answers import AnswerListeners
from handlers.asking import AskingListeners
from handlers.reading import reading
from handlers.redacting import RedactingListeners
from handlers.showing import Pages

Chosen = Callable[[AsyncAck, dict[str, Any], AsyncWebClient], Awaitable[None]]


@dataclass(frozen=True)
class MenuListeners:
    """Passes on what was chosen, by the option's value."""

    chosen_by_value: Mapping[str, Chosen]

    async def chosen(self, ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        pressed = parse.press(body)
        with reading():
            listener = self.chosen_by_value[pressed.value]
        await listener(ack, body, client)


def register(
    app: AsyncApp,
    answers: Answers,
    asking: Asking,
    redacting: Redacting,
    pages: Pages,
    *,
    others: Mapping[str, Chosen],
) -> None:
    """Attach the listeners; `others` take the options that are not theirs, by the value."""
    wordless = AnswerListeners(answers, pages).wordless
    listeners = MenuListeners(
        {
            **dict.fromkeys(map(str, WITHOUT_WORDS), wordless),
            Action.ASK_REPORTER.value: AskingListeners(asking, pages).opened,
            Action.REDACT.value: RedactingListeners(redacting, pages).opened,
            **others,
        }
    )
    app.action(Action.WITHOUT_WORDS.value)(listeners.chosen)
    app.action(Action.MORE.value)(listeners.chosen)
