"""What is said to whoever wrote a report, and to those who are asked to try something out."""

from datetime import timedelta

from bot.domain.delivery import Delivery
from bot.domain.events import ERASED
from bot.domain.ids import MessageRef, UserId
from bot.domain.lifecycle import OPEN, State
from bot.domain.people import Viewer
from bot.domain.pulse import is_an_end
from bot.domain.reference import Code
from bot.domain.report import Report
from bot.domain.requests import RequestId
from bot.services.contents import (
    CheckBackContent,
    ConsentContent,
    ErasingContent,
    FarewellContent,
    GreetingContent,
    NoLongerOwed,
    OpenedContent,
    Outgoing,
    PublishedContent,
    QuestionContent,
    ReplyContent,
    SlipContent,
    ToChannel,
    ToPerson,
    ToTryContent,
)
from bot.services.context import Context
from bot.services.ending import is_asked_of
from bot.services.looking_up import known, the_standing
from bot.services.owing import farewell_effect
from bot.services.standing import Standing
from storage import identities, receipts, requests, teams
from storage.database import Transaction
from storage.vault import Vault


async def reply(context: Context, tx: Transaction, delivery: Delivery) -> Outgoing:
    """A thank-you, an answer or a change."""
    found = await the_standing(context, tx, delivery)
    viewer = await reporter(context, tx, found)
    event = found.report.events[known(delivery.event) - 1]
    asks = is_an_end(event) and await is_asked_of(tx, found)
    content = ReplyContent(found.visible_to(viewer), event, found.today, asks_pulse=asks)
    return Outgoing(ToPerson(known(viewer.user)), content)


async def slip(context: Context, tx: Transaction, delivery: Delivery) -> Outgoing:
    """That a promise has slipped, and who has the report in their hands now."""
    found = await the_standing(context, tx, delivery)
    viewer = await reporter(context, tx, found)
    slipped = found.report.events[known(delivery.event) - 1]
    if found.report.state not in OPEN or slipped.until is None:
        raise NoLongerOwed
    asked = found.levels[found.report.passed_on :][:1]
    content = SlipContent(
        report=found.visible_to(viewer),
        asked=asked[0] if asked else found.deciders,
        still=not asked,
        by=slipped.until,
        today=found.today,
    )
    return Outgoing(ToPerson(known(viewer.user)), content)


async def check_back(context: Context, tx: Transaction, delivery: Delivery) -> Outgoing:
    """Whether a change has helped."""
    found = await the_standing(context, tx, delivery)
    viewer = await reporter(context, tx, found)
    if found.report.state is not State.CHANGED:
        raise NoLongerOwed
    visible = found.visible_to(viewer)
    content = CheckBackContent(visible, to_team=False, today=found.today)
    return Outgoing(ToPerson(known(viewer.user)), content)


async def question(context: Context, tx: Transaction, delivery: Delivery) -> Outgoing:
    """What somebody who decides asks; nothing where the reporter has replied by now."""
    found = await the_standing(context, tx, delivery)
    viewer = await reporter(context, tx, found)
    if found.report.question is None:
        raise NoLongerOwed
    event = found.report.events[known(delivery.event) - 1]
    content = QuestionContent(found.visible_to(viewer), event, found.today)
    return Outgoing(ToPerson(known(viewer.user)), content)


async def consent(context: Context, tx: Transaction, delivery: Delivery) -> Outgoing:
    """Whether the report may be shared beyond its team; nothing where that has been said."""
    found = await the_standing(context, tx, delivery)
    viewer = await reporter(context, tx, found)
    if not found.report.is_consent_asked:
        raise NoLongerOwed
    event = found.report.events[known(delivery.event) - 1]
    return Outgoing(ToPerson(known(viewer.user)), ConsentContent(found.visible_to(viewer), event))


async def published(context: Context, tx: Transaction, delivery: Delivery) -> Outgoing:
    """That everybody in the service can read the story; nothing where they cannot any more."""
    found = await the_standing(context, tx, delivery)
    viewer = await reporter(context, tx, found)
    visible = found.visible_to(viewer)
    if visible.published is None:
        raise NoLongerOwed
    return Outgoing(ToPerson(known(viewer.user)), PublishedContent(visible, visible.published))


