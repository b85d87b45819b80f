"""What somebody alone is told who has written more in a thread than is good for somebody."""

import pytest

from bot.domain.ids import MessageRef, ReportId, UserId
from bot.domain.personal_data import Identifier
from bot.domain.report import Mode
from bot.domain.thread import ThreadReply
from bot.services.discussion import Hint
from storage import threads
from storage.database import Transaction
from tests.builders import AMINA, CHANNEL, PRIYA
from tests.services.relayed import appeared
from tests.services.world import World

TOM = UserId("U0TOM")
AT = MessageRef(CHANNEL, "1795428000.000900")
EDITED = "1795428001.000000"


async def said(
    world: World,
    id: ReportId,
    words: str = "This happened to me too",
    *,
    author: UserId = TOM,
    version: str = AT.ts,
    deleted: bool = False,
) -> Hint | None:
    reply = ThreadReply(await world.card_of(id), AT, author, words, version, deleted)
    return await world.services.discussion.said(reply)


async def outbox_of(world: World) -> int:
    async def count(tx: Transaction) -> int:
        return int((await tx.exec_driver_sql("SELECT count(*) FROM delivery")).scalar_one())

    return await world.database.read(count)


async def test_a_confidential_reporter_who_writes_there_is_told_once_and_no_row_says_so(
    world: World,
) -> None:
    id = await appeared(world)
    before = await outbox_of(world)

    assert await said(world, id, author=PRIYA) == Hint(unmasks=True, identifiers=())
    assert await said(world, id, author=PRIYA) is None
    assert await said(world, id, "Or so", author=PRIYA, version=EDITED) is None

    assert await outbox_of(world) == before
    assert await world.kinds(id) == ["filed"]


@pytest.mark.parametrize("mode", [Mode.NAMED, Mode.ANONYMOUS])
async def test_who_is_named_hides_nothing_and_of_who_left_no_name_nobody_can_know(
    world: World, mode: Mode
) -> None:
    id = await appeared(world, mode)

    assert await said(world, id, author=PRIYA) is None


@pytest.mark.parametrize("author", [TOM, AMINA])
async def test_nobody_else_is_told_anything(world: World, author: UserId) -> None:
    id = await appeared(world)

    assert await said(world, id, author=author) is None


async def test_whoever_writes_an_identifier_is_told_its_kind_and_it_is_kept_masked(
    world: World,
) -> None:
    id = await appeared(world)

    hint = await said(world, id, "943 476 5919, and once more 943 476 5919, ring 07700 900123")

    assert hint == Hint(unmasks=False, identifiers=(Identifier.NHS_NUMBER, Identifier.PHONE))
    kept = await world.database.read(lambda tx: threads.of_report(tx, id))
    assert kept == ((TOM, "[NHS number], and once more [NHS number], ring [phone number]"),)


async def test_an_edit_takes_the_place_of_what_was_kept(world: World) -> None:
    id = await appeared(world)
    await said(world, id, "Ring 07700 900123")

    await said(world, id, "Ring the school", version=EDITED)

    kept = await world.database.read(lambda tx: threads.of_report(tx, id))
    assert kept == ((TOM, "Ring the school"),)


async def test_a_reporter_who_writes_an_identifier_is_told_both(world: World) -> None:
    id = await appeared(world)

    hint = await said(world, id, "Ring 07700 900123", author=PRIYA)

    assert hint == Hint(unmasks=True, identifiers=(Identifier.PHONE,))


async def test_what_is_deleted_already_needs_no_hint(world: World) -> None:
    id = await appeared(world)

    assert await said(world, id, "", author=PRIYA, deleted=True) is None
    assert await said(world, id, author=PRIYA) is None


async def test_what_stands_elsewhere_is_nobodys_business(world: World) -> None:
    await appeared(world)
    thread = MessageRef(CHANNEL, "1795428999.000001")
    reply = ThreadReply(thread, AT, PRIYA, "Ring 07700 900123", AT.ts)

    assert await world.services.discussion.said(reply) is None
