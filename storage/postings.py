"""The messages the bot has posted and may have to find again."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, Row, select

from bot.domain.delivery import DeliveryKind, Posted, digest_effect
from bot.domain.ids import ChannelId, DigestId, MessageRef, ReportId, TrapId, UserId
from storage.database import Transaction
from storage.inserts import add_if_new
from storage.schema import posted


async def keep(tx: Transaction, message: Posted) -> None:
    """Remember where a message stands."""
    await add_if_new(
        tx,
        posted,
        channel_id=message.ref.channel,
        ts=message.ref.ts,
        effect=message.effect,
        kind=message.kind,
        report_id=message.report,
        digest_id=message.digest,
        recipient=message.recipient,
        trap_id=message.trap,
    )


async def at(tx: Transaction, ref: MessageRef) -> Posted | None:
    """The bot's message that stands there, if it is one of those remembered."""
    found = await _load(tx, posted.c.channel_id == ref.channel, posted.c.ts == ref.ts)
    return found[0] if found else None


async def card_of(tx: Transaction, report: ReportId) -> Posted | None:
    """The card of a report, once it has been posted."""
    found = await _load(tx, posted.c.effect == f"card:{report}")
    return found[0] if found else None


async def cards_of(tx: Transaction, reports: Iterable[ReportId]) -> dict[ReportId, Posted]:
    """The cards of these reports; those without one are left out."""
    effects = {f"card:{report}": report for report in reports}
    found = await _load(tx, posted.c.effect.in_(list(effects)))
    return {effects[card.effect]: card for card in found}


async def of_trap(
    tx: Transaction, trap: TrapId, kinds: Iterable[DeliveryKind]
) -> tuple[Posted, ...]:
    """The messages of these kinds that show an error trap."""
    return await _load(tx, posted.c.trap_id == trap, posted.c.kind.in_(list(kinds)))


async def showing(
    tx: Transaction, report: ReportId, kinds: Iterable[DeliveryKind]
) -> tuple[Posted, ...]:
    """The messages of these kinds that show a report."""
    return await _load(tx, posted.c.report_id == report, posted.c.kind.in_(list(kinds)))


async def of_effect(tx: Transaction, effect: str) -> Posted | None:
    """The message that the delivery with this effect has become."""
    found = await _load(tx, posted.c.effect == effect)
    return found[0] if found else None


async def of_digest(tx: Transaction, digest: DigestId, part: int) -> Posted | None:
    """The message of a part of a digest, once it has been sent."""
    found = await _load(tx, posted.c.effect == digest_effect(digest, part))
    return found[0] if found else None


async def _load(tx: Transaction, *which: ColumnElement[bool]) -> tuple[Posted, ...]:
    rows = await tx.execute(select(posted).where(*which).order_by(posted.c.ts))
    return tuple(_posted(row) for row in rows)


def _posted(row: Row[Any]) -> Posted:
    return Posted(
        effect=row.effect,
        kind=row.kind,
        ref=MessageRef(ChannelId(row.channel_id), row.ts),
        report=None if row.report_id is None else ReportId(row.report_id),
        digest=None if row.digest_id is None else DigestId(row.digest_id),
        recipient=None if row.recipient is None else UserId(row.recipient),
        trap=None if row.trap_id is None else TrapId(row.trap_id),
    )