async def opened(context: Context, tx: Transaction, delivery: Delivery) -> Outgoing:
    """Who has opened the reporter's identity, when and why; told even where it was taken back."""
    found = await the_standing(context, tx, delivery)
    viewer = await _still_known(context, tx, found)
    event = found.report.events[known(delivery.event) - 1]
    content = OpenedContent(
        report=found.visible_to(viewer),
        event=event,
        at=event.at.astimezone(found.team.timezone),
        today=found.today,
    )
    return Outgoing(ToPerson(known(viewer.user)), content)


async def erasing(context: Context, tx: Transaction, delivery: Delivery) -> Outgoing:
    """That the reporter's report is to be erased; without its words, which go."""
    found = await the_standing(context, tx, delivery)
    viewer = await _still_known(context, tx, found)
    asked = RequestId(delivery.effect.rpartition(":")[2])
    by = (known(await requests.load(tx, context.vault, asked))).decided_by
    confirmed_by = None if by is None or by == ERASED else UserId(by)
    content = ErasingContent(found.visible_to(viewer), confirmed_by)
    return Outgoing(ToPerson(known(viewer.user)), content)


async def farewell(context: Context, tx: Transaction, delivery: Delivery) -> Outgoing:
    """A code of the reporter's own; nothing where it is not to be forgotten that day any more.

    Made again, the message has the same code, so that one leads back, whichever try Slack has.
    """
    found = await the_standing(context, tx, delivery)
    viewer = await _still_known(context, tx, found)
    report = found.report
    on = known(found.team.retention.forget_on(report))
    if delivery.effect != farewell_effect(report.id, on):
        raise NoLongerOwed
    code = await _their_code(tx, context.vault, delivery, report)
    # Where it comes late it is forgotten in the night after it.
    tomorrow = context.now().date() + timedelta(days=1)
    content = FarewellContent(found.visible_to(viewer), code, max(on, tomorrow), found.today)
    return Outgoing(ToPerson(known(viewer.user)), content)


async def _their_code(tx: Transaction, vault: Vault, delivery: Delivery, report: Report) -> Code:
    """The one code of a farewell; it is kept only as a hash."""
    codes = [Code.made_of(report.reference, one) for one in vault.farewells(delivery.id)]
    for code in codes:
        # A key may have come before the one that it was made with the first time.
        if await receipts.report_of(tx, vault, code) is not None:
            return code
    await receipts.keep(tx, vault, report.id, codes[0])
    return codes[0]


async def to_try(context: Context, tx: Transaction, delivery: Delivery) -> Outgoing:
    """Whether a colleague, who has to be in the team's channel still, would try something out."""
    user = known(delivery.recipient)
    found = await the_standing(context, tx, delivery)
    event = found.report.events[known(delivery.event) - 1]
    if found.report.state is not State.ANSWERED:
        raise NoLongerOwed
    colleague = await context.directory.colleague(user)
    visible = found.visible_to(found.viewer(user, colleague))
    return Outgoing(ToPerson(user), ToTryContent(visible, event, found.today))


async def greeting(context: Context, tx: Transaction, delivery: Delivery) -> Outgoing:
    """The answer to a direct message."""
    message = MessageRef(known(delivery.channel), delivery.subject)
    duty = (await teams.the_service(tx)).duty_contact or context.duty_contact
    return Outgoing(ToChannel(message.channel), GreetingContent(message, duty))


async def reporter(context: Context, tx: Transaction, found: Standing) -> Viewer:
    """The reporter, of a report that stands still; nobody where the identity is erased."""
    if found.report.state is State.WITHDRAWN:
        raise NoLongerOwed
    return await _still_known(context, tx, found)


async def _still_known(context: Context, tx: Transaction, found: Standing) -> Viewer:
    """The reporter, with every right they have; nobody where the identity is erased."""
    user: UserId = known(await identities.reporter_of(tx, context.vault, found.report.id))
    return found.viewer(user)
