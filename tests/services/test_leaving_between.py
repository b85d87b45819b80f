"""Somebody leaves after a message to them was queued: it goes to whoever decides next."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import datetime

import pytest

from bot.domain.delivery import Delivery, DeliveryKind
from bot.domain.errors import NotAvailable
from bot.domain.events import Reply
from bot.domain.ids import ReportId, UserId
from bot.domain.people import Role
from bot.domain.report import Audience, Mode
from bot.services import standing
from bot.services.contents import NoColleague
from bot.services.directory import DirectoryUnavailable
from bot.services.settings import Changes
from storage import people
from storage.database import Transaction
from tests.builders import AMINA, CHANNEL, DAN, MOIRA, a_team
from tests.services.reminders import DAY_BEFORE
from tests.services.world import LEASE, NO_PACE, Sent, World, of_kind

BEN = UserId("U0BEN")
TUESDAY = datetime.fromisoformat("2026-11-24T08:45:00+00:00")
SLIPS = datetime.fromisoformat("2026-11-27T09:00:00+00:00")


async def owed(world: World, kind: DeliveryKind, at: datetime) -> Delivery:
    """The one message of this kind that is due at that moment."""
    world.clock.moment = at
    await world.services.clockwork.tick()
    claimed = await world.services.sending.claim(lease=LEASE, pace=NO_PACE, limit=50)
    (found,) = [one for one in claimed if one.kind is kind]
    return found


async def a_digest(world: World) -> Delivery:
    return await owed(world, DeliveryKind.DIGEST, TUESDAY)


async def a_nudge(world: World) -> Delivery:
    return await owed(world, DeliveryKind.NUDGE, DAY_BEFORE)


async def an_offer(world: World) -> Delivery:
    return await owed(world, DeliveryKind.OFFER, SLIPS)


Owed = Callable[[World], Awaitable[Delivery]]


async def carry_out(world: World, delivery: Delivery) -> list[Sent]:
    """Prepare one that was claimed before, as its sender does, and send what is due then."""
    with pytest.raises(NoColleague):
        await world.services.preparing.prepare(delivery)
    await world.services.sending.unreachable(delivery, problem="no colleague")
    return await world.deliver()


async def gone(world: World) -> frozenset[str]:
    async def look(tx: Transaction) -> frozenset[str]:
        return frozenset((await people.known(tx, [AMINA, BEN, DAN, MOIRA])).gone)

    return await world.database.read(look)


@pytest.mark.parametrize("owe", [a_digest, a_nudge], ids=["digest", "reminder"])
async def test_what_is_owed_to_a_manager_who_left_goes_to_the_deputy(
    world: World, owe: Owed
) -> None:
    await world.set_up()
    id = await world.file(audience=Audience.DECIDERS)
    delivery = await owe(world)
    assert delivery.recipient == AMINA
    world.people.introduce(AMINA, CHANNEL, is_outsider=True)

    out = await carry_out(world, delivery)

    assert [one.to for one in of_kind(out, delivery.kind)] == [DAN]
    assert await gone(world) == {AMINA}
    with pytest.raises(NotAvailable):
        await world.services.asking.open(AMINA, id)
    assert (await world.services.asking.open(DAN, id)).report.id == id


async def test_an_offer_to_a_deputy_who_left_goes_to_the_learning_lead(world: World) -> None:
    await world.set_up()
    await world.file(audience=Audience.DECIDERS)
    offer = await an_offer(world)
    assert offer.recipient == DAN
    world.people.introduce(DAN, CHANNEL, is_outsider=True)

    out = await carry_out(world, offer)

    assert MOIRA in [one.to for one in of_kind(out, DeliveryKind.OFFER)]
    assert DAN not in [one.to for one in out]


@pytest.mark.parametrize("owe", [a_digest, a_nudge], ids=["digest", "reminder"])
async def test_with_nobody_else_to_decide_whoever_looks_after_the_team_is_told(
    world: World, owe: Owed
) -> None:
    await world.set_up(replace(a_team(deputies=()), set_up_by=MOIRA))
    await world.services.settings.change_service(Changes(learning_leads=()))
    await world.deliver()  # everybody hears that Moira is no learning lead any more
    await world.file(audience=Audience.DECIDERS)
    delivery = await owe(world)
    world.people.introduce(AMINA, CHANNEL, is_outsider=True)

    out = await carry_out(world, delivery)

    assert [(one.delivery.kind, one.to) for one in out] == [(DeliveryKind.NOBODY_NOTICE, MOIRA)]


async def test_where_whoever_looks_after_a_team_has_left_as_well_the_learning_leads_are_told(
    world: World,
) -> None:
    await world.set_up(replace(a_team(managers=(AMINA,), deputies=()), set_up_by=BEN))
    world.people.introduce(BEN, CHANNEL)
    await world.file(MOIRA, audience=Audience.DECIDERS)
    digest = await a_digest(world)
    for user in (AMINA, BEN):
        world.people.introduce(user, CHANNEL, is_outsider=True)

    out = await carry_out(world, digest)

    assert [(one.delivery.kind, one.to) for one in out] == [(DeliveryKind.NOBODY_NOTICE, MOIRA)]
    assert await gone(world) == {AMINA, BEN}


@pytest.mark.parametrize("owe", [a_digest, a_nudge, an_offer], ids=["digest", "reminder", "offer"])
async def test_while_slack_does_not_say_who_somebody_is_they_are_sent_nothing(
    world: World, owe: Owed
) -> None:
    await world.set_up()
    await world.file(audience=Audience.DECIDERS)
    delivery = await owe(world)
    assert delivery.recipient is not None
    world.people.forget(delivery.recipient)

    with pytest.raises(DirectoryUnavailable):
        await world.services.preparing.prepare(delivery)

    assert await gone(world) == frozenset()


async def roles(world: World, id: ReportId) -> frozenset[Role]:
    """What Amina is to a report."""
    context = world.context

    async def look(tx: Transaction) -> frozenset[Role]:
        found = await standing.of_report(tx, context.vault, id, context.now())
        return found.viewer(AMINA).roles

    return await world.database.read(look)


async def test_a_manager_who_left_is_none_to_any_service_until_they_are_back(world: World) -> None:
    await world.set_up()
    id = await world.released(await world.file(audience=Audience.DECIDERS))
    world.people.introduce(AMINA, CHANNEL, is_outsider=True)
    await world.services.sending.account_changed(AMINA)

    assert await roles(world, id) == frozenset()
    with pytest.raises(NotAvailable):
        await world.say(AMINA, id, Reply.THANK_YOU)

    world.people.introduce(AMINA, CHANNEL)
    await world.services.sending.account_changed(AMINA)

    assert await roles(world, id) == {Role.MANAGER}
    await world.say(AMINA, id, Reply.THANK_YOU)


async def test_what_a_manager_who_left_has_written_stays_theirs(world: World) -> None:
    await world.set_up()
    id = await world.file(AMINA, mode=Mode.CONFIDENTIAL)
    world.people.introduce(AMINA, CHANNEL, is_outsider=True)
    await world.services.sending.account_changed(AMINA)

    assert await roles(world, id) == {Role.REPORTER}
