"""Erasing: a report with all that hangs on it, and a person wherever they are kept."""

import re
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Table, Text, and_, delete, or_, select, update

from bot.domain.delivery import DeliveryKind, DeliveryState
from bot.domain.events import ERASED
from bot.domain.ids import ChannelId, MessageRef, ReportId, UserId
from storage import audit, identities, left_out
from storage.database import Transaction
from storage.schema import (
    bulletin,
    comment,
    dedupe,
    delivery,
    digest,
    draft_reply,
    event,
    metadata,
    person,
    posted,
    reaction,
    receipt,
    report,
    request,
    timer,
    trap_event,
)
from storage.schema import left_out as left_out_table
from storage.vault import Vault

LISTS_AT_ONCE = 500

_SOMEBODY = "a colleague who has left"

_THEIR_ROWS = (
    comment.c.author,
    draft_reply.c.user_id,
    reaction.c.user_id,
    digest.c.recipient,
    posted.c.recipient,
    timer.c.subject,
    person.c.user_id,
)
"""Columns whose rows are nothing without the person in them; roles are settings, kept elsewhere."""

_THEIR_NAME = (
    event.c.actor,
    event.c.doer,
    request.c.decided_by,
    bulletin.c.decided_by,
    trap_event.c.actor,
    trap_event.c.owner,
)
"""Columns in which somebody else may stand for the person, and the rest of the row stays."""


async def report_called(tx: Transaction, reference: str) -> ReportId | None:
    """The report with this reference."""
    found = await tx.scalar(select(report.c.id).where(report.c.reference == reference))
    return None if found is None else ReportId(found)


async def under_way(tx: Transaction, id: ReportId, now: datetime) -> bool:
    """Whether a message about this report may be reaching Slack, or its reporter is yet to hear.

    Once its row were gone nobody would know where it stands, or whom to tell.
    """
    to_be_told = and_(
        delivery.c.kind == DeliveryKind.ERASING_TO_REPORTER,
        delivery.c.state == DeliveryState.TODO,
        delivery.c.not_after > now,
    )
    found = await tx.execute(
        select(delivery.c.id)
        .where(
            delivery.c.report_id == id,
            or_(delivery.c.state == DeliveryState.MAYBE, to_be_told),
        )
        .limit(1)
    )
    return found.first() is not None


async def messages_of(tx: Transaction, id: ReportId) -> tuple[MessageRef, ...]:
    """Where the messages stand that show this report, digests aside."""
    rows = await tx.execute(select(posted).where(posted.c.report_id == id))
    return tuple(MessageRef(ChannelId(row.channel_id), row.ts) for row in rows)


async def messages_to(tx: Transaction, user: UserId) -> tuple[MessageRef, ...]:
    """Where the messages stand that this person was sent because of what they are to a team."""
    rows = await tx.execute(select(posted).where(posted.c.recipient == user))
    return tuple(MessageRef(ChannelId(row.channel_id), row.ts) for row in rows)


async def named_in(tx: Transaction, user: UserId) -> tuple[ReportId, ...]:
    """The reports in whose story this person stands."""
    theirs = or_(event.c.actor == user, event.c.doer == user)
    found = await tx.scalars(select(event.c.report_id).where(theirs).distinct())
    return tuple(map(ReportId, found))


async def report_itself(tx: Transaction, id: ReportId) -> None:
    """Erase a report and everything that hangs on it.

    The audit keeps the id, which is drawn by chance and leads nowhere any more.
    """
    reference = await tx.scalar(select(report.c.reference).where(report.c.id == id))
    await tx.execute(update(report).where(report.c.about == reference).values(about=""))
    await tx.execute(delete(timer).where(timer.c.subject == id))
    await tx.execute(delete(dedupe).where(dedupe.c.report_id == id))
    # Events, comments, identity, receipts, marks, drafts, deliveries and postings go with it.
    await tx.execute(delete(report).where(report.c.id == id))


async def whose_they_are(tx: Transaction, ids: Sequence[ReportId]) -> None:
    """Make these reports nobody's: they stay, and no code brings anybody back to them."""
    await identities.forget(tx, ids)
    await tx.execute(delete(receipt).where(receipt.c.report_id.in_(ids)))
    await tx.execute(update(report).where(report.c.id.in_(ids)).values(forget_on=None))


async def from_lists(tx: Transaction, *, vault: Vault, user: UserId, after: str) -> str | None:
    """Take a person off the next lists of people who were left out; where to go on from.

    Raises:
        WrongKey: a list cannot be opened, so nobody can tell who is on it.
    """
    key = left_out_table.c.report_id
    found = await tx.scalars(select(key).where(key > after).order_by(key).limit(LISTS_AT_ONCE))
    ids = tuple(map(ReportId, found))
    for id, users in (await left_out.of(tx, vault, ids)).items():
        others = users - {user}
        if not others:
            await tx.execute(delete(left_out_table).where(key == id))
        elif others != users:
            await left_out.keep(tx, vault, id, others)
    return ids[-1] if len(ids) == LISTS_AT_ONCE else None


async def rows_of(tx: Transaction, user: UserId, *, by: str, now: datetime) -> None:
    """Erase a person from every row that holds their id by itself."""
    direct = select(posted.c.channel_id).where(
        posted.c.recipient == user, posted.c.channel_id.startswith("D")
    )
    channels = list(await tx.scalars(direct.distinct()))
    await tx.execute(delete(delivery).where(or_(*_owed(user), delivery.c.lane.in_(channels))))
    for column in _THEIR_ROWS:
        await tx.execute(delete(column.table).where(column == user))
    for column in _THEIR_NAME:
        await tx.execute(update(column.table).where(column == user).values({column.name: ERASED}))
    await audit.forget_actor(tx, user, by=by, now=now)


def _owed(user: UserId) -> tuple[ColumnElement[bool], ...]:
    return (
        delivery.c.recipient == user,
        delivery.c.subject == user,
        delivery.c.lane == user,
        delivery.c.effect.endswith(f":{user}", autoescape=True),
        delivery.c.effect.contains(f":{user}:", autoescape=True),
    )


async def from_words(tx: Transaction, user: UserId) -> None:
    """Put nobody in the place of a person wherever words of any kind name their id."""
    for table in metadata.sorted_tables:
        free = [column for column in table.c if isinstance(column.type, Text)]
        if free:
            await _from_words_of(tx, table, [column.name for column in free], user)


async def _from_words_of(tx: Transaction, table: Table, free: Sequence[str], user: UserId) -> None:
    keys = tuple(table.primary_key)
    naming = or_(*(table.c[name].contains(user, autoescape=True) for name in free))
    rows = (await tx.execute(select(*keys, *(table.c[name] for name in free)).where(naming))).all()
    for row in rows:
        kept = row._mapping  # noqa: SLF001 - SQLAlchemy's public name for a row by its columns
        same = [key == kept[key.name] for key in keys]
        values = {name: without(kept[name] or "", user) for name in free}
        await tx.execute(update(table).where(*same).values(values))


def without(words: str, user: UserId) -> str:
    """`words` with nobody's name where Slack's mention of this person, or their id, stood."""
    mention = rf"<@{re.escape(user)}(?:\|[^>]*)?>"
    return re.sub(rf"\b{re.escape(user)}\b", ERASED, re.sub(mention, _SOMEBODY, words))
