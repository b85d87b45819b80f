"""Replies begun by an emoji: one for each person and report, each with a number of its own."""

import pytest

from bot.domain.events import Reply
from bot.domain.ids import ReportId, UserId
from storage import drafts
from storage.database import Database
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


async def hear(
    database: Database, report: ReportId, moment: str, *, reply: Reply, user: UserId = AMINA
) -> bool:
    return await database.write(lambda tx: drafts.hear(tx, report, user, reply, moment))


async def found(database: Database, report: ReportId, user: UserId = AMINA) -> Draft | None:
    return await database.read(lambda tx: drafts.of(tx, report, user))


async def test_what_was_begun_is_found(database: Database, report: ReportId) -> None:
    draft = await begin(database, report, Reply.GO_AHEAD)

    assert draft == Draft(report, AMINA, Reply.GO_AHEAD, 1, FIRST)
    assert await found(database, report) == draft


async def test_each_person_begins_their_own(database: Database, report: ReportId) -> None:
    await begin(database, report, Reply.GO_AHEAD)
    theirs = await begin(database, report, Reply.THANK_YOU, DAN)

    assert theirs.number == 1
    assert await found(database, report, DAN) == theirs
    assert (await found(database, report)) == Draft(report, AMINA, Reply.GO_AHEAD, 1, FIRST)


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


async def test_an_event_counts_only_if_it_is_later_than_the_last_of_the_same_emoji(
    database: Database, report: ReportId
) -> None:
    heard = [
        await hear(database, report, moment, reply=Reply.GO_AHEAD)
        for moment in (SECOND, FIRST, SECOND, THIRD, THIRD)
    ]

    assert heard == [True, False, False, True, False]


async def test_another_emoji_and_another_person_have_an_order_of_their_own(
    database: Database, report: ReportId
) -> None:
    assert await hear(database, report, THIRD, reply=Reply.GO_AHEAD)

    assert await hear(database, report, FIRST, reply=Reply.THANK_YOU)
    assert await hear(database, report, FIRST, reply=Reply.GO_AHEAD, user=DAN)
    assert not await hear(database, report, FIRST, reply=Reply.GO_AHEAD)


async def test_what_was_heard_outlasts_the_reply_that_it_began(
    database: Database, report: ReportId
) -> None:
    assert await hear(database, report, SECOND, reply=Reply.GO_AHEAD)
    draft = await begin(database, report, Reply.GO_AHEAD, moment=SECOND)
    await database.write(lambda tx: drafts.discard(tx, draft))

    assert not await hear(database, report, FIRST, reply=Reply.GO_AHEAD)


async def test_a_draft_knows_the_moment_of_its_emoji(database: Database, report: ReportId) -> None:
    await begin(database, report, Reply.GO_AHEAD, moment=FIRST)
    await begin(database, report, Reply.TRY_UNTIL, moment=THIRD)

    draft = await found(database, report)

    assert draft is not None
    assert draft.moment == THIRD
