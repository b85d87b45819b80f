"""Keeping track of deliveries: claimed, begun, sent, put off, blocked or handed on."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from bot.domain.delivery import SHARED, Delivery, DeliveryKind, DeliveryState, Posted
from bot.domain.digest import CATCH_UP
from bot.domain.events import BOT
from bot.domain.ids import ChannelId, DigestId, MessageRef, ReportId, UserId
from bot.domain.lifecycle import OPEN
from bot.services import (
    bulletin_owing,
    mornings,
    nudging,
    owing,
    standing,
    telling,
    trap_nudging,
    trap_owing,
)
from bot.services.context import Context
from bot.services.standing import Standing
from storage import audit, digests, outbox, people, postings, teams
from storage.database import Transaction

_FOUND_AGAIN = frozenset(
    {
        DeliveryKind.CARD,
        DeliveryKind.DIGEST,
        DeliveryKind.REACTION_PROMPT,
        DeliveryKind.REQUEST,
        DeliveryKind.TRAP_PROPOSED,
        DeliveryKind.TRAP_CARD,
        DeliveryKind.TRAP_NOTICE,
        DeliveryKind.TRAP_CHECK_BACK,
        DeliveryKind.TRAP_NUDGE,
        DeliveryKind.BULLETIN_DRAFT,
        DeliveryKind.BULLETIN_STORY,
        *owing.WITH_WORDS,
    }
)
"""Messages that are changed later, or that people react to and reply under."""


@dataclass(frozen=True)
class Sending:
    """The outbox as its senders see it. Nothing here talks to Slack."""

    context: Context

    async def anything_due(self) -> bool:
        """Whether there is work; a look only, which costs no write."""
        now = self.context.now()
        return await self.context.database.read(lambda tx: outbox.is_due(tx, now))

    async def totals(self) -> dict[DeliveryState, int]:
        """How many deliveries stand in each state that wants looking at."""
        return await self.context.database.read(outbox.totals)

    async def oldest_due(self) -> timedelta:
        """For how long the oldest message that is not sent has been due; nought where none is."""
        now = self.context.now()
        since = await self.context.database.read(lambda tx: outbox.oldest_due(tx, now))
        return timedelta() if since is None else now - since

    async def claim(self, *, lease: timedelta, pace: timedelta, limit: int) -> tuple[Delivery, ...]:
        """Take what is due, one of each lane."""
        now = self.context.now()
        return await self.context.database.write(
            lambda tx: outbox.claim(tx, now=now, lease=lease, pace=pace, limit=limit)
        )

    async def begin(self, delivery: Delivery) -> bool:
        """Record that a send begins now; False where the claim has been lost."""
        return await self.context.database.write(lambda tx: outbox.intend(tx, delivery))

    async def sent(self, delivery: Delivery, at: MessageRef | None) -> None:
        """Record that Slack has it, and where; a reporter's direct message leaves no trace."""

        async def record(tx: Transaction) -> None:
            if delivery.state is DeliveryState.BLOCKED and delivery.channel is not None:
                # It is mended: should it come to be shared again, people are told again.
                await outbox.forget_notices(tx, DeliveryKind.SHARED_NOTICE, delivery.channel)
            if await outbox.sent(tx, delivery) and at and delivery.kind in _FOUND_AGAIN:
                await postings.keep(
                    tx,
                    Posted(
                        effect=delivery.effect,
                        kind=delivery.kind,
                        ref=at,
                        report=delivery.report,
                        digest=delivery.digest,
                        recipient=delivery.recipient,
                        trap=delivery.trap,
                    ),
                )

        await self.context.database.write(record)

    async def state_of(self, delivery: Delivery) -> DeliveryState | None:
        """How far a delivery has come by now; None where nothing is kept of it any more."""
        return await self.context.database.read(lambda tx: outbox.named(tx, delivery.effect))

    async def put_off(
        self,
        delivery: Delivery,
        *,
        after: timedelta,
        problem: str,
        state: DeliveryState = DeliveryState.TODO,
        absences: int = 0,
    ) -> None:
        """Let go of a delivery, to be tried again after a while."""
        await self.context.database.write(
            lambda tx: outbox.try_again(
                tx, delivery, after=after, problem=problem, state=state, absences=absences
            )
        )

    async def drop(self, delivery: Delivery, *, problem: str) -> None:
        """Record that a delivery is no longer owed to whom it was.

        A reminder whose recipient does not decide any more is owed to whoever does now.
        """

        async def record(tx: Transaction) -> None:
            await outbox.finish(tx, delivery, state=DeliveryState.DROPPED, problem=problem)
            if delivery.kind is not DeliveryKind.NUDGE or delivery.report is None:
                return
            found = await self._standing(tx, delivery.report)
            if found is None or found.report.state not in OPEN:
                return
            if delivery.recipient not in found.deciders:
                await self._nudge_instead(tx, found, delivery.subject, found.deciders)

        await self.context.database.write(record)

    async def hold(self, delivery: Delivery, *, problem: str) -> None:
        """Hold back what Slack may have already and will not show."""
        await self._finish(delivery, DeliveryState.HELD, problem)

    async def absences(self, delivery: Delivery) -> int:
        """How often a look-back has not found it since it was last sent."""
        return await self.context.database.read(lambda tx: outbox.absences(tx, delivery))

    async def blocked(self, delivery: Delivery, *, after: timedelta, problem: str) -> None:
        """A channel cannot be posted to: keep the message, and tell those who can mend it."""

        async def record(tx: Transaction) -> None:
            state = DeliveryState.BLOCKED
            await outbox.try_again(tx, delivery, after=after, problem=problem, state=state)
            if delivery.kind in bulletin_owing.IN_ITS_CHANNEL and delivery.channel is not None:
                await bulletin_owing.blocked(tx, delivery.channel, now=self.context.now())
                return
            if problem == SHARED and delivery.channel is not None:
                await telling.shared_notices(tx, delivery.channel, now=self.context.now())
                return
            if delivery.trap is not None and delivery.channel is not None:
                await trap_owing.blocked(tx, delivery.channel, now=self.context.now())
            if delivery.report is None:
                return
            found = await self._standing(tx, delivery.report)
            if found is not None and delivery.channel is not None:
                told = dict.fromkeys((*found.deciders, *found.team.deputies))
                now = self.context.now()
                await telling.blocked_notice(tx, delivery.channel, told, now=now)

        await self.context.database.write(record)

    async def shared(self, channel: ChannelId) -> None:
        """A channel is shared with another organisation: whoever answers for its team is told."""
        now = self.context.now()
        await self.context.database.write(lambda tx: telling.shared_notices(tx, channel, now=now))

    async def unshared(self, channel: ChannelId) -> None:
        """Nobody from elsewhere is in a channel any more: what waits for it can go."""

        async def go_on(tx: Transaction) -> None:
            await outbox.forget_notices(tx, DeliveryKind.SHARED_NOTICE, channel)
            await outbox.unblock(tx, channel)

        await self.context.database.write(go_on)

    async def unblock(self, channel: ChannelId) -> None:
        """Try what waits for a channel again at once: somebody may have mended it."""
        await self.context.database.write(lambda tx: outbox.unblock(tx, channel))

    async def unreachable(self, delivery: Delivery, *, problem: str) -> None:
        """Slack cannot reach a person any more: whoever decides next gets it instead."""

        async def record(tx: Transaction) -> None:
            await outbox.finish(tx, delivery, state=DeliveryState.DROPPED, problem=problem)
            if delivery.recipient is None:
                return
            await self._gone(tx, delivery.recipient)
            await self._hand_on(tx, delivery, delivery.recipient)

        await self.context.database.write(record)

    async def account_changed(self, user: UserId) -> None:
        """Somebody's account has changed: who is no colleague any more decides nothing from now on.

        Whoever is one again decides as before. Slack is asked only about those who decide for a
        team.

        Raises:
            DirectoryUnavailable: Slack did not say who this is now.
        """
        database = self.context.database
        if not await database.read(lambda tx: mornings.readers_of(tx, [user])):
            return
        if await self.context.directory.is_outsider(user):
            await database.write(lambda tx: self._gone(tx, user))
        else:
            await database.write(lambda tx: self._back(tx, user))

    async def _gone(self, tx: Transaction, user: UserId) -> None:
        await people.mark_gone(tx, user, is_gone=True)
        now = self.context.now()
        await audit.note(tx, at=now, actor=BOT, action="unreachable", subject=user)

    async def _back(self, tx: Transaction, user: UserId) -> None:
        if user in (await people.known(tx, [user])).gone:
            await people.mark_gone(tx, user, is_gone=False)
            now = self.context.now()
            await audit.note(tx, at=now, actor=BOT, action="reachable again", subject=user)

    async def _hand_on(self, tx: Transaction, delivery: Delivery, left: UserId) -> None:
        if delivery.digest is not None and delivery.kind is DeliveryKind.DIGEST:
            await self._hand_on_digest(tx, delivery.digest, left)
        if delivery.kind is DeliveryKind.NOBODY_NOTICE and delivery.channel is not None:
            for team in await teams.in_channels(tx, [delivery.channel]):
                await telling.nobody_notice(tx, team, now=self.context.now())
        if delivery.trap is not None:
            await trap_nudging.hand_on(tx, self.context, delivery)
        if delivery.report is None:
            return
        found = await self._standing(tx, delivery.report)
        if found is None:
            return
        if delivery.kind is DeliveryKind.NUDGE:
            # One person is reminded: a second manager, who decides as before, has not been.
            await self._nudge_instead(tx, found, delivery.subject, found.deciders)
        if delivery.kind is DeliveryKind.OFFER and delivery.event is not None:
            now = self.context.now()
            others = {user: nudging.at_work(found, user, now) for user in _next_ones([found], left)}
            await owing.offers(tx, delivery.report, others, event=delivery.event, now=now)
        await self._nobody_left(tx, [found])

    async def _nobody_left(self, tx: Transaction, rows: Sequence[Standing]) -> None:
        """Where nobody decides now, whoever looks after the team is told."""
        for team in {row.team.id: row.team for row in rows if not row.deciders}.values():
            await telling.nobody_notice(tx, team, now=self.context.now())

    async def _nudge_instead(
        self, tx: Transaction, found: Standing, step: str, others: Sequence[UserId]
    ) -> None:
        """The reminder did not reach anybody, so it counts once still.

        Nobody is disturbed out of hours for it: the next reminder is for them anyway.
        """
        now = self.context.now()
        for user in others[:1]:
            if nudging.is_at_work(found, user, now):
                until = nudging.working_until(found, user, now)
                report = found.report
                await owing.nudge_handed_on(tx, report, user, step=step, until=until, now=now)

    async def _hand_on_digest(self, tx: Transaction, id: DigestId, left: UserId) -> None:
        now = self.context.now()
        morning = await digests.load(tx, id)
        theirs = (await mornings.readers_of(tx, [left])).get(left)
        if morning is None or theirs is None:
            return
        among = [team.id for team in theirs.teams]
        rows = await standing.of_wanted(tx, self.context.vault, among, now)
        await self._nobody_left(tx, rows)
        next_ones = await mornings.readers_of(tx, _next_ones(rows, left))
        for user, reader in next_ones.items():
            on = reader.today(now)
            if reader.is_over(on, now):
                # There is one digest for each of their dates: who has had theirs has it tomorrow.
                theirs_now = await digests.of(tx, user, on)
                until = now + CATCH_UP
                await telling.digest(tx, theirs_now, user, until=until, now=now)

    async def _standing(self, tx: Transaction, id: ReportId) -> Standing | None:
        """The report's standing; None where it was erased while its message was on its way."""
        found = await standing.of_these(tx, self.context.vault, [id], self.context.now())
        return found[0] if found else None

    async def _finish(self, delivery: Delivery, state: DeliveryState, problem: str) -> None:
        await self.context.database.write(
            lambda tx: outbox.finish(tx, delivery, state=state, problem=problem)
        )


def _next_ones(rows: Sequence[Standing], left: UserId) -> tuple[UserId, ...]:
    """Those with whom a decision rests now and did not while `left` was here."""
    return tuple(
        dict.fromkeys(
            user for row in rows for user in row.deciders if user not in row.deciders_with(left)
        )
    )
