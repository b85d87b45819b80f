"""What is said to whoever wrote a report, and to those who are asked to try something out."""

from bot.domain.delivery import Delivery
from bot.domain.ids import MessageRef, UserId
from bot.domain.lifecycle import OPEN, State
from bot.domain.people import Viewer
from bot.domain.privacy import visible_to
from bot.services.contents import (
    CheckBackContent,
    GreetingContent,
    NoLongerOwed,
    Outgoing,
    ReplyContent,
    SlipContent,
    ToChannel,
    ToPerson,
    ToTryContent,
)
from bot.services.context import Context
from bot.services.looking_up import known, the_standing
from bot.services.standing import Standing
from storage import identities
from storage.database import Transaction


async def reply(context: Context, tx: Transaction, delivery: Delivery) -> Outgoing:
    """A thank-you, an answer or a change."""
    found = await the_standing(context, tx, delivery)
    viewer = await _reporter(context, tx, found)
    event = found.report.events[known(delivery.event) - 1]
    content = ReplyContent(visible_to(found.report, viewer), event, found.today)
    return Outgoing(ToPerson(known(viewer.user)), content)


async def slip(context: Context, tx: Transaction, delivery: Delivery) -> Outgoing:
    """That a promise has slipped, and who has the report in their hands now."""
    found = await the_standing(context, tx, delivery)
    viewer = await _reporter(context, tx, found)
    slipped = found.report.events[known(delivery.event) - 1]
    if found.report.state not in OPEN or slipped.until is None:
        raise NoLongerOwed
    asked = found.levels[found.report.passed_on :][:1]
    content = SlipContent(
        report=visible_to(found.report, viewer),
        asked=asked[0] if asked else found.deciders,
        still=not asked,
        by=slipped.until,
        today=found.today,
    )
    return Outgoing(ToPerson(known(viewer.user)), content)


async def check_back(context: Context, tx: Transaction, delivery: Delivery) -> Outgoing:
    """Whether a change has helped."""
    found = await the_standing(context, tx, delivery)
    viewer = await _reporter(context, tx, found)
    if found.report.state is not State.CHANGED:
        raise NoLongerOwed
    visible = visible_to(found.report, viewer)
    content = CheckBackContent(visible, to_team=False, today=found.today)
    return Outgoing(ToPerson(known(viewer.user)), content)


async def to_try(context: Context, tx: Transaction, delivery: Delivery) -> Outgoing:
    """Whether a colleague, who has to be in the team's channel still, would try something out."""
    user = known(delivery.recipient)
    found = await the_standing(context, tx, delivery)
    event = found.report.events[known(delivery.event) - 1]
    if found.report.state is not State.ANSWERED:
        raise NoLongerOwed
    colleague = await context.directory.colleague(user)
    visible = visible_to(found.report, found.viewer(user, colleague))
    return Outgoing(ToPerson(user), ToTryContent(visible, event, found.today))


async def greeting(_: Context, __: Transaction, delivery: Delivery) -> Outgoing:
    """The answer to a direct message."""
    message = MessageRef(known(delivery.channel), delivery.subject)
    return Outgoing(ToChannel(message.channel), GreetingContent(message))


async def _reporter(context: Context, tx: Transaction, found: Standing) -> Viewer:
    """The reporter, with every right they have; nobody where the identity is erased."""
    if found.report.state is State.WITHDRAWN:
        raise NoLongerOwed
    user: UserId = known(await identities.reporter_of(tx, context.vault, found.report.id))
    return found.viewer(user)
