"""What is taken back is gone from every message that showed it, however old that is."""

from datetime import timedelta

from bot.domain.delivery import DeliveryKind
from bot.domain.events import Reply
from bot.domain.ids import ReportId
from bot.domain.report import Audience
from bot.services.answers import Said
from bot.services.contents import DigestContent, SettledContent
from storage import reports
from tests.builders import AMINA, CHANNEL, PRIYA
from tests.services.reminders import DAY_AFTER, DAY_BEFORE, nudges
from tests.services.world import World, of_kind

TOM = "U0TOM"


async def test_reminders_and_offers_are_emptied(world: World) -> None:
    await world.set_up()
    id = await world.file(audience=Audience.DECIDERS)
    (reminder,) = await nudges(world, DAY_BEFORE)
    world.clock.moment = DAY_AFTER
    await world.services.clockwork.tick()
    (offer,) = of_kind(await world.deliver(), DeliveryKind.OFFER)

    await world.services.own.withdraw(PRIYA, id)

    emptied = of_kind(await world.deliver(), DeliveryKind.SETTLED)
    assert {message.to for message in emptied} >= {reminder.at.ts, offer.at.ts}
    contents = [message.outgoing.content for message in emptied]
    assert all(isinstance(content, SettledContent) for content in contents)


async def test_whoever_was_asked_to_try_it_reads_it_no_more(world: World) -> None:
    await world.set_up()
    tom = world.people.introduce(TOM, CHANNEL)
    id = await world.file()
    said = Said(AMINA, id, Reply.GO_AHEAD, "Would you?", None, "click", doer=tom)
    await world.services.answers.say(said)
    (asked,) = of_kind(await world.deliver(), DeliveryKind.TO_TRY)

    await world.services.own.withdraw(PRIYA, id)

    (emptied,) = of_kind(await world.deliver(), DeliveryKind.SETTLED)
    assert emptied.to == asked.at.ts


async def test_digests_are_emptied_of_it_even_weeks_later(world: World) -> None:
    await world.set_up()
    id = await world.file(audience=Audience.DECIDERS)
    world.clock.moment = DAY_BEFORE.replace(hour=8, minute=46)
    await world.services.clockwork.tick()
    (digest,) = of_kind(await world.deliver(), DeliveryKind.DIGEST)
    world.clock.moment += timedelta(days=21)

    await world.services.own.withdraw(PRIYA, id)

    again = of_kind(await world.deliver(), DeliveryKind.DIGEST_UPDATE)
    assert digest.at.ts in {message.to for message in again}
    shown = next(message for message in again if message.to == digest.at.ts).outgoing.content
    assert isinstance(shown, DigestContent)
    assert all(row.words.what == "" for _, rows in shown.digest.sections for row in rows)


async def test_reminders_say_that_there_is_an_answer(world: World) -> None:
    await world.set_up()
    id = await world.file(audience=Audience.DECIDERS)
    (reminder,) = await nudges(world, DAY_BEFORE)

    await world.say(AMINA, id, Reply.GO_AHEAD)

    (settled,) = of_kind(await world.deliver(), DeliveryKind.SETTLED)
    assert settled.to == reminder.at.ts
    assert settled.outgoing.content == SettledContent(await reference(world, id), taken_back=False)


async def reference(world: World, id: ReportId) -> str:
    found = await world.database.read(lambda tx: reports.load(tx, world.context.vault, id))
    assert found is not None
    return found.reference
