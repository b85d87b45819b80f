"""One delivery from claim to record: look back if need be, then intend, send and record."""

from dataclasses import dataclass
from random import Random

import structlog

from bot.delivery.outcomes import (
    FAILURES,
    ChannelBlocked,
    Halted,
    Outcome,
    PersonGone,
    Refused,
    Unclear,
    Vanished,
    classify,
    refuses_blocks,
)
from bot.delivery.render import render
from bot.delivery.slack import HistoryTooLong, Post
from bot.domain.delivery import SHARED, Delivery, DeliveryState
from bot.domain.errors import Outsider
from bot.domain.ids import ChannelId, MessageRef
from bot.domain.lifecycle import State
from bot.domain.retry import Pace
from bot.services.contents import (
    Address,
    CardContent,
    GreetingContent,
    NoColleague,
    NoLongerOwed,
    NotYet,
    Outgoing,
)
from bot.services.directory import DirectoryUnavailable
from bot.services.outgoing import Preparing
from bot.services.sending import Sending
from bot.views import notices
from bot.views.blocks import Message
from bot.views.greeting import greeting
from storage.vault import Vault

log = structlog.get_logger()

LOOKS = 2
"""How often a message must be missing from the history before it is sent again."""

_DIRECT = "D"
"""How Slack's ids of direct messages begin: two people are in them, and nobody is added."""


