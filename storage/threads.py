"""What is said in a report's thread, as the thread itself shows it now."""

from collections.abc import Callable

from sqlalchemy import literal, or_, select, update

from bot.domain.events import ERASED
from bot.domain.ids import ReportId, UserId
from bot.domain.thread import ThreadReply
from storage.database import Transaction
from storage.inserts import add_if_new
from storage.schema import comment


async def keep(tx: Transaction, of: ReportId, reply: ThreadReply) -> bool:
    """Keep a reply as it is now, whichever of its events arrives first; whether it was new.

    What is older than what is kept changes nothing, and nothing brings a deleted reply back. Of
    that only its place stays, and not whose it was: a reporter may have taken it away because it
    told who they are.
    """
    now = _as_it_is(reply)
    stored = await add_if_new(
        tx,
        comment,
        channel_id=reply.at.channel,
        ts=reply.at.ts,
        report_id=of,
        **({"author": reply.author} | now),
    )
    if not stored:
        await tx.execute(
            update(comment)
            .where(
                comment.c.channel_id == reply.at.channel,
                comment.c.ts == reply.at.ts,
                comment.c.deleted.is_(False),
                or_(comment.c.version < reply.version, literal(reply.deleted)),
            )
            .values(now)
        )
    return stored


def _as_it_is(reply: ThreadReply) -> dict[str, str | bool]:
    """What its latest event says of it."""
    kept: dict[str, str | bool] = {"words": reply.words}
    if reply.deleted:
        kept = {"words": "", "author": ERASED}
    return kept | {"version": reply.version, "deleted": reply.deleted}


async def mask(tx: Transaction, of: ReportId, masked: Callable[[str], str]) -> int:
    """Keep what was said about a report as `masked` makes it; how many replies that changed."""
    rows = await tx.execute(
        select(comment.c.channel_id, comment.c.ts, comment.c.words).where(comment.c.report_id == of)
    )
    changed = [(row, masked(row.words)) for row in rows if masked(row.words) != row.words]
    for row, words in changed:
        await tx.execute(
            update(comment)
            .where(comment.c.channel_id == row.channel_id, comment.c.ts == row.ts)
            .values(words=words)
        )
    return len(changed)


async def of_report(tx: Transaction, id: ReportId) -> tuple[tuple[UserId, str], ...]:
    """Who said what about a report, oldest first, deleted replies left out."""
    rows = await tx.execute(
        select(comment.c.author, comment.c.words)
        .where(comment.c.report_id == id, comment.c.deleted.is_(False))
        .order_by(comment.c.ts)
    )
    return tuple((UserId(row.author), row.words) for row in rows)
