"""The library: looking for stories, reading them, and taking one to one's own team."""

from dataclasses import dataclass, replace
from typing import Any

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_sdk.web.async_client import AsyncWebClient

from bot.domain.library import Search
from bot.services.library import Library
from bot.services.spreading import Spreading
from bot.views.blocks import View
from bot.views.ids import Action, Callback
from bot.views.lesson import story
from bot.views.library import results, search_form
from bot.views.report_form import report_form
from handlers import parse, parse_library
from handlers.budget import budget
from handlers.home import Window
from handlers.parse import Typed
from handlers.showing import draw_again, show


@dataclass(frozen=True)
class LibraryListeners:
    """Serves everybody in the service."""

    library: Library
    spreading: Spreading

    async def typed(self, asked: Typed, words: str) -> View:
        """What `/goodcatch find` opens: what these words find; without any, the form for them."""
        shelf = await self.library.find(asked.user, Search(words=words))
        return results(shelf) if words or shelf.is_empty else search_form(shelf.search)

    async def opened(self, ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        """*Find a story* was pressed on the Home tab."""
        async with budget():
            pressed = parse.press(body)
            shelf = await self.library.find(pressed.user, Search())
            view = results(shelf) if shelf.is_empty else search_form(Search())
            await show(client, pressed, view)
        await ack()

    async def sent(self, ack: AsyncAck, body: dict[str, Any]) -> None:
        """The form came back: show what it finds in its place."""
        async with budget():
            shelf = await self.library.find(parse.who_clicked(body), parse_library.sent(body))
        await ack(response_action="update", view=results(shelf))

    async def turned(self, ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        """More of what was found was asked for."""
        async with budget():
            pressed = parse.press(body)
            wanted = replace(parse_library.before(body), first=parse_library.first(pressed))
            shelf = await self.library.find(pressed.user, wanted)
        await draw_again(client, pressed.view, results(shelf))
        await ack()

    async def again(self, ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        """*Look for something else* was pressed: the form, with what was looked for in it."""
        async with budget():
            pressed = parse.press(body)
            wanted = replace(parse_library.before(body), first=0)
        await draw_again(client, pressed.view, search_form(wanted))
        await ack()

    async def read(self, ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        """*Read it all* was pressed: open the whole story."""
        async with budget():
            pressed = parse.press(body)
            await show(
                client, pressed, story(await self.library.read(pressed.user, pressed.report))
            )
        await ack()

    async def paged(self, ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        """*Go on reading* was pressed in a long one."""
        async with budget():
            pressed = parse.press(body)
            id, page = parse_library.page_of(pressed)
            reading = await self.library.read(pressed.user, id)
        await draw_again(client, pressed.view, story(reading, page))
        await ack()

    async def spread(self, ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        """*Spread this to my team* was pressed: open the form for an idea about it."""
        async with budget():
            pressed = parse.press(body)
            form = await self.spreading.begin(pressed.user, pressed.report)
            await show(client, pressed, report_form(form))
        await ack()


def register(app: AsyncApp, library: Library, spreading: Spreading) -> Window:
    """Attach the listeners; what comes back is what `/goodcatch find` opens."""
    listeners = LibraryListeners(library, spreading)
    app.action(Action.FIND.value)(listeners.opened)
    app.view(Callback.FIND.value)(listeners.sent)
    app.action(Action.FIND_PAGE.value)(listeners.turned)
    app.action(Action.FIND_AGAIN.value)(listeners.again)
    app.action(Action.READ_STORY.value)(listeners.read)
    app.action(Action.STORY_PAGE.value)(listeners.paged)
    app.action(Action.SPREAD.value)(listeners.spread)
    return listeners.typed
