"""Putting messages about an error trap into the outbox: who is owed what when it has moved on."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from bot.domain.delivery import Delivery, DeliveryKind, NewDelivery
from bot.domain.ids import ChannelId, TrapId, UserId
from bot.domain.report import Mode, Report
from bot.domain.team import Team
from bot.domain.trap import Trap
from bot.domain.trap_lifecycle import LIVE, TrapState
from bot.domain.trap_steps import Asking
from bot.services import owing, telling
from bot.services.standing import Standing
from bot.services.trap_standing import TrapStanding
from storage import outbox, teams
from storage.database import Transaction

_QUESTION, _CARD, _NOTICE = (
    DeliveryKind.TRAP_PROPOSED,
    DeliveryKind.TRAP_CARD,
    DeliveryKind.TRAP_NOTICE,
)

_AGAIN = {
    _QUESTION: DeliveryKind.TRAP_PROPOSED_UPDATE,
    _CARD: DeliveryKind.TRAP_CARD_UPDATE,
    _NOTICE: DeliveryKind.TRAP_NOTICE_UPDATE,
}

_AT_WORK = LIVE - {TrapState.PROPOSED}


async def proposed(
    tx: Transaction, found: TrapStanding, users: Mapping[UserId, datetime], *, now: datetime
) -> None:
    """Ask these people whether it is one trap, each at their own moment; each of them once."""
    for user, due in users.items():
        new = NewDelivery(
            effect=f"trap-proposed:{found.trap.id}:{user}",
            kind=_QUESTION,
            lane=user,
            due_at=due,
            recipient=user,
            trap=found.trap.id,
        )
        await outbox.owe(tx, new, now=now)


async def confirmed(tx: Transaction, found: TrapStanding, *, now: datetime) -> None:
    """Owe its card, the huddle in the card's thread, and a notice to each other team."""
    id, channel = found.trap.id, found.team.channel
    for kind, effect in ((_CARD, card_effect(id)), (DeliveryKind.TRAP_HUDDLE, f"trap-huddle:{id}")):
        new = NewDelivery(
            effect=effect, kind=kind, lane=channel, due_at=now, channel=channel, trap=id
        )
        await outbox.owe(tx, new, now=now)
    await belongs(tx, found, found.rows, now=now)


async def belongs(
    tx: Transaction, found: TrapStanding, rows: Iterable[Standing], *, now: datetime
) -> None:
    """Owe the reporters of these reports word of a trap that is confirmed, and their teams too."""
    if found.trap.state not in _AT_WORK:
        return
    for team in found.others:
        await _notice(tx, found.trap.id, team, now=now)
    for row in rows:
        await _to_reporter(tx, found.trap.id, row.report, now=now)


async def redraw(
    tx: Transaction, trap: TrapId, *, cause: str, due: datetime, now: datetime
) -> None:
    """Owe everything that shows a trap a fresh look; once for each `cause`, without a colon."""
    for kind in _AGAIN:
        await _again(tx, trap, kind, cause=cause, due=due, now=now)


async def redraw_reports(
    tx: Transaction, found: TrapStanding, *, cause: str, due: datetime, now: datetime
) -> None:
    """Owe the cards of all its reports a fresh look: they show what they belong to."""
    for row in found.rows:
        await owing.redraw(tx, row.report, row.team, cause=cause, due=due, now=now)


async def redraw_report(tx: Transaction, row: Standing, *, cause: str) -> None:
    """Owe the card of one report a fresh look now, and the digests in which it stands."""
    await owing.redraw(tx, row.report, row.team, cause=cause, now=row.now)


async def words_changed(
    tx: Transaction, trap: TrapId, *, cause: str, due: datetime, now: datetime
) -> None:
    """Owe whatever shows the words of its reports a fresh look at `due`."""
    for kind in (_QUESTION, _CARD):
        await _again(tx, trap, kind, cause=cause, due=due, now=now)


async def nudge(
    tx: Transaction, found: TrapStanding, user: UserId, asking: Asking, *, due: datetime
) -> None:
    """Owe somebody a reminder at their own moment; once for each step and number."""
    new = NewDelivery(
        effect=f"trap-nudge:{found.trap.id}:{asking}:{user}",
        kind=DeliveryKind.TRAP_NUDGE,
        lane=user,
        due_at=due,
        recipient=user,
        subject=str(asking),
        trap=found.trap.id,
    )
    await outbox.owe(tx, new, now=found.now)


async def check_back(tx: Transaction, found: TrapStanding, asking: Asking) -> None:
    """Owe the thread of its card the question whether it is still there; once for each change."""
    channel = found.team.channel
    new = NewDelivery(
        effect=f"trap-check-back:{found.trap.id}:{asking.since}",
        kind=DeliveryKind.TRAP_CHECK_BACK,
        lane=channel,
        due_at=found.now,
        event=asking.since,
        channel=channel,
        subject=str(asking),
        trap=found.trap.id,
    )
    await outbox.owe(tx, new, now=found.now)


async def blocked(tx: Transaction, channel: ChannelId, *, now: datetime) -> None:
    """Owe those who answer for the team of this channel word that it cannot be posted to."""
    for team in await teams.in_channels(tx, [channel]):
        users = (*team.managers, *team.deputies) or team.learning_leads
        await telling.blocked_notice(tx, channel, dict.fromkeys(users), now=now)


def card_effect(trap: TrapId) -> str:
    """What must happen once for each trap: that its card is posted."""
    return f"trap-card:{trap}"


def is_at_work(trap: Trap) -> bool:
    """Whether it is confirmed, and neither found not to be one nor merged since."""
    return trap.state in _AT_WORK


async def _notice(tx: Transaction, trap: TrapId, team: Team, *, now: datetime) -> None:
    new = NewDelivery(
        effect=f"trap-notice:{trap}:{team.id}",
        kind=_NOTICE,
        lane=team.channel,
        due_at=now,
        channel=team.channel,
        trap=trap,
    )
    await outbox.owe(tx, new, now=now)


async def _to_reporter(tx: Transaction, trap: TrapId, report: Report, *, now: datetime) -> None:
    """Who that is, is looked up when it is sent; whoever left no name reads it on coming back."""
    if report.mode is Mode.ANONYMOUS:
        return
    new = NewDelivery(
        effect=f"trap-to-reporter:{trap}:{report.id}",
        kind=DeliveryKind.TRAP_TO_REPORTER,
        lane=owing.reporters_lane(report.id),
        due_at=now,
        report=report.id,
        trap=trap,
    )
    await outbox.owe(tx, new, now=now)


async def _again(
    tx: Transaction,
    trap: TrapId,
    kind: DeliveryKind,
    *,
    cause: str,
    due: datetime,
    now: datetime,
) -> None:
    for message in await outbox.about_trap(tx, trap, kind):
        await outbox.owe(tx, _fresh_look(message, trap, cause, due), now=now)


def _fresh_look(message: Delivery, trap: TrapId, cause: str, due: datetime) -> NewDelivery:
    return NewDelivery(
        effect=f"{message.effect}:{cause}",
        kind=_AGAIN[message.kind],
        lane=message.recipient or message.channel or "",
        due_at=due,
        recipient=message.recipient,
        channel=message.channel,
        trap=trap,
    )
