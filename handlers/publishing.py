"""The library's door: what learning leads let out, and take out again."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_sdk.web.async_client import AsyncWebClient

from bot.services.publishing import Draft, Publishing
from bot.views.blocks import View
from bot.views.ids import Action, Callback
from bot.views.publishing import publish_form, published, ready, taken_out
from handlers import parse, parse_forms
from handlers.budget import budget
from handlers.home import Window
from handlers.menus import Chosen
from handlers.parse import Typed
from handlers.showing import Pages, handed_back, show


@dataclass(frozen=True)
class PublishingListeners:
    """Serves learning leads, and nobody else."""

    publishing: Publishing
    pages: Pages

    async def typed(self, asked: Typed, reference: str) -> View:
        """What `/goodcatch publish` opens: what may be let out; with a reference, that one."""
        if not reference:
            return ready(await self.publishing.ready(asked.user))
        found = await self.publishing.find(asked.user, reference)
        return _form(found) if isinstance(found, Draft) else published(found)

    async def opened(self, ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        """*Put it in the library* was pressed or chosen: open the form with the whole story."""
        async with budget():
            pressed = parse.press(body)
            draft = await self.publishing.open(pressed.user, pressed.report)
            await show(client, pressed, _form(draft))
        await ack()

    async def sent(self, ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        """The title came back: let the story out, or ask gently about the title once."""
        async with budget():
            given, by = parse_forms.release(body), parse_forms.sent(body)
            is_asked = parse_forms.is_asked(body)
            answer = await self.publishing.publish(given, is_asked=is_asked)
        if isinstance(answer, Draft):
            view = handed_back(_form(answer), by)
        else:
            view = published(answer)
            await self.pages.again(client, by.user, by.surface)
        await ack(response_action="update", view=view)

    async def taken_out(self, ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        """*Take it out* was pressed, and confirmed."""
        async with budget():
            pressed = parse.press(body)
            report = await self.publishing.take_out(pressed.user, pressed.report)
            await show(client, pressed, taken_out(report))
        await ack()


def offered(publishing: Publishing, pages: Pages) -> Mapping[str, Chosen]:
    """What the menu at the end of a row offers of it, by the option's value."""
    return {Action.PUBLISH.value: PublishingListeners(publishing, pages).opened}


def _form(draft: Draft) -> View:
    return publish_form(
        draft.report,
        draft.lesson,
        seen=draft.seen,
        names=draft.names,
        today=draft.today,
        asked=draft.gentle,
    )


def register(app: AsyncApp, publishing: Publishing, pages: Pages) -> Window:
    """Attach the listeners; what comes back is what `/goodcatch publish` opens."""
    listeners = PublishingListeners(publishing, pages)
    app.action(Action.PUBLISH.value)(listeners.opened)
    app.action(Action.UNPUBLISH.value)(listeners.taken_out)
    app.view(Callback.PUBLISH.value)(listeners.sent)
    return listeners.typed
