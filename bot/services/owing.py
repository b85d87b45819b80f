"""Putting messages into the outbox: who is owed what when something has happened."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from bot.domain.delivery import DeliveryKind, NewDelivery
from bot.domain.ids import ChannelId, DigestId, ReportId, UserId
from bot.domain.report import Audience, Report
from bot.domain.team import Team
from storage import digests, outbox
from storage.database import Transaction


async def card(
    tx: Transaction, report: Report, team: Team, *, due: datetime, now: datetime
) -> None:
    """Owe the team's channel a card; nothing where only the deciders may read the report."""
    if report.audience is Audience.TEAM:
        await outbox.owe(
            tx,
            NewDelivery(
                effect=f"card:{report.id}",
                kind=DeliveryKind.CARD,
                lane=team.channel,
                due_at=due,
                report=report.id,
                channel=team.channel,
            ),
            now=now,
        )


async def redraw(tx: Transaction, report: Report, team: Team, *, cause: str, now: datetime) -> None:
    """Owe every message that shows this report a fresh look; once for each `cause`."""
    if report.audience is Audience.TEAM:
        await outbox.owe(
            tx,
            NewDelivery(
                effect=f"card:{report.id}:{cause}",
                kind=DeliveryKind.CARD_UPDATE,
                lane=team.channel,
                due_at=now,
                report=report.id,
                channel=team.channel,
            ),
            now=now,
        )
    for digest in await digests.holding(tx, report.id):
        await outbox.owe(
            tx,
            NewDelivery(
                effect=f"digest:{digest}:{report.id}:{cause}",
                kind=DeliveryKind.DIGEST_UPDATE,
                lane=f"digest:{digest}",
                due_at=now,
                digest=digest,
            ),
            now=now,
        )


async def reply_to_reporter(
    tx: Transaction, report: ReportId, *, event: int, now: datetime
) -> None:
    """Owe the reporter what somebody said; who that is, is looked up when it is sent."""
    await outbox.owe(
        tx,
        NewDelivery(
            effect=f"reply:{report}:{event}",
            kind=DeliveryKind.REPLY_TO_REPORTER,
            lane=f"reporter:{report}",
            due_at=now,
            report=report,
            event=event,
        ),
        now=now,
    )


async def digest(
    tx: Transaction, id: DigestId, recipient: UserId, *, until: datetime, now: datetime
) -> None:
    """Owe a manager their morning; after `until` it is left to the next one."""
    await outbox.owe(
        tx,
        NewDelivery(
            effect=f"digest:{id}",
            kind=DeliveryKind.DIGEST,
            lane=recipient,
            due_at=now,
            recipient=recipient,
            digest=id,
            not_after=until,
        ),
        now=now,
    )


async def nudge(
    tx: Transaction, report: ReportId, recipients: Iterable[UserId], *, step: str, now: datetime
) -> None:
    """Owe each of these people one reminder of a promise; once for each step."""
    for user in recipients:
        await outbox.owe(
            tx,
            NewDelivery(
                effect=f"nudge:{report}:{step}:{user}",
                kind=DeliveryKind.NUDGE,
                lane=user,
                due_at=now,
                report=report,
                recipient=user,
                not_after=now + timedelta(hours=6),
            ),
            now=now,
        )


async def prompt(
    tx: Transaction, report: ReportId, user: UserId, *, number: int, now: datetime
) -> None:
    """Owe somebody who reacted the question whether to add words."""
    await outbox.owe(
        tx,
        NewDelivery(
            effect=f"prompt:{report}:{user}:{number}",
            kind=DeliveryKind.REACTION_PROMPT,
            lane=user,
            due_at=now,
            report=report,
            recipient=user,
        ),
        now=now,
    )


async def prompt_done(
    tx: Transaction, report: ReportId, user: UserId, *, number: int, cause: str, now: datetime
) -> None:
    """Owe the question a last look: it has been answered, or the reaction is gone."""
    await outbox.owe(
        tx,
        NewDelivery(
            effect=f"prompt:{report}:{user}:{number}:{cause}",
            kind=DeliveryKind.REACTION_PROMPT_UPDATE,
            lane=user,
            due_at=now,
            report=report,
            recipient=user,
        ),
        now=now,
    )


async def blocked_notice(
    tx: Transaction, channel: ChannelId, users: Iterable[UserId], *, now: datetime
) -> None:
    """Owe these people word that a channel cannot be posted to; once a day."""
    for user in users:
        await outbox.owe(
            tx,
            NewDelivery(
                effect=f"blocked:{channel}:{now.date()}:{user}",
                kind=DeliveryKind.BLOCKED_NOTICE,
                lane=user,
                due_at=now,
                recipient=user,
                channel=channel,
            ),
            now=now,
        )
