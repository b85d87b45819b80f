"""What is said in a thread is kept as the thread shows it, in whatever order word of it comes."""

import pytest

from bot.domain.ids import ChannelId, MessageRef, ReportId
from storage import threads
from storage.database import Database
from storage.vault import Vault
from tests.builders import AMINA, DAN
from tests.storage.rows import stored

AT = MessageRef(ChannelId("C0RIVERSIDE"), "1795428000.000100")
LATER = MessageRef(AT.channel, "1795428000.000200")


@pytest.fixture
async def report(database: Database, vault: Vault) -> ReportId:
    return (await stored(database, vault)).id


async def say(
    database: Database, report: ReportId, words: str = "as said", at: MessageRef = AT
) -> bool:
    return await database.write(lambda tx: threads.keep(tx, report, at, author=DAN, words=words))


async def change(database: Database, words: str, version: str) -> bool:
    return await database.write(lambda tx: threads.change(tx, AT, words=words, version=version))


async def said(database: Database, report: ReportId) -> list[str]:
    return [words for _, words in await database.read(lambda tx: threads.of_report(tx, report))]


async def test_replies_are_read_oldest_first_with_their_authors(
    database: Database, report: ReportId
) -> None:
    await database.write(lambda tx: threads.keep(tx, report, LATER, author=AMINA, words="second"))
    await say(database, report, "first")

    found = await database.read(lambda tx: threads.of_report(tx, report))

    assert found == ((DAN, "first"), (AMINA, "second"))


async def test_the_same_message_again_is_kept_once(database: Database, report: ReportId) -> None:
    assert await say(database, report, "first")
    assert not await say(database, report, "again")
    assert await said(database, report) == ["first"]


async def test_an_edit_is_followed(database: Database, report: ReportId) -> None:
    await say(database, report)

    assert await change(database, "as edited", "1795428060.000000")
    assert await said(database, report) == ["as edited"]


async def test_an_edit_that_comes_late_changes_nothing(
    database: Database, report: ReportId
) -> None:
    await say(database, report)
    await change(database, "the latest", "1795428120.000000")

    assert not await change(database, "an earlier one", "1795428060.000000")
    assert not await change(database, "the same moment", "1795428120.000000")
    assert await said(database, report) == ["the latest"]


async def test_a_deleted_reply_is_gone_and_stays_gone(database: Database, report: ReportId) -> None:
    await say(database, report)

    assert await database.write(lambda tx: threads.forget(tx, AT))

    assert not await change(database, "back again", "1795428120.000000")
    assert not await say(database, report, "back again")
    assert await said(database, report) == []


async def test_what_was_never_kept_is_neither_changed_nor_forgotten(
    database: Database, report: ReportId
) -> None:
    assert not await change(database, "words", "1795428120.000000")
    assert not await database.write(lambda tx: threads.forget(tx, AT))
    assert await said(database, report) == []
