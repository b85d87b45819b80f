"""Putting messages about other things than one report into the outbox."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from uuid import uuid4

from bot.domain.delivery import DeliveryKind, NewDelivery, digest_effect, weekly_effect
from bot.domain.ids import ChannelId, DigestId, MessageRef, UserId
from bot.domain.requests import LAPSES_AFTER, RequestId
from bot.domain.roles import MOST_IN_A_MESSAGE, RoleChange
from bot.domain.team import Team
from bot.services.owing import About, to_person
from storage import outbox, people, teams
from storage.database import Transaction

SECOND = "second"
"""The subject of that notice where somebody is there to answer, and one more is wished for."""

WEEKLY_KEEPS = timedelta(days=1)
"""A weekly post that could not be sent for this long is left to the next one."""


async def digest(
    tx: Transaction,
    id: DigestId,
    recipient: UserId,
    *,
    part: int = 1,
    until: datetime | None,
    now: datetime,
) -> None:
    """Owe a manager their morning, or a further part of it; after `until` it is not sent."""
    about = About(digest=id, part=part, not_after=until)
    effect = digest_effect(id, part)
    await to_person(tx, DeliveryKind.DIGEST, recipient, effect, about, now=now)


async def blocked_notice(
    tx: Transaction, channel: ChannelId, users: Iterable[UserId], *, now: datetime
) -> None:
    """Owe these people word that a channel cannot be posted to; once a day."""
    for user in users:
        effect = f"blocked:{channel}:{now.date()}:{user}"
        about = About(channel=channel)
        await to_person(tx, DeliveryKind.BLOCKED_NOTICE, user, effect, about, now=now)


async def shared_notices(tx: Transaction, channel: ChannelId, *, now: datetime) -> None:
    """Owe those who answer for the team of this channel word that it is shared.

    Once, however often it turns out, until it is known not to be shared any more.
    """
    for team in await teams.in_channels(tx, [channel]):
        users = (*team.managers, *team.deputies) or team.learning_leads
        gone = (await people.known(tx, users)).gone
        for user in users:
            if user not in gone:
                effect = f"shared:{channel}:{user}"
                about = About(channel=channel)
                await to_person(tx, DeliveryKind.SHARED_NOTICE, user, effect, about, now=now)


async def away_notices(
    tx: Transaction, absent: UserId, until: date, users: Iterable[UserId], *, now: datetime
) -> None:
    """Owe those who stand in word of who is away and for how long."""
    for user in users:
        effect = f"away:{absent}:{until}:{user}:{now.date()}"
        about = About(subject=absent, not_after=now + timedelta(days=1))
        await to_person(tx, DeliveryKind.AWAY_NOTICE, user, effect, about, now=now)


async def nobody_notice(tx: Transaction, team: Team, *, now: datetime) -> None:
    """Owe word that nobody is left to decide for a team to whoever looks after it; once a day."""
    for user in await looking_after(tx, team):
        effect = f"nobody:{team.id}:{now.date()}:{user}"
        about = About(channel=team.channel)
        await to_person(tx, DeliveryKind.NOBODY_NOTICE, user, effect, about, now=now)


async def second_notice(
    tx: Transaction, team: Team, users: Iterable[UserId], *, now: datetime
) -> None:
    """Owe these people the wish for one more who can answer in a team; once a day.

    It fits every team, so that nobody learns from it of a report that they are not to know of.
    """
    for user in users:
        effect = f"second:{team.id}:{now.date()}:{user}"
        about = About(channel=team.channel, subject=SECOND)
        await to_person(tx, DeliveryKind.NOBODY_NOTICE, user, effect, about, now=now)


async def looking_after(tx: Transaction, team: Team) -> tuple[UserId, ...]:
    """Whoever set a team up in Slack; the learning leads where they left, or nobody there did.

    Empty where Slack reaches none of them.
    """
    by = () if team.set_up_by is None else (team.set_up_by,)
    gone = (await people.known(tx, (*by, *team.learning_leads))).gone
    here = (tuple(user for user in some if user not in gone) for some in (by, team.learning_leads))
    return next(filter(None, here), ())


async def weekly(tx: Transaction, id: DigestId, team: Team, *, now: datetime) -> None:
    """Owe a team's channel its week."""
    new = NewDelivery(
        effect=weekly_effect(id),
        kind=DeliveryKind.WEEKLY,
        lane=team.channel,
        due_at=now,
        digest=id,
        channel=team.channel,
        not_after=now + WEEKLY_KEEPS,
    )
    await outbox.owe(tx, new, now=now)


