"""What a delivery says, and to whom: worked out when it is sent, through the guard."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial

from bot.domain.delivery import Delivery, DeliveryKind
from bot.domain.errors import NotAvailable
from bot.domain.ids import UserId
from bot.services import (
    beside,
    figures,
    going_public,
    redrawing,
    to_deciders,
    to_everybody,
    to_leads,
    to_reporter,
    to_team,
    to_traps,
)
from bot.services.contents import NoColleague, NoLongerOwed, NotYet, Outgoing, ToPerson
from bot.services.context import Context
from bot.services.directory import DirectoryUnavailable
from bot.services.looking_up import known
from bot.services.standing import belongs
from storage import teams
from storage.beside import Pair
from storage.database import Transaction
from storage.vault import WrongKey

Maker = Callable[[Context, Transaction, Delivery], Awaitable[Outgoing]]

MAKERS: dict[DeliveryKind, Maker] = {
    DeliveryKind.CARD: to_team.card,
    DeliveryKind.CARD_UPDATE: to_team.card_update,
    DeliveryKind.CHECK_BACK_TO_TEAM: to_team.check_back,
    DeliveryKind.WEEKLY: to_team.weekly,
    DeliveryKind.WEEKLY_UPDATE: to_team.weekly_update,
    DeliveryKind.SETUP_CARD: to_team.setup_card,
    DeliveryKind.SETTLED: to_team.settled,
    DeliveryKind.REDRAWN: redrawing.redrawn,
    DeliveryKind.DIGEST: to_deciders.digest,
    DeliveryKind.DIGEST_UPDATE: to_deciders.digest_update,
    DeliveryKind.NUDGE: to_deciders.nudge,
    DeliveryKind.OFFER: to_deciders.offer,
    DeliveryKind.REACTION_PROMPT: to_deciders.prompt,
    DeliveryKind.REACTION_PROMPT_UPDATE: to_deciders.prompt_done,
    DeliveryKind.AWAY_NOTICE: to_deciders.away,
    DeliveryKind.NOBODY_NOTICE: to_deciders.nobody,
    DeliveryKind.BLOCKED_NOTICE: to_deciders.blocked,
    DeliveryKind.SHARED_NOTICE: to_deciders.shared,
    DeliveryKind.REQUEST: to_leads.request,
    DeliveryKind.REQUEST_SETTLED: to_leads.request_settled,
    DeliveryKind.ABOUT_YOU: to_leads.about_you,
    DeliveryKind.ROLES_CHANGED: to_leads.roles_changed,
    DeliveryKind.ERASING_TO_REPORTER: to_reporter.erasing,
    DeliveryKind.ERASED: to_team.erased,
    DeliveryKind.REPLY_TO_REPORTER: to_reporter.reply,
    DeliveryKind.SLIP_TO_REPORTER: to_reporter.slip,
    DeliveryKind.CHECK_BACK_TO_REPORTER: to_reporter.check_back,
    DeliveryKind.QUESTION_TO_REPORTER: to_reporter.question,
    DeliveryKind.CONSENT_TO_REPORTER: to_reporter.consent,
    DeliveryKind.PUBLISHED_TO_REPORTER: to_reporter.published,
    DeliveryKind.OPENED_TO_REPORTER: to_reporter.opened,
    DeliveryKind.FAREWELL_TO_REPORTER: to_reporter.farewell,
    DeliveryKind.REPORTER_SAYS: to_team.reporter_says,
    DeliveryKind.REPORTER_SAYS_TO_ASKER: to_team.reporter_says_to_asker,
    DeliveryKind.TO_TRY: to_reporter.to_try,
    DeliveryKind.GREETING: to_reporter.greeting,
    DeliveryKind.BULLETIN_DRAFT: to_leads.bulletin_draft,
    DeliveryKind.BULLETIN_DRAFT_UPDATE: to_leads.bulletin_draft_update,
    DeliveryKind.BULLETIN: to_everybody.bulletin,
    DeliveryKind.BULLETIN_STORY: to_everybody.story,
    DeliveryKind.BULLETIN_STORY_UPDATE: to_everybody.story_update,
    DeliveryKind.TRAP_PROPOSED: to_traps.proposed,
    DeliveryKind.TRAP_PROPOSED_UPDATE: to_traps.proposed_update,
    DeliveryKind.TRAP_CARD: to_traps.card,
    DeliveryKind.TRAP_CARD_UPDATE: to_traps.card_update,
    DeliveryKind.TRAP_HUDDLE: to_traps.huddle,
    DeliveryKind.TRAP_NOTICE: to_traps.notice,
    DeliveryKind.TRAP_NOTICE_UPDATE: to_traps.notice_update,
    DeliveryKind.TRAP_NUDGE: to_traps.nudge,
    DeliveryKind.TRAP_CHECK_BACK: to_traps.check_back,
    DeliveryKind.TRAP_TO_REPORTER: to_traps.for_reporter,
    DeliveryKind.FIGURES: figures.message,
}


_KEEPING = frozenset(
    {
        DeliveryKind.DIGEST,
        DeliveryKind.WEEKLY,
        DeliveryKind.FAREWELL_TO_REPORTER,
        DeliveryKind.BULLETIN_STORY,
    }
)
"""Messages of which something is kept as they are made, so that what they say holds.

