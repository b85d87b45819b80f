"""Two seconds: what a listener may take, all told, before Slack gives up on it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from slack_sdk.errors import SlackApiError

from bot.domain.errors import SlackIsSlow
from handlers import parse

SECONDS = 2.0
"""Slack waits three (interactivity/handling-user-interaction, "Acknowledgment response")."""

_TRIGGER_ERRORS = frozenset(
    {"expired_trigger_id", "exchanged_trigger_id", "invalid_trigger_id", "trigger_expired"}
)


@asynccontextmanager
async def budget() -> AsyncIterator[None]:
    """Stop whatever is inside after two seconds.

    Raises:
        TimeoutError: the time is up.
    """
    async with asyncio.timeout(SECONDS):
        yield


@asynccontextmanager
async def showing() -> AsyncIterator[None]:
    """For the one call to Slack that a listener makes itself.

    Raises:
        SlackIsSlow: the click was too long ago for Slack to open anything for it.
    """
    try:
        yield
    except SlackApiError as problem:
        if parse.problem(problem) in _TRIGGER_ERRORS:
            raise SlackIsSlow from problem
        raise
