"""Socket Mode: envelopes go to the app over WebSockets, acknowledgements come back."""

import asyncio
import json
from uuid import uuid4

from aiohttp import WSCloseCode, WSMsgType, web

from sandbox.changes import Changes
from sandbox.errors import UnansweredError
from sandbox.identifiers import new_secret
from sandbox.shapes import JsonObject
from sandbox.timing import Timing

CONNECTIONS = 10
_HEARTBEAT = 30.0
_WITH_RESPONSE = ("slash_commands", "interactive")


class SocketMode:
    """The app's connections, used in turn (docs.slack.dev, "Using Socket Mode")."""

    def __init__(self, app_id: str, timing: Timing, changes: Changes) -> None:
        self._app_id = app_id
        self._timing = timing
        self._changes = changes
        self._tickets: set[str] = set()
        self._connections: list[web.WebSocketResponse] = []
        self._turn = 0
        self._waiting: dict[
            str, tuple[asyncio.Future[JsonObject | None], web.WebSocketResponse]
        ] = {}
        self._arrived = asyncio.Event()

    @property
    def connected(self) -> bool:
        return bool(self._connections)

    async def ready(self) -> None:
        await self._arrived.wait()

    def ticket(self) -> str:
        ticket = new_secret()
        self._tickets.add(ticket)
        return ticket

    async def serve(self, request: web.Request) -> web.WebSocketResponse:
        """Be one connection until it closes."""
        ticket = request.query.get("ticket", "")
        if ticket not in self._tickets:
            raise web.HTTPForbidden(text="This ticket is not known or was used already.")
        self._tickets.remove(ticket)
        connection = web.WebSocketResponse(heartbeat=_HEARTBEAT)
        await connection.prepare(request)
        if len(self._connections) >= CONNECTIONS:
            await connection.send_json({"type": "disconnect", "reason": "too_many_websockets"})
            await connection.close()
            return connection
        self._connections.append(connection)
        await connection.send_json(self._hello())
        self._arrived.set()
        self._changes.publish("people")
        try:
            async for message in connection:
                if message.type is WSMsgType.TEXT:
                    self._acknowledged(message.data)
        finally:
            self._gone(connection)
        return connection

    def _hello(self) -> JsonObject:
        return {
            "type": "hello",
            "num_connections": len(self._connections),
            "debug_info": {"host": "sandbox", "approximate_connection_time": 18060},
            "connection_info": {"app_id": self._app_id},
        }

    def _acknowledged(self, text: str) -> None:
        try:
            ack = json.loads(text)
        except ValueError:
            return
        if not isinstance(ack, dict):
            return
        waiting = self._waiting.get(str(ack.get("envelope_id")))
        if waiting and not waiting[0].done():
            payload = ack.get("payload")
            waiting[0].set_result(payload if isinstance(payload, dict) else None)

    def _gone(self, connection: web.WebSocketResponse) -> None:
        self._connections.remove(connection)
        if not self._connections:
            self._arrived.clear()
        for future, used in self._waiting.values():
            if used is connection and not future.done():
                future.set_exception(UnansweredError("dispatch_failed", "connection_failed"))
        self._changes.publish("people")

    async def carry(
        self, kind: str, payload: JsonObject, retry: JsonObject, *, copies: int = 1
    ) -> JsonObject | None:
        """Send one envelope, `copies` times, over the connection whose turn it is."""
        if not self._connections:
            raise UnansweredError("dispatch_failed", "connection_failed")
        self._turn += 1
        connection = self._connections[self._turn % len(self._connections)]
        envelope_id = str(uuid4())
        envelope = {
            "type": kind,
            "envelope_id": envelope_id,
            "payload": payload,
            "accepts_response_payload": kind in _WITH_RESPONSE,
        } | retry
        answer: asyncio.Future[JsonObject | None] = asyncio.get_running_loop().create_future()
        self._waiting[envelope_id] = (answer, connection)
        try:
            async with asyncio.timeout(self._timing.ack):
                for _ in range(copies):
                    await connection.send_json(envelope)
                return await answer
        except TimeoutError:
            raise UnansweredError("operation_timeout", "timeout") from None
        except ConnectionError:
            raise UnansweredError("dispatch_failed", "connection_failed") from None
        finally:
            del self._waiting[envelope_id]

    async def disconnect(self) -> None:
        """Ask the app to connect anew and close its connections, as Slack does now and then."""
        for connection in tuple(self._connections):
            if not connection.closed:
                await connection.send_json({"type": "disconnect", "reason": "refresh_requested"})
            await connection.close(code=WSCloseCode.GOING_AWAY)