What a digest or a weekly post holds is fixed: whatever happens to one of its reports from then on
owes it a fresh look. The code of a farewell is kept as it is made: nobody could come back by it
otherwise. And a story that is too long for one message owes the next one.
"""


_TO_COLLEAGUES = frozenset(
    {
        DeliveryKind.TO_TRY,
        DeliveryKind.REDRAWN,
        DeliveryKind.TRAP_NUDGE,
        DeliveryKind.FIGURES,
    }
)
"""Messages that are made by who somebody is in Slack now."""


_TO_WHO_DECIDES = frozenset(
    {
        DeliveryKind.DIGEST,
        DeliveryKind.NUDGE,
        DeliveryKind.OFFER,
        DeliveryKind.REACTION_PROMPT,
        DeliveryKind.AWAY_NOTICE,
        DeliveryKind.NOBODY_NOTICE,
        DeliveryKind.BLOCKED_NOTICE,
        DeliveryKind.SHARED_NOTICE,
        DeliveryKind.REQUEST,
        DeliveryKind.ROLES_CHANGED,
        DeliveryKind.ABOUT_YOU,
        DeliveryKind.REPORTER_SAYS_TO_ASKER,
        DeliveryKind.TRAP_PROPOSED,
        DeliveryKind.TRAP_NUDGE,
        DeliveryKind.BULLETIN_DRAFT,
        DeliveryKind.FIGURES,
    }
)
"""New messages to somebody because of what they are to a team or the service, or were.

A fresh look for a message that is there still goes out to whoever has it: it may be there to take
words away.
"""


@dataclass(frozen=True)
class Preparing:
    """Works out what a delivery says now. Recipients and permissions are those of this moment."""

    context: Context

    async def prepare(self, delivery: Delivery) -> Outgoing:
        """The message that `delivery` owes.

        Raises:
            NoLongerOwed: it is to be dropped.
            NoColleague: whom it is for is none any more.
            DirectoryUnavailable: Slack did not say whether they are; it is to be tried again.
            NotYet: it is to be tried again.
            StorageUnavailable: the database cannot be used.
        """
        database = self.context.database
        run = database.write if delivery.kind in _KEEPING else database.read
        if delivery.kind in _TO_WHO_DECIDES:
            await self._check_colleague(known(delivery.recipient))
        try:
            if delivery.kind in _TO_COLLEAGUES and delivery.recipient is not None:
                # Asked before the transaction, so that none is held open while Slack answers.
                await self.context.directory.colleague(delivery.recipient)
            outgoing, shown = await run(lambda tx: self._made(tx, delivery))
            while shown:
                # Remembered first, then made anew: what is taken back meanwhile is not in it, and
                # what is taken back afterwards is owed to it.
                await database.write(partial(beside.remember, pairs=shown))
                outgoing, shown = await run(lambda tx: self._made(tx, delivery))
        except NotAvailable:
            raise NoLongerOwed from None
        except (WrongKey, DirectoryUnavailable):
            # With the right keys, or once Slack answers, it can go out; until then it waits.
            raise NotYet from None
        if isinstance(outgoing.address, ToPerson) and delivery.recipient is None:
            # Who a reporter is, is known only now.
            await self._check_colleague(outgoing.address.user)
        return going_public.checked(outgoing, self.context.case_numbers)

    async def _made(self, tx: Transaction, delivery: Delivery) -> tuple[Outgoing, set[Pair]]:
        """The message, and what is to be remembered before it goes out."""
        outgoing = await MAKERS[delivery.kind](self.context, tx, delivery)
        return outgoing, await beside.not_known(tx, outgoing.content)

    async def _check_colleague(self, user: UserId) -> None:
        if await self.context.directory.is_outsider(user):
            raise NoColleague

    async def may_be_offered_help(self, user: UserId) -> bool:
        """Whether somebody who wrote to the bot is a colleague, or a guest of a team.

        Raises:
            NotYet: Slack did not say who this is.
        """
        try:
            colleague = await self.context.directory.colleague(user)
        except DirectoryUnavailable:
            raise NotYet from None
        if colleague.is_outsider or not colleague.is_guest:
            return not colleague.is_outsider
        found = await self.context.database.read(
            lambda tx: teams.in_channels(tx, colleague.channels)
        )
        return any(belongs(colleague, team) for team in found)

    def is_too_late(self, delivery: Delivery) -> bool:
        """Whether a delivery is better not sent any more."""
        return delivery.not_after is not None and self.context.now() > delivery.not_after
