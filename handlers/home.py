"""The Home tab, and `/goodcatch`: what somebody sees of their own, and what else a word opens."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_sdk.web.async_client import AsyncWebClient

from bot.services.homes import Homes
from bot.views import notices
from bot.views.blocks import View
from bot.views.home import home
from bot.views.ids import Action, Command
from bot.views.own import mine
from handlers import parse
from handlers.budget import budget
from handlers.parse import Surface, Typed
from handlers.showing import opening, remembering, show

Window = Callable[[Typed, str], Awaitable[View]]
"""What a word behind `/goodcatch` opens: given what was typed, and what stands behind the word."""


@dataclass(frozen=True)
class HomeListeners:
    """Shows people what is theirs; `windows` are those of the other words, by the word."""

    homes: Homes
    windows: Mapping[str, Window]

    async def opened(self, ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        """Somebody looks at the Home tab: draw it as it is now."""
        async with budget():
            user = parse.home_opened(body)
            if user is not None:
                page = await self.homes.page(user)
                await client.views_publish(user_id=user, view=home(page))
        await ack()

    async def pressed(self, ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        """*All my reports* was pressed: open the window that `/goodcatch mine` opens."""
        async with budget():
            pressed = parse.press(body)
            await show(client, pressed, mine(await self.homes.mine(pressed.user)))
        await ack()

    async def typed(self, ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        """Somebody typed `/goodcatch`, alone or with a word that says what they want."""
        async with budget():
            asked = parse.command(body)
            word, _, rest = asked.words.strip().partition(" ")
            window = self._window(word.lower())
            if window is not None:
                view = remembering(await window(asked, rest.strip()), Surface.MESSAGE)
                async with opening():
                    await client.views_open(trigger_id=asked.trigger, view=view)
        if window is None:
            said = notices.help_text()
            await ack(response_type="ephemeral", text=said.text, blocks=list(said.blocks))
        else:
            await ack()

    def _window(self, word: str) -> Window | None:
        return self._mine if word in {"", "mine"} else self.windows.get(word)

    async def _mine(self, asked: Typed, _: str) -> View:
        return mine(await self.homes.mine(asked.user))


def register(app: AsyncApp, homes: Homes, windows: Mapping[str, Window]) -> None:
    listeners = HomeListeners(homes, windows)
    app.event("app_home_opened")(listeners.opened)
    app.command(Command.GOODCATCH.value)(listeners.typed)
    app.action(Action.MINE.value)(listeners.pressed)
