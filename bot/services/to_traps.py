"""What is said about error traps: the question, the card, the huddle, notices and reminders."""

from bot.domain.delivery import Delivery, DeliveryState
from bot.domain.errors import NotAvailable
from bot.domain.events import BOT
from bot.domain.trap_lifecycle import (
    ITS_TEAM,
    OTHER_TEAM,
    TrapEventKind,
    TrapRole,
    TrapState,
)
from bot.domain.trap_privacy import may_see
from bot.domain.trap_steps import read, still_owed
from bot.services import to_reporter, trap_owing, trap_standing
from bot.services.contents import (
    Content,
    ErasedContent,
    InThread,
    NoLongerOwed,
    NotYet,
    Outgoing,
    Replacing,
    ToChannel,
    ToPerson,
)
from bot.services.context import Context
from bot.services.looking_up import known, the_standing
from bot.services.trap_contents import (
    TrapCardContent,
    TrapCheckBackContent,
    TrapGoneContent,
    TrapHuddleContent,
    TrapNoticeContent,
    TrapNudgeContent,
    TrapProposedContent,
    TrapProposedSettledContent,
    TrapToReporterContent,
)
from bot.services.trap_standing import TrapStanding
from storage import outbox, postings
from storage.database import Transaction

_ON_ITS_WAY = (DeliveryState.TODO, DeliveryState.MAYBE)

_SETTLE = (
    TrapEventKind.CONFIRMED,
    TrapEventKind.DISMISSED,
    TrapEventKind.MERGED,
)
"""What answers the question whether it is one trap."""


async def proposed(context: Context, tx: Transaction, delivery: Delivery) -> Outgoing:
    """Whether these are one trap, to somebody who can say so."""
    found = await _the_trap(context, tx, delivery)
    content = await _question(context, tx, found, delivery)
    if not isinstance(content, TrapProposedContent):
        raise NoLongerOwed
    return Outgoing(ToPerson(known(delivery.recipient)), content)


async def proposed_update(context: Context, tx: Transaction, delivery: Delivery) -> Outgoing:
    """What that question looks like now; nothing where its reader may not read it any more."""
    found = await _the_trap(context, tx, delivery)
    address = await _again(tx, delivery)
    try:
        content: Content = await _question(context, tx, found, delivery)
    except NotAvailable:
        content = ErasedContent()
    return Outgoing(address, content)


async def card(context: Context, tx: Transaction, delivery: Delivery) -> Outgoing:
    """A trap's card, for the first time."""
    found = await _at_work(context, tx, delivery)
    return Outgoing(ToChannel(found.team.channel), await _card_of(context, tx, found))


async def card_update(context: Context, tx: Transaction, delivery: Delivery) -> Outgoing:
    """A fresh look for a card that is there."""
    found = await _the_trap(context, tx, delivery)
    address = await _again(tx, delivery)
    if not may_see(found.trap, ITS_TEAM):
        return Outgoing(address, TrapGoneContent(found.trap.reference))
    return Outgoing(address, await _card_of(context, tx, found))


async def huddle(context: Context, tx: Transaction, delivery: Delivery) -> Outgoing:
    """What to talk over, in the thread of the card."""
    found = await _at_work(context, tx, delivery)
    thread = await _thread(tx, found)
    return Outgoing(thread, TrapHuddleContent(found.told(ITS_TEAM)))


async def notice(context: Context, tx: Transaction, delivery: Delivery) -> Outgoing:
    """Name, plan and change, in the channel of another team with a report in it."""
    found = await _at_work(context, tx, delivery)
    channel = known(delivery.channel)
    if channel not in {team.channel for team in found.others}:
        raise NoLongerOwed
    return Outgoing(ToChannel(channel), TrapNoticeContent(found.told(), found.today))


async def notice_update(context: Context, tx: Transaction, delivery: Delivery) -> Outgoing:
    """A fresh look for a notice that is there."""
    found = await _the_trap(context, tx, delivery)
    address = await _again(tx, delivery)
    if not may_see(found.trap, OTHER_TEAM):
        return Outgoing(address, TrapGoneContent(found.trap.reference))
    return Outgoing(address, TrapNoticeContent(found.told(), found.today))


