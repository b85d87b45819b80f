"""What becomes of deliveries: recorded, blocked and told, or handed on to whoever decides next."""

from datetime import datetime, time, timedelta

from bot.domain.delivery import Delivery, DeliveryKind, DeliveryState
from bot.domain.events import Reply
from bot.domain.ids import ChannelId, MessageRef, UserId
from bot.domain.report import Audience
from bot.services.contents import BlockedContent, DigestContent
from storage import people
from storage.database import Transaction
from tests.builders import AMINA, CHANNEL, DAN, MOIRA, PRIYA, a_team
from tests.services.world import LEASE, NO_PACE, Sent, World, of_kind

BEN = UserId("U0BEN")
HILLTOP = ChannelId("C0HILLTOP")
TUESDAY = datetime.fromisoformat("2026-11-24T08:45:00+00:00")
DAY_BEFORE = datetime.fromisoformat("2026-11-25T09:00:00+00:00")


SLIPS = datetime.fromisoformat("2026-11-27T09:00:00+00:00")


async def claim(world: World, kind: DeliveryKind) -> list[Delivery]:
    """What is due of this kind, by recipient."""
    claimed = await world.services.sending.claim(lease=LEASE, pace=NO_PACE, limit=50)
    theirs = [one for one in claimed if one.kind is kind]
    return sorted(theirs, key=lambda one: one.recipient or "")


async def tick(world: World, moment: datetime) -> None:
    world.clock.moment = moment
    await world.services.clockwork.tick()


async def lose(world: World, delivery: Delivery) -> list[Sent]:
    """Slack says that it cannot reach the person; what goes out instead."""
    await world.services.sending.unreachable(delivery, problem="user_disabled")
    return await world.deliver()


async def rows(world: World, query: str) -> list[object]:
    async def look(tx: Transaction) -> list[object]:
        return [row[0] for row in await tx.exec_driver_sql(query)]

    return await world.database.read(look)


async def test_a_digest_nobody_can_get_is_handed_on_to_the_deputy(world: World) -> None:
    await world.set_up()
    await world.file(audience=Audience.DECIDERS)
    await tick(world, TUESDAY)
    (digest,) = await claim(world, DeliveryKind.DIGEST)

    (handed_on,) = await lose(world, digest)

    assert handed_on.to == DAN
    assert isinstance(handed_on.outgoing.content, DigestContent)
    assert (await world.database.read(lambda tx: people.known(tx, [AMINA]))).gone == {AMINA}


async def test_it_is_handed_on_once(world: World) -> None:
    await world.set_up()
    await world.file(audience=Audience.DECIDERS)
    await tick(world, TUESDAY)
    (digest,) = await claim(world, DeliveryKind.DIGEST)
    await lose(world, digest)

    assert await lose(world, digest) == []


async def test_it_goes_from_hand_to_hand_as_far_as_the_learning_lead(world: World) -> None:
    await world.set_up()
    await world.file(audience=Audience.DECIDERS)
    await tick(world, TUESDAY)
    (first,) = await claim(world, DeliveryKind.DIGEST)
    await world.services.sending.unreachable(first, problem="user_disabled")
    (second,) = await claim(world, DeliveryKind.DIGEST)

    assert second.recipient == DAN
    assert [message.to for message in await lose(world, second)] == [MOIRA]


async def test_a_second_manager_who_has_their_own_digest_gets_no_other(world: World) -> None:
    await world.set_up(a_team(managers=(AMINA, BEN)))
    await world.file(audience=Audience.DECIDERS)
    await tick(world, TUESDAY)
    amina, ben = await claim(world, DeliveryKind.DIGEST)
    await world.services.sending.unreachable(amina, problem="user_disabled")

    assert (amina.recipient, ben.recipient) == (AMINA, BEN)
    assert await rows(world, "SELECT recipient FROM digest WHERE kind = 'handed_on'") == []


