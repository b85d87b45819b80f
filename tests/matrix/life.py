"""The whole life of a report, in which a message of every kind comes to be sent."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from datetime import timedelta
from random import Random
from typing import Any

from sqlalchemy import select

from bot.delivery.sender import Sender
from bot.delivery.slack import Post
from bot.domain.bulletin import BulletinId, next_draft
from bot.domain.change import Strength, Verdict
from bot.domain.delivery import Delivery, DeliveryKind
from bot.domain.events import Reply
from bot.domain.ids import ChannelId, MessageRef, TrapId
from bot.domain.report import Audience, Mode
from bot.domain.requests import RequestKind, Wanted
from bot.domain.retention import USUAL
from bot.domain.retry import Pace
from bot.domain.team import Team
from bot.services import telling
from bot.services.answers import Said
from bot.services.asking import Question
from bot.services.changes import Altered
from bot.services.farewells import Farewells
from bot.services.publishing import Release
from bot.services.redacting import Slip
from bot.services.redesigning import Planned, Redesigned
from bot.services.settings import Changes
from bot.services.trap_ideas import Proposed
from bot.services.traps import Described
from bot.services.unsealing import Reason
from storage import reports, schema, traps
from tests.builders import AMINA, CHANNEL, MOIRA, PRIYA
from tests.matrix.parties import ELSEWHERE, USERS, Party
from tests.matrix.rewinding import Rewinding
from tests.matrix.stages import NIA, Filed, new
from tests.matrix.test_at_action import the_teams
from tests.matrix.wire import Wire
from tests.services.world import LEASE, NO_PACE, World

WHAT = "The kestrel form went to the wrong team"
CANARY = "kestrel"
QUIET = ChannelId("C0QUIET")
"""A channel of no team."""

NEWS = ChannelId("C0NEWS")
"""The channel of the bulletin."""
HANA = USERS[Party.OTHER_MANAGER]

A_DAY = timedelta(days=1)
_ROUNDS = 30
_DAYS_TO_A_SLIP = 5
_A_WEEK = 6
_DAYS_TO_A_CHECK_BACK = 50
"""From a change, be it the report's own or that of its error trap."""


@dataclass
class Life:
    """Priya's report, and the sender that brings what is owed because of it.

    `each` is called with the first delivery of every kind, when it is claimed and not yet sent.
    """

    world: World
    database: Rewinding
    wire: Wire
    mode: Mode
    audience: Audience
    each: Callable[["Life", Delivery], Awaitable[None]]
    team: Team
    report: Filed
    reference: str
    seen: set[DeliveryKind] = field(default_factory=set)
    trap: TrapId | None = None
    """The error trap that the report belongs to, together with one of another team."""

    @property
    def sender(self) -> Sender:
        services = self.world.services
        client: Any = self.wire
        return Sender(
            preparing=services.preparing,
            sending=services.sending,
            post=Post(client),
            vault=self.world.context.vault,
            pace=Pace(0.0003),
            random=Random(5),
        )

    async def deliver(self) -> None:
        """Send everything that is due, and show each kind before it goes for the first time."""
        for _ in range(_ROUNDS):
            sending = self.world.services.sending
            claimed = await sending.claim(lease=LEASE, pace=NO_PACE, limit=50)
            if not claimed:
                return
            for delivery in claimed:
                if delivery.kind not in self.seen and self._concerns(delivery):
                    self.seen.add(delivery.kind)
                    await self.each(self, delivery)
                await self.sender.deliver(delivery)
        raise AssertionError("the outbox does not come to rest")

    def _concerns(self, delivery: Delivery) -> bool:
        """Whether it is about Priya's report, and not only about what the other team has."""
        if delivery.report is not None:
            return delivery.report == self.report.id
        is_theirs = delivery.channel == ELSEWHERE or delivery.recipient == HANA
        return delivery.trap is not None or not is_theirs

    async def pass_days(self, days: int) -> None:
        """Let the mornings and noons of so many days come."""
        for _ in range(days):
            for hour in (9, 15):
                now = self.world.clock.moment
                day = now if now.hour < hour else now + timedelta(days=1)
                self.world.clock.moment = day.replace(hour=hour, minute=1)
                await self.world.services.clockwork.tick()
                await self.deliver()


