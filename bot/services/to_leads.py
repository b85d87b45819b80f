"""What the host asks, who decides, and the draft of a bulletin: to those whom it concerns."""

from bot.domain.bulletin import Bulletin, BulletinId, BulletinState
from bot.domain.delivery import Delivery, DeliveryState
from bot.domain.ids import UserId
from bot.domain.requests import RequestId, RequestKind, RequestState, Wanted
from bot.domain.roles import RoleChange
from bot.services.bulletin_contents import (
    BulletinDecidedContent,
    BulletinDraftContent,
)
from bot.services.bulletins import stories
from bot.services.contents import (
    AboutYouContent,
    NoLongerOwed,
    NotYet,
    Outgoing,
    Replacing,
    RequestContent,
    RequestSettledContent,
    RolesChangedContent,
    ToPerson,
)
from bot.services.context import Context
from bot.services.looking_up import known
from bot.services.requests import may_decide
from bot.services.settings import OPERATOR
from storage import audit, bulletins, erasure, left_out, outbox, postings, requests, teams
from storage.database import Transaction


async def request(context: Context, tx: Transaction, delivery: Delivery) -> Outgoing:
    """What the host asks leave for, to somebody who is a learning lead still."""
    user = known(delivery.recipient)
    found = known(await requests.load(tx, context.vault, RequestId(delivery.subject)))
    if found.state_at(context.now()) is not RequestState.WAITING:
        raise NoLongerOwed
    wanted = known(found.wanted)
    asked = await may_decide(tx, context, wanted)
    leaves_out = await _leaves_out(context, tx, wanted)
    return Outgoing(ToPerson(user), RequestContent(found, known(asked.get(user)), leaves_out))


async def _leaves_out(context: Context, tx: Transaction, wanted: Wanted) -> bool:
    if wanted.kind is not RequestKind.ERASE_REPORT:
        return False
    id = known(await erasure.report_called(tx, wanted.about))
    return bool((await left_out.of(tx, context.vault, [id])).get(id))


async def request_settled(context: Context, tx: Transaction, delivery: Delivery) -> Outgoing:
    """What that question turns into, wherever it was asked."""
    asked, _, _ = delivery.effect.rpartition(":")
    message = await postings.of_effect(tx, asked)
    if message is None:
        state = await outbox.named(tx, asked)
        raise NotYet if state is DeliveryState.MAYBE else NoLongerOwed
    found = known(await requests.load(tx, context.vault, RequestId(delivery.subject)))
    today = context.now().date()
    head = await audit.head(tx)
    return Outgoing(Replacing(message.ref), RequestSettledContent(found, today, head))


async def about_you(context: Context, tx: Transaction, delivery: Delivery) -> Outgoing:
    """To whomever a request is about: their words are handed out, or they are to be erased."""
    found = known(await requests.load(tx, context.vault, RequestId(delivery.subject)))
    leads = (await teams.the_service(tx)).learning_leads
    return Outgoing(ToPerson(known(delivery.recipient)), AboutYouContent(found, leads))


async def roles_changed(_: Context, tx: Transaction, delivery: Delivery) -> Outgoing:
    """Who has come to decide and who has gone, as `telling.roles_changed` has put it down."""
    by, *told = delivery.effect.split(":")[3:]
    name = ""
    if delivery.channel is not None:
        found = await teams.in_channels(tx, [delivery.channel])
        name = found[0].name if found else ""
    content = RolesChangedContent(
        changes=RoleChange.from_texts(told),
        by=None if by == OPERATOR else UserId(by),
        team_name=name,
        head=await audit.head(tx),
    )
    return Outgoing(ToPerson(known(delivery.recipient)), content)


async def bulletin_draft(context: Context, tx: Transaction, delivery: Delivery) -> Outgoing:
    """The month's stories, to a learning lead who can let them out."""
    found = known(await bulletins.load(tx, BulletinId(delivery.subject)))
    if found.state is not BulletinState.DRAFTED:
        raise NoLongerOwed
    return Outgoing(ToPerson(await _lead(tx, delivery)), await _draft(context, tx, found))


async def bulletin_draft_update(context: Context, tx: Transaction, delivery: Delivery) -> Outgoing:
    """What that draft looks like now, or what was decided on it."""
    drafted, _, _ = delivery.effect.rpartition(":")
    message = await postings.of_effect(tx, drafted)
    if message is None:
        state = await outbox.named(tx, drafted)
        raise NotYet if state is DeliveryState.MAYBE else NoLongerOwed
    found = known(await bulletins.load(tx, BulletinId(delivery.subject)))
    address = Replacing(message.ref)
    if found.state is BulletinState.DRAFTED:
        await _lead(tx, delivery)
        return Outgoing(address, await _draft(context, tx, found))
    return Outgoing(address, BulletinDecidedContent(found))


async def _lead(tx: Transaction, delivery: Delivery) -> UserId:
    """Whom it is for, as long as they are a learning lead."""
    user = known(delivery.recipient)
    if user not in (await teams.the_service(tx)).learning_leads:
        raise NoLongerOwed
    return user


async def _draft(context: Context, tx: Transaction, found: Bulletin) -> BulletinDraftContent:
    channel = (await teams.the_service(tx)).bulletin_channel
    return BulletinDraftContent(found, await stories(tx, context, found), channel)
