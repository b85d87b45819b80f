"""What is said in a team's channel: cards, their threads, the week, the invitation to set up."""

from bot.domain.delivery import Delivery, DeliveryState, weekly_effect
from bot.domain.errors import NotAvailable
from bot.domain.events import Event
from bot.domain.ids import MessageRef
from bot.domain.lesson import Lesson
from bot.domain.lifecycle import OPEN, State
from bot.domain.likeness import besides
from bot.domain.people import NOBODY, TEAM_CHANNEL
from bot.domain.weekly import Week
from bot.services import lessons, likeness, standing, telling, weeks
from bot.services.contents import (
    CardContent,
    CheckBackContent,
    ErasedContent,
    InThread,
    NoLongerOwed,
    NotYet,
    Outgoing,
    Replacing,
    ReporterSaysContent,
    SettledContent,
    SetupContent,
    ToChannel,
    ToPerson,
    WeekContent,
)
from bot.services.context import Context
from bot.services.looking_up import known, the_standing
from bot.services.settling import MASKED, SETTLED
from bot.services.standing import Standing
from storage import digests, outbox, postings, reports, teams
from storage.database import Transaction

_ON_ITS_WAY = (DeliveryState.TODO, DeliveryState.MAYBE)


async def card(context: Context, tx: Transaction, delivery: Delivery) -> Outgoing:
    """A report's card, for the first time."""
    found = await the_standing(context, tx, delivery)
    if found.report.state is State.WITHDRAWN:
        raise NoLongerOwed
    return Outgoing(ToChannel(found.team.channel), await _card_of(context, tx, found))


async def card_update(context: Context, tx: Transaction, delivery: Delivery) -> Outgoing:
    """A fresh look for a card that is there."""
    found = await the_standing(context, tx, delivery)
    posted = await postings.card_of(tx, found.report.id)
    if posted is None:
        state = await outbox.named(tx, f"card:{found.report.id}")
        # A card that is still to come will show the report as it is then.
        raise NotYet if state is DeliveryState.MAYBE else NoLongerOwed
    return Outgoing(Replacing(posted.ref), await _card_of(context, tx, found))


async def check_back(context: Context, tx: Transaction, delivery: Delivery) -> Outgoing:
    """The team is asked whether a change has helped, in the thread of its card."""
    found = await the_standing(context, tx, delivery)
    posted = await postings.card_of(tx, found.report.id)
    if posted is None or found.report.state is not State.CHANGED:
        raise NoLongerOwed
    visible = found.visible_to(TEAM_CHANNEL)
    return Outgoing(
        InThread(posted.ref), CheckBackContent(visible, to_team=True, today=found.today)
    )


async def reporter_says(context: Context, tx: Transaction, delivery: Delivery) -> Outgoing:
    """What the reporter said, in the thread of the card; a card to come has it anyway."""
    found = await the_standing(context, tx, delivery)
    event = _said(found, delivery)
    posted = await postings.card_of(tx, found.report.id)
    if posted is None:
        state = await outbox.named(tx, f"card:{found.report.id}")
        raise NotYet if state is DeliveryState.MAYBE else NoLongerOwed
    visible = found.visible_to(TEAM_CHANNEL)
    return Outgoing(InThread(posted.ref), ReporterSaysContent(visible, event, to_asker=False))


async def reporter_says_to_asker(context: Context, tx: Transaction, delivery: Delivery) -> Outgoing:
    """The same, to whoever asked, as long as they decide on the report still."""
    user = known(delivery.recipient)
    found = await the_standing(context, tx, delivery)
    event = _said(found, delivery)
    viewer = found.viewer(user)
    if user in found.gone or not viewer.may_decide:
        raise NoLongerOwed
    content = ReporterSaysContent(found.visible_to(viewer), event, to_asker=True)
    return Outgoing(ToPerson(user), content)


