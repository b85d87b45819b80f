"""Tells everyone who listens that something in the workspace changed."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass


@dataclass(frozen=True)
class Change:
    """`kind` is message, modal, home, time, people, channels or traffic.

    `channel` names where it happened; `readers`, when given, are the only people concerned.
    """

    version: int
    kind: str
    channel: str | None = None
    readers: frozenset[str] | None = None


class Changes:
    """A counter that only grows, and the listeners told of each step."""

    def __init__(self) -> None:
        self.version = 0
        self._listeners: list[Callable[[Change], None]] = []

    def publish(
        self, kind: str, *, channel: str | None = None, readers: frozenset[str] | None = None
    ) -> None:
        self.version += 1
        change = Change(self.version, kind, channel, readers)
        for listener in tuple(self._listeners):
            listener(change)

    @contextmanager
    def listening(self, listener: Callable[[Change], None]) -> Iterator[None]:
        """Call `listener` at every change inside the block; it must not wait for anything."""
        self._listeners.append(listener)
        try:
            yield
        finally:
            self._listeners.remove(listener)

    @contextmanager
    def bell(self) -> Iterator[asyncio.Event]:
        """Yield an event that is set at every change; the listener clears it."""
        event = asyncio.Event()
        with self.listening(lambda _: event.set()):
            yield event
