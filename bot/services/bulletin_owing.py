"""Putting the monthly bulletin into the outbox: its draft, itself, and what is drawn anew of it."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final

from bot.domain.bulletin import Bulletin, BulletinId
from bot.domain.delivery import Delivery, DeliveryKind, NewDelivery
from bot.domain.ids import ChannelId, ReportId, UserId
from bot.services import telling
from bot.services.owing import About, to_person
from storage import outbox, people, teams
from storage.database import Transaction

_APART: Final = timedelta(seconds=1)
"""Between one story and the next, so that they stand in their order."""

IN_ITS_CHANNEL: Final = frozenset({DeliveryKind.BULLETIN, DeliveryKind.BULLETIN_STORY})


async def drafted(
    tx: Transaction, id: BulletinId, users: Iterable[UserId], *, now: datetime
) -> None:
    """Owe these learning leads the draft; each of them once."""
    for user in users:
        kind = DeliveryKind.BULLETIN_DRAFT
        await to_person(tx, kind, user, f"{_draft(id)}:{user}", About(subject=id), now=now)


async def draft_changed(tx: Transaction, id: BulletinId, *, cause: str, now: datetime) -> None:
    """Owe every draft of it that stands somewhere a fresh look; once for each `cause`."""
    for sent in await outbox.about_subject(tx, id, DeliveryKind.BULLETIN_DRAFT):
        if sent.recipient is not None:
            kind = DeliveryKind.BULLETIN_DRAFT_UPDATE
            effect = f"{sent.effect}:{cause}"
            await to_person(tx, kind, sent.recipient, effect, About(subject=id), now=now)


async def released(
    tx: Transaction, bulletin: Bulletin, channel: ChannelId, *, now: datetime
) -> None:
    """Owe the bulletin's channel its opening, and each story after it, in order."""
    opening = NewDelivery(
        effect=opening_effect(bulletin.id),
        kind=DeliveryKind.BULLETIN,
        lane=channel,
        due_at=now,
        channel=channel,
        subject=bulletin.id,
    )
    await outbox.owe(tx, opening, now=now)
    for number, story in enumerate(bulletin.stories, start=1):
        due = now + number * _APART
        await _part(tx, bulletin.id, story, 1, channel, due=due, now=now)


async def further_part(tx: Transaction, sent: Delivery, *, now: datetime) -> None:
    """Owe the part of a story that follows the one this delivery brings."""
    if sent.report is not None and sent.channel is not None:
        id, part = BulletinId(sent.subject), sent.part + 1
        await _part(tx, id, sent.report, part, sent.channel, due=now, now=now)


async def redraw(
    tx: Transaction, story: ReportId, *, cause: str, due: datetime, now: datetime
) -> None:
    """Owe every message of a bulletin that shows this story a fresh look; once for each `cause`."""
    for sent in await outbox.about_report(tx, story, DeliveryKind.BULLETIN_STORY):
        new = NewDelivery(
            effect=f"{sent.effect}:{cause}",
            kind=DeliveryKind.BULLETIN_STORY_UPDATE,
            lane=f"bulletin:{story}",
            due_at=due,
            report=story,
            part=sent.part,
            channel=sent.channel,
            subject=sent.subject,
        )
        await outbox.owe(tx, new, now=now)


async def blocked(tx: Transaction, channel: ChannelId, *, now: datetime) -> None:
    """Owe the learning leads word that the bulletin's channel cannot be posted to; once a day."""
    leads = (await teams.the_service(tx)).learning_leads
    reached = [user for user in leads if user not in (await people.known(tx, leads)).gone]
    await telling.blocked_notice(tx, channel, reached, now=now)


def opening_effect(id: BulletinId) -> str:
    """What must happen once for each bulletin."""
    return f"bulletin:{id}"


def story_effect(id: BulletinId, story: ReportId, part: int) -> str:
    """What must happen once for each part of each story in it."""
    return f"bulletin-story:{id}:{story}:{part}"


def _draft(id: BulletinId) -> str:
    return f"bulletin-draft:{id}"


async def _part(
    tx: Transaction,
    id: BulletinId,
    story: ReportId,
    part: int,
    channel: ChannelId,
    *,
    due: datetime,
    now: datetime,
) -> None:
    new = NewDelivery(
        effect=story_effect(id, story, part),
        kind=DeliveryKind.BULLETIN_STORY,
        lane=channel,
        due_at=due,
        report=story,
        part=part,
        channel=channel,
        subject=id,
    )
    await outbox.owe(tx, new, now=now)
