"""Replies begun by an emoji: one for each person and report, each with a number of its own."""

import pytest

from bot.domain.events import Reply
from bot.domain.ids import ReportId, UserId
from storage import drafts
from storage.database import Database, Transaction
from storage.drafts import Draft
from storage.vault import Vault
from tests.builders import AMINA, DAN
from tests.storage.rows import stored

FIRST, SECOND, THIRD = (f"179542810{number}.000100" for number in range(3))


@pytest.fixture
async def report(database: Database, vault: Vault) -> ReportId:
    return (await stored(database, vault)).id


async def begin(
    database: Database, report: ReportId, reply: Reply, user: UserId = AMINA, moment: str = FIRST
) -> Draft:
    return await database.write(lambda tx: drafts.begin(tx, report, user, reply, moment))


async def take_back(database: Database, report: ReportId, moment: str) -> None:
    await database.write(lambda tx: drafts.take_back(tx, report, AMINA, moment))


async def stale(
    database: Database, report: ReportId, user: UserId = AMINA
) -> tuple[bool, bool, bool]:
    """Whether something later than the first, second and third moment has been heard."""

    async def look(tx: Transaction) -> tuple[bool, bool, bool]:
        first, second, third = [
            await drafts.is_stale(tx, report, user, moment) for moment in (FIRST, SECOND, THIRD)
        ]
        return first, second, third

    return await database.read(look)


async def found(database: Database, report: ReportId, user: UserId = AMINA) -> Draft | None:
    return await database.read(lambda tx: drafts.of(tx, report, user))


async def test_what_was_begun_is_found(database: Database, report: ReportId) -> None:
    draft = await begin(database, report, Reply.GO_AHEAD)

    assert draft == Draft(report, AMINA, Reply.GO_AHEAD, 1)
    assert await found(database, report) == draft


async def test_each_person_begins_their_own(database: Database, report: ReportId) -> None:
    await begin(database, report, Reply.GO_AHEAD)
    theirs = await begin(database, report, Reply.THANK_YOU, DAN)

    assert theirs.number == 1
    assert await found(database, report, DAN) == theirs
    assert (await found(database, report)) == Draft(report, AMINA, Reply.GO_AHEAD, 1)


async def test_a_new_one_takes_the_place_of_the_old(database: Database, report: ReportId) -> None:
    await begin(database, report, Reply.GO_AHEAD)
    second = await begin(database, report, Reply.TALK_IT_OVER)

    assert second.number == 2
    assert await found(database, report) == second


async def test_what_is_dropped_is_gone_and_its_number_is_not_used_again(
    database: Database, report: ReportId
) -> None:
    first = await begin(database, report, Reply.GO_AHEAD)
    await database.write(lambda tx: drafts.discard(tx, first))

    assert await found(database, report) is None
    assert (await begin(database, report, Reply.GO_AHEAD)).number == 2


async def test_nobody_has_begun_what_nobody_reacted_to(
    database: Database, report: ReportId
) -> None:
    assert await found(database, report) is None


async def test_before_anything_was_heard_nothing_is_stale(
    database: Database, report: ReportId
) -> None:
    assert await stale(database, report) == (False, False, False)


@pytest.mark.parametrize("done", ["begun", "taken back", "dropped"])
async def test_what_is_not_later_than_the_latest_of_this_person_is_stale(
    database: Database, report: ReportId, done: str
) -> None:
    if done == "taken back":
        await take_back(database, report, SECOND)
    else:
        draft = await begin(database, report, Reply.GO_AHEAD, moment=SECOND)
        if done == "dropped":
            await database.write(lambda tx: drafts.discard(tx, draft))

    assert await stale(database, report) == (True, True, False)
    assert await stale(database, report, DAN) == (False, False, False)


async def test_what_is_taken_back_is_gone_and_its_number_is_not_used_again(
    database: Database, report: ReportId
) -> None:
    await begin(database, report, Reply.GO_AHEAD)
    await take_back(database, report, SECOND)

    assert await found(database, report) is None
    assert (await begin(database, report, Reply.GO_AHEAD, moment=THIRD)).number == 2