@dataclass(frozen=True)
class Sender:
    """Carries one claimed delivery as far as it will go now; returns whether Slack is halted."""

    preparing: Preparing
    sending: Sending
    post: Post
    vault: Vault
    pace: Pace
    random: Random

    async def deliver(self, delivery: Delivery) -> Halted | None:
        """Send it, or put it off, or drop it; whatever happens is recorded.

        Raises:
            StorageUnavailable: what happened could not be recorded. The delivery is found again
                when its lease has run out, and looked for in Slack before it is sent again.
        """
        try:
            outgoing = await self.preparing.prepare(delivery)
            channel = await self._way(delivery, outgoing)
            if channel is None:
                return None
            message = await self._drawn(outgoing)
        except NoLongerOwed:
            await self.sending.drop(delivery, problem="no longer owed")
        except NoColleague:
            await self.sending.unreachable(delivery, problem="no colleague")
        except NotYet:
            await self._again(delivery, "not yet")
        except DirectoryUnavailable as unknown:
            # Nobody who may have left is sent anything; what Slack said instead counts as it is.
            outcome = classify(unknown.__cause__ or unknown)
            return await self._record(delivery, _definite(outcome), _state(delivery))
        except FAILURES as error:
            # Nothing has been posted by looking, so nothing is less clear than it was.
            return await self._record(delivery, _definite(classify(error)), _state(delivery))
        else:
            return await self._send(delivery, outgoing.address, channel, message)
        return None

    async def _drawn(self, outgoing: Outgoing) -> Message:
        """The message; a greeting's quotes what stands in Slack alone.

        Raises:
            NoLongerOwed: what it would quote is gone.
            NotYet: Slack did not say who wrote it.
            Exception: what `outcomes.FAILURES` names.
        """
        if not isinstance(outgoing.content, GreetingContent):
            return render(outgoing.content)
        written = await self.post.written_in(outgoing.content.answers)
        if written is None:
            raise NoLongerOwed
        if not await self.preparing.may_be_offered_help(written.by):
            return notices.notice(Outsider.sentence)
        return greeting(written.words, outgoing.content.duty_contact)

    async def _way(self, delivery: Delivery, outgoing: Outgoing) -> ChannelId | None:
        """Where to send it now; None where that is settled already, and recorded.

        Raises what `outcomes.FAILURES` names.
        """
        channel = await self.post.channel_for(outgoing.address)
        if not _may_go_outside(delivery, outgoing, channel) and await self.post.is_shared(channel):
            await self._blocked(delivery, SHARED, _state(delivery))
        elif _is_unclear(delivery) and not await self._surely_absent(
            delivery, outgoing.address, channel
        ):
            pass
        elif self.preparing.is_too_late(delivery):
            await self.sending.drop(delivery, problem="too late")
        else:
            return channel
        return None

    async def _send(
        self, delivery: Delivery, address: Address, channel: ChannelId, message: Message
    ) -> Halted | None:
        if not await self.sending.begin(delivery):
            return None
        try:
            at = await self._post(delivery, address, channel, message)
        except FAILURES as error:
            return await self._record(delivery, classify(error))
        await self.sending.sent(delivery, at)
        log.info("sent", kind=delivery.kind.value, attempts=delivery.attempts)
        return None

    async def _post(
        self, delivery: Delivery, address: Address, channel: ChannelId, message: Message
    ) -> MessageRef:
        """Post it; in its plainer blocks where Slack does not take the others.

        Raises what `outcomes.FAILURES` names.
        """
        mark = self.vault.effect(delivery.effect)
        try:
            return await self.post.send(address, channel, message, mark)
        except FAILURES as error:
            if not (message.instead and refuses_blocks(error)):
                raise
        log.info("sent plainer", kind=delivery.kind.value)
        plainer = Message(text=message.text, blocks=message.instead)
        return await self.post.send(address, channel, plainer, mark)

    async def _surely_absent(
        self, delivery: Delivery, address: Address, channel: ChannelId
    ) -> bool:
        """Look for a message that may have been posted; True only where it surely was not.

        Raises what `outcomes.FAILURES` names.
        """
        if delivery.intent_at is None:
            return True
        marks = self.vault.effects(delivery.effect)
        try:
            at = await self.post.find(address, channel, marks, delivery.intent_at)
        except HistoryTooLong:
            await self.sending.hold(delivery, problem="history too long")
            log.critical("held", kind=delivery.kind.value, problem="history too long")
            return False
        if at is not None:
            await self.sending.sent(delivery, at)
            log.info("found again", kind=delivery.kind.value, attempts=delivery.attempts)
            return False
        absences = await self.sending.absences(delivery) + 1
        if absences < LOOKS:
            await self._settle(delivery, "absent", absences)
            return False
        return True

    async def _record(
        self, delivery: Delivery, outcome: Outcome, state: DeliveryState = DeliveryState.TODO
    ) -> Halted | None:
        log.warning("not sent", kind=delivery.kind.value, problem=outcome.problem)
        match outcome:
            case Unclear(problem):
                await self._settle(delivery, problem, 0)
            case Refused(problem, retry_after, is_rate_limit):
                after = (
                    self.pace.after_refusal(retry_after)
                    if is_rate_limit
                    else self.pace.backoff(delivery.attempts, self.random)
                )
                await self.sending.put_off(delivery, after=after, problem=problem, state=state)
            case ChannelBlocked(problem):
                await self._blocked(delivery, problem, state)
            case PersonGone(problem):
                await self.sending.unreachable(delivery, problem=problem)
            case Vanished(problem):
                await self.sending.drop(delivery, problem=problem)
            case Halted(problem):
                after = self.pace.backoff(delivery.attempts, self.random)
                await self.sending.put_off(delivery, after=after, problem=problem, state=state)
                return outcome
        return None

    async def _blocked(self, delivery: Delivery, problem: str, state: DeliveryState) -> None:
        after = self.pace.blocked()
        in_channel = delivery.channel is not None and delivery.recipient is None
        mendable = in_channel and not delivery.kind.shows_no_report
        if mendable and state is not DeliveryState.MAYBE:
            await self.sending.blocked(delivery, after=after, problem=problem)
        else:
            # A direct message that a rule of the workspace forbids, or a message that may be
            # there already: nobody has left, and what is unclear stays unclear.
            await self.sending.put_off(delivery, after=after, problem=problem, state=state)

    async def _settle(self, delivery: Delivery, problem: str, absences: int) -> None:
        """Give Slack's history time to show what may have been posted."""
        await self.sending.put_off(
            delivery,
            after=self.pace.settle,
            problem=problem,
            state=DeliveryState.MAYBE,
            absences=absences,
        )

    async def _again(self, delivery: Delivery, problem: str) -> None:
        after = self.pace.backoff(delivery.attempts, self.random)
        await self.sending.put_off(delivery, after=after, problem=problem, state=_state(delivery))


def _may_go_outside(delivery: Delivery, outgoing: Outgoing, channel: ChannelId) -> bool:
    """Whether it may be sent without a look at who else reads along.

    A card whose report was taken back has lost its words, and is to lose them everywhere.
    """
    content = outgoing.content
    taken_back = isinstance(content, CardContent) and content.report.state is State.WITHDRAWN
    return delivery.kind.shows_no_report or taken_back or channel.startswith(_DIRECT)


def _definite(outcome: Outcome) -> Outcome:
    """An outcome of a call that posts nothing: where it is unclear, it is only to be repeated."""
    return Refused(outcome.problem) if isinstance(outcome, Unclear) else outcome


def _state(delivery: Delivery) -> DeliveryState:
    """What a delivery that was not sent this time goes back to."""
    return DeliveryState.MAYBE if _is_unclear(delivery) else DeliveryState.TODO


def _is_unclear(delivery: Delivery) -> bool:
    return delivery.state is DeliveryState.MAYBE and not delivery.kind.is_update
