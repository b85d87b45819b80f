"""What is said to people who decide: mornings, reminders, offers, questions and notices."""

from bot.domain.delivery import Delivery, DeliveryState, digest_effect
from bot.domain.digest import Section
from bot.domain.ids import DigestId, UserId
from bot.domain.lifecycle import OPEN, State
from bot.domain.likeness import besides
from bot.services import likeness, mornings, nudging, owing, telling
from bot.services.contents import (
    AwayContent,
    BlockedContent,
    DigestContent,
    NobodyContent,
    NoLongerOwed,
    NotYet,
    NudgeContent,
    OfferContent,
    Outgoing,
    PromptContent,
    PromptDoneContent,
    Replacing,
    SharedContent,
    ToPerson,
)
from bot.services.context import Context
from bot.services.looking_up import known, the_standing
from bot.services.mornings import Composed
from storage import digests, drafts, outbox, people, postings, reports, teams
from storage.database import Transaction

_TO_ANSWER = frozenset({Section.NEW, Section.WAITING})
"""Where it may help to know of others before an answer."""

_ON_ITS_WAY = (DeliveryState.TODO, DeliveryState.MAYBE)


async def digest(context: Context, tx: Transaction, delivery: Delivery) -> Outgoing:
    """A part of somebody's morning; what it holds is fixed as it is made."""
    composed = await _composed(context, tx, delivery)
    # An answer under way is waited for, and one that comes later finds the digest holding it.
    # The reports are locked before anything refers to them: two digests of the same reports would
    # otherwise each hold what the other waits for.
    await reports.lock(tx, composed.sections)
    composed = await _composed(context, tx, delivery)
    if composed.digest.is_empty:
        raise NoLongerOwed
    id = known(delivery.digest)
    await digests.put_items(tx, id, delivery.part, composed.sections)
    now = context.now()
    for report, due in (await reports.going(tx, composed.sections, now)).items():
        cause = f"{report}:taken-back"
        await owing.digest_again(tx, id, part=delivery.part, cause=cause, now=now, due=due)
    if delivery.part > 1:
        # The button of the part before, which asked for this one, has done its work.
        cause = f"part-{delivery.part}"
        await owing.digest_again(tx, id, part=delivery.part - 1, cause=cause, now=now)
    return Outgoing(ToPerson(composed.reader), await _digest_of(context, tx, id, composed))


async def digest_update(context: Context, tx: Transaction, delivery: Delivery) -> Outgoing:
    """A fresh look for a part of a morning that is there."""
    composed = await _composed(context, tx, delivery)
    id = known(delivery.digest)
    message = await postings.of_digest(tx, id, delivery.part)
    if message is None:
        state = await outbox.named(tx, digest_effect(id, delivery.part))
        raise NotYet if state in _ON_ITS_WAY else NoLongerOwed
    return Outgoing(Replacing(message.ref), await _digest_of(context, tx, id, composed))


async def _digest_of(
    context: Context, tx: Transaction, digest: DigestId, composed: Composed
) -> DigestContent:
    waiting = {
        report.id: report
        for section, reports in composed.digest.sections
        for report in reports
        if section in _TO_ANSWER and report.state is not State.WITHDRAWN
    }
    related = await likeness.related(
        tx,
        context,
        {id: report.words for id, report in waiting.items()},
        teams=composed.among,
        reader=lambda other: other.viewer(composed.reader),
    )
    others = {id: besides(found, waiting[id].about) for id, found in related.items()}
    shown = {id: found for id, found in others.items() if found}
    return DigestContent(digest, composed.digest, composed.teams, composed.traps, shown)


async def nudge(context: Context, tx: Transaction, delivery: Delivery) -> Outgoing:
    """A reminder, to somebody with whom the decision rests still."""
    user = known(delivery.recipient)
    found = await the_standing(context, tx, delivery)
    if found.report.state not in OPEN or user not in found.deciders:
        raise NoLongerOwed
    visible = found.visible_to(found.viewer(user))
    is_last = nudging.is_last(delivery.subject)
    return Outgoing(ToPerson(user), NudgeContent(visible, found.today, is_last))


