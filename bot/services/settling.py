"""Owing messages that stand already a look without what they may not show any more."""

from collections.abc import Iterable
from datetime import date, datetime

from bot.domain.delivery import DeliveryKind, NewDelivery, Posted
from bot.domain.report import Report
from bot.services.owing import WITH_WORDS, digests_again
from bot.services.telling import week_again
from storage import digests, outbox, postings
from storage.database import Transaction

SETTLED = ":settled:"
"""Stands in the effect of a last look, between that of the message and its cause."""

REDRAWN = ":redrawn:"
"""The same, in that of a fresh look."""

MASKED = "masked-"
"""Begins that cause where words were masked in what the message showed."""

_ASKING = frozenset({DeliveryKind.NUDGE, DeliveryKind.OFFER})
"""Messages that ask for an answer."""

_WITH_THE_NAME = frozenset(
    {
        *_ASKING,
        DeliveryKind.TO_TRY,
        DeliveryKind.REPORTER_SAYS,
        DeliveryKind.REPORTER_SAYS_TO_ASKER,
    }
)
"""Beside cards, digests and weekly posts: the messages that name a named reporter."""


async def answered(tx: Transaction, report: Report, *, cause: str, now: datetime) -> None:
    """Owe every message that asks for an answer its last look: nobody is to do it twice."""
    await _settle(tx, report, _ASKING, cause=cause, due=now, now=now)


async def taken_back(
    tx: Transaction, report: Report, *, cause: str, due: datetime, now: datetime
) -> None:
    """Owe every message that shows a report its last look at `due`, digests and weeks theirs."""
    await _settle(tx, report, WITH_WORDS, cause=cause, due=due, now=now)
    await digests_again(tx, report, since=date.min, cause="taken-back", due=due, now=now)
    await weeks_again(tx, report, cause="taken-back", due=due, now=now)


async def masked(
    tx: Transaction,
    report: Report,
    kinds: Iterable[DeliveryKind],
    *,
    cause: str,
    now: datetime,
) -> None:
    """Owe every message of these kinds its last look, all digests and weeks one without words."""
    await _settle(tx, report, kinds, cause=f"{MASKED}{cause}", due=now, now=now)
    await digests_again(tx, report, since=date.min, cause=cause, due=now, now=now)
    await weeks_again(tx, report, cause=cause, due=now, now=now)


async def unnamed(tx: Transaction, report: Report, *, cause: str, now: datetime) -> None:
    """Owe every message that names whoever wrote a report a look without the name."""
    for message in await postings.showing(tx, report.id, _WITH_THE_NAME):
        await outbox.owe(tx, _redrawn(message, report, cause, now), now=now)
    await digests_again(tx, report, since=date.min, cause=cause, due=now, now=now)
    await weeks_again(tx, report, cause=cause, due=now, now=now)


async def weeks_again(
    tx: Transaction, report: Report, *, cause: str, due: datetime, now: datetime
) -> None:
    """Owe every weekly post that tells of a report a fresh look."""
    for week, channel in await digests.weeks_telling(tx, report.id):
        await week_again(tx, week, channel, cause=f"{report.id}:{cause}", due=due, now=now)


def _redrawn(message: Posted, report: Report, cause: str, now: datetime) -> NewDelivery:
    """The delivery that makes a message anew, as its own did, with what its effect tells of it."""
    _, _, third, *more = message.effect.split(":")
    is_nudge = message.kind is DeliveryKind.NUDGE
    return NewDelivery(
        effect=f"{message.effect}{REDRAWN}{cause}",
        kind=DeliveryKind.REDRAWN,
        lane=f"settled:{report.id}",
        due_at=now,
        report=report.id,
        recipient=message.recipient,
        event=None if is_nudge else int(third),
        channel=None if message.recipient else message.ref.channel,
        subject=more[0] if is_nudge else "",
    )


async def _settle(
    tx: Transaction,
    report: Report,
    kinds: Iterable[DeliveryKind],
    *,
    cause: str,
    due: datetime,
    now: datetime,
) -> None:
    for message in await postings.showing(tx, report.id, kinds):
        new = NewDelivery(
            effect=f"{message.effect}{SETTLED}{cause}",
            kind=DeliveryKind.SETTLED,
            lane=f"settled:{report.id}",
            due_at=due,
            report=report.id,
        )
        await outbox.owe(tx, new, now=now)