async def test_a_reminder_nobody_can_get_is_handed_on_to_the_deputy(world: World) -> None:
    await world.set_up()
    id = await world.file(audience=Audience.DECIDERS)
    await world.say(AMINA, id, Reply.THANK_YOU)
    await world.deliver()
    await tick(world, DAY_BEFORE)
    (nudge,) = await claim(world, DeliveryKind.NUDGE)

    (handed_on,) = of_kind(await lose(world, nudge), DeliveryKind.NUDGE)

    assert (handed_on.to, handed_on.delivery.report) == (DAN, id)
    assert of_kind(await lose(world, nudge), DeliveryKind.NUDGE) == []


async def test_where_the_first_of_two_managers_cannot_be_reached_the_second_is_reminded(
    world: World,
) -> None:
    await world.set_up(a_team(managers=(AMINA, BEN)))
    await world.file(audience=Audience.DECIDERS)
    await tick(world, DAY_BEFORE - timedelta(minutes=15))
    await world.deliver()
    await tick(world, DAY_BEFORE)
    (nudge,) = await claim(world, DeliveryKind.NUDGE)
    assert nudge.recipient == AMINA

    handed_on = of_kind(await lose(world, nudge), DeliveryKind.NUDGE)

    assert [one.to for one in handed_on] == [BEN]


async def test_an_offer_nobody_can_get_is_handed_on_to_the_learning_lead(world: World) -> None:
    await world.set_up()
    id = await world.file(audience=Audience.DECIDERS)
    await tick(world, SLIPS)
    (offer,) = await claim(world, DeliveryKind.OFFER)
    assert offer.recipient == DAN

    (handed_on,) = of_kind(await lose(world, offer), DeliveryKind.OFFER)

    assert (handed_on.to, handed_on.delivery.report) == (MOIRA, id)


async def test_a_blocked_channel_is_told_once_a_day_to_those_who_can_mend_it(
    world: World,
) -> None:
    await world.set_up()
    await world.file()
    (card,) = await claim(world, DeliveryKind.CARD)
    for _ in range(2):
        await world.services.sending.blocked(card, after=timedelta(hours=1), problem="is_archived")

    told = await world.deliver()

    assert sorted(message.to for message in told) == [AMINA, DAN]
    assert {message.outgoing.content for message in told} == {
        BlockedContent(CHANNEL, "is_archived", 1)
    }
    assert (await world.services.sending.totals())[DeliveryState.BLOCKED] == 1


async def test_once_the_channel_is_mended_nobody_is_told_of_it_any_more(world: World) -> None:
    await world.set_up()
    await world.file()
    (card,) = await claim(world, DeliveryKind.CARD)
    await world.services.sending.blocked(card, after=timedelta(), problem="is_archived")
    (again,) = await claim(world, DeliveryKind.CARD)
    await world.services.sending.sent(again, MessageRef(CHANNEL, "1795428000.000001"))

    assert of_kind(await world.deliver(), DeliveryKind.BLOCKED_NOTICE) == []


async def test_what_waits_for_a_channel_goes_as_soon_as_that_channel_is_mended(
    world: World,
) -> None:
    await world.set_up()
    await world.file()
    (card,) = await claim(world, DeliveryKind.CARD)
    sending = world.services.sending
    await sending.blocked(card, after=timedelta(hours=1), problem="is_archived")
    await sending.unblock(ChannelId("C0OTHER"))
    assert of_kind(await world.deliver(), DeliveryKind.CARD) == []

    await sending.unblock(CHANNEL)

    assert [one.to for one in await world.deliver()] == [CHANNEL]


async def test_only_what_is_blocked_is_hurried_by_a_mended_channel(world: World) -> None:
    await world.set_up()
    await world.file()
    (card,) = await claim(world, DeliveryKind.CARD)
    sending = world.services.sending
    await sending.put_off(card, after=timedelta(hours=1), problem="ratelimited")

    await sending.unblock(CHANNEL)

    assert await world.deliver() == []


async def carried_out(world: World, delivery: Delivery) -> None:
    """This one goes out, as any other would."""
    await world.services.preparing.prepare(delivery)
    assert await world.services.sending.begin(delivery)
    at = MessageRef(ChannelId("D0DAN"), "1795428000.000001")
    await world.services.sending.sent(delivery, at)


