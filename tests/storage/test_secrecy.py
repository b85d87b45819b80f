"""A confidential reporter's id stands in no row of any table, nor in the bytes of the file."""

from sqlalchemy import text

from bot.domain.delivery import DeliveryKind
from bot.domain.events import Reply
from bot.domain.ids import UserId
from bot.domain.report import Mode
from bot.services.context import Context
from bot.services.menu import Services
from storage.database import Transaction
from tests.builders import AMINA, CHANNEL, DAN
from tests.conftest import KnownPeople, StandingClock
from tests.services.world import World, of_kind
from tests.storage.dumps import as_bytes, disguises, everything_in, rows_of

CANARY = UserId("U0CANARY7Q4Z")


async def live_through(world: World, mode: Mode) -> None:
    """A report's whole life up to an answer: filed, shown, thanked, answered, told."""
    world.people.introduce(CANARY, CHANNEL)
    await world.set_up()
    id = await world.file(CANARY, mode=mode)
    await world.tick_at(hours=3)
    card = await world.card_of(id)
    await world.react(AMINA, card, "pray")
    await world.services.answers.send_as_it_is(AMINA, id)
    await world.services.discussion.seen_this_too(DAN, id)
    await world.tick_at(days=1)
    await world.tick_at(days=1)
    await world.say(AMINA, id, Reply.GO_AHEAD)
    out = await world.deliver()
    assert [one.to for one in of_kind(out, DeliveryKind.REPLY_TO_REPORTER)] == [CANARY]


async def test_a_confidential_reporters_id_is_nowhere_in_the_database(
    services: Services, context: Context, clock: StandingClock, people: KnownPeople
) -> None:
    await live_through(World(services, context, clock, people), Mode.CONFIDENTIAL)

    kept = await everything_in(context.database)

    assert AMINA.encode() in kept
    assert [hidden for hidden in disguises(CANARY) if hidden in kept] == []


async def test_the_search_would_find_an_id_that_is_there(
    services: Services, context: Context, clock: StandingClock, people: KnownPeople
) -> None:
    world = World(services, context, clock, people)
    await live_through(world, Mode.CONFIDENTIAL)

    async def let_slip(tx: Transaction) -> None:
        await tx.execute(
            text("UPDATE delivery SET recipient = :user WHERE kind = 'reply_to_reporter'"),
            {"user": CANARY},
        )

    await context.database.write(let_slip)

    kept = await everything_in(context.database)
    assert CANARY.encode() in kept


async def test_only_the_identity_table_tells_one_reporter_from_another(
    services: Services, context: Context, clock: StandingClock, people: KnownPeople
) -> None:
    """The keyed hash of the reporter stands in the identity table and in no other."""
    world = World(services, context, clock, people)
    await live_through(world, Mode.CONFIDENTIAL)
    finder = context.vault.finder(CANARY, Mode.CONFIDENTIAL)

    rows = await rows_of(context.database)

    holding = {
        name for name, row in rows if any(as_bytes(value) == finder for value in row.values())
    }
    assert holding == {"identity"}