async def begun(
    world: World, mode: Mode, audience: Audience, each: Callable[[Life, Delivery], Awaitable[None]]
) -> Life:
    """The beginning: the report has been filed, and nothing is sent."""
    team = await the_teams(world)
    await world.services.settings.change_service(Changes(bulletin_channel=NEWS))
    await world.services.clockwork.weeks.wind_up()
    await world.services.bulletins.wind_up()
    report = await new(world, mode, audience, what=WHAT)
    database = world.database
    assert isinstance(database, Rewinding)
    kept = await database.read(lambda tx: reports.load(tx, world.context.vault, report.id))
    assert kept is not None
    wire = Wire(world.people)
    return Life(world, database, wire, mode, audience, each, team, report, kept.reference)


async def lived(life: Life) -> None:
    """From the card to the last trace."""
    await life.deliver()
    for chapter in _CHAPTERS:
        await chapter(life)
        await life.deliver()
    requests = life.world.services.requests
    asked = await requests.ask(Wanted(RequestKind.ERASE_REPORT, life.reference))
    await life.deliver()
    await requests.decide(MOIRA, asked.id, confirm=True)
    await life.deliver()
    await life.world.services.erasing.report(life.reference)
    await life.deliver()


async def _talked_about(life: Life) -> None:
    """An emoji that is taken back, and a colleague who has seen this too."""
    if life.audience is Audience.TEAM:
        world = life.world
        card = await world.card_of(life.report.id)
        await world.react(AMINA, card, "pray")
        await life.deliver()
        await world.unreact(AMINA, card, "pray")
        await world.services.discussion.seen_this_too(USERS[Party.PRACTITIONER], life.report.id)


async def _uncovered(life: Life) -> None:
    """An error trap, to which a near miss of another team comes; somebody takes it on."""
    if life.audience is not Audience.TEAM:
        return
    services, database = life.world.services, life.database
    other = await life.world.file(HANA, channel=ELSEWHERE, what="It went to the old address")
    # So that nobody's morning has it besides Priya's report.
    for reply in (Reply.THANK_YOU, Reply.NOT_NOW):
        await life.world.say(MOIRA, other, reply)
    await services.trap_ideas.propose(
        Proposed(USERS[Party.PRACTITIONER], life.report.id, "Two addresses", "trap")
    )
    await life.pass_days(1)
    [life.trap] = await database.read(traps.live)
    await services.trap_links.link(MOIRA, life.trap, other)
    await life.deliver()
    described = Described(AMINA, life.trap, "Two addresses", None, (), "confirm")
    await services.traps.confirm(described)
    await life.deliver()
    await services.traps.take_on(NIA, life.trap)
    by = life.team.calendar.day_of(life.world.clock.now()) + 2 * A_DAY
    planned = Planned(NIA, life.trap, "One address", Strength.EASIER, by, "plan")
    await services.redesigning.plan(planned)


async def _asked(life: Life) -> None:
    """A morning, a question and its answer, and whether it may be shared beyond the team."""
    services, id = life.world.services, life.report.id
    await life.pass_days(1)
    await services.asking.ask(Question(AMINA, id, "Which list was it?", "question"))
    await services.asking.ask_consent(AMINA, id)
    await life.deliver()
    await services.own.reply(life.report.claim, id, "The kestrel list", "reply")
    await services.own.consent(life.report.claim, id, yes=True)
    if life.mode is Mode.CONFIDENTIAL:
        await services.unsealing.open(Reason(MOIRA, id, "A child may come to harm", "open"))
    await life.pass_days(1)