async def weekly(context: Context, tx: Transaction, delivery: Delivery) -> Outgoing:
    """What a team tried and changed in its week; what it tells of is fixed as it is made."""
    week = await _week(context, tx, delivery)
    # As in a digest: an answer under way is waited for, and nothing goes by unseen.
    await reports.lock(tx, week.told)
    week = await _week(context, tx, delivery)
    if week.is_empty:
        raise NoLongerOwed
    id, channel = known(delivery.digest), known(delivery.channel)
    await digests.put_told(tx, id, week.told)
    now = context.now()
    for report, due in (await reports.going(tx, week.told, now)).items():
        cause = f"{report}:taken-back"
        await telling.week_again(tx, id, channel, cause=cause, due=due, now=now)
    return Outgoing(ToChannel(channel), WeekContent(week))


async def weekly_update(context: Context, tx: Transaction, delivery: Delivery) -> Outgoing:
    """The same post as it would be made now, though nothing be left in it."""
    effect = weekly_effect(known(delivery.digest))
    posted = await postings.of_effect(tx, effect)
    if posted is None:
        state = await outbox.named(tx, effect)
        raise NotYet if state in _ON_ITS_WAY else NoLongerOwed
    return Outgoing(Replacing(posted.ref), WeekContent(await _week(context, tx, delivery)))


async def _week(context: Context, tx: Transaction, delivery: Delivery) -> Week:
    found = await teams.in_channels(tx, [known(delivery.channel)])
    if not found:
        raise NoLongerOwed
    now = context.now()
    return known(await weeks.week_again(tx, context.vault, known(delivery.digest), found[0], now))


async def setup_card(_: Context, tx: Transaction, delivery: Delivery) -> Outgoing:
    """The invitation to set a team up in this channel, unless somebody just has.

    The channel of the bulletin is no team's.
    """
    channel = known(delivery.channel)
    is_bulletins = channel == (await teams.the_service(tx)).bulletin_channel
    if is_bulletins or await teams.in_channels(tx, [channel]):
        raise NoLongerOwed
    return Outgoing(ToChannel(channel), SetupContent(channel))


async def settled(context: Context, tx: Transaction, delivery: Delivery) -> Outgoing:
    """The last look of a message whose report is answered, taken back, or has masked words."""
    found = await the_standing(context, tx, delivery)
    effect, _, cause = delivery.effect.partition(SETTLED)
    masked = cause.startswith(MASKED)
    state = found.shown.state
    if state in OPEN and not masked:
        raise NoLongerOwed
    message = known(await postings.of_effect(tx, effect))
    taken_back = state is State.WITHDRAWN
    reference = found.report.reference if message.recipient else ""
    content = SettledContent(reference, taken_back, masked)
    return Outgoing(Replacing(message.ref), content)


def _said(found: Standing, delivery: Delivery) -> Event:
    """What the reporter said, once others may see it."""
    event = found.report.events[known(delivery.event) - 1]
    if found.report.state is State.WITHDRAWN or not event.shows(found.now):
        raise NoLongerOwed
    return event


async def erased(_: Context, __: Transaction, delivery: Delivery) -> Outgoing:
    """The last look of a message whose report is erased: the delivery itself says where it is."""
    return Outgoing(
        Replacing(MessageRef(known(delivery.channel), delivery.subject)), ErasedContent()
    )


async def _card_of(context: Context, tx: Transaction, found: Standing) -> CardContent:
    visible = found.visible_to(TEAM_CHANNEL)
    related = await likeness.related(
        tx,
        context,
        {visible.id: visible.words},
        teams=[found.team.id],
        reader=lambda other: TEAM_CHANNEL if other.team.id == found.team.id else NOBODY,
    )
    # Not `found.deciders`: who wrote the report must not show in what the team reads.
    return CardContent(
        report=visible,
        has_decider=found.team_has_decider,
        today=found.today,
        reactions=found.team.reactions,
        trap=found.trap_told,
        related=besides(related.get(visible.id, ()), visible.about),
        spread_from=await _spread_from(context, tx, visible.about),
    )


async def _spread_from(context: Context, tx: Transaction, about: str) -> Lesson | None:
    """The story in the library that an idea is about; None where it is about no such story."""
    id = await reports.with_reference(tx, about) if about else None
    if id is None:
        return None
    try:
        found = await standing.of_report(tx, context.vault, id, context.now())
        return await lessons.of_report(tx, found)
    except NotAvailable:
        return None