async def offer(context: Context, tx: Transaction, delivery: Delivery) -> Outgoing:
    """A report whose promise has slipped, to whoever is asked as well."""
    user = known(delivery.recipient)
    found = await the_standing(context, tx, delivery)
    slipped = found.report.events[known(delivery.event) - 1]
    if found.report.state not in OPEN or user not in found.deciders or slipped.until is None:
        raise NoLongerOwed
    visible = found.visible_to(found.viewer(user))
    return Outgoing(ToPerson(user), OfferContent(visible, slipped.until, found.today))


async def prompt(context: Context, tx: Transaction, delivery: Delivery) -> Outgoing:
    """Whether an emoji on a card is somebody's answer."""
    user = known(delivery.recipient)
    found = await the_standing(context, tx, delivery)
    viewer = found.viewer(user)
    draft = await drafts.of(tx, found.report.id, user)
    latest = draft and delivery.effect == f"prompt:{found.report.id}:{user}:{draft.number}"
    taken_back = found.shown.state is State.WITHDRAWN
    if draft is None or not latest or not viewer.may_decide or taken_back:
        raise NoLongerOwed
    return Outgoing(ToPerson(user), PromptContent(found.visible_to(viewer), draft.reply))


async def prompt_done(context: Context, tx: Transaction, delivery: Delivery) -> Outgoing:
    """What that question turns into."""
    user = known(delivery.recipient)
    found = await the_standing(context, tx, delivery)
    asked, _, cause = delivery.effect.rpartition(":")
    message = await postings.of_effect(tx, asked)
    if message is None:
        state = await outbox.named(tx, asked)
        raise NotYet if state is DeliveryState.MAYBE else NoLongerOwed
    visible = found.visible_to(found.viewer(user))
    return Outgoing(Replacing(message.ref), PromptDoneContent(visible, sent=cause == "sent"))


async def away(context: Context, tx: Transaction, delivery: Delivery) -> Outgoing:
    """Who is away, to whoever stands in; nothing where they are back by now."""
    user, absent = known(delivery.recipient), UserId(delivery.subject)
    reader = (await mornings.readers_of(tx, [user])).get(user)
    habits = (await people.habits(tx, [absent])).get(absent)
    if reader is None or habits is None or habits.away_until is None:
        raise NoLongerOwed
    today = reader.today(context.now())
    if not habits.is_away(today):
        raise NoLongerOwed
    return Outgoing(ToPerson(user), AwayContent(absent, habits.away_until, today))


async def nobody(_: Context, tx: Transaction, delivery: Delivery) -> Outgoing:
    """That nobody, or one alone, is there to decide for a team, to whoever looks after it."""
    user, channel = known(delivery.recipient), known(delivery.channel)
    found = await teams.in_channels(tx, [channel])
    if not found or user not in await telling.looking_after(tx, found[0]):
        raise NoLongerOwed
    is_second = delivery.subject == telling.SECOND
    return Outgoing(ToPerson(user), NobodyContent(found[0].name, channel, is_second))


async def blocked(_: Context, tx: Transaction, delivery: Delivery) -> Outgoing:
    """That a channel cannot be posted to, to somebody who may decide for its team.

    Where it is the bulletin's, to a learning lead.
    """
    channel, user = known(delivery.channel), known(delivery.recipient)
    waiting = await outbox.blocked_in(tx, channel)
    owners = [team.everybody_who_may_decide for team in await teams.in_channels(tx, [channel])]
    service = await teams.the_service(tx)
    if channel == service.bulletin_channel:
        owners.append(service.learning_leads)
    if not waiting or not any(user in among for among in owners):
        raise NoLongerOwed
    return Outgoing(ToPerson(user), BlockedContent(channel, waiting[0], len(waiting)))


async def shared(_: Context, tx: Transaction, delivery: Delivery) -> Outgoing:
    """That a channel is shared with another organisation, to somebody who decides for its team."""
    channel, user = known(delivery.channel), known(delivery.recipient)
    owners = await teams.in_channels(tx, [channel])
    if not any(user in team.everybody_who_may_decide for team in owners):
        raise NoLongerOwed
    return Outgoing(ToPerson(user), SharedContent(channel))


async def _composed(context: Context, tx: Transaction, delivery: Delivery) -> Composed:
    id = known(delivery.digest)
    found = await mornings.composed(tx, context.vault, id, delivery.part, context.now())
    return known(found)
