"""Error traps at one press: read, taken on, let be, one left out, and whether one has gone."""

from dataclasses import dataclass
from typing import Any

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.context.respond.async_respond import AsyncRespond
from slack_sdk.web.async_client import AsyncWebClient

from bot.domain.change import Verdict
from bot.domain.trap_reading import TrapSeen
from bot.services.redesigning import Redesigning
from bot.services.trap_links import TrapLinks
from bot.services.traps import Traps
from bot.views import notices
from bot.views.ids import Action
from bot.views.trap_messages import SAID
from bot.views.trap_window import trap_window
from handlers import parse, parse_traps
from handlers.budget import budget
from handlers.parse import Pressed, Surface
from handlers.showing import draw_again, show, tell

_VERDICTS = {
    Action.TRAP_GONE: Verdict.YES,
    Action.TRAP_A_BIT: Verdict.A_BIT,
    Action.TRAP_STILL_THERE: Verdict.NO,
}


@dataclass(frozen=True)
class TrapListeners:
    """Takes what somebody does to a trap without a form."""

    traps: Traps
    links: TrapLinks
    redesigning: Redesigning

    async def read(self, ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        """All of it was asked for: open its window."""
        async with budget():
            pressed = parse.press(body)
            seen = await self.traps.open(pressed.user, parse_traps.trap_of(pressed))
            await show(client, pressed, trap_window(seen))
        await ack()

    async def paged(self, ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        """*Show the next ones* was pressed in that window."""
        async with budget():
            pressed = parse.press(body)
            id, first = parse_traps.page_of(pressed)
            seen = await self.traps.open(pressed.user, id)
        await draw_again(client, pressed.view, trap_window(seen, first))
        await ack()

    async def left_out(self, ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        """*Leave this one out* was pressed beside one of its near misses."""
        async with budget():
            pressed = parse.press(body)
            id = parse_traps.trap_of(pressed)
            seen = await self.links.unlink(pressed.user, id, pressed.report)
        await draw_again(client, pressed.view, trap_window(seen))
        await ack()

    async def taken_on(
        self, ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient, respond: AsyncRespond
    ) -> None:
        """Somebody takes it on."""
        async with budget():
            pressed = parse.press(body)
            seen = await self.traps.take_on(pressed.user, parse_traps.trap_of(pressed))
        await _answer(client, respond, pressed, seen)
        await ack()

    async def dismissed(
        self, ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient, respond: AsyncRespond
    ) -> None:
        """*Not one trap* was pressed, and meant."""
        async with budget():
            pressed = parse.press(body)
            id = parse_traps.trap_of(pressed)
            await self.traps.dismiss(pressed.user, id)
        if pressed.surface is Surface.MODAL:
            await draw_again(client, pressed.view, notices.window(SAID[pressed.action]))
        else:
            await tell(respond, notices.notice(SAID[pressed.action]))
        await ack()

    async def looked_back(
        self, ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient, respond: AsyncRespond
    ) -> None:
        """It has gone, a bit, or it is still there."""
        async with budget():
            pressed = parse.press(body)
            id = parse_traps.trap_of(pressed)
            seen = await self.redesigning.say(pressed.user, id, _VERDICTS[pressed.action])
        await _answer(client, respond, pressed, seen)
        await ack()


async def _answer(
    client: AsyncWebClient, respond: AsyncRespond, pressed: Pressed, seen: TrapSeen
) -> None:
    """Draw the window anew, or say a word beside the message: that is drawn anew by itself."""
    if pressed.surface is Surface.MODAL:
        await draw_again(client, pressed.view, trap_window(seen))
    else:
        await tell(respond, notices.notice(SAID[pressed.action]))


def register(app: AsyncApp, traps: Traps, links: TrapLinks, redesigning: Redesigning) -> None:
    listeners = TrapListeners(traps, links, redesigning)
    app.action(Action.TRAP_READ.value)(listeners.read)
    app.action(Action.TRAP_PAGE.value)(listeners.paged)
    app.action(Action.TRAP_LEAVE_OUT.value)(listeners.left_out)
    app.action(Action.TRAP_TAKE_ON.value)(listeners.taken_on)
    app.action(Action.TRAP_DISMISS.value)(listeners.dismissed)
    for action in _VERDICTS:
        app.action(action.value)(listeners.looked_back)
