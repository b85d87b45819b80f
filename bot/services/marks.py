"""Marks of who has said something without their name being kept: found again key by key."""

from collections.abc import AsyncIterator
from functools import partial

from bot.domain.ids import UserId
from bot.services.context import Context
from storage import personal
from storage.personal import Mark, Marked


async def of_person(
    context: Context, marked: Marked, user: UserId
) -> AsyncIterator[tuple[Mark, ...]]:
    """This person's marks of one kind, page by page; each page may be empty."""
    after: Mark | None = None
    while True:
        look = partial(personal.marks, vault=context.vault, marked=marked, user=user, after=after)
        theirs, after = await context.database.read(look)
        yield theirs
        if after is None:
            return