async def test_whoever_has_had_their_morning_gets_no_second_one_that_day(world: World) -> None:
    await world.set_up(a_team(), a_team(channel=HILLTOP, name="Hilltop", managers=(DAN,)))
    world.people.introduce(PRIYA, CHANNEL, HILLTOP)
    inherited = await world.file(audience=Audience.DECIDERS)
    await world.file(audience=Audience.DECIDERS, channel=HILLTOP)
    await tick(world, TUESDAY)
    amina, dan = await claim(world, DeliveryKind.DIGEST)
    assert (amina.recipient, dan.recipient) == (AMINA, DAN)
    await carried_out(world, dan)

    assert await lose(world, amina) == []

    await tick(world, TUESDAY + timedelta(days=1))
    (next_one,) = [sent for sent in await world.deliver() if sent.to == DAN]
    assert isinstance(next_one.outgoing.content, DigestContent)
    sections = next_one.outgoing.content.digest.sections
    assert inherited in [row.id for _, rows in sections for row in rows]


async def test_nothing_is_handed_on_to_somebody_on_a_day_they_do_not_work(world: World) -> None:
    await world.set_up()
    keep = world.services.absences.keep_days
    await keep(DAN, digest_at=time(8, 45), weekdays=frozenset({0, 2, 3, 4}), timezone=None)
    await world.file(audience=Audience.DECIDERS)
    await tick(world, TUESDAY)
    (amina,) = await claim(world, DeliveryKind.DIGEST)

    assert await lose(world, amina) == []


async def test_what_is_told_to_a_reporter_leaves_no_trace_of_where_it_went(world: World) -> None:
    await world.set_up()
    id = await world.file(audience=Audience.DECIDERS)
    await world.say(AMINA, id, Reply.GO_AHEAD)

    (told,) = await world.deliver()

    assert told.to == PRIYA
    assert await rows(world, "SELECT ts FROM posted") == []
    assert await rows(world, "SELECT recipient FROM delivery WHERE report_id IS NOT NULL") == [None]


async def test_a_reporter_slack_cannot_reach_is_not_written_down(world: World) -> None:
    await world.set_up()
    id = await world.file(audience=Audience.DECIDERS)
    await world.say(AMINA, id, Reply.GO_AHEAD)
    (reply,) = await claim(world, DeliveryKind.REPLY_TO_REPORTER)

    assert await lose(world, reply) == []
    assert PRIYA not in await rows(world, "SELECT user_id FROM person WHERE gone")
    assert PRIYA not in await rows(world, "SELECT subject FROM audit")


async def test_a_claim_that_was_lost_sends_and_remembers_nothing(world: World) -> None:
    await world.set_up()
    await world.file()
    sending = world.services.sending
    (stale,) = await sending.claim(lease=timedelta(seconds=-1), pace=NO_PACE, limit=1)
    (fresh,) = await sending.claim(lease=LEASE, pace=NO_PACE, limit=1)

    assert not await sending.begin(stale)
    await sending.sent(stale, MessageRef(ChannelId("C0"), "1.000001"))
    assert await rows(world, "SELECT ts FROM posted") == []
    assert await sending.begin(fresh)


async def test_what_a_digest_holds_is_fixed_when_it_is_made(world: World) -> None:
    await world.set_up()
    first = await world.file(audience=Audience.DECIDERS)
    await tick(world, TUESDAY)
    (digest,) = await claim(world, DeliveryKind.DIGEST)
    await world.services.preparing.prepare(digest)
    await world.services.sending.begin(digest)
    await world.file(audience=Audience.DECIDERS)

    again = await world.services.preparing.prepare(digest)

    assert isinstance(again.content, DigestContent)
    assert [row.id for _, held in again.content.digest.sections for row in held] == [first]


async def test_there_is_work_only_while_something_is_due(world: World) -> None:
    await world.set_up()
    assert not await world.services.sending.anything_due()
    await world.file()
    assert await world.services.sending.anything_due()
    await world.deliver()
    assert not await world.services.sending.anything_due()