async def _kept_waiting(life: Life) -> None:
    """Reminders, a promise that slips, and a name that is left out for a while."""
    await life.pass_days(_DAYS_TO_A_SLIP)
    if life.mode is Mode.NAMED:
        naming = life.world.services.naming
        await naming.unname(PRIYA, life.report.id)
        await life.deliver()
        await naming.name(PRIYA, life.report.id)


async def _answered(life: Life) -> None:
    doer = NIA if life.audience is Audience.TEAM else None
    said = Said(AMINA, life.report.id, Reply.GO_AHEAD, "Because we can", None, "answer", doer)
    await life.world.services.answers.say(said)


async def _changed(life: Life) -> None:
    """What was changed, and whether it has helped; the week in which the team reads of it."""
    if life.trap is not None:
        redesigned = Redesigned(NIA, life.trap, "One address", Strength.EASIER, "redesigned")
        await life.world.services.redesigning.change(redesigned)
        await life.deliver()
    altered = Altered(AMINA, life.report.id, "One kestrel list", Strength.REMIND, "change")
    await life.world.services.changes.record(altered)
    await life.pass_days(_A_WEEK)
    life.world.clock.move(days=_DAYS_TO_A_CHECK_BACK)
    await life.pass_days(1)


async def _let_out(life: Life) -> None:
    """The library, and the bulletin in which everybody in the service reads the story."""
    if life.audience is not Audience.TEAM:
        return
    services, clock = life.world.services, life.world.clock
    release = Release(MOIRA, life.report.id, "Two addresses", "publish")
    await services.publishing.publish(release, is_asked=True)
    await life.deliver()
    clock.moment = next_draft(clock.now(), life.team.calendar) + timedelta(minutes=1)
    await services.clockwork.tick()
    await life.deliver()
    [bulletin] = await life.database.read(lambda tx: tx.scalars(select(schema.bulletin.c.id)))
    await services.bulletins.release(MOIRA, BulletinId(bulletin))
    clock.move(minutes=1)


async def _let_go(life: Life) -> None:
    """Words that are masked, and the farewell to whoever wrote it."""
    services, id = life.world.services, life.report.id
    await services.changes.say(AMINA, id, Verdict.YES)
    await services.redacting.mask(Slip(AMINA, id, "wrong team", "slip"))
    await life.deliver()
    farewells = Farewells(life.world.context)
    await farewells.work_out_anew()
    await farewells.give_codes(life.world.clock.now().date() + USUAL.identity_days * A_DAY)


async def _beside(life: Life) -> None:
    """What is said of other things than a report."""
    services, database, now = life.world.services, life.database, life.world.clock.now()
    await services.hearing.invited(QUIET)
    await services.hearing.direct_message(MessageRef(ChannelId("D0PAT"), "1795428000.000900"))
    await database.write(lambda tx: telling.nobody_notice(tx, life.team, now=now))
    await services.sending.shared(CHANNEL)
    await services.figures.ask(USERS[Party.PRACTITIONER], CHANNEL)
    for manager in life.team.managers:
        await services.absences.go(manager, (now + timedelta(days=3)).date())
    await life.deliver()
    for manager in life.team.managers:
        await services.absences.back(manager)
    asked = await services.requests.ask(Wanted(RequestKind.SUBJECT_ACCESS, "U0PAT"))
    await life.deliver()
    await services.requests.decide(MOIRA, asked.id, confirm=True)
    await services.requests.begin(asked.id)
    await services.settings.save_team(replace(life.team, deputies=()))
    await services.settings.save_team(life.team)
    if life.audience is Audience.TEAM:
        await _blocked(life)


async def _blocked(life: Life) -> None:
    """A channel that nobody can post in for a while."""
    life.wire.archived.add(CHANNEL)
    await new(life.world, Mode.CONFIDENTIAL, Audience.TEAM, what="Another form")
    await life.deliver()
    life.wire.archived.clear()
    await life.world.services.sending.unblock(CHANNEL)


_CHAPTERS = (
    _talked_about,
    _uncovered,
    _asked,
    _kept_waiting,
    _answered,
    _changed,
    _let_out,
    _let_go,
    _beside,
)
