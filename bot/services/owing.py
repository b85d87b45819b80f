"""Putting messages about a report into the outbox: who is owed what when something has happened."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.domain.delivery import DeliveryKind, NewDelivery
from bot.domain.events import ERASED
from bot.domain.ids import ChannelId, DigestId, ReportId, UserId
from bot.domain.nudges import Step
from bot.domain.report import Audience, Mode, Report
from bot.domain.team import Team
from storage import digests, outbox
from storage.database import Transaction

WITH_WORDS = frozenset(
    {
        DeliveryKind.NUDGE,
        DeliveryKind.OFFER,
        DeliveryKind.TO_TRY,
        DeliveryKind.CHECK_BACK_TO_TEAM,
        DeliveryKind.REPORTER_SAYS,
        DeliveryKind.REPORTER_SAYS_TO_ASKER,
        DeliveryKind.WEEKLY,
    }
)
"""Messages beside cards and digests that show somebody's report to others."""

REDRAWN_FOR = timedelta(days=4)
"""How long a digest is kept up to date: a long weekend, after which there is a newer one."""


async def card(
    tx: Transaction, report: Report, team: Team, *, now: datetime, due: datetime | None = None
) -> None:
    """Owe the team's channel a card, at `due` or else once the report is released.

    Nothing where only those who decide may read it.
    """
    if report.audience is Audience.TEAM:
        effect = f"card:{report.id}"
        when = due or report.released_at
        new = _for_channel(DeliveryKind.CARD, effect, report, team, due=when)
        await outbox.owe(tx, new, now=now)


async def redraw(
    tx: Transaction,
    report: Report,
    team: Team,
    *,
    cause: str,
    now: datetime,
    due: datetime | None = None,
) -> None:
    """Owe every message that shows this report a fresh look; once for each `cause`.

    At `due`, or now: what a confidential reporter does shows later, like their card.
    """
    if report.audience is Audience.TEAM:
        effect = f"card:{report.id}:{cause}"
        kind = DeliveryKind.CARD_UPDATE
        new = _for_channel(kind, effect, report, team, due=due or now)
        await outbox.owe(tx, new, now=now)
    since = (now - REDRAWN_FOR).date()
    await digests_again(tx, report, since=since, cause=cause, due=due or now, now=now)


async def digests_again(
    tx: Transaction, report: Report, *, since: date, cause: str, due: datetime, now: datetime
) -> None:
    """Owe every digest of that day and later in which a report stands a fresh look."""
    for digest, part in await digests.holding(tx, report.id, since=since):
        of_this = f"{report.id}:{cause}"
        await digest_again(tx, digest, part=part, cause=of_this, now=now, due=due)


async def digest_again(
    tx: Transaction,
    id: DigestId,
    *,
    part: int,
    cause: str,
    now: datetime,
    due: datetime | None = None,
) -> None:
    """Owe a part of a digest a fresh look, at `due` or now; once for each `cause`."""
    new = NewDelivery(
        effect=f"digest:{id}:{part}:{cause}",
        kind=DeliveryKind.DIGEST_UPDATE,
        lane=f"digest:{id}:{part}",
        due_at=due or now,
        digest=id,
        part=part,
    )
    await outbox.owe(tx, new, now=now)


async def reply_to_reporter(tx: Transaction, report: Report, *, event: int, now: datetime) -> None:
    """Owe the reporter what somebody said, asked or changed."""
    effect = f"reply:{report.id}:{event}"
    await _to_reporter(tx, DeliveryKind.REPLY_TO_REPORTER, report, effect, event, now=now)


async def slip_to_reporter(tx: Transaction, report: Report, *, event: int, now: datetime) -> None:
    """Owe the reporter word that a promise has slipped."""
    effect = f"slip:{report.id}:{event}"
    await _to_reporter(tx, DeliveryKind.SLIP_TO_REPORTER, report, effect, event, now=now)


