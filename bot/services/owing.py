"""Putting messages into the outbox: who is owed what when something has happened."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.delivery import DeliveryKind, NewDelivery
from bot.domain.ids import ChannelId, DigestId, ReportId, UserId
from bot.domain.report import Audience, Report
from bot.domain.team import Team
from storage import digests, outbox
from storage.database import Transaction

NUDGE_KEEPS = timedelta(hours=6)
"""A reminder that could not be sent for this long is not sent at all."""


async def card(tx: Transaction, report: Report, team: Team, *, now: datetime) -> None:
    """Owe the team's channel a card once the report is released.

    Nothing where only those who decide may read it.
    """
    if report.audience is Audience.TEAM:
        effect = f"card:{report.id}"
        new = _for_channel(DeliveryKind.CARD, effect, report, team, due=report.released_at)
        await outbox.owe(tx, new, now=now)


async def redraw(tx: Transaction, report: Report, team: Team, *, cause: str, now: datetime) -> None:
    """Owe every message that shows this report a fresh look; once for each `cause`."""
    if report.audience is Audience.TEAM:
        effect = f"card:{report.id}:{cause}"
        new = _for_channel(DeliveryKind.CARD_UPDATE, effect, report, team, due=now)
        await outbox.owe(tx, new, now=now)
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
    effect = f"digest:{id}"
    about = About(digest=id, not_after=until)
    await _to_person(tx, DeliveryKind.DIGEST, recipient, effect, about, now=now)


async def nudge(
    tx: Transaction, report: ReportId, recipients: Iterable[UserId], *, step: str, now: datetime
) -> None:
    """Owe each of these people one reminder of a promise; once for each step."""
    for user in recipients:
        effect = f"nudge:{report}:{step}:{user}"
        about = About(report=report, not_after=now + NUDGE_KEEPS)
        await _to_person(tx, DeliveryKind.NUDGE, user, effect, about, now=now)


async def prompt(
    tx: Transaction, report: ReportId, user: UserId, *, number: int, now: datetime
) -> None:
    """Owe somebody who reacted the question whether to add words."""
    effect = f"prompt:{report}:{user}:{number}"
    about = About(report=report)
    await _to_person(tx, DeliveryKind.REACTION_PROMPT, user, effect, about, now=now)


async def prompt_done(
    tx: Transaction, report: ReportId, user: UserId, *, number: int, cause: str, now: datetime
) -> None:
    """Owe the question a last look: it has been answered, or the reaction is gone."""
    effect = f"prompt:{report}:{user}:{number}:{cause}"
    about = About(report=report)
    await _to_person(tx, DeliveryKind.REACTION_PROMPT_UPDATE, user, effect, about, now=now)


async def blocked_notice(
    tx: Transaction, channel: ChannelId, users: Iterable[UserId], *, now: datetime
) -> None:
    """Owe these people word that a channel cannot be posted to; once a day."""
    for user in users:
        effect = f"blocked:{channel}:{now.date()}:{user}"
        about = About(channel=channel)
        await _to_person(tx, DeliveryKind.BLOCKED_NOTICE, user, effect, about, now=now)


def _for_channel(
    kind: DeliveryKind, effect: str, report: Report, team: Team, *, due: datetime
) -> NewDelivery:
    return NewDelivery(
        effect=effect,
        kind=kind,
        lane=team.channel,
        due_at=due,
        report=report.id,
        channel=team.channel,
    )


@dataclass(frozen=True)
class About:
    """What a direct message is about."""

    report: ReportId | None = None
    digest: DigestId | None = None
    channel: ChannelId | None = None
    not_after: datetime | None = None


async def _to_person(
    tx: Transaction, kind: DeliveryKind, user: UserId, effect: str, about: About, *, now: datetime
) -> None:
    await outbox.owe(
        tx,
        NewDelivery(
            effect=effect,
            kind=kind,
            lane=user,
            due_at=now,
            recipient=user,
            report=about.report,
            digest=about.digest,
            channel=about.channel,
            not_after=about.not_after,
        ),
        now=now,
    )
