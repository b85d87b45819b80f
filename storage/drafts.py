"""Replies begun by an emoji: they wait for words, and nobody is told of them yet."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, select, update

from bot.domain.events import Reply
from bot.domain.ids import ReportId, UserId
from storage.database import Transaction
from storage.inserts import put
from storage.schema import draft_reply, reaction


@dataclass(frozen=True)
class Draft:
    """What somebody's reaction would say; `number` grows with each reaction to that report."""

    report: ReportId
    user: UserId
    reply: Reply
    number: int
    moment: str
    """Slack's timestamp of the reaction that began it."""


async def hear(tx: Transaction, report: ReportId, user: UserId, reply: Reply, moment: str) -> bool:
    """Note an event of somebody's reaction; False where a later one of it was heard before.

    `moment` is Slack's timestamp of the event: fixed-width, so that text order is time order.
    """
    latest = await tx.scalar(
        select(reaction.c.moment).where(
            reaction.c.report_id == report,
            reaction.c.user_id == user,
            reaction.c.reply == reply,
        )
    )
    if latest is not None and moment <= latest:
        return False
    await put(tx, reaction, report_id=report, user_id=user, reply=reply, moment=moment)
    return True


async def begin(
    tx: Transaction, report: ReportId, user: UserId, reply: Reply, moment: str
) -> Draft:
    """Begin a reply, in place of an earlier one by the same person."""
    known = await tx.scalar(select(draft_reply.c.number).where(*_whose(report, user)))
    draft = Draft(report, user, reply, (known or 0) + 1, moment)
    await put(
        tx,
        draft_reply,
        report_id=report,
        user_id=user,
        reply=reply,
        number=draft.number,
        moment=moment,
    )
    return draft


async def of(tx: Transaction, report: ReportId, user: UserId) -> Draft | None:
    """What this person has begun to say to this report, unless it was sent or taken back."""
    row = (await tx.execute(select(draft_reply).where(*_whose(report, user)))).first()
    if row is None or row.reply is None:
        return None
    return Draft(report, user, row.reply, row.number, row.moment)


async def discard(tx: Transaction, draft: Draft) -> None:
    """Drop what was begun; its number is remembered, so that the next one has another."""
    await tx.execute(
        update(draft_reply).where(*_whose(draft.report, draft.user)).values(reply=None)
    )


def _whose(report: ReportId, user: UserId) -> tuple[ColumnElement[bool], ...]:
    return (draft_reply.c.report_id == report, draft_reply.c.user_id == user)
