"""One deadline for each request: what the door, a listener and a look may take, all told."""

import asyncio
from contextvars import ContextVar

SECONDS = 2.0
"""From the moment somebody knocks until a listener has to be done.

Slack waits three (interactivity/handling-user-interaction, "Acknowledgment response").
"""

LOOK_SECONDS = 0.5
"""What drawing pages anew, or saying what went wrong, may take on top of that, however much there
is to draw or to say; what is left of Slack's three seconds is the way there and back."""

DOOR_SECONDS = 0.9
"""How much of it looking at who is asking may take; Slack's answer is remembered afterwards."""

# A request is one task from the door to its answer, and Bolt hands listeners nothing of the door's.
_began: ContextVar[float] = ContextVar("began")


def begin() -> None:
    """A request has come: its time runs from now."""
    _began.set(_now())


def at_the_door() -> asyncio.Timeout:
    """Stop what is inside once the door has taken its part, with TimeoutError."""
    return asyncio.timeout_at(_beginning() + DOOR_SECONDS)


def budget() -> asyncio.Timeout:
    """Stop what is inside two seconds after the request came, with TimeoutError."""
    return asyncio.timeout_at(_beginning() + SECONDS)


def a_look() -> asyncio.Timeout:
    """Stop what is inside after half a second, or once it keeps the answer, with TimeoutError."""
    return asyncio.timeout_at(min(_now(), _beginning() + SECONDS) + LOOK_SECONDS)


def _beginning() -> float:
    return _began.get(_now())


def _now() -> float:
    return asyncio.get_running_loop().time()