async def week_again(
    tx: Transaction, id: DigestId, channel: ChannelId, *, cause: str, due: datetime, now: datetime
) -> None:
    """Owe a weekly post in this channel a fresh look at `due`; once for each `cause`."""
    new = NewDelivery(
        effect=f"{weekly_effect(id)}:{cause}",
        kind=DeliveryKind.WEEKLY_UPDATE,
        lane=f"digest:{id}",
        due_at=due,
        digest=id,
        channel=channel,
    )
    await outbox.owe(tx, new, now=now)


async def setup_card(tx: Transaction, channel: ChannelId, *, now: datetime) -> None:
    """Owe a channel the invitation to set its team up; once a day, however often we are invited."""
    new = NewDelivery(
        effect=f"setup:{channel}:{now.date()}",
        kind=DeliveryKind.SETUP_CARD,
        lane=channel,
        due_at=now,
        channel=channel,
        not_after=now + timedelta(hours=6),
    )
    await outbox.owe(tx, new, now=now)


async def greeting(tx: Transaction, message: MessageRef, *, now: datetime) -> None:
    """Owe an answer to a direct message; the row is deleted once it is sent."""
    new = NewDelivery(
        effect=f"greeting:{message.channel}:{message.ts}",
        kind=DeliveryKind.GREETING,
        lane=message.channel,
        due_at=now,
        channel=message.channel,
        subject=message.ts,
        not_after=now + timedelta(hours=1),
    )
    await outbox.owe(tx, new, now=now)


async def requests(
    tx: Transaction, id: RequestId, users: Iterable[UserId], *, now: datetime
) -> None:
    """Owe these learning leads what the host asks leave for."""
    for user in users:
        about = About(subject=id, not_after=now + LAPSES_AFTER)
        await to_person(tx, DeliveryKind.REQUEST, user, f"request:{id}:{user}", about, now=now)


async def requests_settled(
    tx: Transaction, id: RequestId, users: Iterable[UserId], *, cause: str, now: datetime
) -> None:
    """Owe each of those questions what it turns into; once for each `cause`."""
    for user in users:
        effect = f"request:{id}:{user}:{cause}"
        kind = DeliveryKind.REQUEST_SETTLED
        await to_person(tx, kind, user, effect, About(subject=id), now=now)


async def about_you(tx: Transaction, id: RequestId, user: UserId, *, now: datetime) -> None:
    """Owe somebody word of what the host does, or asks to do, with what is kept about them.

    The row goes once it is sent: together with the request's id it would say whom that is about.
    """
    about = About(subject=id, not_after=now + LAPSES_AFTER)
    effect = f"about-you:{id}"
    await to_person(tx, DeliveryKind.ABOUT_YOU, user, effect, about, now=now)


async def roles_changed(
    tx: Transaction,
    changes: Sequence[RoleChange],
    users: Iterable[UserId],
    *,
    by: str,
    channel: ChannelId | None,
    now: datetime,
) -> None:
    """Owe these people word of who decides from now on; of a team, or of the whole service.

    What is told stands in the effect: settings may have been changed back by the time it is sent.
    """
    batch = uuid4().hex[:12]
    for start in range(0, len(changes), MOST_IN_A_MESSAGE):
        some = changes[start : start + MOST_IN_A_MESSAGE]
        told = ":".join(one.to_text() for one in some)
        for user in users:
            effect = f"roles:{batch}:{user}:{by}:{told}"
            about = About(channel=channel)
            await to_person(tx, DeliveryKind.ROLES_CHANGED, user, effect, about, now=now)


async def erased(tx: Transaction, message: MessageRef, *, now: datetime) -> None:
    """Owe a message whose report is erased its last look; no report is needed for it."""
    new = NewDelivery(
        effect=f"erased:{message.channel}:{message.ts}",
        kind=DeliveryKind.ERASED,
        lane=message.channel,
        due_at=now,
        channel=message.channel,
        subject=message.ts,
    )
    await outbox.owe(tx, new, now=now)
