"""Telling a click or a form that arrives again from a new one."""

from datetime import timedelta

from bot.domain import release
from bot.domain.report import Mode
from bot.services.context import Context
from storage import once
from storage.database import Transaction

KEYS_KEPT_FOR = timedelta(hours=24)
"""How long a key is kept: Slack does not repeat a request for anything like as long."""


async def first_time(
    tx: Transaction, context: Context, key: str, *, mode: Mode = Mode.NAMED
) -> bool:
    """Whether this is done for the first time; `key` is the same when a click arrives again.

    `mode` says how coarse the moment is that is kept with it: a reporter's own is as coarse as
    their report.
    """
    until = release.coarse(mode, context.now()) + KEYS_KEPT_FOR
    return await once.first_time(tx, context.vault.dedupes(key), kept_until=until)