async def nudge(context: Context, tx: Transaction, delivery: Delivery) -> Outgoing:
    """A reminder of what the trap waits for still, to whoever is to be reminded now."""
    user = known(delivery.recipient)
    asking = known(read(delivery.subject))
    found = await _at_work(context, tx, delivery)
    colleague = await context.directory.colleague(user)
    viewer = found.viewer(user, colleague)
    works_on_it = viewer.roles & {TrapRole.OWNER, TrapRole.DECIDER, TrapRole.LEARNING_LEAD}
    if not (works_on_it and still_owed(found.trap, asking)):
        raise NoLongerOwed
    content = TrapNudgeContent(found.told(viewer), asking.step, found.today, asking.is_last)
    return Outgoing(ToPerson(user), content)


async def check_back(context: Context, tx: Transaction, delivery: Delivery) -> Outgoing:
    """Whether it is still there, in the thread of the card."""
    found = await _at_work(context, tx, delivery)
    if not still_owed(found.trap, known(read(delivery.subject))):
        raise NoLongerOwed
    thread = await _thread(tx, found)
    return Outgoing(thread, TrapCheckBackContent(found.told(ITS_TEAM), found.today))


async def for_reporter(context: Context, tx: Transaction, delivery: Delivery) -> Outgoing:
    """That their report has helped to uncover the trap it belongs to; no other report is in it."""
    found = await _at_work(context, tx, delivery)
    row = await the_standing(context, tx, delivery)
    viewer = await to_reporter.reporter(context, tx, row)
    if row.report.trap != found.trap.id:
        raise NoLongerOwed
    content = TrapToReporterContent(row.visible_to(viewer), found.told(), row.today)
    return Outgoing(ToPerson(known(viewer.user)), content)


async def _the_trap(context: Context, tx: Transaction, delivery: Delivery) -> TrapStanding:
    return await trap_standing.of_trap(tx, context, known(delivery.trap))


async def _at_work(context: Context, tx: Transaction, delivery: Delivery) -> TrapStanding:
    found = await _the_trap(context, tx, delivery)
    if not trap_owing.is_at_work(found.trap):
        raise NoLongerOwed
    return found


async def _question(
    context: Context, tx: Transaction, found: TrapStanding, delivery: Delivery
) -> TrapProposedContent | TrapProposedSettledContent:
    user = known(delivery.recipient)
    viewer = found.viewer(user)
    if not viewer.roles & {TrapRole.DECIDER, TrapRole.LEARNING_LEAD}:
        raise NotAvailable
    if found.trap.state is not TrapState.PROPOSED:
        settled = found.trap.latest(*_SETTLE)
        by = settled.decider if settled else None
        return TrapProposedSettledContent(found.told(viewer), by, found.today)
    seen = await trap_standing.seen(tx, context, found, viewer)
    return TrapProposedContent(seen, by_bot=found.trap.events[0].actor == BOT)


async def _card_of(context: Context, tx: Transaction, found: TrapStanding) -> TrapCardContent:
    return TrapCardContent(await trap_standing.seen(tx, context, found, ITS_TEAM))


async def _thread(tx: Transaction, found: TrapStanding) -> InThread:
    """The thread of its card; a card on its way is waited for."""
    effect = trap_owing.card_effect(found.trap.id)
    posted = await postings.of_effect(tx, effect)
    if posted is not None:
        return InThread(posted.ref)
    raise NotYet if await outbox.named(tx, effect) in _ON_ITS_WAY else NoLongerOwed


async def _again(tx: Transaction, delivery: Delivery) -> Replacing:
    """The message that is to be drawn anew; one that is still to come shows what is then."""
    effect, _, _ = delivery.effect.rpartition(":")
    posted = await postings.of_effect(tx, effect)
    if posted is not None:
        return Replacing(posted.ref)
    state = await outbox.named(tx, effect)
    raise NotYet if state is DeliveryState.MAYBE else NoLongerOwed
