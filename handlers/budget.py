"""Two seconds: what a listener may take, all told, before Slack gives up on it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

SECONDS = 2.0
"""Slack waits three (interactivity/handling-user-interaction, "Acknowledgment response")."""


@asynccontextmanager
async def budget() -> AsyncIterator[None]:
    """Stop whatever is inside after two seconds.

    Raises:
        TimeoutError: the time is up.
    """
    async with asyncio.timeout(SECONDS):
        yield


LOOK_SECONDS = 0.5
"""What drawing a page anew may take on top of that; the two together leave Slack half a second."""


@asynccontextmanager
async def a_look() -> AsyncIterator[None]:
    """Stop whatever is inside after half a second.

    Raises:
        TimeoutError: the time is up.
    """
    async with asyncio.timeout(LOOK_SECONDS):
        yield


DOOR_SECONDS = 0.9
"""What looking at who is asking may take before that; Slack's answer is remembered afterwards."""


@asynccontextmanager
async def at_the_door() -> AsyncIterator[None]:
    """Stop whatever is inside after that.

    Raises:
        TimeoutError: the time is up.
    """
    async with asyncio.timeout(DOOR_SECONDS):
        yield
