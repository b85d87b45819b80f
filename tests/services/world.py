"""A service that is set up and at work: teams, people, forms, and a post that is carried out."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import count

from sqlalchemy import select

from bot.domain.anonymity import AUTHORS_NEEDED
from bot.domain.delivery import Delivery, DeliveryKind
from bot.domain.events import Reply
from bot.domain.form import Form, Receipt
from bot.domain.ids import ChannelId, MessageRef, ReportId, UserId
from bot.domain.reactions import Reaction
from bot.domain.report import Audience, Kind, Mode
from bot.domain.team import Team
from bot.services.answers import Said
from bot.services.contents import (
    InThread,
    NoColleague,
    NoLongerOwed,
    NotYet,
    Outgoing,
    Replacing,
    ToChannel,
    ToPerson,
)
from bot.services.context import Context
from bot.services.directory import DirectoryUnavailable
from bot.services.menu import Services
from bot.services.settings import Changes
from storage import postings, reports, schema
from storage.database import Database, Transaction
from tests.builders import AMINA, CHANNEL, DAN, MOIRA, PRIYA, a_team, sent
from tests.conftest import KnownPeople, StandingClock

LEASE = timedelta(minutes=1)
NO_PACE = timedelta()
_ROUNDS = 20


@dataclass(frozen=True)
class Sent:
    """A message that went out, and where it stands."""

    delivery: Delivery
    outgoing: Outgoing
    at: MessageRef

    @property
    def to(self) -> str:
        """The channel, the person, or the message that was replaced."""
        match self.outgoing.address:
            case ToChannel(channel):
                return channel
            case ToPerson(user):
                return user
            case Replacing(message) | InThread(message):
                return message.ts


@dataclass(frozen=True)
class World:
    """Riverside's morning: Amina manages, Dan stands in, Moira looks across, Priya works there."""

    services: Services
    context: Context
    clock: StandingClock
    people: KnownPeople
    _numbers: Iterator[int] = field(default_factory=lambda: count(1))

    @property
    def database(self) -> Database:
        return self.context.database

    async def set_up(self, *teams: Team) -> tuple[Team, ...]:
        """Save these teams, as an operator would; without any, Riverside."""
        deciding = [user for team in teams for user in team.everybody_who_may_decide]
        for user in (PRIYA, AMINA, DAN, MOIRA, *deciding):
            if user not in self.people.people:
                self.people.introduce(user, CHANNEL)
        await self.services.settings.change_service(Changes(learning_leads=(MOIRA,)))
        return tuple([await self.services.settings.save_team(one) for one in teams or [a_team()]])

    async def form(
        self, user: UserId = PRIYA, kind: Kind = Kind.NEAR_MISS, channel: ChannelId = CHANNEL
    ) -> Form:
        """An empty form."""
        return await self.services.capture.begin(user, channel, kind, "")

    async def file(
        self,
        user: UserId = PRIYA,
        *,
        mode: Mode = Mode.NAMED,
        audience: Audience = Audience.TEAM,
        what: str = "The form went to the wrong team",
        channel: ChannelId = CHANNEL,
    ) -> ReportId:
        """A report, filed through its form; enough people could have written it."""
        if mode is Mode.ANONYMOUS:
            self.people.authors = AUTHORS_NEEDED
        form = await self.form(user, channel=channel)
        given = sent(form, user=user, what=what, mode=mode, audience=audience)
        receipt = await self.services.capture.submit(given)
        assert isinstance(receipt, Receipt)
        return await self.id_of(receipt.reference)

    async def released(self, id: ReportId) -> ReportId:
        """The same report, once others can come upon it."""
        self.clock.moment = max(self.clock.moment, await released_at(self, id))
        return id

    async def id_of(self, reference: str) -> ReportId:
        """The report with this reference."""

        async def look(tx: Transaction) -> ReportId:
            one = select(schema.report.c.id).where(schema.report.c.reference == reference)
            return ReportId((await tx.execute(one)).scalar_one())

        return await self.database.read(look)

    async def say(
        self,
        user: UserId,
        id: ReportId,
        reply: Reply,
        *,
        words: str = "Thank you for telling us",
        until: date | None = None,
        key: str | None = None,
    ) -> None:
        """A reply, given in its form; each with a key of its own unless told otherwise."""
        key = key or f"click-{next(self._numbers)}"
        await self.services.answers.say(Said(user, id, reply, words, until, key))

    async def react(
        self, user: UserId, at: MessageRef, emoji: str, moment: str | None = None
    ) -> None:
        """An emoji put on a message, at a moment of its own unless told otherwise."""
        await self.services.reactions.added(Reaction(user, at, emoji, moment or self._moment()))

    async def unreact(
        self, user: UserId, at: MessageRef, emoji: str, moment: str | None = None
    ) -> None:
        """An emoji taken back, at a moment of its own unless told otherwise."""
        await self.services.reactions.removed(Reaction(user, at, emoji, moment or self._moment()))

    def _moment(self) -> str:
        return f"1795428000.{next(self._numbers):06}"

    async def deliver(self) -> list[Sent]:
        """Send everything that is due now, as the sender would, and say what went out."""
        out: list[Sent] = []
        for _ in range(_ROUNDS):
            claimed = await self.services.sending.claim(lease=LEASE, pace=NO_PACE, limit=50)
            if not claimed:
                return out
            tried = [await self._deliver(delivery) for delivery in claimed]
            out += [message for message in tried if message is not None]
        raise AssertionError("the outbox does not come to rest")

    async def _deliver(self, delivery: Delivery) -> Sent | None:
        sending = self.services.sending
        try:
            outgoing = await self.services.preparing.prepare(delivery)
        except NoLongerOwed:
            await sending.drop(delivery, problem="no longer owed")
            return None
        except NoColleague:
            await sending.unreachable(delivery, problem="no colleague")
            return None
        except (NotYet, DirectoryUnavailable):
            await sending.put_off(delivery, after=timedelta(hours=1), problem="not yet")
            return None
        if self.services.preparing.is_too_late(delivery):
            await sending.drop(delivery, problem="too late")
            return None
        assert await sending.begin(delivery)
        at = self._place(outgoing)
        await sending.sent(delivery, at)
        return Sent(delivery, outgoing, at)

    def _place(self, outgoing: Outgoing) -> MessageRef:
        ts = self._moment()
        match outgoing.address:
            case ToChannel(channel):
                return MessageRef(channel, ts)
            case ToPerson(user):
                return MessageRef(ChannelId(f"D{user[1:]}"), ts)
            case InThread(message):
                return MessageRef(message.channel, ts)
            case Replacing(message):
                return message

    async def half_posted_card(self) -> Delivery:
        """A card that Slack may have by now, without its place being recorded yet."""
        claimed = await self.services.sending.claim(lease=LEASE, pace=NO_PACE, limit=50)
        card = next(one for one in claimed if one.kind is DeliveryKind.CARD)
        assert await self.services.sending.begin(card)
        return card

    async def card_of(self, id: ReportId) -> MessageRef:
        """Where the card of a report stands."""
        found = await self.database.read(lambda tx: postings.card_of(tx, id))
        assert found is not None
        return found.ref

    async def kinds(self, id: ReportId) -> list[str]:
        """What has happened to a report, oldest first."""
        found = await self.database.read(lambda tx: reports.load(tx, self.context.vault, id))
        assert found is not None
        return [event.kind.value for event in found.events]

    async def tick_at(self, **by: float) -> list[Sent]:
        """Let time pass, tick, and send what is due."""
        self.clock.move(**by)
        await self.services.clockwork.tick()
        return await self.deliver()


def of_kind(messages: list[Sent], kind: DeliveryKind) -> list[Sent]:
    """Those of `messages` that are of this kind."""
    return [one for one in messages if one.delivery.kind is kind]


async def released_at(world: World, id: ReportId) -> datetime:
    """From when on anybody but the reporter may come upon this report."""
    found = await world.database.read(lambda tx: reports.load(tx, world.context.vault, id))
    assert found is not None
    return found.released_at


def besides_roles(messages: list[Sent]) -> list[Sent]:
    """All but the word of who decides from now on, which goes out with every such change."""
    return [one for one in messages if one.delivery.kind is not DeliveryKind.ROLES_CHANGED]
