"""What a listener asks of Slack itself: to open a form, to draw a page anew, to say a sentence."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass

from aiohttp import ClientError
from slack_bolt.context.respond.async_respond import AsyncRespond
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web.async_client import AsyncWebClient

from bot.domain.errors import NoSuchCode, SlackIsSlow
from bot.domain.ids import UserId
from bot.domain.reference import Code
from bot.services.directory import DirectoryUnavailable
from bot.services.homes import Homes
from bot.services.returning import Returning
from bot.views import notices
from bot.views.blocks import Message, View
from bot.views.home import home
from bot.views.look_again import CHECKED
from bot.views.own import mine
from bot.views.returned import returned
from handlers import parse
from handlers.budget import a_look
from handlers.parse import Pressed, Surface
from handlers.parse_forms import Sent
from storage.errors import StorageUnavailable

_TRIGGER_ERRORS = frozenset(
    {"expired_trigger_id", "exchanged_trigger_id", "invalid_trigger_id", "trigger_expired"}
)

_ONLY_A_LOOK = (
    SlackClientError,
    ClientError,
    OSError,
    TimeoutError,
    DirectoryUnavailable,
    StorageUnavailable,
    NoSuchCode,
)
"""What may go wrong while something is shown: what the person did is kept all the same."""


@asynccontextmanager
async def opening() -> AsyncIterator[None]:
    """For the call that opens a window.

    Raises:
        SlackIsSlow: the click was too long ago for Slack to open anything for it.
    """
    try:
        yield
    except SlackApiError as problem:
        if parse.problem(problem) in _TRIGGER_ERRORS:
            raise SlackIsSlow from problem
        raise


async def show(client: AsyncWebClient, pressed: Pressed, view: View) -> None:
    """Open a window for a click: on top of the one it was made in, if it was made in one.

    A form remembers where it was opened from, so that what stands behind it can be drawn anew.

    Raises:
        SlackIsSlow: the click was too long ago.
    """
    view = remembering(view, pressed.surface, pressed.code)
    async with opening():
        if pressed.surface is Surface.MODAL:
            await client.views_push(trigger_id=pressed.trigger, view=view)
        else:
            await client.views_open(trigger_id=pressed.trigger, view=view)


async def in_a_window(
    client: AsyncWebClient, surface: Surface, trigger: str, sentence: str
) -> bool:
    """Say a sentence in a window, where there is no message to say it beside; whether it opened."""
    view = notices.window(sentence)
    is_open = False
    with suppress(*_ONLY_A_LOOK):
        async with a_look():
            if surface is Surface.MODAL:
                await client.views_push(trigger_id=trigger, view=view)
            else:
                await client.views_open(trigger_id=trigger, view=view)
            is_open = True
    return is_open


async def tell_alone(client: AsyncWebClient, user: UserId, said: Message) -> None:
    """Say something in a direct message; where that does not work there is no other place."""
    with suppress(*_ONLY_A_LOOK):
        async with a_look():
            await client.chat_postMessage(channel=user, text=said.text, blocks=list(said.blocks))


async def tell(respond: AsyncRespond, said: Message, *, in_its_place: bool = False) -> None:
    """Say something beside what was pressed, or in the place of the message it stands in.

    Where that does not work, whatever was kept is kept all the same.
    """
    with suppress(*_ONLY_A_LOOK):
        async with a_look():
            await respond(
                text=said.text,
                blocks=list(said.blocks),
                response_type=None if in_its_place else "ephemeral",
                replace_original=in_its_place,
            )


async def draw_again(client: AsyncWebClient, window: str, view: View) -> None:
    """Show something else in a window; where that does not work, it shows what it did."""
    with suppress(*_ONLY_A_LOOK):
        async with a_look():
            await client.views_update(view_id=window, view=view)


def remembering(view: View, surface: Surface, code: Code | None = None) -> View:
    """The view with the surface it was opened from in its metadata, where it is a form.

    Opened from a window that somebody came to by a receipt's code, it remembers that too.
    """
    if "private_metadata" not in view:
        return view
    metadata = json.loads(view["private_metadata"]) | {"from": surface}
    if code is not None:
        metadata[parse.RETURNED_BY] = str(code)
    return view | {"private_metadata": json.dumps(metadata, separators=(",", ":"))}


def handed_back(view: View, by: Sent) -> View:
    """A form that comes back with a question, remembering what it did when it was sent.

    What may be names has been shown before the question is asked, and is not shown twice.
    """
    form = remembering(view, by.surface, by.code)
    if not by.is_checked or "private_metadata" not in form:
        return form
    metadata = json.loads(form["private_metadata"]) | {CHECKED: True}
    return form | {"private_metadata": json.dumps(metadata, separators=(",", ":"))}


@dataclass(frozen=True)
class Pages:
    """Draws what somebody sees of their own anew, after they have changed something in it."""

    homes: Homes
    returning: Returning

    async def again(
        self,
        client: AsyncWebClient,
        user: UserId,
        surface: Surface,
        window: str = "",
        code: Code | None = None,
    ) -> None:
        """Draw the Home tab, or the window with somebody's reports, where that is what they see.

        With a `code`, the window is the one that they came back to a report with.

        Where that does not work they see the old one until they open it again, and nothing else
        is wrong. So it stands outside the budget of what they did, and has a short one of its own.
        """
        try:
            async with a_look():
                await self._draw(client, user, surface, window, code)
        except _ONLY_A_LOOK:
            return

    async def _draw(
        self,
        client: AsyncWebClient,
        user: UserId,
        surface: Surface,
        window: str,
        code: Code | None,
    ) -> None:
        if surface is Surface.HOME:
            await client.views_publish(user_id=user, view=home(await self.homes.page(user)))
        if surface is Surface.MODAL and window:
            view = await self._window(user, code)
            await client.views_update(view_id=window, view=view)

    async def _window(self, user: UserId, code: Code | None) -> View:
        if code is None:
            return mine(await self.homes.mine(user))
        found = await self.returning.again(code)
        return remembering(returned(found.own, found.today), Surface.MODAL, code)
