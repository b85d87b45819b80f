"""What is said to the whole service, in a channel of its own: the monthly bulletin."""

from bot.domain.bulletin import Bulletin, BulletinId, BulletinState
from bot.domain.delivery import Delivery, DeliveryState
from bot.domain.errors import NotAvailable
from bot.domain.instalments import MESSAGE, instalments
from bot.domain.lesson import Lesson
from bot.services import bulletin_owing, bulletins, lessons
from bot.services.bulletin_contents import (
    BulletinContent,
    BulletinStoryContent,
    StoryGoneContent,
)
from bot.services.contents import (
    InThread,
    NoLongerOwed,
    NotYet,
    Outgoing,
    Replacing,
    ToChannel,
)
from bot.services.context import Context
from bot.services.looking_up import known, the_standing
from storage import bulletins as stored
from storage import outbox, postings, teams
from storage.database import Transaction


async def bulletin(context: Context, tx: Transaction, delivery: Delivery) -> Outgoing:
    """What a bulletin begins with; nothing where no story is left to follow it."""
    found = await _released(tx, delivery)
    if not await bulletins.stories(tx, context, found):
        raise NoLongerOwed
    return Outgoing(ToChannel(known(delivery.channel)), BulletinContent(found.month))


async def story(context: Context, tx: Transaction, delivery: Delivery) -> Outgoing:
    """One part of a story, as it is now; what follows it is owed with it.

    The first stands in the channel, once the opening does, and the others in its thread.
    """
    found = await _released(tx, delivery)
    lesson = await _told(context, tx, delivery)
    parts = instalments(lesson, MESSAGE)
    if delivery.part > len(parts) or bulletins.identifiers(lesson, context.case_numbers):
        raise NoLongerOwed
    address = await _place(tx, found.id, delivery)
    if delivery.part < len(parts):
        await bulletin_owing.further_part(tx, delivery, now=context.now())
    return Outgoing(address, await _content(context, tx, parts, delivery.part))


async def story_update(context: Context, tx: Transaction, delivery: Delivery) -> Outgoing:
    """A fresh look for a part of a story: as it is now, or gone where it may not be read."""
    effect, _, _ = delivery.effect.rpartition(":")
    posted = await postings.of_effect(tx, effect)
    if posted is None:
        state = await outbox.named(tx, effect)
        # What is still to come will be as it is then.
        raise NotYet if state is DeliveryState.MAYBE else NoLongerOwed
    address = Replacing(posted.ref)
    try:
        parts = instalments(await _told(context, tx, delivery), MESSAGE)
    except NotAvailable:
        return Outgoing(address, StoryGoneContent())
    if delivery.part > len(parts):
        return Outgoing(address, StoryGoneContent())
    return Outgoing(address, await _content(context, tx, parts, delivery.part))


async def _released(tx: Transaction, delivery: Delivery) -> Bulletin:
    found = known(await stored.load(tx, BulletinId(delivery.subject)))
    if found.state is not BulletinState.RELEASED:
        raise NoLongerOwed
    return found


async def _told(context: Context, tx: Transaction, delivery: Delivery) -> Lesson:
    return await lessons.of_report(tx, await the_standing(context, tx, delivery))


async def _place(tx: Transaction, id: BulletinId, delivery: Delivery) -> ToChannel | InThread:
    before = bulletin_owing.opening_effect(id)
    if delivery.part > 1:
        before = bulletin_owing.story_effect(id, known(delivery.report), 1)
    state = await outbox.named(tx, before)
    if state is not DeliveryState.SENT:
        raise NoLongerOwed if state in {None, DeliveryState.DROPPED} else NotYet
    if delivery.part == 1:
        return ToChannel(known(delivery.channel))
    return InThread(known(await postings.of_effect(tx, before)).ref)


async def _content(
    context: Context, tx: Transaction, parts: tuple[Lesson, ...], part: int
) -> BulletinStoryContent:
    today = (await teams.the_service(tx)).calendar.day_of(context.now())
    return BulletinStoryContent(parts[part - 1], part, len(parts), today)
