"""*Confirm* and *Refuse*: a learning lead's word on what the host asks leave for."""

from dataclasses import dataclass
from typing import Any

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck

from bot.domain.requests import RequestId
from bot.services.requests import Requests
from bot.views.ids import Action
from handlers import parse
from handlers.budget import budget


@dataclass(frozen=True)
class RequestListeners:
    """Takes what a learning lead says; the message shows it a moment later."""

    requests: Requests

    async def decided(self, ack: AsyncAck, body: dict[str, Any]) -> None:
        """One of the two buttons was pressed."""
        async with budget():
            pressed = parse.press(body)
            confirm = pressed.action is Action.REQUEST_CONFIRM
            id = RequestId(pressed.value)
            await self.requests.decide(pressed.user, id, confirm=confirm)
        await ack()


def register(app: AsyncApp, requests: Requests) -> None:
    listeners = RequestListeners(requests)
    for action in (Action.REQUEST_CONFIRM, Action.REQUEST_REFUSE):
        app.action(action.value)(listeners.decided)
