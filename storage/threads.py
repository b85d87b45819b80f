"""What is said in a report's thread, as the thread itself shows it now."""

from sqlalchemy import select, update

from bot.domain.ids import MessageRef, ReportId, UserId
from storage.database import Transaction
from storage.inserts import add_if_new
from storage.schema import comment


async def keep(
    tx: Transaction, of: ReportId, at: MessageRef, *, author: UserId, words: str
) -> bool:
    """Keep a reply; False where it is known already, whatever has become of it since."""
    return await add_if_new(
        tx,
        comment,
        channel_id=at.channel,
        ts=at.ts,
        report_id=of,
        author=author,
        words=words,
        version=at.ts,
        deleted=False,
    )


async def change(tx: Transaction, at: MessageRef, *, words: str, version: str) -> bool:
    """Replace a reply's words by later ones; an edit that comes late changes nothing.

    `version` is Slack's timestamp of the edit: fixed-width, so that text order is time order.
    """
    result = await tx.execute(
        update(comment)
        .where(
            comment.c.channel_id == at.channel,
            comment.c.ts == at.ts,
            comment.c.version < version,
            comment.c.deleted.is_(False),
        )
        .values(words=words, version=version)
    )
    return bool(result.rowcount)


async def forget(tx: Transaction, at: MessageRef) -> bool:
    """Erase a reply's words; that there was a reply stays, so that a late event revives nothing."""
    result = await tx.execute(
        update(comment)
        .where(comment.c.channel_id == at.channel, comment.c.ts == at.ts)
        .values(words="", deleted=True)
    )
    return bool(result.rowcount)


async def of_report(tx: Transaction, id: ReportId) -> tuple[tuple[UserId, str], ...]:
    """Who said what about a report, oldest first, deleted replies left out."""
    rows = await tx.execute(
        select(comment.c.author, comment.c.words)
        .where(comment.c.report_id == id, comment.c.deleted.is_(False))
        .order_by(comment.c.ts)
    )
    return tuple((UserId(row.author), row.words) for row in rows)
