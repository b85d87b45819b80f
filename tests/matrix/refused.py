"""What somebody is shown, or why they are not."""

from collections.abc import Awaitable
from typing import TypeVar

from bot.domain.errors import GoodCatchError

_Shown = TypeVar("_Shown")


async def refused_or(look: Awaitable[_Shown]) -> _Shown | GoodCatchError:
    """What comes of it: a refusal is handed back like anything else."""
    try:
        return await look
    except GoodCatchError as refused:
        return refused
