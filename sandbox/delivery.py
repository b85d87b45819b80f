"""The way to the app: what people do, and events until they are acknowledged."""

import asyncio
from collections.abc import Callable
from typing import Protocol

from sandbox.errors import UnansweredError
from sandbox.faults import Faults, Rule
from sandbox.shapes import JsonObject
from sandbox.timing import Timing
from sandbox.traffic import Traffic

BACKLOG = 1000


class Carrier(Protocol):
    """How one payload travels: over a WebSocket, or in a signed request."""

    @property
    def connected(self) -> bool: ...

    async def ready(self) -> None:
        """Wait until there is an app to carry to."""

    async def carry(
        self, kind: str, payload: JsonObject, retry: JsonObject, *, copies: int = 1
    ) -> JsonObject | None:
        """Carry the payload and return the app's answer, or raise UnansweredError."""

    async def disconnect(self) -> None:
        """Break the connection, if there is one."""

    def ticket(self) -> str:
        """Return a ticket for one Socket Mode connection, or raise SlackError."""


class Delivery:
    """Carries, records and repeats.

    While the app is not there, what people do is answered with `dispatch_failed`, as in Slack,
    and up to 1,000 events are kept until it is back. Slack itself gives up on events sooner;
    keeping them is the sandbox's choice, so that a bot may be restarted in a demo. Events beyond
    that, and those never acknowledged, end in `lost`.
    """

    def __init__(
        self,
        carrier: Carrier,
        *,
        timing: Timing,
        faults: Faults,
        traffic: Traffic,
        monotonic: Callable[[], float],
    ) -> None:
        self.lost: list[JsonObject] = []
        self.carrier = carrier
        self._timing = timing
        self._faults = faults
        self._traffic = traffic
        self._monotonic = monotonic
        self._events: set[asyncio.Task[None]] = set()

    @property
    def connected(self) -> bool:
        return self.carrier.connected

    @property
    def pending(self) -> int:
        """How many events the app has not acknowledged yet."""
        return len(self._events)

    def ticket(self) -> str:
        return self.carrier.ticket()

    async def request(self, kind: str, name: str, payload: JsonObject) -> JsonObject | None:
        """Deliver what a person did and return the app's acknowledgement.

        Raises UnansweredError when the app does not acknowledge in time or is not there.
        """
        return await self._deliver(kind, name, payload, {})

    def event(self, name: str, payload: JsonObject) -> None:
        """Deliver an event in the background, repeating it until it is acknowledged."""
        if len(self._events) >= BACKLOG:
            self.lost.append(payload)
            return
        task = asyncio.create_task(self._until_acknowledged(name, payload))
        self._events.add(task)
        task.add_done_callback(self._events.discard)

    async def _until_acknowledged(self, name: str, payload: JsonObject) -> None:
        reason = ""
        for attempt, pause in enumerate((0.0, *self._timing.event_retries)):
            if pause:
                await asyncio.sleep(pause)
            await self.carrier.ready()
            retry = {"retry_attempt": attempt, "retry_reason": reason}
            try:
                await self._deliver("events_api", name, payload, retry)
            except UnansweredError as problem:
                reason = problem.reason
            else:
                return
        self.lost.append(payload)

    async def _deliver(
        self, kind: str, name: str, payload: JsonObject, retry: JsonObject
    ) -> JsonObject | None:
        started = self._monotonic()
        reply: JsonObject | None = {"error": "cancelled"}
        ok = False
        try:
            rule = self._faults.take(kind)
            if rule is not None:
                await self._go_wrong(rule)
            copies = 2 if rule and rule.effect == "duplicate" else 1
            reply = await self.carrier.carry(kind, payload, retry, copies=copies)
            ok = True
        except UnansweredError as problem:
            reply = {"error": str(problem)}
            raise
        finally:
            self._traffic.record(
                "to_bot",
                kind,
                name,
                seconds=self._monotonic() - started,
                ok=ok,
                body=payload | retry,
                reply=reply,
            )
        return reply

    async def _go_wrong(self, rule: Rule) -> None:
        if rule.effect == "late":
            await asyncio.sleep(rule.seconds)
        elif rule.effect == "lost":
            await asyncio.sleep(self._timing.ack)
            raise UnansweredError("operation_timeout", "timeout")
        elif rule.effect == "disconnect":
            await self.carrier.disconnect()
            raise UnansweredError("dispatch_failed", "connection_failed")

    async def disconnect(self) -> None:
        await self.carrier.disconnect()

    async def close(self) -> None:
        """Give up on the events still under way and break the connection."""
        for task in tuple(self._events):
            task.cancel()
        await asyncio.gather(*self._events, return_exceptions=True)
        await self.carrier.disconnect()
