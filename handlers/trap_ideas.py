"""Beside a report: whether it may be an error trap, and to which one it belongs."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_sdk.web.async_client import AsyncWebClient

from bot.services.trap_ideas import TrapIdeas
from bot.services.trap_links import TrapLinks
from bot.services.traps import Traps
from bot.views import trap_forms
from bot.views.ids import Action, Callback
from handlers import parse, parse_forms, parse_traps
from handlers.budget import budget
from handlers.menus import Chosen
from handlers.showing import show


@dataclass(frozen=True)
class TrapIdeaListeners:
    """Takes what somebody thinks of a report."""

    traps: Traps
    ideas: TrapIdeas
    links: TrapLinks

    async def proposing(self, ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        """*Is this an error trap?* was chosen: ask what it could be called."""
        async with budget():
            pressed = parse.press(body)
            report = await self.ideas.may_propose(pressed.user, pressed.report)
            await show(client, pressed, trap_forms.propose_form(report))
        await ack()

    async def proposed(self, ack: AsyncAck, body: dict[str, Any]) -> None:
        """That form came back: those who decide are asked."""
        async with budget():
            await self.ideas.propose(parse_traps.proposed(body))
        await ack(response_action="update", view=trap_forms.proposed())

    async def linking(self, ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        """*Put it to a trap* was chosen: show those that it could be put to."""
        async with budget():
            pressed = parse.press(body)
            found = await self.traps.live(pressed.user)
            await show(client, pressed, trap_forms.link_form(pressed.report, found))
        await ack()

    async def linked(self, ack: AsyncAck, body: dict[str, Any]) -> None:
        """One of them was chosen."""
        async with budget():
            user, (trap, report) = parse_forms.sent(body).user, parse_traps.linked(body)
            seen = await self.links.link(user, trap, report)
        await ack(response_action="update", view=trap_forms.linked(seen.trap))


def register(
    app: AsyncApp, traps: Traps, ideas: TrapIdeas, links: TrapLinks
) -> Mapping[str, Chosen]:
    """Attach the listeners; the result is those that a menu calls as well, by its option."""
    listeners = TrapIdeaListeners(traps, ideas, links)
    offered = {
        Action.PROPOSE_TRAP.value: listeners.proposing,
        Action.PUT_TO_TRAP.value: listeners.linking,
    }
    for action, listener in offered.items():
        app.action(action)(listener)
    app.view(Callback.TRAP_PROPOSE.value)(listeners.proposed)
    app.view(Callback.TRAP_LINK.value)(listeners.linked)
    return offered