async def reporter_says(tx: Transaction, report: Report, team: Team, *, event: int) -> None:
    """Owe what the reporter said to the thread, or to whoever asked, once it shows."""
    said = report.events[event - 1]
    now = said.at
    due = said.shows_at or said.at
    if report.audience is Audience.TEAM:
        effect = f"says:{report.id}:{event}"
        kind = DeliveryKind.REPORTER_SAYS
        new = _for_channel(kind, effect, report, team, due=due, event=event)
        await outbox.owe(tx, new, now=now)
    asked = report.asker_before(event)
    if asked is not None and asked != ERASED:
        about = About(report=report.id, event=event, due=due)
        effect = f"says:{report.id}:{event}:{asked}"
        kind = DeliveryKind.REPORTER_SAYS_TO_ASKER
        await to_person(tx, kind, asked, effect, about, now=now)


async def question(tx: Transaction, report: Report, *, event: int, now: datetime) -> None:
    """Owe the reporter a question; one who left no name finds it when they come back."""
    effect = f"question:{report.id}:{event}"
    await _to_reporter(tx, DeliveryKind.QUESTION_TO_REPORTER, report, effect, event, now=now)


async def consent(
    tx: Transaction, report: Report, *, event: int, now: datetime, due: datetime | None = None
) -> None:
    """Owe the reporter, at `due` or now, the question whether it may be shared beyond the team."""
    effect = f"consent:{report.id}:{event}"
    kind = DeliveryKind.CONSENT_TO_REPORTER
    await _to_reporter(tx, kind, report, effect, event, now=now, due=due)


async def published(tx: Transaction, report: Report, *, event: int, now: datetime) -> None:
    """Owe the reporter word that everybody in the service can read their story."""
    effect = f"published:{report.id}:{event}"
    await _to_reporter(tx, DeliveryKind.PUBLISHED_TO_REPORTER, report, effect, event, now=now)


async def opened(tx: Transaction, report: Report, *, event: int, now: datetime) -> None:
    """Owe the reporter word of who has opened their identity, and why."""
    effect = f"opened:{report.id}:{event}"
    await _to_reporter(tx, DeliveryKind.OPENED_TO_REPORTER, report, effect, event, now=now)


async def erasing(tx: Transaction, report: Report, *, request: str, now: datetime) -> None:
    """Owe the reporter word that it is to be erased; after a day the erasure waits no longer."""
    effect = f"erasing:{report.id}:{request}"
    kind = DeliveryKind.ERASING_TO_REPORTER
    until = now + timedelta(days=1)
    await _to_reporter(tx, kind, report, effect, None, now=now, until=until)


async def farewell(
    tx: Transaction, report: Report, *, forget_on: date, due: datetime, now: datetime
) -> None:
    """Owe the reporter a code of their own, before it is forgotten on that day who they are."""
    effect = farewell_effect(report.id, forget_on)
    kind = DeliveryKind.FAREWELL_TO_REPORTER
    await _to_reporter(tx, kind, report, effect, None, now=now, due=due)


def farewell_effect(report: ReportId, forget_on: date) -> str:
    """What must happen once for each day on which it would be forgotten who wrote a report."""
    return f"farewell:{report}:{forget_on}"


async def check_backs(
    tx: Transaction, report: Report, team: Team, *, event: int, now: datetime
) -> None:
    """Owe reporter and team the question whether a change has helped; once for each change."""
    effect = f"check-back:{report.id}:{event}"
    kind = DeliveryKind.CHECK_BACK_TO_REPORTER
    await _to_reporter(tx, kind, report, effect, event, now=now)
    if report.audience is Audience.TEAM:
        new = NewDelivery(
            effect=f"{effect}:team",
            kind=DeliveryKind.CHECK_BACK_TO_TEAM,
            lane=team.channel,
            due_at=now,
            report=report.id,
            event=event,
            channel=team.channel,
        )
        await outbox.owe(tx, new, now=now)


async def nudge(
    tx: Transaction, report: Report, user: UserId, *, step: Step, until: datetime, now: datetime
) -> None:
    """Owe one person a reminder of a promise; once for each promise and step, whoever gets it.

    From `until` on it is better not sent: then their working day is over.
    """
    effect = f"nudge:{report.id}:{report.answer_by}:{step}"
    about = About(report=report.id, subject=step, not_after=until)
    await to_person(tx, DeliveryKind.NUDGE, user, effect, about, now=now)


