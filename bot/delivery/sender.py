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
)
from bot.delivery.render import render
from bot.delivery.slack import HistoryTooLong, Post
from bot.domain.delivery import Delivery, DeliveryState
from bot.domain.ids import ChannelId, MessageRef
from bot.domain.retry import Pace
from bot.services.outgoing import NoLongerOwed, NotYet, Outgoing, Preparing
from bot.services.sending import Sending
from storage.vault import Vault

log = structlog.get_logger()

LOOKS = 2
"""How often a message must be missing from the history before it is sent again."""


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
        except NoLongerOwed:
            await self.sending.drop(delivery, problem="no longer owed")
            return None
        except NotYet:
            await self._again(delivery, "not yet")
            return None
        try:
            channel = await self.post.channel_for(outgoing.address)
        except FAILURES as error:
            # Nothing has been posted by opening a conversation, so nothing about it is unclear.
            outcome = classify(error)
            unclear = isinstance(outcome, Unclear)
            kept = Refused(outcome.problem) if unclear else outcome
            return await self._record(delivery, kept, still_unclear=_is_unclear(delivery))
        if _is_unclear(delivery) and not await self._surely_absent(delivery, channel):
            return None
        if self.preparing.is_too_late(delivery):
            await self.sending.drop(delivery, problem="too late")
            return None
        return await self._send(delivery, outgoing, channel)

    async def _send(
        self, delivery: Delivery, outgoing: Outgoing, channel: ChannelId
    ) -> Halted | None:
        message = render(outgoing.content)
        if not await self.sending.begin(delivery):
            return None
        try:
            mark = self.vault.effect(delivery.effect)
            at = await self.post.send(outgoing.address, channel, message, mark)
        except FAILURES as error:
            return await self._record(delivery, classify(error))
        await self.sending.sent(delivery, at)
        log.info("sent", kind=delivery.kind.value, attempts=delivery.attempts)
        return None

    async def _surely_absent(self, delivery: Delivery, channel: ChannelId) -> bool:
        """Look for a message that may have been posted; True only where it surely was not."""
        if delivery.intent_at is None:
            return True
        marks = self.vault.effects(delivery.effect)
        try:
            at = await self.post.find(channel, marks, delivery.intent_at)
        except HistoryTooLong:
            await self.sending.hold(delivery, problem="history too long")
            return False
        except FAILURES as error:
            await self._unreadable(delivery, classify(error))
            return False
        if at is not None:
            await self._found(delivery, at)
            return False
        absences = await self.sending.absences(delivery) + 1
        if absences < LOOKS:
            await self._settle(delivery, "absent", absences)
            return False
        return True

    async def _found(self, delivery: Delivery, at: MessageRef) -> None:
        await self.sending.sent(delivery, at)
        log.info("found again", kind=delivery.kind.value, attempts=delivery.attempts)

    async def _unreadable(self, delivery: Delivery, outcome: Outcome) -> None:
        match outcome:
            case ChannelBlocked(problem) | Halted(problem) | PersonGone(problem):
                await self.sending.hold(delivery, problem=problem)
                log.error("held", kind=delivery.kind.value, problem=problem)
            case _:
                await self._settle(delivery, outcome.problem, 0)

    async def _record(
        self, delivery: Delivery, outcome: Outcome, *, still_unclear: bool = False
    ) -> Halted | None:
        log.warning("not sent", kind=delivery.kind.value, problem=outcome.problem)
        state = DeliveryState.MAYBE if still_unclear else DeliveryState.TODO
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
            case ChannelBlocked(problem) if delivery.channel is not None:
                after = self.pace.blocked()
                await self.sending.blocked(delivery, after=after, problem=problem)
            case ChannelBlocked(problem) | PersonGone(problem):
                await self.sending.unreachable(delivery, problem=problem)
            case Vanished(problem):
                await self.sending.drop(delivery, problem=problem)
            case Halted(problem):
                await self._again(delivery, problem)
                return outcome
        return None

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
        state = DeliveryState.MAYBE if _is_unclear(delivery) else DeliveryState.TODO
        await self.sending.put_off(delivery, after=after, problem=problem, state=state)


def _is_unclear(delivery: Delivery) -> bool:
    return delivery.state is DeliveryState.MAYBE and not delivery.kind.is_update
