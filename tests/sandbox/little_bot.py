"""A real Bolt app over a real Socket Mode connection, for the sandbox to be tried with."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from sandbox.shapes import JsonObject
from sandbox.workspace import Workspace

Answer = Callable[[AsyncAck, JsonObject], Awaitable[Any]]


async def just_ack(ack: AsyncAck, _: JsonObject) -> None:
    await ack()


class LittleBot:
    """Notes what people do in `payloads` and what happens in `events`.

    `on_command`, `on_action`, `on_view` and `on_shortcut` answer: a test puts its own there. They
    are called with ack and the payload.
    """

    def __init__(self, client: AsyncWebClient) -> None:
        self.client = client
        self.app = AsyncApp(
            client=client, process_before_response=True, ignoring_self_events_enabled=False
        )
        self.payloads: list[JsonObject] = []
        self.events: list[JsonObject] = []
        self.on_command: Answer = just_ack
        self.on_action: Answer = just_ack
        self.on_view: Answer = just_ack
        self.on_shortcut: Answer = just_ack
        self._listen()

    def _listen(self) -> None:
        self.app.command("/note")(self._command)
        self.app.shortcut("note")(self._shortcut)
        self.app.shortcut("keep")(self._shortcut)
        self.app.action("press")(self._action)
        self.app.action("pick")(self._action)
        self.app.view("form")(self._view)
        self.app.view({"type": "view_closed", "callback_id": "form"})(self._view)
        for kind in (
            "message",
            "reaction_added",
            "reaction_removed",
            "member_joined_channel",
            "member_left_channel",
            "channel_archive",
            "channel_deleted",
            "channel_shared",
            "channel_unshared",
            "group_deleted",
            "channel_unarchive",
            "channel_left",
            "user_change",
            "app_home_opened",
        ):
            self.app.event(kind)(self._event)

    async def _command(self, ack: AsyncAck, body: JsonObject) -> None:
        self.payloads.append(body)
        await self.on_command(ack, body)

    async def _shortcut(self, ack: AsyncAck, body: JsonObject) -> None:
        self.payloads.append(body)
        await self.on_shortcut(ack, body)

    async def _action(self, ack: AsyncAck, body: JsonObject) -> None:
        self.payloads.append(body)
        await self.on_action(ack, body)

    async def _view(self, ack: AsyncAck, body: JsonObject) -> None:
        self.payloads.append(body)
        await self.on_view(ack, body)

    async def _event(self, body: JsonObject) -> None:
        self.events.append(body["event"])

    def heard(self, kind: str) -> list[JsonObject]:
        """Return the events of a type or message subtype."""
        return [one for one in self.events if kind in (one["type"], one.get("subtype"))]

    @asynccontextmanager
    async def connected(self, workspace: Workspace) -> AsyncIterator[None]:
        handler = AsyncSocketModeHandler(
            self.app, workspace.app_token, web_client=self.client, ping_interval=0.05
        )
        await handler.connect_async()  # type: ignore[no-untyped-call]  # Bolt has no types here
        try:
            yield
        finally:
            await handler.close_async()  # type: ignore[no-untyped-call]  # likewise


def answering(payload: JsonObject) -> Answer:
    """Return an answer that acknowledges with this payload."""

    async def answer(ack: AsyncAck, _: JsonObject) -> None:
        await ack(**payload)

    return answer


def opening(client: AsyncWebClient, view: JsonObject) -> Answer:
    """Return an answer that opens a modal, then acknowledges."""

    async def answer(ack: AsyncAck, body: JsonObject) -> None:
        await client.views_open(trigger_id=body["trigger_id"], view=view)
        await ack()

    return answer