async def nudge_handed_on(
    tx: Transaction, report: Report, user: UserId, *, step: str, until: datetime, now: datetime
) -> None:
    """Owe somebody else the reminder that did not reach the person before them."""
    effect = f"nudge:{report.id}:{report.answer_by}:{step}:{user}"
    about = About(report=report.id, subject=step, not_after=until)
    await to_person(tx, DeliveryKind.NUDGE, user, effect, about, now=now)


async def offers(
    tx: Transaction,
    report: ReportId,
    users: Mapping[UserId, datetime],
    *,
    event: int,
    now: datetime,
) -> None:
    """Owe each of these people, at their own moment, the offer of a report that has slipped."""
    for user, due in users.items():
        about = About(report=report, event=event, due=due)
        effect = f"offer:{report}:{event}:{user}"
        await to_person(tx, DeliveryKind.OFFER, user, effect, about, now=now)


async def to_try(
    tx: Transaction, report: ReportId, user: UserId, *, event: int, now: datetime
) -> None:
    """Owe somebody the question whether they would try something out."""
    about = About(report=report, event=event)
    effect = f"to-try:{report}:{event}"
    await to_person(tx, DeliveryKind.TO_TRY, user, effect, about, now=now)


async def prompt(
    tx: Transaction, report: ReportId, user: UserId, *, number: int, now: datetime
) -> None:
    """Owe somebody who reacted the question whether to add words."""
    effect = f"prompt:{report}:{user}:{number}"
    about = About(report=report)
    await to_person(tx, DeliveryKind.REACTION_PROMPT, user, effect, about, now=now)


async def prompt_done(
    tx: Transaction, report: ReportId, user: UserId, *, number: int, cause: str, now: datetime
) -> None:
    """Owe the question a last look: it has been answered, or the reaction is gone."""
    effect = f"prompt:{report}:{user}:{number}:{cause}"
    about = About(report=report)
    await to_person(tx, DeliveryKind.REACTION_PROMPT_UPDATE, user, effect, about, now=now)


@dataclass(frozen=True)
class About:
    """What a direct message is about."""

    report: ReportId | None = None
    event: int | None = None
    digest: DigestId | None = None
    part: int = 1
    channel: ChannelId | None = None
    subject: str = ""
    not_after: datetime | None = None
    due: datetime | None = None
    """None for at once."""


async def to_person(
    tx: Transaction, kind: DeliveryKind, user: UserId, effect: str, about: About, *, now: datetime
) -> None:
    """Owe somebody a direct message, in their own lane."""
    new = NewDelivery(
        effect=effect,
        kind=kind,
        lane=user,
        due_at=about.due or now,
        recipient=user,
        report=about.report,
        event=about.event,
        digest=about.digest,
        part=about.part,
        channel=about.channel,
        subject=about.subject,
        not_after=about.not_after,
    )
    await outbox.owe(tx, new, now=now)


def _for_channel(
    kind: DeliveryKind,
    effect: str,
    report: Report,
    team: Team,
    *,
    due: datetime,
    event: int | None = None,
) -> NewDelivery:
    return NewDelivery(
        effect=effect,
        kind=kind,
        lane=team.channel,
        due_at=due,
        report=report.id,
        event=event,
        channel=team.channel,
    )


def reporters_lane(report: ReportId) -> str:
    """The lane of everything that is said to whoever wrote a report."""
    return f"reporter:{report}"


async def _to_reporter(
    tx: Transaction,
    kind: DeliveryKind,
    report: Report,
    effect: str,
    event: int | None,
    *,
    now: datetime,
    due: datetime | None = None,
    until: datetime | None = None,
) -> None:
    """Who that is, is looked up when it is sent: the row names the report alone.

    Nothing where no name is kept: that reporter is never written to, and comes back with the code.
    """
    if report.mode is Mode.ANONYMOUS:
        return
    new = NewDelivery(
        effect=effect,
        kind=kind,
        lane=reporters_lane(report.id),
        due_at=due or now,
        report=report.id,
        event=event,
        not_after=until,
    )
    await outbox.owe(tx, new, now=now)
